"""What a chat was shown last."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from crm.conversations.models import Outbound

_UNSEEN = ("callback", "typing")
_NEVER_SHOWN = ("cancelled", "failed", "blocked")


async def shown_last(
    session: AsyncSession, conversation_id: int, now: datetime, beside: Collection[str] = ()
) -> list[Outbound]:
    """Give what one turn showed a chat last, the newest in front; kinds of messages `beside` do not count.

    Messages are in the order in which they were shown, which is not that of their queueing: a reminder
    waits for its hour. What is due and may have been shown, though nobody knows it yet, counts as shown.
    """
    at = func.coalesce(Outbound.sent_at, Outbound.run_at)
    query = select(Outbound).where(
        Outbound.conversation_id == conversation_id,
        Outbound.kind.not_in((*_UNSEEN, *beside)),
        Outbound.status.not_in(_NEVER_SHOWN),
        or_(Outbound.sent_at.is_not(None), Outbound.run_at <= now),
    )
    last = (await session.scalars(query.order_by(at.desc(), Outbound.id.desc()).limit(1))).first()
    if last is None or last.turn_id is None:
        return [last] if last is not None else []
    others = query.where(and_(Outbound.turn_id == last.turn_id, Outbound.id != last.id))
    return [last, *await session.scalars(others.order_by(Outbound.id.desc()))]
