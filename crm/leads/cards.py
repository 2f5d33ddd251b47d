"""Lead cards in staff chats: one row per change, drawn at send time from the newest state."""

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from crm.conversations.models import Conversation, Outbound
from crm.leads.models import Lead, LeadCard
from crm.users.models import User


async def announce(session: AsyncSession, lead: Lead, now: datetime) -> None:
    """Queue the lead's card for every staff chat that should see it.

    An unclaimed lead is shown to everyone; a claimed one to its owner and to whoever has its card
    already. A card that still waits will be drawn from the newest state anyway, so it is not doubled.
    """
    for conversation_id in await _watchers(session, lead):
        key = f"card:{lead.id}:{conversation_id}:"
        waiting = select(Outbound.id).where(
            Outbound.conversation_id == conversation_id,
            Outbound.status == "waiting",
            Outbound.key.startswith(key),
        )
        if (await session.scalars(waiting.limit(1))).first() is not None:
            continue
        session.add(
            Outbound(
                key=f"{key}{lead.revision}",
                conversation_id=conversation_id,
                kind="card",
                body={"lead_id": lead.id},
                sender="system",
                status="waiting",
                run_at=now,
                created_at=now,
            )
        )
    await session.flush()


async def _watchers(session: AsyncSession, lead: Lead) -> list[int]:
    chats = (
        select(Conversation.id)
        .join(User, User.id == Conversation.user_id)
        .where(Conversation.kind == "staff", User.is_active)
    )
    if lead.owner_id is not None:
        holders = select(LeadCard.conversation_id).where(LeadCard.lead_id == lead.id)
        chats = chats.where(or_(User.id == lead.owner_id, Conversation.id.in_(holders)))
    return list(await session.scalars(chats.order_by(Conversation.id)))
