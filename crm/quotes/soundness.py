"""What makes no sense in a pricing request: every problem with its row and field, before any pricing."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from crm.quotes.sound_rates import problems_of_exchange, problems_of_rates
from crm.quotes.sound_rules import problems_of_rules
from crm.quotes.values import ExchangeRate, RateRow
from crm.trips.checking import LAST_YEAR, MOST_HEADS
from crm.trips.values import Area, Place, Stay, Transfer

if TYPE_CHECKING:
    from crm.quotes.request import PriceRequest

MOST_NIGHTS = 366


def problems(request: "PriceRequest") -> Iterator[tuple[str, str]]:
    """Yield (field, what is wrong), the first of them first."""
    yield from _party(request)
    yield from problems_of_rates(request.rates)
    yield from problems_of_exchange(request.exchange_rates)
    yield from problems_of_rules(request.rules, request.party, len(request.itinerary.days))
    yield from _days(request)
    yield from _stops(request)
    yield from _spots(request)
    yield from _sizes(request)
    yield from _unknown(request)
    yield from _repeated(request)


def _party(request: "PriceRequest") -> Iterator[tuple[str, str]]:
    if request.party.heads > MOST_HEADS:
        yield "party", f"{request.party.heads} travellers are more than the {MOST_HEADS} of one trip"
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


def _days(request: "PriceRequest") -> Iterator[tuple[str, str]]:
    """An itinerary has a day for each of its dates."""
    plan, held = request.itinerary, request.catalogue
    if plan.destination != held.destination.id:
        yield "itinerary.destination", f"{plan.destination!r} is not this catalogue's {held.destination.id!r}"
    if plan.start < request.priced_on:
        yield "itinerary.start", f"the trip began on {plan.start}, before it was priced"
        return
    if plan.start.year > LAST_YEAR:
        yield "itinerary.start", f"{plan.start} is later than anybody sells"
        return
    if plan.nights > MOST_NIGHTS:
        yield "itinerary.nights", f"{plan.nights} is more than {MOST_NIGHTS}"
        return
    if len(plan.days) != plan.nights + 1:
        yield "itinerary.days", f"{len(plan.days)} days, where {plan.nights} nights have {plan.nights + 1}"
    for n, day in enumerate(plan.days):
        if day.date != (due := plan.start + timedelta(n)):
            yield f"itinerary.days[{n}].date", f"{day.date} stands where {due} should"
        if day.number != n + 1:
            yield f"itinerary.days[{n}].number", f"{day.number} stands where {n + 1} should"


def _stops(request: "PriceRequest") -> Iterator[tuple[str, str]]:
    """Stops follow each other from the first day, in stays of their areas."""
    plan, held = request.itinerary, request.catalogue
    areas, stays = {area.id for area in held.areas}, {stay.id: stay.area for stay in held.stays}
    check_in = plan.start
    for n, stop in enumerate(plan.stops):
        if stop.area not in areas:
            yield f"itinerary.stops[{n}].area", f"unknown area {stop.area!r}"
        if stop.stay not in stays:
            yield f"itinerary.stops[{n}].stay", f"unknown stay {stop.stay!r}"
        elif stays[stop.stay] != stop.area:
            yield f"itinerary.stops[{n}].stay", f"{stop.stay!r} is in {stays[stop.stay]}, not in {stop.area}"
        if stop.check_in != check_in:
            yield f"itinerary.stops[{n}].check_in", f"{stop.check_in} stands where {check_in} should"
        check_in += timedelta(stop.nights)


def _spots(request: "PriceRequest") -> Iterator[tuple[str, str]]:
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


def _sizes(request: "PriceRequest") -> Iterator[tuple[str, str]]:
    """Rooms and vehicles hold somebody, and days of opening are days of a week."""
    for n, stay in enumerate(request.catalogue.stays):
        if stay.sleeps < 1:
            yield f"catalogue.stays[{n}].sleeps", f"{stay.sleeps} is no room for anybody ({stay.id})"
    for n, way in enumerate(request.catalogue.transfers):
        if way.seats < 1:
            yield f"catalogue.transfers[{n}].seats", f"{way.seats} is no seat for anybody ({way.id})"
        if way.minutes < 0:
            yield f"catalogue.transfers[{n}].minutes", f"{way.minutes} is negative ({way.id})"
    for n, place in enumerate(request.catalogue.places):
        if odd := [day for day in place.hours if not 0 <= day <= 6]:
            yield f"catalogue.places[{n}].hours", f"{odd[0]} is no day of a week, 0 to 6 ({place.id})"


def _unknown(request: "PriceRequest") -> Iterator[tuple[str, str]]:
    """An itinerary speaks of nothing that its catalogue does not hold."""
    places = {place.id for place in request.catalogue.places}
    transfers = {transfer.id for transfer in request.catalogue.transfers}
    for n, day in enumerate(request.itinerary.days):
        for visit in day.visits:
            if visit.place not in places:
                yield f"itinerary.days[{n}].visits", f"unknown place {visit.place!r}"
        if day.transfer is not None and day.transfer not in transfers:
            yield f"itinerary.days[{n}].transfer", f"unknown transfer {day.transfer!r}"
        for k, ride in enumerate(day.day_trips):
            if ride not in transfers:
                yield f"itinerary.days[{n}].day_trips[{k}]", f"unknown transfer {ride!r}"
    for n, place in enumerate(request.catalogue.places):
        for spans in place.hours.values():
            if any(span.closes <= span.opens for span in spans):
                yield f"catalogue.places[{n}].hours", f"hours end before they begin ({place.id})"


def _repeated(request: "PriceRequest") -> Iterator[tuple[str, str]]:
    held = request.catalogue
    rows: Mapping[str, Sequence[RateRow | ExchangeRate | Area | Place | Stay | Transfer]] = {
        "rates": request.rates,
        "exchange_rates": request.exchange_rates,
        "catalogue.areas": held.areas,
        "catalogue.places": held.places,
        "catalogue.stays": held.stays,
        "catalogue.transfers": held.transfers,
    }
    for name, listed in rows.items():
        seen: set[str] = set()
        for n, row in enumerate(listed):
            if row.id in seen:
                yield f"{name}[{n}].id", f"{row.id!r} stands there twice"
            seen.add(row.id)
