"""Stored turns as they stood before they were thought about, put together from what the book kept.

A book keeps no picture of each moment. What a customer had said is folded from the turns before; notes,
status, versions and who spoke come from turns and timeline with their times. What staff changed by hand in
a lead's slots is not among it, and prices and catalogue are always today's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from crm.contacts.models import Contact
from crm.conversations.models import Conversation, Inbound, Outbound, Turn
from crm.conversations.queries import HISTORY
from crm.conversations.transcripts import said_text
from crm.conversations.values import Heard, LeadFacts, Past, Scene, TripFacts
from crm.leads.models import Lead, LeadEvent
from crm.leads.rules import merge_slots
from crm.quotes.models import QuoteRecord
from crm.trips.models import Approval, TripVersion

_SAID = ("text", "template", "document", "photo")


@dataclass(frozen=True)
class Stored:
    """A turn as it was settled, with what was said in it."""

    turn: Turn
    texts: Sequence[str]


async def stored_turns(
    session: AsyncSession, since: datetime, until: datetime, conversation_id: int | None, limit: int
) -> Sequence[Stored]:
    """Give the customers' turns that ended in a window, in the order in which they were begun."""
    query = (
        select(Turn)
        .join(Conversation, Conversation.id == Turn.conversation_id)
        .where(
            Conversation.kind == "customer",
            Turn.status.in_(("settled", "dead")),
            Turn.created_at >= since,
            Turn.created_at < until,
        )
    )
    if conversation_id is not None:
        query = query.where(Turn.conversation_id == conversation_id)
    turns = (await session.scalars(query.order_by(Turn.id).limit(limit))).all()
    said = select(Outbound).where(Outbound.turn_id.in_([turn.id for turn in turns]), Outbound.sender == "bot")
    texts: dict[int, list[str]] = {}
    chats = {turn.id: turn.conversation_id for turn in turns}
    for row in await session.scalars(said.order_by(Outbound.id)):
        if row.turn_id in chats and row.conversation_id == chats[row.turn_id] and row.kind in _SAID:
            texts.setdefault(row.turn_id, []).append(said_text(row.body))
    return [Stored(turn, texts.get(turn.id, [])) for turn in turns]


async def scene_before(session: AsyncSession, turn: Turn, timezone: str) -> Scene | None:
    """Give the scene that a turn was shown; None where nothing of its messages is left."""
    chat = await session.get_one(Conversation, turn.conversation_id)
    contact = await session.get(Contact, chat.contact_id) if chat.contact_id is not None else None
    heard = (
        await session.scalars(select(Inbound).where(Inbound.turn_id == turn.id).order_by(Inbound.id))
    ).all()
    if not heard:
        return None
    earlier = (
        await session.scalars(
            select(Turn).where(Turn.conversation_id == chat.id, Turn.id < turn.id).order_by(Turn.id)
        )
    ).all()
    told = [one.understanding for one in earlier if one.understanding]
    lead = await _lead_before(session, chat.id, turn.created_at)
    events = await _events(session, lead, turn.created_at)
    zone = ZoneInfo((contact.timezone if contact else None) or timezone)
    return Scene(
        turn_id=turn.id,
        conversation_id=chat.id,
        kind="customer",
        channel=chat.channel,
        address=chat.address,
        contact_id=chat.contact_id,
        contact_name=contact.name if contact else None,
        language=str(told[-1]["language"]) if told else "en",
        opted_out=_last(events, "opted_out", "opted_in"),
        user_id=None,
        held_by=-1 if _last(events, "taken", "released") else None,
        dialogue=next((dict(one["notes"]) for one in reversed(told) if "notes" in one), {}),
        heard=tuple(_heard(row) for row in heard),
        history=await _history(session, chat.id, turn),
        lead=_facts(lead, events, earlier) if lead else None,
        trip=await _trip_before(session, lead, turn.created_at) if lead else None,
        now=turn.created_at,
        today=turn.created_at.astimezone(zone).date(),
    )


def _heard(row: Inbound) -> Heard:
    return Heard(row.id, row.kind, row.text, row.provider_at or row.received_at, dict(row.detail))


async def _history(session: AsyncSession, conversation_id: int, turn: Turn) -> tuple[Past, ...]:
    heard = select(Inbound).where(
        Inbound.conversation_id == conversation_id, Inbound.turn_id.is_not(None), Inbound.turn_id < turn.id
    )
    said = select(Outbound).where(
        Outbound.conversation_id == conversation_id,
        Outbound.created_at < turn.created_at,
        Outbound.status.not_in(("failed", "cancelled")),
        Outbound.kind.in_(_SAID),
    )
    past = [
        (
            row.provider_at or row.received_at,
            row.id,
            Past(f"in:{row.id}", "customer", row.text, row.received_at),
        )
        for row in await session.scalars(heard.order_by(Inbound.id.desc()).limit(HISTORY))
    ]
    for out in await session.scalars(said.order_by(Outbound.id.desc()).limit(HISTORY)):
        is_staffs_own = out.sender.startswith("user:") and not out.body.get("by_desk")
        role: Any = "human" if is_staffs_own else "desk"
        text = said_text(out.body)
        past.append((out.created_at, out.id, Past(f"out:{out.id}", role, text, out.created_at)))
    return tuple(one[2] for one in sorted(past, key=lambda one: one[:2])[-HISTORY:])


async def _lead_before(session: AsyncSession, conversation_id: int, at: datetime) -> Lead | None:
    query = select(Lead).where(Lead.conversation_id == conversation_id, Lead.created_at < at)
    return (await session.scalars(query.order_by(Lead.id.desc()).limit(1))).first()


async def _events(session: AsyncSession, lead: Lead | None, at: datetime) -> Sequence[LeadEvent]:
    if lead is None:
        return ()
    query = select(LeadEvent).where(LeadEvent.lead_id == lead.id, LeadEvent.at < at)
    return (await session.scalars(query.order_by(LeadEvent.at, LeadEvent.id))).all()


def _last(events: Sequence[LeadEvent], kind: str, undone: str) -> bool:
    """Say whether the last of two kinds of events that undo one another is the first kind."""
    last = next((event.kind for event in reversed(events) if event.kind in (kind, undone)), undone)
    return last == kind


def _facts(lead: Lead, events: Sequence[LeadEvent], earlier: Sequence[Turn]) -> LeadFacts:
    slots: Mapping[str, Mapping[str, Any]] = {}
    for turn in earlier:
        told = turn.understanding
        # The turn that made the lead settled in the same moment.
        if told and turn.settled_at is not None and turn.settled_at >= lead.created_at:
            slots = merge_slots(slots, told.get("slots") or {}, tuple(told.get("removed") or ()))
    moved = [event.text for event in events if event.kind == "status" and "→" in event.text]
    status = moved[-1].split("→")[1].split(":")[0].strip() if moved else "new"
    return LeadFacts(lead.id, status, lead.title, slots, lead.owner_id, None)


async def _trip_before(session: AsyncSession, lead: Lead, at: datetime) -> TripFacts | None:
    query = (
        select(TripVersion, QuoteRecord.snapshot, Approval.at)
        .outerjoin(QuoteRecord, QuoteRecord.trip_version_id == TripVersion.id)
        .outerjoin(Approval, Approval.trip_version_id == TripVersion.id)
        .where(TripVersion.lead_id == lead.id, TripVersion.created_at < at)
        .order_by(TripVersion.version.desc())
        .limit(1)
    )
    row = (await session.execute(query)).first()
    if row is None:
        return None
    version, snapshot, approved_at = row
    return TripFacts(
        version.version,
        version.request,
        version.itinerary,
        snapshot or {},
        version.sent_at if version.sent_at and version.sent_at < at else None,
        approved_at if approved_at and approved_at < at else None,
        changes=tuple(version.changes),
    )
