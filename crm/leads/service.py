"""Writes to leads. Nothing here commits; every change grows the revision and reaches the cards."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, case, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from crm.contacts.models import Contact
from crm.conversations.models import Conversation
from crm.leads.cards import announce
from crm.leads.changes import Enquirer, call_human, changed, index, learnt, opened, qualify
from crm.leads.models import Lead, LeadEvent
from crm.leads.rules import CLOSED_STATUSES, OPEN_STATUSES, check_status, merge_slots


class NoLead(LookupError):
    """There is no such lead, or the asker may not see it."""


class Overtaken(ValueError):
    """A colleague was quicker; the sentence is for whoever came second."""


def about(conversation_id: int) -> ColumnElement[bool]:
    """The leads that a conversation is about: its own, and by e-mail all of its contact's."""
    mails = select(Conversation.contact_id).where(
        Conversation.id == conversation_id, Conversation.channel == "email"
    )
    return or_(Lead.conversation_id == conversation_id, Lead.contact_id == mails.scalar_subquery())


async def open_lead_of(
    session: AsyncSession, conversation_id: int, *, to_change: bool = False
) -> Lead | None:
    """Give the conversation's newest lead that is still open or was closed last; locked if `to_change`.

    One that was set aside comes after the others that are open, and before those that are closed.
    """
    rank = case((Lead.status.in_(CLOSED_STATUSES), 2), (Lead.set_aside_at.is_not(None), 1), else_=0)
    query = select(Lead).where(about(conversation_id)).order_by(rank, Lead.id.desc()).limit(1)
    if to_change:
        query = query.with_for_update(key_share=True).execution_options(populate_existing=True)
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
    """Merge what was heard into an open lead, or open one with it where none is given."""
    if lead is None or lead.status in CLOSED_STATUSES:
        return await _open(session, enquirer, slots, removed, now)
    before = lead.slots
    lead.slots = merge_slots(before, slots, removed)
    if lead.slots == before:
        return lead
    qualify(lead, await _name(session, lead, enquirer))
    await _record_captured(session, lead, before, now)
    await touch(session, lead, now)
    return lead


async def _open(
    session: AsyncSession,
    enquirer: Enquirer,
    slots: Mapping[str, Mapping[str, Any]],
    removed: tuple[str, ...],
    now: datetime,
) -> Lead:
    lead = opened(enquirer, slots, removed, now)
    qualify(lead, await _name(session, lead, enquirer))
    session.add(lead)
    await session.flush()
    await record(session, lead, "opened", "Enquiry opened", "bot", now)
    await _record_captured(session, lead, {}, now)
    await announce(session, lead, now)
    return lead


async def _name(session: AsyncSession, lead: Lead, enquirer: Enquirer) -> str | None:
    if enquirer.name is not None:
        return enquirer.name
    contact = await session.get(Contact, lead.contact_id)
    return contact.name if contact else None


async def _record_captured(
    session: AsyncSession, lead: Lead, before: Mapping[str, Mapping[str, Any]], now: datetime
) -> None:
    told = learnt(lead, before)
    if told is not None:
        await record(session, lead, "captured", told[0], "bot", now, told[1])


async def put_slots(
    session: AsyncSession, lead: Lead, slots: Mapping[str, Any], actor: str, now: datetime
) -> None:
    """Set slots as staff give them, whatever their age; None takes one away."""
    kept = {name: slot for name, slot in lead.slots.items() if name not in slots}
    lead.slots = kept | {name: dict(slot) for name, slot in slots.items() if slot is not None}
    contact = await session.get(Contact, lead.contact_id)
    index(lead, contact.name if contact else None)
    text = ", ".join(sorted(slots))
    await record(session, lead, "captured", text, actor, now, {name: lead.slots.get(name) for name in slots})
    await touch(session, lead, now)


async def touch(session: AsyncSession, lead: Lead, now: datetime) -> None:
    """Note that the lead changed and let the staff's cards follow."""
    changed(lead, now)
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
    # Not flushed: the lead itself is about to change as well, and both go out together.


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
    if not call_human(lead, reason):
        return
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
            about(conversation_id),
            Lead.status.in_(OPEN_STATUSES),
            Lead.waiting_since.is_(None),
        )
        .values(waiting_since=at)
    )


async def answered(session: AsyncSession, conversation_id: int, at: datetime) -> None:
    """The customer was answered: the wait ends, and the first answer's time is kept."""
    await session.execute(
        update(Lead)
        .where(about(conversation_id), Lead.status.in_(OPEN_STATUSES))
        .values(waiting_since=None, first_response_at=func.coalesce(Lead.first_response_at, at))
    )
