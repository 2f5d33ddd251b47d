"""The job that makes a version's proposal: read, tell, print, keep, and let the waiting message go."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from agents.wording.papers import Wording
from bot.bell import Bell
from bot.paper.press import Press
from bot.paper.story import Story
from bot.paper.telling import tell
from crm.agency.service import load as load_agency
from crm.catalogue import queries as shop
from crm.clock import Clock
from crm.contacts.models import Contact
from crm.conversations.service import fail_proposal, unblock_proposal
from crm.db import Book
from crm.documents.models import Proposal
from crm.documents.service import proposal_of, store_file
from crm.leads.models import Lead
from crm.leads.service import get_lead, record
from crm.quotes.models import QuoteRecord
from crm.quotes.snapshot import from_snapshot
from crm.trips.links import token_of
from crm.trips.models import Approval, TripVersion
from crm.trips.service import link_for
from crm.trips.store import itinerary_from_json


class NoVersion(LookupError):
    """There is no such version of a trip."""


@dataclass(frozen=True)
class Binding:
    """What making proposals needs besides the book."""

    press: Press
    bell: Bell
    public_base_url: str
    secret_key: str


async def read_story(session: AsyncSession, trip_version_id: int) -> tuple[Story, TripVersion, Lead]:
    """Read one version and tell it in its customer's language. Raises `NoVersion`."""
    query = (
        select(TripVersion, Lead, Contact.name, Contact.language, QuoteRecord.snapshot, Approval.at)
        .join(Lead, Lead.id == TripVersion.lead_id)
        .join(Contact, Contact.id == Lead.contact_id)
        .join(QuoteRecord, QuoteRecord.trip_version_id == TripVersion.id)
        .outerjoin(Approval, Approval.trip_version_id == TripVersion.id)
        .where(TripVersion.id == trip_version_id)
    )
    row = (await session.execute(query)).first()
    if row is None:
        raise NoVersion(f"There is no trip version {trip_version_id}.")
    version, lead, name, language, snapshot, approved_at = row
    itinerary = itinerary_from_json(version.itinerary)
    agency = await load_agency(session)
    story = tell(
        agency,
        await shop.catalogue(session, itinerary.destination, with_retired=True),
        itinerary,
        from_snapshot(snapshot),
        customer=name or "",
        version=version.version,
        changes=version.changes,
        booked_on=approved_at.astimezone(ZoneInfo(agency.timezone)).date() if approved_at else None,
        language=language,
        chosen=version.chosen,
        agreed=version.agreed,
    )
    return story, version, lead


async def render_proposal(book: Book, clock: Clock, binding: Binding, payload: Mapping[str, Any]) -> None:
    """Do one `render_proposal` job. Running it again makes no second file."""
    version_id = int(payload["trip_version_id"])
    async with book.reading() as session:
        done = await proposal_of(session, version_id)
        if done is not None and done.status == "rendered":
            return
        story, version, lead = await read_story(session, version_id)
    async with book.transaction() as session:
        agency = story.agency
        nonce = await link_for(session, lead.id, clock.now(), timedelta(days=agency.link_days))
    link = f"{binding.public_base_url}/t/{token_of(nonce, binding.secret_key)}"
    pdf = await binding.press.print(story, link)
    now = clock.now()
    async with book.transaction() as session:
        wanted = select(Proposal).where(Proposal.trip_version_id == version_id).with_for_update()
        proposal = (await session.scalars(wanted)).one()
        if proposal.status == "rendered":
            return
        name = f"{story.destination}, version {version.version}.pdf"
        file = await store_file(session, name, "application/pdf", pdf, now)
        proposal.status, proposal.file_id, proposal.rendered_at, proposal.error = (
            "rendered",
            file.id,
            now,
            None,
        )
        if story.say.lacks:
            await _tell_what_is_english(session, lead.id, story.say, now)
        await unblock_proposal(session, version_id, file.id)
    binding.bell.deliver()


async def _tell_what_is_english(session: AsyncSession, lead_id: int, say: Wording, now: datetime) -> None:
    """Staff learn on the timeline what a customer read in English; the customer is told nothing."""
    named = ", ".join(say.lacks[:6])
    more = f" and {len(say.lacks) - 6} more" if len(say.lacks) > 6 else ""
    told = f"Parts of the proposal and the trip page are in English: no words for {named}{more}"
    await record(session, await get_lead(session, lead_id), "wording", told, "system", now)


async def give_up_proposal(book: Book, version_id: int, reason: str) -> None:
    """After the last try: staff see why there is no PDF, and what waited behind it goes on."""
    async with book.transaction() as session:
        proposal = await proposal_of(session, version_id)
        if proposal is not None:
            proposal.status, proposal.error = "failed", reason[:2000]
        await fail_proposal(session, version_id, reason)
