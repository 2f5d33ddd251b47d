"""Writes to leads. Nothing here commits; every change grows the revision and reaches the cards."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from crm.contacts.models import Contact
from crm.conversations.models import Conversation
from crm.leads.cards import announce
from crm.leads.models import Lead, LeadEvent
from crm.leads.rules import CLOSED_STATUSES, OPEN_STATUSES, check_status, merge_slots, slot_value, title_of


class NoLead(LookupError):
    """There is no such lead, or the asker may not see it."""


class Overtaken(ValueError):
    """A colleague was quicker; the sentence is for whoever came second."""


@dataclass(frozen=True)
class Enquirer:
    """Whose conversation a new lead belongs to."""

    contact_id: int
    conversation_id: int
    since: datetime


async def open_lead_of(session: AsyncSession, conversation_id: int) -> Lead | None:
    """Give the conversation's newest lead that is still open or was closed last."""
    rank = Lead.status.in_(CLOSED_STATUSES)
    query = (
        select(Lead).where(Lead.conversation_id == conversation_id).order_by(rank, Lead.id.desc()).limit(1)
    )
    return (await session.scalars(query)).first()


async def get_lead(session: AsyncSession, lead_id: int, *, with_chat: bool = True) -> Lead:
    """Load a lead to change it. Raises `NoLead`.

    Its conversation is locked before it, as turns do, so that no two writers wait for one another.
    """
    if with_chat:
        theirs = select(Lead.conversation_id).where(Lead.id == lead_id).scalar_subquery()
        chat = select(Conversation.id).where(Conversation.id == theirs)
        await session.execute(chat.with_for_update(key_share=True))
    query = select(Lead).where(Lead.id == lead_id).with_for_update(key_share=True)
    lead = (await session.scalars(query.execution_options(populate_existing=True))).first()
    if lead is None:
        raise NoLead(f"There is no lead {lead_id}.")
    return lead


async def capture(
    session: AsyncSession,
    enquirer: Enquirer,
    slots: Mapping[str, Mapping[str, Any]],
    removed: tuple[str, ...],
    now: datetime,
    lead: Lead | None = None,
) -> Lead:
    """Merge what was heard into the conversation's open lead, opening one where there is none."""
    lead = lead or await open_lead_of(session, enquirer.conversation_id)
    if lead is None or lead.status in CLOSED_STATUSES:
        lead = Lead(
            contact_id=enquirer.contact_id,
            conversation_id=enquirer.conversation_id,
            status="new",
            slots={},
            created_at=now,
            updated_at=now,
            first_inbound_at=enquirer.since,
            waiting_since=enquirer.since,
            revision=0,
        )
        session.add(lead)
        await session.flush()
        await record(session, lead, "opened", "Enquiry opened", "bot", now)
    before = lead.slots
    lead.slots = merge_slots(before, slots, removed)
    if lead.slots == before and lead.revision:
        return lead
    if lead.status == "new" and len(lead.slots) > 1:
        lead.status = "qualifying"
    contact = await session.get(Contact, lead.contact_id)
    _index(lead, contact.name if contact else None)
    learnt = sorted(
        name for name in lead.slots if lead.slots[name].get("value") != before.get(name, {}).get("value")
    )
    gone = sorted(name for name in before if name not in lead.slots)
    if learnt or gone:
        text = ", ".join((*learnt, *(f"no {name} any more" for name in gone)))
        detail = {name: lead.slots.get(name) for name in (*learnt, *gone)}
        await record(session, lead, "captured", text, "bot", now, detail)
    await touch(session, lead, now)
    return lead


def _index(lead: Lead, name: str | None) -> None:
    """Copy the slots that lists are searched by into their own columns."""
    where = slot_value(lead.slots, "destinations")
    lead.destination = str(where[0])[:64] if isinstance(where, list) and where else None
    start = slot_value(lead.slots, "start_date")
    lead.start_date = date.fromisoformat(start) if isinstance(start, str) else None
    nights = slot_value(lead.slots, "nights")
    lead.nights = nights if isinstance(nights, int) else None
    lead.title = title_of(lead.slots, name)


async def touch(session: AsyncSession, lead: Lead, now: datetime) -> None:
    """Note that the lead changed and let the staff's cards follow."""
    lead.revision += 1
    lead.updated_at = now
    await session.flush()
    await announce(session, lead, now)


async def record(
    session: AsyncSession,
    lead: Lead,
    kind: str,
    text: str,
    actor: str,
    now: datetime,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Write one line to the lead's timeline."""
    session.add(
        LeadEvent(lead_id=lead.id, at=now, actor=actor, kind=kind, text=text, detail=dict(detail or {}))
    )
    await session.flush()


async def set_status(
    session: AsyncSession, lead: Lead, status: str, actor: str, now: datetime, reason: str = ""
) -> None:
    """Move a lead. Closing it stops the wait; reopening clears why it was lost."""
    check_status(status)
    if lead.status == status:
        return
    before, lead.status = lead.status, status
    lead.closed_at = now if status in CLOSED_STATUSES else None
    lead.lost_reason = (reason or None) if status == "lost" else None
    if status in CLOSED_STATUSES:
        lead.waiting_since = None
        lead.needs_human = None
    await record(
        session, lead, "status", f"{before} → {status}" + (f": {reason}" if reason else ""), actor, now
    )
    await touch(session, lead, now)


async def add_note(session: AsyncSession, lead: Lead, text: str, actor: str, now: datetime) -> None:
    await record(session, lead, "note", text, actor, now)
    await touch(session, lead, now)


async def claim(
    session: AsyncSession, lead: Lead, user_id: int | None, name: str, actor: str, now: datetime
) -> None:
    """Give the lead an owner, or take it away with None."""
    if lead.owner_id == user_id:
        return
    lead.owner_id = user_id
    await record(session, lead, "claimed", f"Claimed by {name}" if user_id else "Given back", actor, now)
    await touch(session, lead, now)


async def ask_human(session: AsyncSession, lead: Lead, reason: str, actor: str, now: datetime) -> None:
    """Show that a human is needed, and why."""
    if lead.needs_human == reason:
        return
    lead.needs_human = reason[:300]
    await record(session, lead, "needs_human", reason, actor, now)
    await touch(session, lead, now)


async def human_came(session: AsyncSession, lead: Lead, actor: str, now: datetime) -> None:
    if lead.needs_human is None:
        return
    lead.needs_human = None
    await record(session, lead, "human_came", "A human took over", actor, now)
    await touch(session, lead, now)


async def heard(session: AsyncSession, conversation_id: int, at: datetime) -> None:
    """The customer wrote: the wait begins, unless it had begun before."""
    await session.execute(
        update(Lead)
        .where(
            Lead.conversation_id == conversation_id,
            Lead.status.in_(OPEN_STATUSES),
            Lead.waiting_since.is_(None),
        )
        .values(waiting_since=at)
    )


async def answered(session: AsyncSession, conversation_id: int, at: datetime) -> None:
    """The customer was answered: the wait ends, and the first answer's time is kept."""
    await session.execute(
        update(Lead)
        .where(Lead.conversation_id == conversation_id, Lead.status.in_(OPEN_STATUSES))
        .values(waiting_since=None, first_response_at=func.coalesce(Lead.first_response_at, at))
    )
