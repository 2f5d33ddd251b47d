"""Two enquiries of one person at once: the second is a lead of its own and waits beside the first."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from crm.leads.changes import Enquirer
from crm.leads.models import Lead, LeadEvent
from crm.leads.rules import OPEN_STATUSES, WAITS, beside_waiting, slot_value
from crm.leads.service import NoLead, ask_human, capture, open_lead_of, record, touch

Slots = Mapping[str, Mapping[str, Any]]

MOST_WAITING = 3  # enquiries of one conversation that wait beside the first; whoever has more needs a human
_TOO_MANY = "enquiry_not_opened"


async def set_aside(
    session: AsyncSession, enquirer: Enquirer, slots: Slots, first: Lead, beside: str, now: datetime
) -> Lead:
    """Merge slots into the lead that waits for the same place, or open one that waits; staff are called.

    `first` is the lead that the conversation goes on with; both timelines name the other. Where
    `MOST_WAITING` wait already no more is opened: the first lead tells of it, and is given back.
    """
    waiting = await _waiting(session, enquirer.conversation_id, first)
    wanted = set(_places(slots))
    same = next((lead for lead in waiting if wanted & set(_places(lead.slots))), None)
    if same is not None:
        return await capture(session, enquirer, slots, (), now, same)
    if len(waiting) >= MOST_WAITING:
        await _one_too_many(session, first, slots, now)
        return first
    second = await capture(session, enquirer, slots, (), now)
    second.set_aside_at = now
    places = _named(slots)
    told = f"Two enquiries at once: the desk goes on with {beside or 'the first'} (lead {first.id})"
    await record(session, second, "set_aside", told, "bot", now, {"beside": first.id})
    also = f"Also asks for {places}: its own lead {second.id}"
    await record(session, first, "second_enquiry", also, "bot", now, {"lead": second.id})
    await ask_human(
        session,
        second,
        f"{WAITS} {first.id}: {places}. The desk waits with it",
        "bot",
        now,
    )
    return second


async def take_up(session: AsyncSession, conversation_id: int, lead_id: int, now: datetime) -> Lead:
    """Let a lead that waits change places with the one that the conversation is about. Raises `NoLead`."""
    first = await open_lead_of(session, conversation_id, to_change=True)
    waiting = await _waiting(session, conversation_id, None)
    taken = next((lead for lead in waiting if lead.id == lead_id), None)
    if taken is None or first is None:
        raise NoLead("The other enquiry is no longer open.")
    if first.id != taken.id and first.status in OPEN_STATUSES:
        first.set_aside_at = now
        told = f"The customer goes on with {_named(taken.slots)} (lead {taken.id}) first"
        await record(session, first, "set_aside", told, "customer", now, {"beside": taken.id})
        # A complaint stays what staff are called for, wherever the enquiry stands.
        if first.needs_human is None:
            await ask_human(session, first, f"{WAITS} {taken.id}: the customer put that first", "bot", now)
        else:
            await touch(session, first, now)
    taken.set_aside_at = None
    await record(session, taken, "taken_up", "The customer goes on with this enquiry", "customer", now)
    taken.needs_human = beside_waiting(taken.needs_human)
    await touch(session, taken, now)
    return taken


async def waiting_of(session: AsyncSession, conversation_id: int) -> Sequence[Lead]:
    """Read the open leads that wait in a conversation, newest first."""
    return (await session.scalars(_waiting_in(conversation_id))).all()


async def _one_too_many(session: AsyncSession, first: Lead, slots: Slots, now: datetime) -> None:
    """Each is noted; a human is called once, however many follow."""
    before = select(LeadEvent.id).where(LeadEvent.lead_id == first.id, LeadEvent.kind == _TOO_MANY).limit(1)
    is_first = (await session.scalars(before)).first() is None
    places = _named(slots)
    told = f"Also asks for {places}: not opened, for {MOST_WAITING} enquiries wait already"
    await record(session, first, _TOO_MANY, told, "bot", now)
    if is_first and first.needs_human is None:
        reason = f"Asks for more trips than the desk keeps apart, {places} among them: please sort them out"
        await ask_human(session, first, reason, "bot", now)


async def _waiting(session: AsyncSession, conversation_id: int, first: Lead | None) -> Sequence[Lead]:
    """The open leads that wait beside the first, newest first; locked."""
    query = _waiting_in(conversation_id).with_for_update(key_share=True)
    found = (await session.scalars(query.execution_options(populate_existing=True))).all()
    return [lead for lead in found if first is None or lead.id != first.id]


def _waiting_in(conversation_id: int) -> Select[Lead]:
    is_waiting = (Lead.set_aside_at.is_not(None), Lead.status.in_(OPEN_STATUSES))
    return select(Lead).where(Lead.conversation_id == conversation_id, *is_waiting).order_by(Lead.id.desc())


def _named(slots: Slots) -> str:
    return ", ".join(_places(slots))[:120] or "another trip"


def _places(slots: Slots) -> list[str]:
    named = slot_value(slots, "destinations")
    return [str(place) for place in named] if isinstance(named, list) else []
