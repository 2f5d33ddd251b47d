"""Writes to trips: versions, quotes, proposals to render, links, approvals. Nothing here commits."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from crm.documents.models import Proposal
from crm.jobs.models import Job
from crm.leads.models import Lead
from crm.leads.service import Overtaken, record, set_status, touch
from crm.money import Money, written
from crm.quotes.models import QuoteRecord
from crm.quotes.terms import idle_terms
from crm.trips.agreed import agreed_in
from crm.trips.effects import ApproveTrip, PublishTrip
from crm.trips.links import new_nonce
from crm.trips.margins import hold_for_manager, must_wait, overtake, why_not
from crm.trips.models import Approval, TripLink, TripVersion
from crm.trips.moved import in_english

_SEEN_STEP = timedelta(minutes=1)


class NoTrip(LookupError):
    """The lead has no such version of a trip."""


@dataclass(frozen=True)
class Published:
    trip_version_id: int
    version: int
    proposal_id: int
    is_waiting: bool = False  # for a manager, because of its margin


async def publish_trip(session: AsyncSession, lead: Lead, trip: PublishTrip, now: datetime) -> Published:
    """Keep a plan and its quote as the next version and queue the rendering of its proposal.

    Below the agency's least margin it waits for a manager, whoever made it, and is not sent.
    """
    is_waiting = bool(trip.snapshot.get("needs_approval"))
    newest = await session.scalar(select(func.max(TripVersion.version)).where(TripVersion.lead_id == lead.id))
    number = (newest or 0) + 1
    if trip.version not in (None, number):
        raise _newer(lead, number - 1)
    version = TripVersion(
        lead_id=lead.id,
        version=number,
        request=dict(trip.request),
        itinerary=dict(trip.itinerary),
        changes=list(trip.changes),
        created_by=trip.created_by,
        created_at=now,
        sent_at=now if trip.send and not is_waiting else None,
        chosen=dict(trip.chosen) if trip.chosen else None,
        agreed=agreed_in(lead.slots),
    )
    session.add(version)
    await session.flush()
    snapshot = dict(trip.snapshot)
    total, currency = Decimal(snapshot["total"]), str(snapshot["currency"])
    proposal = Proposal(trip_version_id=version.id, created_at=now)
    session.add_all(
        [
            QuoteRecord(
                trip_version_id=version.id,
                snapshot=snapshot,
                total=total,
                cost=Decimal(snapshot["cost"]),
                currency=currency,
                valid_until=date.fromisoformat(snapshot["valid_until"]),
                created_at=now,
            ),
            proposal,
            Job(
                kind="render_proposal",
                key=f"proposal:{version.id}",
                payload={"trip_version_id": version.id},
                run_at=now,
                created_at=now,
            ),
        ]
    )
    lead.value, lead.currency = total, currency
    if version.sent_at is not None and lead.status in ("new", "qualifying"):
        lead.status = "proposed"
    told, idle = f"Version {version.version}: {written(Money(total, currency))}", idle_terms(snapshot)
    text = " ".join((f"{told}.", *idle)) if idle else told
    await record(session, lead, "plan", text, trip.created_by, now, {"changes": in_english(trip.changes)})
    await overtake(session, lead, now)
    if is_waiting:
        await hold_for_manager(session, lead, version, snapshot, send_when_approved=trip.send, now=now)
    await touch(session, lead, now)
    return Published(version.id, version.version, proposal.id, is_waiting)


async def link_for(session: AsyncSession, lead_id: int, now: datetime, lifetime: timedelta) -> str:
    """Give the nonce of the lead's living link, making one where there is none."""
    living = select(TripLink).where(
        TripLink.lead_id == lead_id, TripLink.revoked_at.is_(None), TripLink.expires_at > now + lifetime / 4
    )
    link = (await session.scalars(living.order_by(TripLink.id.desc()).limit(1))).first()
    if link is None:
        link = TripLink(lead_id=lead_id, nonce=new_nonce(), created_at=now, expires_at=now + lifetime)
        session.add(link)
        await session.flush()
    return link.nonce


async def revoke_links(session: AsyncSession, lead: Lead, actor: str, now: datetime) -> None:
    """Close every way to the lead's trip page."""
    await session.execute(
        update(TripLink)
        .where(TripLink.lead_id == lead.id, TripLink.revoked_at.is_(None))
        .values(revoked_at=now)
    )
    await record(session, lead, "links_revoked", "Trip page links revoked", actor, now)
    await touch(session, lead, now)


async def note_seen(session: AsyncSession, link_id: int, now: datetime) -> None:
    """Note when the customer last looked, to the minute."""
    stale = TripLink.seen_at.is_(None) | (TripLink.seen_at < now - _SEEN_STEP)
    await session.execute(update(TripLink).where(TripLink.id == link_id, stale).values(seen_at=now))


async def newest_version(session: AsyncSession, lead_id: int) -> TripVersion | None:
    query = (
        select(TripVersion)
        .where(TripVersion.lead_id == lead_id)
        .order_by(TripVersion.version.desc())
        .limit(1)
    )
    return (await session.scalars(query)).first()


async def mark_sent(session: AsyncSession, lead: Lead, number: int, actor: str, now: datetime) -> TripVersion:
    """Note that staff sent a version. Raises `NoTrip`, and `Overtaken` where there is a newer one."""
    version = await newest_version(session, lead.id)
    if version is None:
        raise NoTrip(f"Lead {lead.id} has no plan yet. Make one with /plan {lead.id}.")
    if version.version != number:
        raise _newer(lead, version.version)
    if (review := await must_wait(session, version.id)) is not None:
        raise NoTrip(why_not(review, version.version))
    version.sent_at = version.sent_at or now
    if lead.status in ("new", "qualifying"):
        lead.status = "proposed"
    await record(session, lead, "sent", f"Version {version.version} sent", actor, now)
    await touch(session, lead, now)
    return version


def _newer(lead: Lead, number: int) -> Overtaken:
    told = f"Version {number} of lead {lead.id} is newer than the one you looked at"
    return Overtaken(f"{told}: /lead {lead.id} shows it.")


async def approve(session: AsyncSession, lead: Lead, approval: ApproveTrip, now: datetime) -> bool:
    """Write down the customer's yes; false where the same version was approved before.

    Raises `NoTrip` for a version that was never made. The sale is won with the approval.
    """
    query = select(TripVersion).where(TripVersion.lead_id == lead.id, TripVersion.version == approval.version)
    version = (await session.scalars(query)).first()
    if version is None:
        raise NoTrip(f"Lead {lead.id} has no version {approval.version}.")
    taken = select(Approval.id).where(Approval.trip_version_id == version.id)
    if (await session.scalars(taken)).first() is not None:
        return False
    drift = dict(approval.drift) if approval.drift else None
    name = approval.name[:200]
    session.add(Approval(trip_version_id=version.id, name=name, note=approval.note, at=now, drift=drift))
    quote = select(QuoteRecord).where(QuoteRecord.trip_version_id == version.id)
    priced = (await session.scalars(quote)).first()
    if priced is not None:
        lead.value, lead.currency = priced.total, priced.currency
    text = f"Version {version.version} approved by {approval.name}"
    await record(session, lead, "approved", text, "customer", now, {"note": approval.note})
    await set_status(session, lead, "won", "customer", now)
    return True
