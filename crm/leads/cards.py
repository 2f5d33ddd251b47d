"""Lead cards in staff chats: one row per change, drawn at send time from the newest state."""

from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from crm.conversations.models import Conversation
from crm.conversations.outbox import OPEN
from crm.leads.models import Lead, LeadCard
from crm.statements import Statement, line_of
from crm.users.models import User

# Whoever follows a lead gets its card: everybody while nobody has claimed it, then its owner and whoever has
# its card already. A card that still waits is drawn from the newest state anyway, so it is not doubled.
ANNOUNCE = Statement(
    f"""
    INSERT INTO outbox (key, conversation_id, kind, body, sender, status, run_at, attempts, created_at)
    SELECT 'card:' || l.id || ':' || c.id || ':' || l.revision || CAST(:beside AS VARCHAR), c.id,
        'card', :body, 'system', 'waiting', :now, 0, :now
    FROM leads l, conversations c JOIN users u ON u.id = c.user_id
    WHERE l.id = :lead AND c.kind = 'staff' AND u.is_active
    AND (l.owner_id IS NULL OR u.id = l.owner_id
         OR c.id IN (SELECT k.conversation_id FROM lead_cards k WHERE k.lead_id = l.id))
    AND NOT EXISTS (
        SELECT 1 FROM outbox o WHERE o.conversation_id = c.id AND o.{OPEN} AND o.status = 'waiting'
        AND o.key LIKE 'card:' || l.id || ':' || c.id || ':%')
    ORDER BY c.id RETURNING id
    """,  # noqa: S608 - our own constant text
    body=dict,
    now=datetime,
    lead=int,
    beside=str,
)


def announcing(lead_id: int, now: datetime, beside: str = "") -> dict[str, Any]:
    """Give what `ANNOUNCE` takes."""
    return {"lead": lead_id, "body": {"lead_id": lead_id}, "now": now, "beside": beside}


async def announce(session: AsyncSession, lead: Lead, now: datetime, beside: str = "") -> None:
    """Write the lead and what belongs to it, and queue its card for every staff chat that should see it.

    `beside` tells apart what is shown anew of a lead that has not changed itself.
    """
    await session.flush()
    await (await line_of(session)).run(ANNOUNCE, announcing(lead.id, now, beside))


async def watchers(session: AsyncSession, lead: Lead) -> list[int]:
    """Give the staff chats that follow a lead: all while it is unclaimed, then its owner's and those with its
    card."""
    chats = (
        select(Conversation.id)
        .join(User, User.id == Conversation.user_id)
        .where(Conversation.kind == "staff", User.is_active)
    )
    if lead.owner_id is not None:
        holders = select(LeadCard.conversation_id).where(LeadCard.lead_id == lead.id)
        chats = chats.where(or_(User.id == lead.owner_id, Conversation.id.in_(holders)))
    return list(await session.scalars(chats.order_by(Conversation.id)))
