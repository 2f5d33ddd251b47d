"""Writes of library documents. The book holds their text; the vector store can be rebuilt from it."""

import hashlib
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from crm.errors import Unfit
from crm.library import queries
from crm.library.models import LibraryDocument


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
