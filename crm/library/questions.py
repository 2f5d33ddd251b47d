"""Questions that nobody could answer: kept as they were asked, until an entry answers them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from crm.library.models import LibraryQuestion
from crm.statements import Asked, Statement, line_of

MOST_SHOWN = 500  # open questions that are grouped at once, the newest


_KEEP = Statement(
    """
    INSERT INTO library_questions
        (text, language, conflict, contact_id, conversation_id, lead_id, status, at)
    VALUES (:text, :language, :conflict, :contact_id, :conversation_id, :lead_id, 'open', :now)
    RETURNING id
    """,
    text=str,
    language=str,
    conflict=str,
    contact_id=int,
    conversation_id=int,
    lead_id=int,
    now=datetime,
)


def keeping(
    text: str,
    language: str,
    now: datetime,
    *,
    conflict: str | None = None,
    contact_id: int | None = None,
    conversation_id: int | None = None,
    lead_id: int | None = None,
) -> Asked:
    """Give the statement that keeps a question which was not answered; it returns the row's id."""
    fields = {
        "text": " ".join(text.split())[:500],
        "language": language[:8],
        "conflict": conflict,
        "contact_id": contact_id,
        "conversation_id": conversation_id,
        "lead_id": lead_id,
        "now": now,
    }
    return _KEEP, fields


async def keep_question(session: AsyncSession, text: str, language: str, now: datetime, **of: Any) -> int:
    """Keep a question that was not answered, with what `keeping` takes of whose it is; give the row's id."""
    [(row_id,)] = await (await line_of(session)).run(*keeping(text, language, now, **of))
    return int(row_id)


async def open_questions(session: AsyncSession, limit: int = MOST_SHOWN) -> Sequence[LibraryQuestion]:
    """Give the newest open questions, oldest first."""
    query = select(LibraryQuestion).where(LibraryQuestion.status == "open")
    newest = await session.scalars(query.order_by(LibraryQuestion.id.desc()).limit(limit))
    return list(newest.all())[::-1]


async def close_questions(
    session: AsyncSession, ids: Sequence[int], status: str, now: datetime, document_id: int | None = None
) -> int:
    """Mark open questions as answered (by a document) or dismissed; give how many there were."""
    row = LibraryQuestion
    closed = await session.execute(
        update(row)
        .where(row.id.in_(ids), row.status == "open")
        .values(status=status, closed_at=now, document_id=document_id)
        .returning(row.id)
    )
    return len(closed.all())
