"""The speaking lease of a conversation: a human or the desk, never both."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from crm.conversations.models import Conversation, Outbound
from crm.leads.models import Lead
from crm.leads.service import record, touch
from crm.users.models import User


async def cancel_unsent(
    session: AsyncSession, conversation_id: int, reason: str, *, only_bot: bool, now: datetime
) -> None:
    """Cancel what waits to be sent in a conversation; what is on its way is checked again at the gate."""
    rows = update(Outbound).where(
        Outbound.conversation_id == conversation_id, Outbound.status.in_(("waiting", "blocked"))
    )
    if only_bot:
        rows = rows.where(Outbound.sender == "bot")
    await session.execute(rows.values(status="cancelled", error_code="cancelled", error=reason))


def _chats_of(lead: Lead) -> ColumnElement[bool]:
    """Who speaks with a customer speaks in their e-mail conversation too."""
    mails = and_(Conversation.channel == "email", Conversation.contact_id == lead.contact_id)
    return or_(Conversation.id == lead.conversation_id, mails)


async def hold(session: AsyncSession, lead: Lead, user: User, actor: str, now: datetime) -> None:
    """Give the conversation's speaking lease to a human; the bot's unsent words are cancelled."""
    await session.execute(update(Conversation).where(_chats_of(lead)).values(held_by=user.id, held_at=now))
    for chat_id in (await session.scalars(select(Conversation.id).where(_chats_of(lead)))).all():
        await cancel_unsent(session, chat_id, f"{user.name} took over", only_bot=True, now=now)
    lead.needs_human = None
    await record(session, lead, "taken", f"{user.name} speaks now", actor, now)
    await touch(session, lead, now)


async def release(session: AsyncSession, lead: Lead, actor: str, now: datetime) -> None:
    """Let the bot speak again."""
    await session.execute(update(Conversation).where(_chats_of(lead)).values(held_by=None, held_at=None))
    await record(session, lead, "released", "The desk speaks again", actor, now)
    await touch(session, lead, now)
