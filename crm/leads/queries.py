"""Reads of leads as staff may see them: lists that narrow, one lead with everything around it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from sqlalchemy import ColumnElement, Float, Select, and_, cast, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from crm.contacts.models import ChannelIdentity, Contact
from crm.conversations.models import Conversation
from crm.errors import Missing
from crm.leads.authority import Asker, visible_to
from crm.leads.models import Lead, LeadEvent
from crm.leads.rules import OPEN_STATUSES, STATUSES
from crm.leads.score import Score, score
from crm.leads.signals import signals_of
from crm.users.models import User
from crm.users.queries import escape_like

Order = Literal["changed", "created", "start", "value", "waiting", "score"]

MOST_SCORED = 2_000  # leads that one search by heat or score looks at, those changed last


@dataclass(frozen=True)
class LeadFilter:
    """What to show; an empty field does not narrow. Times are aware; `until` is exclusive."""

    search: str = ""  # in title, name, e-mail, phone, address; or the lead's number
    status: str = ""  # one status, or "open"
    owner: str = ""  # a user id, "me" or "none"
    destination: str = ""
    created_since: datetime | None = None
    created_until: datetime | None = None
    needs: Literal["", "human", "answer", "any"] = ""
    starts_from: date | None = None  # the trip's first day, both ends included
    starts_to: date | None = None
    worth_from: Decimal | None = None  # of the newest quote, in its own currency
    worth_to: Decimal | None = None
    heat: Literal["", "hot", "warm", "cold"] = ""  # of open leads, by their score
    order: Order = "changed"


@dataclass(frozen=True)
class LeadLine:
    """One line of a list of leads."""

    lead: Lead
    contact: Contact
    conversation: Conversation
    owner: str | None
    speaker: str | None  # who holds the conversation; None: the desk speaks
    score: Score | None = None  # only where a search asked for it


async def search_leads(
    session: AsyncSession,
    staff: Asker,
    wanted: LeadFilter,
    now: datetime,
    *,
    limit: int = 50,
    offset: int = 0,
) -> tuple[list[LeadLine], int]:
    """Give one page of the leads that someone may see, and how many there are.

    By heat or by score only the `MOST_SCORED` leads changed last are looked at, and open ones alone.
    """
    narrowed = _narrow(_lines(), staff, wanted)
    if wanted.heat or wanted.order == "score":
        return await _by_score(session, narrowed, wanted, now, limit, offset)
    total = await session.scalar(select(func.count()).select_from(narrowed.subquery())) or 0
    rows = await session.execute(narrowed.order_by(*_order(wanted.order)).limit(limit).offset(offset))
    return [LeadLine(*row) for row in rows], total


async def _by_score(
    session: AsyncSession,
    narrowed: Select[*tuple[Any, ...]],
    wanted: LeadFilter,
    now: datetime,
    limit: int,
    offset: int,
) -> tuple[list[LeadLine], int]:
    """Score what was found and keep the heat that is wanted: scores fall with time, so none is stored."""
    is_open = Lead.status.in_(OPEN_STATUSES)
    newest = narrowed.where(is_open).order_by(*_order("changed")).limit(MOST_SCORED)
    lines = [LeadLine(*row) for row in await session.execute(newest)]
    signals = await signals_of(session, [line.lead.id for line in lines])
    scored = [replace(line, score=score(signals[line.lead.id], now)) for line in lines]
    kept = [line for line in scored if line.score and wanted.heat in ("", line.score.heat)]
    if wanted.order == "score":
        kept.sort(key=lambda line: line.score.points if line.score else 0, reverse=True)
    elif wanted.order == "value":
        kept.sort(key=lambda line: line.lead.value or Decimal(0), reverse=True)
    elif wanted.order == "created":
        kept.sort(key=lambda line: line.lead.created_at, reverse=True)
    return kept[offset : offset + limit], len(kept)


async def lead_line(session: AsyncSession, staff: Asker, lead_id: int) -> LeadLine:
    """Give one lead. Raises `Missing` alike where there is none and where a colleague has it."""
    row = (await session.execute(_lines().where(Lead.id == lead_id, visible_to(staff)))).first()
    if row is None:
        raise Missing("There is no such lead, or a colleague has it.")
    return LeadLine(*row)


async def count_by_status(session: AsyncSession, staff: Asker) -> dict[str, int]:
    """Count the leads that someone may see, for every status there is."""
    rows = await session.execute(
        select(Lead.status, func.count()).where(visible_to(staff)).group_by(Lead.status)
    )
    counted = {row[0]: row[1] for row in rows}
    return {status: counted.get(status, 0) for status in STATUSES}


async def destinations(session: AsyncSession, staff: Asker) -> list[str]:
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


def _narrow(query: Select[*tuple[Any, ...]], staff: Asker, wanted: LeadFilter) -> Select[*tuple[Any, ...]]:
    conditions = [visible_to(staff), *_status(wanted), *_owner(wanted, staff), *_needs(wanted)]
    if wanted.search.strip():
        conditions.append(_matches(wanted.search.strip()))
    if wanted.destination:
        conditions.append(Lead.destination == wanted.destination)
    if wanted.created_since is not None:
        conditions.append(Lead.created_at >= wanted.created_since)
    if wanted.created_until is not None:
        conditions.append(Lead.created_at < wanted.created_until)
    conditions += _travels(wanted) + _worth(wanted)
    return query.where(*conditions)


def _travels(wanted: LeadFilter) -> list[ColumnElement[bool]]:
    first, last = wanted.starts_from, wanted.starts_to
    return ([Lead.start_date >= first] if first else []) + ([Lead.start_date <= last] if last else [])


def _worth(wanted: LeadFilter) -> list[ColumnElement[bool]]:
    value = cast(Lead.value, Float)  # exact amounts are text on SQLite
    least, most = wanted.worth_from, wanted.worth_to
    found = [value >= float(least)] if least is not None else []
    return found + ([value <= float(most)] if most is not None else [])


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


def _owner(wanted: LeadFilter, staff: Asker) -> list[ColumnElement[bool]]:
    if wanted.owner == "me":
        return [Lead.owner_id == staff.id]
    if wanted.owner == "none":
        return [Lead.owner_id.is_(None)]
    return [Lead.owner_id == int(wanted.owner)] if wanted.owner.isdigit() else []


def awaits_answer() -> ColumnElement[bool]:
    """Whether a customer waits for an answer. Who opted out waits for none: nothing may be sent to them."""
    theirs = aliased(Contact)  # the query around it may read contacts itself
    opted_out = exists().where(theirs.id == Lead.contact_id, theirs.opted_out_at.is_not(None))
    return and_(Lead.waiting_since.is_not(None), ~opted_out)


def _needs(wanted: LeadFilter) -> list[ColumnElement[bool]]:
    if wanted.needs == "any":
        return [or_(awaits_answer(), Lead.needs_human.is_not(None))]
    if wanted.needs == "human":
        return [Lead.needs_human.is_not(None)]
    return [awaits_answer()] if wanted.needs == "answer" else []


def _order(order: Order) -> tuple[Any, ...]:
    first: tuple[Any, ...] = {
        "changed": (Lead.updated_at.desc(),),
        "created": (Lead.created_at.desc(),),
        "start": (Lead.start_date.is_(None), Lead.start_date),
        # Exact amounts are text on SQLite; as floats they are good enough to be sorted by.
        "value": (Lead.value.is_(None), cast(Lead.value, Float).desc()),
        "waiting": (Lead.waiting_since.is_(None), Lead.waiting_since),
        "score": (Lead.updated_at.desc(),),  # sorted by `_by_score`
    }[order]
    return (*first, Lead.id.desc())
