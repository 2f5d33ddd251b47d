"""Telling staff in their own chats that words did not surely reach a customer, and what they can do."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from html import escape
from textwrap import shorten

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from crm.contacts.models import Contact
from crm.conversations.by_hand import CAN_BE_ASKED
from crm.conversations.follow_up import WINDOW_CODES
from crm.conversations.models import Conversation, Outbound
from crm.conversations.outbox import Draft, queue
from crm.conversations.troubles import TROUBLED
from crm.leads.models import Lead, LeadEvent
from crm.leads.service import open_lead_of, record
from crm.statements import line_of
from crm.users.models import User

_KEY = "undelivered:"  # how the keys of these words to staff begin
_TOLD = "told"  # marks the line of the timeline that staff were told
_ONE_RUN = timedelta(hours=1)  # words of the desk that fail within this time fail for one reason
_MOST_OF_NOBODYS = 5  # told in that time, in one chat, of leads that nobody has: an outage fails for all
_SHOWN = 160  # characters of the words that are quoted back


async def tell_speaker(session: AsyncSession, outbox_id: int, now: datetime) -> None:
    """Queue a word to whoever must know of a message that failed or whose fate is unknown.

    That is who wrote it. Of the desk's own words it is whoever speaks with the customer, has the lead, or
    could claim it. Where several of the desk's words fail in a row, what ails the others is the same: staff
    are told once an hour, unless something arrived meanwhile or a human sent these very words again. All
    show on the lead's card and among the troubles.
    """
    query = (
        select(Outbound, Contact.name, Conversation)
        .join(Conversation, Conversation.id == Outbound.conversation_id)
        .outerjoin(Contact, Contact.id == Conversation.contact_id)
        .where(Outbound.id == outbox_id, Outbound.status.in_((*TROUBLED, "cancelled")))
    )
    row = (await session.execute(query)).first()
    if row is None:
        return
    lost, name, chat = row
    lead = await open_lead_of(session, chat.id) if chat.kind == "customer" else None
    hearers = await _hearers(session, lost, chat, lead, now)
    body: dict[str, object] = {"text": _told(lost, name or chat.address), "format": "html"}
    if lead is not None and lost.status in TROUBLED:
        body["buttons"] = _buttons(lost, chat, lead)
    line = await line_of(session)
    for hearer in hearers:
        key = f"{_KEY}{outbox_id}:{lost.attempts}:{now.isoformat()}:{hearer}"
        await queue(line, Draft(key, hearer, "text", body, "system"), now, "telegram")
    if hearers and lead is not None and not lost.sender.startswith("user:"):
        about = {"outbox": lost.id, _TOLD: True}
        await record(session, lead, "delivery", f"Staff are told: {_what(lost)}", "system", now, about)


async def _hearers(
    session: AsyncSession, lost: Outbound, chat: Conversation, lead: Lead | None, now: datetime
) -> Sequence[int]:
    """Give the staff chats to tell."""
    chats = (
        select(Conversation.id)
        .join(User, User.id == Conversation.user_id)
        .where(Conversation.kind == "staff", User.is_active)
        .order_by(Conversation.id.desc())
    )
    if lost.sender.startswith("user:"):
        speaker = int(lost.sender.removeprefix("user:"))
        return (await session.scalars(chats.where(User.id == speaker).limit(1))).all()
    if lost.status not in TROUBLED or lead is None or await _is_known(session, lost, lead, now):
        return ()
    concerned = chat.held_by or lead.owner_id
    if concerned is not None:
        return (await session.scalars(chats.where(User.id == concerned))).all()
    told = (
        select(func.count())
        .select_from(Outbound)
        .where(Outbound.conversation_id == Conversation.id, Outbound.key.startswith(_KEY, autoescape=True))
        .where(Outbound.created_at > now - _ONE_RUN)
        .scalar_subquery()
    )
    return (await session.scalars(chats.where(told < _MOST_OF_NOBODYS))).all()


async def _is_known(session: AsyncSession, lost: Outbound, lead: Lead, now: datetime) -> bool:
    """Whether staff heard already that the desk's words fail, and nothing has changed since."""
    if lost.status == "unknown":
        return False  # each is a decision of its own
    events = select(LeadEvent).where(
        LeadEvent.lead_id == lead.id, LeadEvent.kind == "delivery", LeadEvent.at > now - _ONE_RUN
    )
    lately = (await session.scalars(events.order_by(LeadEvent.id.desc()))).all()
    told_at = next((event.at for event in lately if event.detail.get(_TOLD)), None)
    is_tried_again = any(e.detail.get("outbox") == lost.id and not e.detail.get(_TOLD) for e in lately)
    if told_at is None or is_tried_again:
        return False
    arrived = select(Outbound.id).where(
        Outbound.conversation_id == lost.conversation_id,
        Outbound.status.in_(("sent", "delivered", "read")),
        Outbound.sent_at > told_at,
    )
    return await session.scalar(arrived.limit(1)) is None


def _told(lost: Outbound, to: str) -> str:
    words = str(lost.body.get("text") or lost.body.get("caption") or lost.body.get("name") or lost.kind)
    why = " ".join(part for part in (lost.error, lost.remedy) if part)
    quote = escape(shorten(words, _SHOWN, placeholder=" …"))
    return f"⚠️ {_what(lost)}: “{quote}” to <b>{escape(to)}</b>.\n{escape(why[:600])}"


def _what(lost: Outbound) -> str:
    return "It is not known whether this arrived" if lost.status == "unknown" else "Not delivered"


def _buttons(lost: Outbound, chat: Conversation, lead: Lead) -> list[list[dict[str, str]]]:
    """Make the buttons of the staff bot that decide about the message."""

    def button(label: str, name: str) -> dict[str, str]:
        return {"label": label, "data": f"lead:{name}:{lead.id}:{lost.id}"}

    if lost.status == "failed":
        # Words that came too late will come too late again: only the template may go.
        too_late = lost.error_code in WINDOW_CODES
        again = {"label": "Send the follow-up template", "data": f"lead:template:{lead.id}:"}
        return [[again if too_late else button("Send again", "sendagain"), button("Set aside", "aside")]]
    asking = [[button("Ask WhatsApp again", "ask")]] if chat.channel in CAN_BE_ASKED else []
    return [*asking, [button("It arrived", "arrived"), button("Send again", "sendagain")]]
