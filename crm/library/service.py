"""Writes of library documents. The book holds their text; the vector store can be rebuilt from it."""

import hashlib
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from crm.errors import Clash, Missing, Unfit
from crm.library import queries
from crm.library.effects import Correct
from crm.library.models import LibraryCorrection, LibraryDocument


async def keep_document(
    session: AsyncSession,
    collection: str,
    document_id: str,
    *,
    title: str,
    text: str,
    form: str,
    now: datetime,
    source: str = "",
    is_sample: bool = False,
) -> LibraryDocument:
    """Keep a document's text, in place of the one with the same id; it is not indexed yet.

    `form` is markdown, pdf or text. The same text again stays as it was, index and all.
    """
    if not document_id.strip() or len(document_id) > 120:
        raise Unfit("document_id", "A document needs an id of at most 120 characters.")
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    query = select(LibraryDocument).where(
        LibraryDocument.collection == collection, LibraryDocument.document_id == document_id
    )
    row = (await session.scalars(query.with_for_update())).one_or_none()
    if row is None:
        row = LibraryDocument(collection=collection, document_id=document_id, created_at=now)
        session.add(row)
    elif row.sha256 == sha256 and row.title == title[:300]:
        return row
    row.title, row.text, row.format, row.source = title[:300], text, form, source[:300]
    row.sha256, row.is_sample, row.is_indexed = sha256, is_sample, False
    await session.flush()
    return row


async def mark_indexed(session: AsyncSession, number: int, sha256: str) -> None:
    """Note that a document can be found by search; not if its text has changed meanwhile."""
    row = await session.get(LibraryDocument, number)
    if row is not None and row.sha256 == sha256:
        row.is_indexed = True
        await session.flush()


async def withdraw(session: AsyncSession, number: int) -> LibraryDocument:
    """Note that a document is about to leave the index, so that a crash leaves a trace. Raises `Missing`."""
    row = await queries.get(session, number)
    row.is_indexed = False
    await session.flush()
    return row


async def drop(session: AsyncSession, number: int) -> None:
    """Forget a document's text, once it has left the index. Dropping twice is harmless."""
    row = await session.get(LibraryDocument, number)
    if row is not None:
        await session.delete(row)
        await session.flush()


async def propose_correction(
    session: AsyncSession, wrong: Correct, user_id: int, now: datetime
) -> LibraryCorrection:
    """Note that an answer was wrong; a second word of the same person on it replaces the first."""
    row = await session.scalar(
        select(LibraryCorrection).where(
            LibraryCorrection.turn_id == wrong.turn_id,
            LibraryCorrection.proposed_by == user_id,
            LibraryCorrection.status == "open",
        )
    )
    if row is None:
        row = LibraryCorrection(turn_id=wrong.turn_id, proposed_by=user_id, status="open")
        session.add(row)
    row.question, row.answer, row.documents = wrong.question, wrong.answer, list(wrong.documents)
    row.text, row.at = wrong.text.strip()[:4000] or row.text or "", now
    await session.flush()
    return row


def check_open(row: LibraryCorrection) -> None:
    """Raises `Clash` where a correction is decided already."""
    if row.status != "open":
        raise Clash(f"This correction is {row.status} already.")


async def decide_correction(
    session: AsyncSession,
    number: int,
    status: str,
    user_id: int,
    now: datetime,
    document_id: int | None = None,
) -> LibraryCorrection:
    """Accept or refuse a correction. Raises `Missing`, and `Clash` where it is decided already."""
    row = await session.get(LibraryCorrection, number, with_for_update=True)
    if row is None:
        raise Missing("There is no such correction.")
    check_open(row)
    row.status, row.decided_by, row.decided_at, row.document_id = status, user_id, now, document_id
    await session.flush()
    return row
