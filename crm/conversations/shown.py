"""What a chat was shown last."""

from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from crm.conversations.models import Outbound

_UNSEEN = ("callback", "typing")


async def is_shown_last(session: AsyncSession, conversation_id: int, turn_id: int, at: datetime) -> bool:
    """Say whether a turn's answer of `at` is still the last that its chat was shown.

    What was queued before it may be shown after it: a reminder whose hour came.
    """
    own = select(func.min(Outbound.id)).where(
        Outbound.conversation_id == conversation_id, Outbound.turn_id == turn_id
    )
    first = await session.scalar(own)
    if first is None:
        return False
    later = select(Outbound.id).where(
        Outbound.conversation_id == conversation_id,
        Outbound.kind.not_in(_UNSEEN),
        Outbound.status != "cancelled",
        Outbound.turn_id.is_distinct_from(turn_id),
        or_(Outbound.sent_at > at, Outbound.id > first),
    )
    return await session.scalar(later.limit(1)) is None
