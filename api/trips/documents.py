"""What may be sent from the trip page: copies of passports, visas, tickets, judged by their bytes. Pure."""

from crm.documents.received import Judged

LARGEST = 10_000_000  # bytes
LARGEST_FORM = LARGEST + 1024 * 1024
MOST = 30  # files of one trip
TYPES = ("application/pdf", "image/jpeg", "image/png", "image/webp", "image/heic")


def refused(content: bytes, judged: Judged, sent: int) -> str | None:
    """Say what is wrong with a file, as the page's own word for it; None where it is taken.

    `sent` is how many came for this trip before.
    """
    if not content:
        return "empty"
    if len(content) > LARGEST:
        return "large"
    if judged.why_not or judged.media_type not in TYPES:
        return "wrong"
    return "many" if sent >= MOST else None
