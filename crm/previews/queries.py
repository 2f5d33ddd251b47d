"""Reads of previews."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from crm.previews.models import Preview
from crm.previews.rules import UNDO_FOR


async def preview_of(session: AsyncSession, token: str, user_id: int) -> Preview | None:
    """Give a preview to whom it belongs; for everybody else there is none."""
    query = select(Preview).where(Preview.token == token, Preview.user_id == user_id)
    return (await session.scalars(query)).first()


async def newest_done(session: AsyncSession, conversation_id: int, user_id: int) -> Preview | None:
    """Give the preview of a chat that was carried out last and was not undone."""
    query = select(Preview).where(
        Preview.conversation_id == conversation_id, Preview.user_id == user_id, Preview.status == "done"
    )
    return (
        await session.scalars(query.order_by(Preview.settled_at.desc(), Preview.id.desc()).limit(1))
    ).first()


def is_over(preview: Preview, now: datetime) -> bool:
    """Say whether a preview waited too long to be confirmed."""
    return now >= preview.expires_at


def is_undoable(preview: Preview, now: datetime) -> bool:
    """Say whether a preview was carried out so lately that it may still be undone."""
    return preview.status == "done" and preview.settled_at is not None and now < preview.settled_at + UNDO_FOR
