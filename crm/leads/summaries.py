"""Summaries of leads that a model wrote: one for each lead, known by what it was made of."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from crm.conversations.values import Past
from crm.jobs import service as jobs
from crm.leads.cards import announce
from crm.leads.models import Lead, LeadSummary
from crm.leads.rules import OPEN_STATUSES, slot_value

JOB = "sum_up"
MOST_AGAIN = 5  # tries of one state after the first; with their waits they reach into the next day
_SOON = timedelta(minutes=5)


def as_of(lead: Lead, history: Sequence[Past]) -> str:
    """Name the state of a lead and its conversation: any change of either gives another name."""
    newest = {past.id.partition(":")[0]: past.id.partition(":")[2] for past in history}
    return f"{lead.revision}:{newest.get('in', '')}:{newest.get('out', '')}"


async def summary_of(session: AsyncSession, lead_id: int) -> LeadSummary | None:
    """Give what a model made of a lead last, whatever has happened since."""
    return (await session.scalars(select(LeadSummary).where(LeadSummary.lead_id == lead_id))).one_or_none()


async def places_elsewhere(session: AsyncSession, lead: Lead) -> list[str]:
    """Give the places of the customer's other open enquiries that this one does not go to."""
    others = select(Lead.slots).where(
        Lead.contact_id == lead.contact_id, Lead.id != lead.id, Lead.status.in_(OPEN_STATUSES)
    )
    here = _places(lead.slots)
    told = [place for slots in await session.scalars(others.order_by(Lead.id)) for place in _places(slots)]
    return [place for place in dict.fromkeys(told) if place not in here]


def _places(slots: Mapping[str, Mapping[str, Any]]) -> list[str]:
    named = slot_value(slots, "destinations")
    return [str(place) for place in named] if isinstance(named, list) else []


async def ask_for_summary(
    session: AsyncSession, lead_id: int, state: str, now: datetime, again: int = 0
) -> bool:
    """Ask for the summary of one state of a lead. False where it was asked for before.

    `again` counts the tries after a model that could not be asked: each waits longer, the last a day.
    """
    key, payload = f"{JOB}:{lead_id}:{state}", {"lead_id": lead_id, "as_of": state}
    if again == 0:
        return await jobs.ask(session, JOB, key, payload, now)
    run_at = now + _SOON * 4 ** (again - 1)
    return await jobs.ask(session, JOB, f"{key}:{again}", {**payload, "again": again}, now, run_at)


async def keep_summary(
    session: AsyncSession,
    lead: Lead,
    state: str,
    lines: Sequence[dict[str, Any]],
    why_none: str | None,
    prompt: str,
    now: datetime,
) -> None:
    """Write what a model made of a lead, or why nothing of it may be shown; the cards follow."""
    kept = await summary_of(session, lead.id)
    if kept is None:
        kept = LeadSummary(lead_id=lead.id)
        session.add(kept)
    kept.as_of, kept.lines, kept.prompt, kept.made_at = state, list(lines), prompt, now
    kept.why_none = why_none[:300] if why_none else None
    if lines:
        await announce(session, lead, now, f":{state}")
