"""Prices from the doors: what stands in a quote, what other terms would make of it, and a manager's word.

REST and pages call the same acts, so that both mean the same.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from api.problems import Refuse
from api.writing import Pen
from crm.agency.service import load as load_agency
from crm.errors import Clash, Missing, Unfit
from crm.leads.models import Lead
from crm.leads.service import Overtaken
from crm.quotes.forecast.series import NotEnoughHistory
from crm.quotes.forecast.summing import CostForecast
from crm.quotes.instalments import Due, instalments
from crm.quotes.models import MarginReview
from crm.quotes.snapshot import from_snapshot
from crm.quotes.terms import Terms, terms_of
from crm.quotes.values import NoExchangeRate, NoRate, Quote
from crm.quotes.views import HeadShare, RoomShare, per_head, per_room
from crm.trips.effects import PublishTrip
from crm.trips.margins import NotWaiting, decide
from crm.trips.models import TripVersion
from crm.trips.moved import price_changed
from crm.trips.outlook import FURTHEST, Outlook, read_outlook
from crm.trips.repricing import Repriced, read_shelf, reprice
from crm.trips.service import Published, newest_version, publish_trip
from crm.trips.store import NotStorable, itinerary_from_json
from crm.trips.versions import VersionLine, snapshot_of, versions_of
from crm.users import queries as users
from crm.users.rules import Staff


@dataclass(frozen=True)
class Priced:
    """A version's quote with its views. Each view adds up to the total."""

    quote: Quote
    terms: Terms
    dues: tuple[Due, ...]
    heads: tuple[HeadShare, ...]
    rooms: tuple[RoomShare, ...]


def views_of(line: VersionLine, timezone: str) -> Priced | None:
    """Give a version's price with its views; None for a quote that this release cannot read."""
    if line.quote is None:
        return None
    try:
        quote, terms = from_snapshot(line.quote.snapshot), terms_of(line.quote.snapshot)
        at = line.approved_at.astimezone(ZoneInfo(timezone)).date() if line.approved_at else quote.priced_on
        shares = (per_head(quote), per_room(quote)) if quote.rooms else ((), ())
        return Priced(quote, terms, instalments(quote, at), *shares)
    except (NotStorable, Unfit):
        return None


async def read_version(session: AsyncSession, lead_id: int, number: int | None) -> VersionLine:
    """Give one version of a lead's trip, or the newest. Raises `Missing`."""
    for line in await versions_of(session, lead_id):
        if number in (None, line.version.version):
            return line
    raise Missing("There is no such version of this trip.")


async def preview(
    session: AsyncSession, lead_id: int, wanted: Callable[[str], Mapping[str, Any]], today: date
) -> tuple[TripVersion, Repriced]:
    """Say what the newest version would cost under other terms.

    `wanted` reads them for the trip's currency; what it leaves out stays as agreed.

    Raises `Missing` without a plan, `Unfit` naming the term, `Clash` where today's rates do not hold it.
    """
    version = await newest_version(session, lead_id)
    if version is None:
        raise Missing("There is no plan to price yet.")
    snapshot = await snapshot_of(session, version.id)
    try:
        kept, change = terms_of(snapshot), wanted(str(snapshot.get("currency")))
        terms = Terms(
            change.get("discounts", kept.discounts),
            change.get("markups", kept.markups),
            change.get("free_heads", kept.free_heads),
        )
        itinerary = itinerary_from_json(version.itinerary)
        shelf = await read_shelf(session, itinerary.destination)
        return version, await asyncio.to_thread(reprice, snapshot, itinerary, shelf, terms, today)
    except (NoRate, NoExchangeRate, LookupError) as problem:
        raise Clash(f"It cannot be priced today: {problem}") from problem
    except NotStorable as problem:
        raise Clash("This quote is of an older shape: plan the trip anew.") from problem


async def foretell(
    session: AsyncSession, lead_id: int, start: date | None, today: date
) -> tuple[Outlook, CostForecast | NotEnoughHistory]:
    """Forecast what the newest plan costs, on its own dates or from `start` on.

    Gives `NotEnoughHistory` in place of a forecast that would be a guess. Raises `Missing` without a plan,
    `Unfit` for a day that cannot be asked about.
    """
    if start is not None and not today <= start <= today + FURTHEST:
        raise Unfit("start", "Ask for a day from today on, at most three years ahead.")
    try:
        outlook = await read_outlook(session, lead_id, start)
        return outlook, await asyncio.to_thread(outlook.expected, today)
    except NotEnoughHistory as short:
        return outlook, short
    except NotStorable as problem:
        raise Clash("This quote is of an older shape: plan the trip anew.") from problem


async def today_of(session: AsyncSession, pen_now: Any) -> date:
    """Give the agency's day."""
    day: date = pen_now.astimezone(ZoneInfo((await load_agency(session)).timezone)).date()
    return day


async def make_version(pen: Pen, me: Staff, lead: Lead, version: TripVersion, made: Repriced) -> Published:
    """Keep what was shown as the next version, unsent. Raises `Clash` where a newer one came between."""
    effect = PublishTrip(
        request=version.request,
        itinerary=version.itinerary,
        snapshot=made.snapshot,
        changes=(price_changed(made.before, made.after, made.causes),),
        send=False,
        created_by=me.actor,
        lead_id=lead.id,
        version=version.version + 1,
    )
    try:
        published = await publish_trip(pen.session, lead, effect, pen.now)
    except Overtaken as overtaken:
        raise Clash(str(overtaken)) from overtaken
    terms = list(made.terms.told(made.after.lines))
    pen.note("trip.publish", f"lead:{lead.id}", version=published.version, terms=terms)
    if published.is_waiting:
        pen.note("margin.ask", f"lead:{lead.id}", version=published.version)
    return published


async def decide_margin(
    pen: Pen, me: Staff, lead: Lead, number: int, approved: bool, note: str
) -> MarginReview:
    """Take a manager's yes or no to a version below the least margin. Raises `Refuse`, `Clash`."""
    if not me.is_at_least("manager"):
        raise Refuse(403, "Only managers decide about margins.")
    decider = await users.get(pen.session, me.id)
    try:
        review = await decide(pen.session, lead, number, approved, decider, note, pen.now)
    except NotWaiting as problem:
        raise Clash(str(problem)) from problem
    pen.note(f"margin.{review.status}", f"lead:{lead.id}", version=number, note=note)
    return review
