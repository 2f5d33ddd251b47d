"""The job that sends a version which a manager approved while the customer waited for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.bell import Bell
from bot.staff.desk import Drafting
from bot.staff.reading import StaffLead, look_up
from crm.agency.service import load as load_agency
from crm.clock import Clock
from crm.conversations.follow_up import WINDOW
from crm.conversations.outbox import Draft
from crm.conversations.service import queue_document, say
from crm.db import Book
from crm.leads.service import ask_human, get_lead
from crm.trips.links import token_of
from crm.trips.models import TripVersion
from crm.trips.service import NoTrip, link_for, mark_sent

TRIP_LINK = "{trip_link}"


@dataclass(frozen=True)
class Courier:
    """What sending needs besides the book."""

    drafting: Drafting
    bell: Bell
    public_base_url: str
    secret_key: str


async def send_trip(book: Book, clock: Clock, courier: Courier, payload: Mapping[str, Any]) -> None:
    """Do one `send_trip` job: the summary, the PDF and the link go to the customer. Twice is once.

    Where the customer may not be written to, or a newer version was made, staff are asked instead.
    """
    version_id = int(payload["trip_version_id"])
    async with book.reading() as session:
        version = await session.get(TripVersion, version_id)
        found = await look_up(session, version.lead_id) if version else None
        lifetime = timedelta(days=(await load_agency(session)).link_days)
    if version is None or found is None or found.trip is None:
        return
    refusal = _why_not(found, version, clock.now())
    words = ""
    if refusal is None:
        contact = found.contact
        words = await courier.drafting.summarise_trip(found.trip, contact.name, contact.language)
    now = clock.now()
    async with book.transaction() as session:
        lead = await get_lead(session, version.lead_id)
        if refusal is not None:
            await ask_human(session, lead, refusal, "system", now)
            return
        try:
            await mark_sent(session, lead, version.version, "system", now)
        except NoTrip as overtaken:
            await ask_human(session, lead, str(overtaken), "system", now)
            return
        nonce = await link_for(session, lead.id, now, lifetime)
        url = f"{courier.public_base_url}/t/{token_of(nonce, courier.secret_key)}"
        await _queue(session, found, version, words.replace(TRIP_LINK, url), now)
    courier.bell.deliver()


def _why_not(found: StaffLead, version: TripVersion, now: datetime) -> str | None:
    chat, last = found.conversation, found.conversation.last_inbound_at
    named = f"Version {version.version} is approved, but was not sent"
    if found.trip is not None and found.trip.version != version.version:
        return f"{named}: version {found.trip.version} is newer."
    if found.contact.opted_out_at is not None:
        return f"{named}: the customer opted out."
    if chat.held_by is not None:
        return f"{named}: {found.speaker or 'a colleague'} speaks with the customer. Send it with /send."
    if chat.channel == "whatsapp" and (last is None or now - last >= WINDOW):
        return f"{named}: WhatsApp's 24-hour window is closed. Send the follow-up template first."
    return None


async def _queue(
    session: AsyncSession, found: StaffLead, version: TripVersion, words: str, now: datetime
) -> None:
    chat, key = found.conversation.id, f"send_trip:{version.id}"
    await say(session, chat, "text", {"text": words}, "bot", f"{key}:text", now)
    name = f"proposal-{version.lead_id}-v{version.version}.pdf"
    paper = Draft(f"{key}:pdf", chat, "document", {"proposal": "newest", "name": name}, "bot")
    await queue_document(session, paper, version.id, now)
