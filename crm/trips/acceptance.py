"""The customer's yes, weighed against today's prices, and written down as the agency's rule has it.

Nothing here commits. What the customer is told follows from the verdict; nothing changes in silence.
"""

from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Literal

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from crm.conversations.page_words import take_approval
from crm.conversations.service import say
from crm.leads.cards import watchers
from crm.leads.changes import call_human
from crm.leads.models import Lead
from crm.leads.service import get_lead, record, touch
from crm.quotes.drift import Drift, as_json, told_to_staff
from crm.quotes.models import QuoteRecord
from crm.quotes.snapshot import to_snapshot
from crm.quotes.terms import Terms, terms_of, with_terms
from crm.trips.effects import PublishTrip
from crm.trips.margins import must_wait
from crm.trips.models import TripVersion
from crm.trips.moved import price_drifted
from crm.trips.service import newest_version, publish_trip

Answer = Literal["approved", "honoured", "again", "newer", "repriced", "checking", "blocked"]


@dataclass(frozen=True)
class Acceptance:
    """What became of a yes.

    approved   it stands
    honoured   prices rose, and the agency bears it: approved at the price that was shown
    again      this version was approved before
    newer      a newer version was sent meanwhile; nothing was written
    repriced   prices rose: a new version with today's price waits for the customer's yes
    checking   the same, but the new version waits for a manager first
    blocked    it cannot be confirmed now; a colleague was called
    """

    answer: Answer
    staff: str = ""  # what staff must hear of it; empty: nothing beside the approval itself


@dataclass(frozen=True)
class Yes:
    """A customer's yes to one version, under a typed name."""

    version: int
    name: str
    note: str = ""


async def accept(session: AsyncSession, lead_id: int, yes: Yes, drift: Drift, now: datetime) -> Acceptance:
    """Write a yes from the trip page down. Raises `NoTrip` for a version that was never made."""
    lead = await get_lead(session, lead_id)
    version = await newest_sent(session, lead_id)
    if version is not None and version.version != yes.version:
        return Acceptance("newer")
    if drift.verdict in ("stands", "honour"):
        kept = as_json(drift) if drift.has_moved or drift.is_expired else None
        if not await take_approval(session, lead_id, yes.version, yes.name, yes.note, now, kept):
            return Acceptance("again")
        bears = drift.verdict == "honour" and drift.difference.amount > 0
        return Acceptance("honoured" if bears else "approved", told_to_staff(drift) if kept else "")
    if version is None:
        return Acceptance("newer")
    staff = f"{yes.name} said yes to version {yes.version}. {told_to_staff(drift)}"
    if drift.verdict == "block" or drift.now is None:
        await _call(session, lead, "drift_blocked", staff, drift, now)
        return Acceptance("blocked", staff)
    if await _is_being_checked(session, lead_id, version.version):
        return Acceptance("checking", staff)
    made_under = select(QuoteRecord.snapshot).where(QuoteRecord.trip_version_id == version.id)
    terms = terms_of(await session.scalar(made_under) or {})
    published = await publish_trip(session, lead, repriced(version, drift, terms), now)
    said = f"{staff} Version {published.version} holds the new price."
    await _call(session, lead, "drift", said, drift, now)
    return Acceptance("checking" if published.is_waiting else "repriced", said)


def repriced(version: TripVersion, drift: Drift, terms: Terms) -> PublishTrip:
    """Make the next version of the same plan at today's price, to be shown to the customer."""
    if drift.now is None:
        raise ValueError("what cannot be priced makes no version")
    return PublishTrip(
        request=version.request,
        itinerary=version.itinerary,
        snapshot=with_terms(to_snapshot(drift.now), terms),
        changes=(price_drifted(drift),),
        send=True,
        created_by="system",
    )


async def newest_sent(session: AsyncSession, lead_id: int) -> TripVersion | None:
    query = select(TripVersion).where(TripVersion.lead_id == lead_id, TripVersion.sent_at.is_not(None))
    return (await session.scalars(query.order_by(TripVersion.version.desc()).limit(1))).first()


async def _is_being_checked(session: AsyncSession, lead_id: int, sent: int) -> bool:
    """Whether an earlier yes to the version `sent` made the one that waits for a manager now."""
    newest = await newest_version(session, lead_id)
    if newest is None or newest.version == sent or newest.created_by != "system":
        return False
    review = await must_wait(session, newest.id)
    return review is not None and review.status == "waiting" and review.send_when_approved


async def _call(session: AsyncSession, lead: Lead, kind: str, text: str, drift: Drift, now: datetime) -> None:
    await record(session, lead, kind, text, "system", now, as_json(drift))
    if call_human(lead, text):  # the line above says why
        await touch(session, lead, now)
    body = {
        "text": f"📈 <b>Lead {lead.id}</b> · {escape(lead.title or 'New enquiry')}\n{escape(text)}",
        "format": "html",
        "buttons": [[{"label": "Show the lead", "data": f"lead:show:{lead.id}:"}]],
    }
    for chat in await watchers(session, lead):
        await say(session, chat, "text", body, "system", f"{kind}:{lead.id}:{lead.revision}:{chat}", now)
