"""Handing over a file that a stranger sent: it is saved, and nothing in it runs here."""

from urllib.parse import quote

from fastapi import Response

from crm.documents.models import StoredFile


def handed_over(file: StoredFile) -> Response:
    """Give a file as an attachment that no browser opens, guesses about or keeps."""
    return Response(
        file.content,
        media_type=file.media_type,
        headers={
            "content-disposition": f"attachment; filename*=UTF-8''{quote(file.name, safe='')}",
            "content-security-policy": "sandbox; default-src 'none'",
            "x-content-type-options": "nosniff",
            "cache-control": "private, no-store",
        },
    )
