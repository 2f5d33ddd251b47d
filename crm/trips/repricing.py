"""Pricing a version that stands already: under other terms, or with the rates of the day it is accepted.

Reading is one short session; the pricing itself is pure and takes no database.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from crm.agency.service import load as load_agency
from crm.catalogue import queries as shop
from crm.errors import Unfit
from crm.quotes.changes import explain
from crm.quotes.clauses import write_markup
from crm.quotes.drift import Drift, check_drift, not_for_sale, unreadable
from crm.quotes.pricing import price
from crm.quotes.snapshot import from_snapshot, to_snapshot
from crm.quotes.terms import Terms, terms_of, why_idle, with_terms
from crm.quotes.values import Cause, ExchangeRate, PriceRules, Quote, RateRow
from crm.trips.store import NotStorable, itinerary_from_json
from crm.trips.values import Catalogue, Itinerary


@dataclass(frozen=True)
class Shelf:
    """What prices are made from today. `catalogue` names retired items too; `active` are those sold now."""

    catalogue: Catalogue
    active: frozenset[str]
    rates: tuple[RateRow, ...]
    exchange_rates: tuple[ExchangeRate, ...]
    rules: PriceRules


async def read_shelf(session: AsyncSession, destination: str) -> Shelf:
    """Read everything that prices a trip to one destination. Raises `NoDestination`."""
    everything = await shop.catalogue(session, destination, with_retired=True)
    sold = await shop.catalogue(session, destination)
    active = frozenset(item.id for group in (sold.stays, sold.places, sold.transfers) for item in group)
    rules = (await load_agency(session)).price_rules()
    return Shelf(
        everything, active, await shop.rates(session, destination), await shop.exchange_rates(session), rules
    )


@dataclass(frozen=True)
class Repriced:
    """A version's price before and after, why they differ, and the snapshot that would be kept."""

    before: Quote
    after: Quote
    causes: tuple[Cause, ...]  # they sum exactly to the difference; empty where currencies differ
    terms: Terms
    snapshot: Mapping[str, Any]


def reprice(
    snapshot: Mapping[str, Any], itinerary: Itinerary, shelf: Shelf, terms: Terms, on: date
) -> Repriced:
    """Price the same plan for the same party by today's rates and rules, under `terms`.

    Raises Unfit where the terms ask for what cannot be, as a new one for a day that is not there, NoRate and
    NoExchangeRate where today's rates do not hold what the plan needs, NotStorable for a snapshot that
    cannot be read.
    """
    before = from_snapshot(snapshot)
    if before.party is None:
        raise Unfit("party", "This quote does not say for whom it was made: plan the trip anew.")
    after = price(
        itinerary,
        shelf.catalogue,
        before.party,
        len(before.rooms) or None,
        shelf.rates,
        shelf.exchange_rates,
        terms.under(shelf.rules),
        on,
        meal_plan=before.meal_plan,
    )
    _check_new(terms, terms_of(snapshot), after, len(itinerary.days))
    causes = explain(before, after) if before.currency == after.currency else ()
    kept = with_terms(to_snapshot(after, shelf.rates, shelf.exchange_rates), terms)
    return Repriced(before, after, causes, terms, kept)


def _check_new(terms: Terms, agreed: Terms, quote: Quote, days: int) -> None:
    """Refuse a markup that would do nothing; one that was agreed when it did may stay, and is told so."""
    for own in terms.markups:
        if own in agreed.markups or not (why := why_idle(own, quote.lines)):
            continue
        if own.scope == "day":
            priced_on = sorted({line.day for line in quote.lines if line.day is not None})
            has = f"the trip has days 1 to {days}" if int(own.subject) > days or own.subject == "0" else why
            named = ", ".join(map(str, priced_on))
            raise Unfit("markups", f"“{write_markup(own)}”: {has}. Something is priced on days {named}.")
        raise Unfit("markups", f"“{write_markup(own)}”: {why}.")


def weigh(snapshot: Mapping[str, Any], stored: Mapping[str, Any], shelf: Shelf, on: date) -> Drift:
    """Say what an accepted quote would cost today, by the rules that it was made under.

    What is sold no more, a trip that has begun, and a quote of an older shape, which nobody can reckon
    anew, block whatever the rule.
    """
    try:
        accepted, itinerary = from_snapshot(snapshot), itinerary_from_json(stored)
    except NotStorable:
        return unreadable(str(snapshot.get("currency") or shelf.rules.currency))
    if accepted.party is None:
        return unreadable(accepted.currency)
    if gone := list(_gone(itinerary, shelf)):
        return not_for_sale(accepted, f"{', '.join(gone[:3])}: not sold any more")
    try:
        return check_drift(accepted, itinerary, shelf.catalogue, shelf.rates, shelf.exchange_rates, on)
    except Unfit as unfit:
        return not_for_sale(accepted, unfit.message)


def _gone(itinerary: Itinerary, shelf: Shelf) -> Iterator[str]:
    """Name what the plan holds and the catalogue sells no more."""
    names: dict[str, str] = {stay.id: stay.name for stay in shelf.catalogue.stays}
    names |= {place.id: place.name for place in shelf.catalogue.places}
    rides = [ride for day in itinerary.days for ride in (day.transfer, *day.day_trips) if ride]
    used = [*(stop.stay for stop in itinerary.stops), *itinerary.places, *rides]
    return (names.get(item, item) for item in dict.fromkeys(used) if item not in shelf.active)
