"""A trip in the book as a turn publishes it: a customer's lead, a plan, its price, a waiting proposal."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from crm.catalogue.importing import Loaded
from crm.catalogue.models import DestinationRow
from crm.catalogue.service import keep_catalogue
from crm.contacts.models import ChannelIdentity, Contact
from crm.conversations.models import Conversation
from crm.db import Book
from crm.leads.changes import Enquirer
from crm.leads.models import Lead
from crm.leads.service import capture, get_lead
from crm.quotes.snapshot import to_snapshot
from crm.quotes.values import PriceRules
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
    language: str = "en",
    rules: PriceRules | None = None,
) -> Published:
    """Publish the next version of a lead's trip; without a lead, a customer comes with a new one."""
    trip = itinerary or planned()
    async with book.transaction() as session:
        if await session.get(DestinationRow, trip.destination) is None:
            await keep_catalogue(session, shop_of(trip), now)
        lead = await (
            _enquiry(session, customer, language, now) if lead_id is None else get_lead(session, lead_id)
        )
        quote = priced(trip, rules)
        effect = PublishTrip(
            {}, itinerary_to_json(trip), to_snapshot(quote), changes=changes, send=send, created_by="bot"
        )
        made = await service.publish_trip(session, lead, effect, now)
        return Published(lead.id, lead.conversation_id, made.trip_version_id, made.version)


def shop_of(trip: Itinerary, dearer: Decimal = Decimal(0)) -> Loaded:
    """The sample with one destination and the rates of what one trip holds.

    `dearer` in percent gives the stays' next rates, which supersede those.
    """
    used = {*(stop.stay for stop in trip.stops), *trip.places}
    used |= {ride for day in trip.days for ride in (day.transfer, *day.day_trips) if ride}
    rates = tuple(
        rate
        for rate in sample().rates_of(trip.destination)
        if rate.item_id in used or rate.item_kind == "service"
    )
    if dearer:
        rates = tuple(
            replace(r, id=f"{r.id}-next", supersedes=r.id, amount=r.amount * (1 + dearer / 100))
            for r in rates
            if r.item_kind == "stay"
        )
    return replace(sample(), catalogues=(sample().catalogue(trip.destination),), rates=rates)


async def prices_rise(book: Book, trip: Itinerary, percent: int, now: datetime) -> None:
    """Let every stay of a trip cost so much more from now on."""
    async with book.transaction() as session:
        await keep_catalogue(session, shop_of(trip, Decimal(percent)), now)


async def _enquiry(session: AsyncSession, customer: str, language: str, now: datetime) -> Lead:
    contact = Contact(name=customer, phone=PHONE, language=language, created_at=now)
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
