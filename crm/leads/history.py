"""Reads of closed leads, as the model of odds learns from them."""

from collections import defaultdict
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from crm.conversations.models import Inbound
from crm.leads.models import Lead, LeadEvent
from crm.leads.odds import Glimpse, Past
from crm.leads.rules import CLOSED_STATUSES
from crm.leads.signals import Signals, known_wishes

MOST = 3_000  # closed leads that are read, the newest


async def closed_leads(session: AsyncSession) -> list[Past]:
    """Read the newest closed leads with what happened when."""
    query = (
        select(Lead)
        .where(Lead.status.in_(CLOSED_STATUSES), Lead.closed_at.is_not(None))
        .order_by(Lead.closed_at.desc(), Lead.id.desc())
        .limit(MOST)
    )
    leads = list(await session.scalars(query))
    ids, chats = [lead.id for lead in leads], [lead.conversation_id for lead in leads]
    wrote: dict[int, list[datetime]] = defaultdict(list)
    heard = select(Inbound.conversation_id, Inbound.received_at).where(Inbound.conversation_id.in_(chats))
    for chat, at in await session.execute(heard):
        wrote[chat].append(at)
    events: dict[int, list[tuple[datetime, str, dict[str, Any]]]] = defaultdict(list)
    told = select(LeadEvent.lead_id, LeadEvent.at, LeadEvent.kind, LeadEvent.actor, LeadEvent.detail).where(
        LeadEvent.lead_id.in_(ids), LeadEvent.kind.in_(("captured", "sent", "plan"))
    )
    for lead_id, at, kind, actor, detail in await session.execute(told.order_by(LeadEvent.at)):
        # The desk sends its own plans as it makes them; staff look at theirs first.
        is_sent = kind == "sent" or (kind == "plan" and actor == "bot")
        events[lead_id].append((at, "sent" if is_sent else kind, detail))
    return [_past(lead, wrote[lead.conversation_id], events[lead.id]) for lead in leads if lead.closed_at]


def _past(lead: Lead, wrote: list[datetime], events: list[tuple[datetime, str, dict[str, Any]]]) -> Past:
    ended = lead.closed_at or lead.updated_at
    learnt: dict[str, datetime] = {}
    for at, kind, detail in events:
        if kind == "captured":
            slots = {name: slot for name, slot in detail.items() if isinstance(slot, dict)}
            for wish in known_wishes(slots):
                learnt.setdefault(wish, at)
    start = datetime.combine(lead.start_date, time(), UTC) if lead.start_date else None
    return Past(
        created_at=lead.created_at,
        closed_at=ended,
        is_won=lead.status == "won",
        wrote_at=tuple(at for at in wrote if lead.created_at <= at <= ended or at <= lead.created_at),
        learnt_at=tuple(learnt.values()),
        sent_at=next((at for at, kind, _ in events if kind == "sent"), None),
        start=start,
    )


def glimpse_now(lead: Signals, now: datetime) -> Glimpse:
    """See an open lead as the model saw the closed ones."""
    last = lead.last_inbound_at or lead.created_at
    until = None
    if lead.start is not None:
        until = (datetime.combine(lead.start, time(), UTC) - now).total_seconds() / 86_400
    return Glimpse(
        known=len(lead.known),
        messages=lead.messages,
        silence=(now - last).total_seconds() / 86_400,
        is_sent=lead.sent_at is not None,
        until_travel=until,
        age=(now - lead.created_at).total_seconds() / 86_400,
    )
