"""Reads of library documents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import defer

from crm.conversations.models import Turn
from crm.errors import Missing
from crm.library.models import LibraryCorrection, LibraryDocument
from crm.library.rules import translated_names
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


async def named(session: AsyncSession, collection: str, name: str) -> LibraryDocument | None:
    """Give a document by its own name; None where there is none."""
    return await session.scalar(
        select(LibraryDocument).where(
            LibraryDocument.collection == collection, LibraryDocument.document_id == name
        )
    )


async def translation(
    session: AsyncSession, collection: str, name: str, language: str
) -> LibraryDocument | None:
    """Give the text of a document in another language; None where there is none."""
    query = select(LibraryDocument).where(
        LibraryDocument.collection == collection,
        LibraryDocument.document_id.in_(translated_names(name, language)),
    )
    return (await session.scalars(query.order_by(LibraryDocument.id).limit(1))).first()


async def corrections(session: AsyncSession, status: str = "open") -> Sequence[LibraryCorrection]:
    """Give the corrections in a state, oldest first."""
    query = select(LibraryCorrection).where(LibraryCorrection.status == status)
    return (await session.scalars(query.order_by(LibraryCorrection.id).limit(200))).all()


async def correction(session: AsyncSession, number: int) -> LibraryCorrection:
    """Give one correction. Raises `Missing`."""
    row = await session.get(LibraryCorrection, number)
    if row is None:
        raise Missing("There is no such correction.")
    return row


@dataclass(frozen=True)
class GivenAnswer:
    """An answer from the library that a customer got."""

    turn_id: int
    conversation_id: int
    at: datetime
    question: str
    answer: str
    documents: Sequence[str]
    titles: Sequence[str]


async def given_answers(
    session: AsyncSession, conversation_id: int, limit: int = 10
) -> Sequence[GivenAnswer]:
    """Give the newest answers from the library in one conversation, newest first."""
    query = (
        select(Turn)
        .where(Turn.conversation_id == conversation_id, Turn.understanding.is_not(None))
        .order_by(Turn.id.desc())
        .limit(100)
    )
    told = [found for turn in await session.scalars(query) if (found := _given(turn))]
    return told[:limit]


async def given_answer(session: AsyncSession, turn_id: int) -> GivenAnswer:
    """Give the answer of one turn. Raises `Missing`."""
    turn = await session.get(Turn, turn_id)
    found = _given(turn) if turn is not None else None
    if found is None:
        raise Missing("The library answered nothing in this turn.")
    return found


def _given(turn: Turn) -> GivenAnswer | None:
    told: Mapping[str, Any] | None = (turn.understanding or {}).get("library")
    if not told or not told.get("answer"):
        return None
    return GivenAnswer(
        turn.id,
        turn.conversation_id,
        turn.settled_at or turn.created_at,
        str(told["question"]),
        str(told["answer"]),
        list(told.get("documents") or ()),
        list(told.get("titles") or ()),
    )
