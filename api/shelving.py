"""Putting documents on the library's shelf and taking them off: read, keep, index, in that order.

Reading and indexing are slow and happen in a thread, outside any transaction. A crash between the
steps leaves a document that is kept but not indexed, which the pages show and can mend.
"""

import asyncio

from fastapi import Request

from api.doors import Doors, doors
from api.writing import writing
from crm.errors import Unfit
from crm.library import queries, service
from crm.library.models import LibraryDocument
from crm.users.rules import Staff

LARGEST_UPLOAD = 25 * 1024 * 1024


async def shelve(request: Request, me: Staff, name: str, content: bytes, title: str = "") -> LibraryDocument:
    """Take an uploaded Markdown, PDF or text file into the library. Raises `Unfit`."""
    from knowledge.documents import Unreadable, from_bytes

    at = doors(request)
    # Only the name's last part is of interest, and only to people: nothing is stored under it.
    plain = name.replace("\\", "/").rpartition("/")[2].replace("\x00", "")[:120]
    try:
        document = await asyncio.to_thread(from_bytes, plain, content)
    except Unreadable as error:
        raise Unfit("file", str(error)) from error
    async with writing(request, me) as pen:
        row = await service.keep_document(
            pen.session,
            at.desk.collection,
            document.id,
            title=title or document.title,
            text=document.text.replace("\x00", ""),
            form=document.format,
            source=document.source,
            is_sample=document.is_sample,
            now=pen.now,
        )
        pen.note("library.put", f"document:{row.id}")
    await index(at, row)
    return row


async def index(at: Doors, row: LibraryDocument) -> None:
    """Make a kept document findable. Raises `Unfit` if there is no sentence in it."""
    from knowledge.documents import Document, Unreadable

    document = Document(row.document_id, row.title, row.text, row.format, row.source, row.is_sample)  # type: ignore[arg-type] # the column holds one of the formats
    try:
        await asyncio.to_thread(at.desk.library.put, document, row.collection)
    except Unreadable as error:
        raise Unfit("file", str(error)) from error
    async with at.desk.book.transaction() as session:
        await service.mark_indexed(session, row.id, row.sha256)
    row.is_indexed = True


async def index_again(request: Request, me: Staff, number: int) -> LibraryDocument:
    """Index a document anew. Raises `Missing`."""
    at = doors(request)
    async with writing(request, me) as pen:
        row = await queries.get(pen.session, number)
        pen.note("library.index", f"document:{number}")
    await index(at, row)
    return row


async def take_off(request: Request, me: Staff, number: int) -> None:
    """Remove a document from the index, then from the book. Raises `Missing`."""
    at = doors(request)
    async with writing(request, me) as pen:
        row = await service.withdraw(pen.session, number)
        pen.note("library.remove", f"document:{number}", title=row.title)
    await asyncio.to_thread(at.desk.library.remove, row.document_id, row.collection)
    async with at.desk.book.transaction() as session:
        await service.drop(session, number)
