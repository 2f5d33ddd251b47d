"""What a chat was shown last."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from crm.conversations.models import Outbound

_UNSEEN = ("callback", "typing")
_NEVER_SHOWN = ("cancelled", "failed", "blocked")
# Papers come late, and what they belong to was told in words.
_PAPERS = ("document", "photo")
_MOST_BESIDE = 50  # messages of the desk's own in a row; behind more, nothing counts as shown last


async def shown_last(
    session: AsyncSession,
    conversation_id: int,
    now: datetime,
    beside: Collection[str] = (),
    *,
    with_notices: bool = False,
) -> list[Outbound]:
    """Give what one turn showed a chat last, the newest in front; kinds of messages `beside` do not count.

    Messages are in the order in which they were shown, which is not that of their queueing: a reminder
    waits for its hour. What is due and may have been shown, though nobody knows it yet, counts as shown.
    What the desk sends of itself does not count: papers, cards drawn anew and, unless `with_notices`, reports
    and notices, which ask nothing.
    """
    at = func.coalesce(Outbound.sent_at, Outbound.run_at)
    query = select(Outbound).where(
        Outbound.conversation_id == conversation_id,
        Outbound.kind.not_in((*_UNSEEN, *_PAPERS, *beside)),
        Outbound.status.not_in(_NEVER_SHOWN),
        or_(Outbound.sent_at.is_not(None), Outbound.run_at <= now),
    )
    newest = await session.scalars(query.order_by(at.desc(), Outbound.id.desc()).limit(_MOST_BESIDE))
    last = None
    for row in newest.all():
        is_beside = not with_notices and _asks_nothing(row)
        if not (is_beside or await _is_drawn_anew(session, row)):
            last = row
            break
    if last is None or last.turn_id is None:
        return [last] if last is not None else []
    others = query.where(and_(Outbound.turn_id == last.turn_id, Outbound.id != last.id))
    return [last, *await session.scalars(others.order_by(Outbound.id.desc()))]


def _asks_nothing(row: Outbound) -> bool:
    """Say whether the desk told this of itself: no turn said it, no button hangs on it, no press made it."""
    is_of_itself = row.turn_id is None and row.kind == "text" and not row.key.startswith("preview:")
    return is_of_itself and not row.body.get("buttons")


async def _is_drawn_anew(session: AsyncSession, row: Outbound) -> bool:
    """Say whether a card stood in the chat before: its first one announces a lead, the others follow it."""
    if row.kind != "card":
        return False
    before = aliased(Outbound)
    whose = row.key.rpartition(":")[0]
    query = select(before.id).where(
        before.conversation_id == row.conversation_id,
        before.kind == "card",
        before.id < row.id,
        before.key.startswith(f"{whose}:", autoescape=True),
    )
    return await session.scalar(query.limit(1)) is not None
