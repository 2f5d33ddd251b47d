"""What follows in the book from a message that was sent, refused or lost."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from crm.conversations.models import Conversation
from crm.conversations.taking import Taken
from crm.leads.models import Lead, LeadCard
from crm.leads.rules import CLOSED_STATUSES
from crm.leads.service import ask_human, open_lead_of
from crm.statements import Statement, line_of

_KEEP_CARD = Statement(
    """
    INSERT INTO lead_cards (lead_id, conversation_id, message_id, revision)
    SELECT :lead_id, :conversation_id, :message_id, revision FROM leads WHERE id = :lead_id
    ON CONFLICT (lead_id, conversation_id)
    DO UPDATE SET message_id = excluded.message_id, revision = excluded.revision
    """,
    lead_id=int,
    conversation_id=int,
    message_id=str,
)


async def keep_card(session: AsyncSession, taken: Taken, message_id: str) -> None:
    """Remember under which message a lead's card stands in a staff chat."""
    fields = {
        "lead_id": taken.body["lead_id"],
        "conversation_id": taken.conversation_id,
        "message_id": message_id,
    }
    await (await line_of(session)).run(_KEEP_CARD, fields)


async def forget_card(session: AsyncSession, taken: Taken) -> None:
    """The card's message is gone: the next one is sent anew."""
    gone = delete(LeadCard).where(
        LeadCard.lead_id == taken.body["lead_id"], LeadCard.conversation_id == taken.conversation_id
    )
    await session.execute(gone)


async def move_address(session: AsyncSession, taken: Taken, address: str) -> None:
    """Follow a chat to its new address, unless that address has its own conversation already."""
    taken_up = select(Conversation.id).where(
        Conversation.channel_account == taken.channel_account, Conversation.address == address
    )
    if (await session.scalars(taken_up)).first() is None:
        await session.execute(
            update(Conversation).where(Conversation.id == taken.conversation_id).values(address=address)
        )


async def contact_of(session: AsyncSession, conversation_id: int) -> int | None:
    query = select(Conversation.contact_id).where(Conversation.id == conversation_id)
    return await session.scalar(query)


async def call_human(session: AsyncSession, conversation_id: int, reason: str, now: datetime) -> Lead | None:
    """Show on the conversation's open lead that a human is needed, and why; staff cards follow."""
    lead = await open_lead_of(session, conversation_id)
    if lead is None or lead.status in CLOSED_STATUSES:
        return None
    await ask_human(session, lead, reason, "system", now)
    return lead
