"""A whole pricing request as one value: what `serai price` reads, checks and answers.

Usable without the desk: the itinerary, its catalogue, rates, exchange rates and rules all stand in the
request. Amounts are decimal text, dates ISO text, as in the snapshots of quotes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from babel.numbers import is_currency

from crm.errors import Unfit
from crm.quotes.instalments import Due, instalments
from crm.quotes.pricing import price
from crm.quotes.snapshot import to_snapshot
from crm.quotes.values import ExchangeRate, PriceRules, RateRow
from crm.quotes.views import HeadShare, RoomShare, per_head, per_room
from crm.trips.store import encode, strict
from crm.trips.values import Area, Catalogue, Itinerary, Party, Place, Stay


@dataclass(frozen=True)
class PriceRequest:
    """Everything a price is made from. `priced_on` picks the exchange rates and starts the validity."""

    itinerary: Itinerary
    catalogue: Catalogue
    party: Party
    rates: tuple[RateRow, ...]
    rules: PriceRules
    priced_on: date
    exchange_rates: tuple[ExchangeRate, ...] = ()
    rooms: int | None = None
    meal_plan: str | None = None


@dataclass(frozen=True)
class PriceAnswer:
    """A quote as a snapshot that can be recomputed, its views, and when which part is due."""

    snapshot: Mapping[str, Any]
    per_head: tuple[HeadShare, ...]
    per_room: tuple[RoomShare, ...]
    instalments: tuple[Due, ...]
    margin_percent: Decimal = field(default=Decimal(0))
    needs_approval: bool = False


def read_request(stored: Mapping[str, Any]) -> PriceRequest:
    """Read a request strictly. Raises NotStorable or Unfit, which name the row and the field."""
    request = strict(PriceRequest, stored)
    for where, problem in _problems(request):
        raise Unfit(where, problem)
    return request


def answer(request: PriceRequest) -> PriceAnswer:
    """Price a request. Raises Unfit, NoRate, NoExchangeRate (see `crm.quotes.pricing.price`)."""
    quote = price(
        request.itinerary,
        request.catalogue,
        request.party,
        request.rooms,
        request.rates,
        request.exchange_rates,
        request.rules,
        request.priced_on,
        meal_plan=request.meal_plan,
    )
    return PriceAnswer(
        to_snapshot(quote),
        per_head(quote),
        per_room(quote),
        instalments(quote, request.priced_on),
        quote.margin_percent,
        quote.needs_approval,
    )


def answer_to_json(answered: PriceAnswer) -> dict[str, Any]:
    stored: dict[str, Any] = encode(answered)
    return stored


def _problems(request: PriceRequest) -> Iterator[tuple[str, str]]:
    yield from _party(request)
    if not is_currency(request.rules.currency):
        yield "rules.currency", f"unknown currency {request.rules.currency!r}"
    for n, row in enumerate(request.rates):
        where = f"rates[{n}]"
        if row.amount < 0:
            yield f"{where}.amount", f"{row.amount} is negative (rate {row.id})"
        if not is_currency(row.currency):
            yield f"{where}.currency", f"unknown currency {row.currency!r} (rate {row.id})"
        if row.to_date < row.from_date:
            yield f"{where}.to_date", f"{row.to_date} is before {row.from_date} (rate {row.id})"
    for n, rate in enumerate(request.exchange_rates):
        if rate.rate <= 0:
            yield f"exchange_rates[{n}].rate", f"{rate.rate} is not above zero (rate {rate.id})"
    yield from _spots(request)
    yield from _unknown(request)
    yield from _repeated(request)


def _party(request: PriceRequest) -> Iterator[tuple[str, str]]:
    if request.party.adults < 1:
        yield "party.adults", "a party needs at least one adult"
    for n, age in enumerate(request.party.child_ages):
        if not 2 <= age <= 17:
            yield f"party.child_ages[{n}]", f"{age} is not between 2 and 17"
    if request.party.infants < 0:
        yield "party.infants", f"{request.party.infants} is negative"
    if request.rooms is not None and request.rooms < 1:
        yield "rooms", "at least one room is needed"
    for n, stop in enumerate(request.itinerary.stops):
        if stop.nights < 1:
            yield f"itinerary.stops[{n}].nights", f"{stop.nights} is no stay"
    slept = sum(stop.nights for stop in request.itinerary.stops)
    if slept != request.itinerary.nights:
        yield "itinerary.stops", f"{slept} nights are slept, the trip has {request.itinerary.nights}"


def _spots(request: PriceRequest) -> Iterator[tuple[str, str]]:
    """What the catalogue says of places on earth and of the length of visits."""
    held = request.catalogue
    shelves: Mapping[str, Sequence[Area | Place | Stay]] = {
        "areas": held.areas,
        "places": held.places,
        "stays": held.stays,
    }
    for name, rows in shelves.items():
        for n, spot in enumerate(rows):
            where = f"catalogue.{name}[{n}]"
            if not -90 <= spot.latitude <= 90:
                yield f"{where}.latitude", f"{spot.latitude} is not between -90 and 90 degrees ({spot.id})"
            if not -180 <= spot.longitude <= 180:
                yield (
                    f"{where}.longitude",
                    f"{spot.longitude} is not between -180 and 180 degrees ({spot.id})",
                )
    for n, place in enumerate(held.places):
        if place.duration < 1:
            yield f"catalogue.places[{n}].duration", f"{place.duration} is no visit ({place.id})"


def _unknown(request: PriceRequest) -> Iterator[tuple[str, str]]:
    """An itinerary speaks of nothing that its catalogue does not hold."""
    places = {place.id for place in request.catalogue.places}
    transfers = {transfer.id for transfer in request.catalogue.transfers}
    for n, day in enumerate(request.itinerary.days):
        for visit in day.visits:
            if visit.place not in places:
                yield f"itinerary.days[{n}].visits", f"unknown place {visit.place!r}"
        for ride in (day.transfer, *day.day_trips):
            if ride is not None and ride not in transfers:
                yield f"itinerary.days[{n}].transfer", f"unknown transfer {ride!r}"
    for n, place in enumerate(request.catalogue.places):
        for spans in place.hours.values():
            if any(span.closes <= span.opens for span in spans):
                yield f"catalogue.places[{n}].hours", f"hours end before they begin ({place.id})"


def _repeated(request: PriceRequest) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for n, row in enumerate(request.rates):
        if row.id in seen:
            yield f"rates[{n}].id", f"{row.id!r} stands there twice"
        seen.add(row.id)
