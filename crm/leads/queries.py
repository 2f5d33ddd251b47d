"""Reads of leads as staff may see them: lists that narrow, one lead with everything around it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Float, Select, and_, cast, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from crm.contacts.models import ChannelIdentity, Contact
from crm.conversations.models import Conversation
from crm.errors import Missing
from crm.leads.models import Lead, LeadEvent
from crm.leads.rules import OPEN_STATUSES, STATUSES
from crm.users.models import User
from crm.users.queries import escape_like
from crm.users.rules import Staff

Order = Literal["changed", "created", "start", "value", "waiting"]


@dataclass(frozen=True)
class LeadFilter:
    """What to show; an empty field does not narrow. Times are aware; `until` is exclusive."""

    search: str = ""  # in title, name, e-mail, phone, address; or the lead's number
    status: str = ""  # one status, or "open"
    owner: str = ""  # a user id, "me" or "none"
    destination: str = ""
    created_since: datetime | None = None
    created_until: datetime | None = None
    needs: Literal["", "human", "answer"] = ""
    order: Order = "changed"


@dataclass(frozen=True)
class LeadLine:
    """One line of a list of leads."""

    lead: Lead
    contact: Contact
    conversation: Conversation
    owner: str | None
    speaker: str | None  # who holds the conversation; None: the desk speaks


def visible_to(staff: Staff) -> ColumnElement[bool]:
    """Agents see their own leads and unclaimed ones; managers and admins see all."""
    if staff.sees_every_lead:
        return Lead.id.is_not(None)
    return or_(Lead.owner_id == staff.id, Lead.owner_id.is_(None))


async def search_leads(
    session: AsyncSession, staff: Staff, wanted: LeadFilter, *, limit: int = 50, offset: int = 0
) -> tuple[list[LeadLine], int]:
    """Give one page of the leads that someone may see, and how many there are."""
    narrowed = _narrow(_lines(), staff, wanted)
    total = await session.scalar(select(func.count()).select_from(narrowed.subquery())) or 0
    rows = await session.execute(narrowed.order_by(*_order(wanted.order)).limit(limit).offset(offset))
    return [LeadLine(*row) for row in rows], total


async def lead_line(session: AsyncSession, staff: Staff, lead_id: int) -> LeadLine:
    """Give one lead. Raises `Missing` alike where there is none and where a colleague has it."""
    row = (await session.execute(_lines().where(Lead.id == lead_id, visible_to(staff)))).first()
    if row is None:
        raise Missing("There is no such lead, or a colleague has it.")
    return LeadLine(*row)


async def count_by_status(session: AsyncSession, staff: Staff) -> dict[str, int]:
    """Count the leads that someone may see, for every status there is."""
    rows = await session.execute(
        select(Lead.status, func.count()).where(visible_to(staff)).group_by(Lead.status)
    )
    counted = {row[0]: row[1] for row in rows}
    return {status: counted.get(status, 0) for status in STATUSES}


async def destinations(session: AsyncSession, staff: Staff) -> list[str]:
    """List the destinations that leads ask for, to choose from."""
    query = select(Lead.destination).where(visible_to(staff), Lead.destination.is_not(None)).distinct()
    return sorted(name for name in await session.scalars(query) if name)


async def timeline(session: AsyncSession, lead_id: int) -> Sequence[LeadEvent]:
    """Give everything that happened to a lead, oldest first."""
    query = select(LeadEvent).where(LeadEvent.lead_id == lead_id).order_by(LeadEvent.at, LeadEvent.id)
    return (await session.scalars(query)).all()


async def addresses(session: AsyncSession, contact_id: int) -> Sequence[ChannelIdentity]:
    """List by which addresses a contact can be reached."""
    query = select(ChannelIdentity).where(ChannelIdentity.contact_id == contact_id)
    return (await session.scalars(query.order_by(ChannelIdentity.id))).all()


def evidence_messages(slots: Mapping[str, Mapping[str, Any]]) -> list[int]:
    """Give the inbox ids in which a lead's slots were said."""
    found = {slot.get("message") for slot in slots.values()}
    return sorted(number for number in found if isinstance(number, int))


def _lines() -> Select[*tuple[Any, ...]]:
    owner, speaker = aliased(User), aliased(User)
    return (
        select(Lead, Contact, Conversation, owner.name.label("owner"), speaker.name.label("speaker"))
        .join(Contact, Contact.id == Lead.contact_id)
        .join(Conversation, Conversation.id == Lead.conversation_id)
        .outerjoin(owner, owner.id == Lead.owner_id)
        .outerjoin(speaker, speaker.id == Conversation.held_by)
    )


def _narrow(query: Select[*tuple[Any, ...]], staff: Staff, wanted: LeadFilter) -> Select[*tuple[Any, ...]]:
    conditions = [visible_to(staff), *_status(wanted), *_owner(wanted, staff), *_needs(wanted)]
    if wanted.search.strip():
        conditions.append(_matches(wanted.search.strip()))
    if wanted.destination:
        conditions.append(Lead.destination == wanted.destination)
    if wanted.created_since is not None:
        conditions.append(Lead.created_at >= wanted.created_since)
    if wanted.created_until is not None:
        conditions.append(Lead.created_at < wanted.created_until)
    return query.where(*conditions)


def _matches(text: str) -> ColumnElement[bool]:
    """Find every word somewhere; a number alone also finds the lead of that number."""
    words = [
        or_(
            *(
                column.ilike(f"%{escape_like(word)}%", escape="\\")
                for column in (Lead.title, Contact.name, Contact.email, Contact.phone, Conversation.address)
            )
        )
        for word in text.split()[:8]
    ]
    number = text.lstrip("#")
    if number.isascii() and number.isdigit() and len(number) < 10:
        return or_(and_(*words), Lead.id == int(number))
    return and_(*words)


def _status(wanted: LeadFilter) -> list[ColumnElement[bool]]:
    if wanted.status == "open":
        return [Lead.status.in_(OPEN_STATUSES)]
    return [Lead.status == wanted.status] if wanted.status else []


def _owner(wanted: LeadFilter, staff: Staff) -> list[ColumnElement[bool]]:
    if wanted.owner == "me":
        return [Lead.owner_id == staff.id]
    if wanted.owner == "none":
        return [Lead.owner_id.is_(None)]
    return [Lead.owner_id == int(wanted.owner)] if wanted.owner.isdigit() else []


def _needs(wanted: LeadFilter) -> list[ColumnElement[bool]]:
    if wanted.needs == "human":
        return [Lead.needs_human.is_not(None)]
    return [Lead.waiting_since.is_not(None)] if wanted.needs == "answer" else []


def _order(order: Order) -> tuple[Any, ...]:
    first: tuple[Any, ...] = {
        "changed": (Lead.updated_at.desc(),),
        "created": (Lead.created_at.desc(),),
        "start": (Lead.start_date.is_(None), Lead.start_date),
        # Exact amounts are text on SQLite; as floats they are good enough to be sorted by.
        "value": (Lead.value.is_(None), cast(Lead.value, Float).desc()),
        "waiting": (Lead.waiting_since.is_(None), Lead.waiting_since),
    }[order]
    return (*first, Lead.id.desc())
