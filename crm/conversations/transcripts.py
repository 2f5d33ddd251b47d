"""Reads of conversations for people: who wrote with whom, and every message of both sides in order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from crm.contacts.models import Contact
from crm.conversations.models import Conversation, Inbound, Outbound
from crm.documents.models import ReceivedFile
from crm.documents.received import received_with
from crm.errors import Missing
from crm.leads.authority import visible_to
from crm.leads.models import Lead
from crm.users.models import User
from crm.users.queries import escape_like
from crm.users.rules import Staff

# What a person reads; cards, answers to buttons and edits are the bot's own bookkeeping.
_READ_BY_PEOPLE = ("text", "template", "document", "photo")


@dataclass(frozen=True)
class ChatLine:
    """One conversation of a list, with its newest lead."""

    conversation: Conversation
    contact: Contact
    lead_id: int | None
    speaker: str | None


@dataclass(frozen=True)
class Bubble:
    """One message as a person reads it. `by` is customer, desk, system or user:<id>."""

    id: str  # "in:12" or "out:34"
    side: Literal["in", "out"]
    by: str
    kind: str
    text: str
    at: datetime
    status: str  # outbound: waiting … read, failed, unknown, cancelled; inbound: received
    detail: Mapping[str, Any]
    error: str | None = None
    remedy: str | None = None
    received: tuple[ReceivedFile, ...] = ()  # what came with it besides words
    is_transcript: bool = False  # it was spoken; the text is what a machine heard
    channel: str = ""
    code: str | None = None  # why it failed, in our or the provider's letters


def chats_visible_to(staff: Staff) -> ColumnElement[bool]:
    """A conversation is seen by whoever sees one of its leads; one without a lead, by all staff."""
    mails = and_(Conversation.channel == "email", Lead.contact_id == Conversation.contact_id)
    theirs = select(Lead.id).where(or_(Lead.conversation_id == Conversation.id, mails))
    return or_(theirs.where(visible_to(staff)).exists(), ~theirs.exists())


async def list_chats(
    session: AsyncSession, staff: Staff, *, search: str = "", limit: int = 50, offset: int = 0
) -> tuple[list[ChatLine], int]:
    """Give one page of customers' conversations, the last heard from first, and how many there are."""
    query = _chat_lines(staff)
    for word in search.split()[:8]:
        pattern = f"%{escape_like(word)}%"
        columns = (Contact.name, Contact.email, Contact.phone, Conversation.address)
        query = query.where(or_(*(column.ilike(pattern, escape="\\") for column in columns)))
    total = await session.scalar(select(func.count()).select_from(query.subquery())) or 0
    heard = func.coalesce(Conversation.last_inbound_at, Conversation.created_at)
    rows = await session.execute(
        query.order_by(heard.desc(), Conversation.id.desc()).limit(limit).offset(offset)
    )
    return [ChatLine(*row) for row in rows], total


def _chat_lines(staff: Staff) -> Select[*tuple[Any, ...]]:
    speaker = aliased(User)
    newest = (
        select(func.max(Lead.id))
        .where(
            or_(
                Lead.conversation_id == Conversation.id,
                and_(Conversation.channel == "email", Lead.contact_id == Conversation.contact_id),
            ),
            visible_to(staff),
        )
        .scalar_subquery()
    )
    return (
        select(Conversation, Contact, newest.label("lead_id"), speaker.name.label("speaker"))
        .join(Contact, Contact.id == Conversation.contact_id)
        .outerjoin(speaker, speaker.id == Conversation.held_by)
        .where(Conversation.kind == "customer", chats_visible_to(staff))
    )


async def chat_line(session: AsyncSession, staff: Staff, conversation_id: int) -> ChatLine | None:
    """Give one conversation with its contact and newest lead; None where no contact is known."""
    row = (await session.execute(_chat_lines(staff).where(Conversation.id == conversation_id))).first()
    return None if row is None else ChatLine(*row)


async def chat(session: AsyncSession, staff: Staff, conversation_id: int) -> Conversation:
    """Give one customer's conversation. Raises `Missing` alike where there is none and where it is hidden."""
    query = select(Conversation).where(
        Conversation.id == conversation_id, Conversation.kind == "customer", chats_visible_to(staff)
    )
    found = (await session.scalars(query)).one_or_none()
    if found is None:
        raise Missing("There is no such conversation, or a colleague has it.")
    return found


async def transcript(session: AsyncSession, conversation_id: int, *, limit: int = 200) -> list[Bubble]:
    """Give the newest messages of a conversation, both sides, oldest first."""
    return await _written(session, (conversation_id,), limit)


def of_lead(lead: Lead) -> ColumnElement[bool]:
    """A conversation that whoever sees the lead sees with it: its chat, and the contact's e-mails."""
    mails = and_(Conversation.channel == "email", Conversation.contact_id == lead.contact_id)
    return or_(Conversation.id == lead.conversation_id, mails)


async def history(session: AsyncSession, lead: Lead, *, limit: int = 200) -> list[Bubble]:
    """Give the newest messages with a lead's contact: the chat and the e-mails beside it, oldest first."""
    theirs = select(Conversation.id).where(of_lead(lead))
    return await _written(session, (await session.scalars(theirs)).all(), limit)


async def _written(session: AsyncSession, chats: Sequence[int], limit: int) -> list[Bubble]:
    heard = select(Inbound).where(Inbound.conversation_id.in_(chats))
    said = (
        select(Outbound, Conversation.channel)
        .join(Conversation, Conversation.id == Outbound.conversation_id)
        .where(Outbound.conversation_id.in_(chats), Outbound.kind.in_(_READ_BY_PEOPLE))
    )
    rows = (await session.scalars(heard.order_by(Inbound.id.desc()).limit(limit))).all()
    came = await received_with(session, [row.id for row in rows if row.kind == "media"])
    sent = await session.execute(said.order_by(Outbound.id.desc()).limit(limit))
    bubbles = [
        *(_heard(row, tuple(one for one in came if one.inbox_id == row.id)) for row in rows),
        *(_said(row, channel) for row, channel in sent),
    ]
    return sorted(bubbles, key=lambda bubble: (bubble.at, bubble.side, int(bubble.id.split(":")[1])))[-limit:]


async def texts(session: AsyncSession, inbound_ids: Sequence[int]) -> dict[int, str]:
    """Give what was said in some inbound messages, by id: the evidence of slots."""
    rows = await session.execute(select(Inbound.id, Inbound.text).where(Inbound.id.in_(inbound_ids)))
    return {row.id: row.text for row in rows}


def _heard(row: Inbound, received: tuple[ReceivedFile, ...]) -> Bubble:
    return Bubble(
        id=f"in:{row.id}",
        side="in",
        by="customer",
        kind=row.kind,
        text=row.text,
        at=row.provider_at or row.received_at,
        status="late" if row.is_late else "received",
        detail=row.detail,
        received=received,
        is_transcript=bool(row.detail.get("transcribed")),
        channel=row.channel,
    )


def _said(row: Outbound, channel: str) -> Bubble:
    return Bubble(
        id=f"out:{row.id}",
        side="out",
        by={"bot": "desk"}.get(row.sender, row.sender),
        kind=row.kind,
        text=said_text(row.body),
        at=row.sent_at or row.created_at,
        status=row.status,
        detail=row.body,
        error=row.error,
        remedy=row.remedy,
        channel=channel,
        code=row.error_code,
    )


def said_text(body: Mapping[str, Any]) -> str:
    """Give the words of an outbox body, whatever its kind."""
    for name in ("text", "caption", "name"):
        if body.get(name):
            return str(body[name])
    return ""
