"""The speaking lease of a conversation: a human or the desk, never both."""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from crm.conversations.models import Conversation, Outbound
from crm.conversations.outbox import Draft, queue
from crm.leads.authority import may_see
from crm.leads.models import Lead
from crm.leads.rules import OPEN_STATUSES
from crm.leads.service import claim, record, touch
from crm.statements import line_of
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


async def hand_over(session: AsyncSession, lead: Lead, owner: User | None, actor: str, now: datetime) -> None:
    """Give the lead to another owner, or to nobody.

    Who spoke with the customer and may see the lead no more could neither answer nor hand back: the desk
    speaks again, and they are told.
    """
    await claim(session, lead, owner.id if owner else None, owner.name if owner else "", actor, now)
    speaker = select(User).join(Conversation, Conversation.held_by == User.id)
    holder = await session.scalar(speaker.where(Conversation.id == lead.conversation_id))
    if (
        owner is None
        or holder is None
        or may_see(holder, owner.id)
        or await _has_another(session, lead, holder)
    ):
        return
    await release(session, lead, actor, now)
    told = (
        f"🎙 Lead {lead.id} is {owner.name}’s now, and you speak with its customer no more: the desk does. "
        "What you type here does not reach them."
    )
    line = await line_of(session)
    for chat in await session.scalars(_staff_chats(holder.id)):
        key = f"handed_over:{lead.id}:{lead.revision}:{chat}"
        await queue(line, Draft(key, chat, "text", {"text": told}, "system"), now, "telegram")


async def _has_another(session: AsyncSession, lead: Lead, holder: User) -> bool:
    """Say whether an open enquiry in the same conversation is still this person's."""
    others = select(Lead.id).where(
        Lead.conversation_id == lead.conversation_id,
        Lead.id != lead.id,
        Lead.owner_id == holder.id,
        Lead.status.in_(OPEN_STATUSES),
    )
    return await session.scalar(others.limit(1)) is not None


def _staff_chats(user_id: int) -> Select[int]:
    return select(Conversation.id).where(Conversation.kind == "staff", Conversation.user_id == user_id)
