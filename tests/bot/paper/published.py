"""A trip in the book as a turn publishes it: a customer's lead, a plan, its price, a waiting proposal."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from crm.catalogue.importing import Loaded
from crm.catalogue.models import DestinationRow
from crm.catalogue.service import keep_catalogue
from crm.contacts.models import ChannelIdentity, Contact
from crm.conversations.models import Conversation
from crm.db import Book
from crm.leads.models import Lead
from crm.leads.service import Enquirer, capture, get_lead
from crm.quotes.snapshot import to_snapshot
from crm.trips import service
from crm.trips.effects import PublishTrip
from crm.trips.store import itinerary_to_json
from crm.trips.values import Itinerary
from tests.bot.paper.proposals import planned, priced, sample

PHONE, ACCOUNT = "+919812345601", "+14155550100"


@dataclass(frozen=True)
class Published:
    lead_id: int
    conversation_id: int
    trip_version_id: int
    version: int


async def publish(
    book: Book,
    now: datetime,
    *,
    lead_id: int | None = None,
    itinerary: Itinerary | None = None,
    customer: str = "Asha Rao",
    changes: tuple[str, ...] = (),
    send: bool = True,
) -> Published:
    """Publish the next version of a lead's trip; without a lead, a customer comes with a new one."""
    trip = itinerary or planned()
    async with book.transaction() as session:
        if await session.get(DestinationRow, trip.destination) is None:
            await keep_catalogue(session, _only(trip.destination), now)
        lead = await (_enquiry(session, customer, now) if lead_id is None else get_lead(session, lead_id))
        quote = priced(trip)
        effect = PublishTrip(
            {}, itinerary_to_json(trip), to_snapshot(quote), changes=changes, send=send, created_by="bot"
        )
        made = await service.publish_trip(session, lead, effect, now)
        return Published(lead.id, lead.conversation_id, made.trip_version_id, made.version)


def _only(destination: str) -> Loaded:
    """The sample with one destination and no rates: papers read names from it, and prices from the quote."""
    return replace(sample(), catalogues=(sample().catalogue(destination),), rates=(), exchange_rates=())


async def _enquiry(session: AsyncSession, customer: str, now: datetime) -> Lead:
    contact = Contact(name=customer, phone=PHONE, language="en", created_at=now)
    session.add(contact)
    await session.flush()
    session.add(ChannelIdentity(contact_id=contact.id, channel="whatsapp", address=PHONE))
    chat = Conversation(
        kind="customer",
        channel="whatsapp",
        channel_account=ACCOUNT,
        address=PHONE,
        contact_id=contact.id,
        last_inbound_at=now,
        created_at=now,
    )
    session.add(chat)
    await session.flush()
    return await capture(session, Enquirer(contact.id, chat.id, now), {}, (), now)
