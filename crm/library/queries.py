"""Reads of library documents."""

from collections.abc import Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import defer

from crm.errors import Missing
from crm.library.models import LibraryDocument
from crm.users.queries import escape_like


async def get(session: AsyncSession, number: int) -> LibraryDocument:
    """Give one document with its text. Raises `Missing`."""
    row = await session.get(LibraryDocument, number)
    if row is None:
        raise Missing("There is no such document in the library.")
    return row


async def search_documents(
    session: AsyncSession, *, collection: str = "", search: str = "", limit: int = 50, offset: int = 0
) -> tuple[Sequence[LibraryDocument], int]:
    """Give one page of documents by title, without their texts, and how many there are."""
    query = select(LibraryDocument)
    if collection:
        query = query.where(LibraryDocument.collection == collection)
    for word in search.split()[:8]:
        pattern = f"%{escape_like(word)}%"
        query = query.where(
            or_(
                LibraryDocument.title.ilike(pattern, escape="\\"),
                LibraryDocument.source.ilike(pattern, escape="\\"),
                LibraryDocument.text.ilike(pattern, escape="\\"),
            )
        )
    total = await session.scalar(select(func.count()).select_from(query.subquery())) or 0
    page = query.options(defer(LibraryDocument.text)).order_by(LibraryDocument.title, LibraryDocument.id)
    return (await session.scalars(page.limit(limit).offset(offset))).all(), total


async def collections(session: AsyncSession) -> dict[str, int]:
    """Give the bodies of knowledge there are, with their number of documents."""
    rows = await session.execute(
        select(LibraryDocument.collection, func.count())
        .group_by(LibraryDocument.collection)
        .order_by(LibraryDocument.collection)
    )
    return {row[0]: row[1] for row in rows}


async def whole_collection(session: AsyncSession, collection: str) -> Sequence[LibraryDocument]:
    """Give every document of a collection with its text, to rebuild its index from."""
    query = select(LibraryDocument).where(LibraryDocument.collection == collection)
    return (await session.scalars(query.order_by(LibraryDocument.id))).all()
