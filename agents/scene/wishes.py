"""From what is known of a lead to the request that the planner takes, and what had to be assumed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from agents.scene.arrangements import bookings_outside, freed_from, with_arrangements
from agents.scene.captured import Slots
from agents.scene.places import Where
from agents.scene.reached import with_reached
from agents.scene.tastes import with_tastes
from agents.wording.folding import folded
from crm.money import Money
from crm.trips.values import (
    USUAL_FLIGHT_HOME,
    USUAL_LANDING,
    Catalogue,
    HotelClass,
    Itinerary,
    Party,
    StopWish,
    TripRequest,
)

USUAL_NIGHTS, USUAL_ADULTS, USUAL_AGE, DAYS_AHEAD = 5, 2, 8, 30
CLASSES: tuple[HotelClass, ...] = ("value", "comfort", "luxury")

_LONGER = 2  # times the nights that others stay at most somewhere, for who names no other place

AssumedKind = Literal["start", "nights", "adults", "all_adults", "ages", "class", "arrival", "departure"]


@dataclass(frozen=True)
class Assumed:
    """One thing that the customer did not say and the plan takes for granted, so that it can be told."""

    kind: AssumedKind
    value: Any


@dataclass(frozen=True)
class Wish:
    request: TripRequest
    assumed: tuple[Assumed, ...] = ()
    unmatched: tuple[str, ...] = ()  # places named by the customer that the catalogue does not have
    outside: tuple[Mapping[str, Any], ...] = ()  # items of `booked` that lie outside the trip's days
    freed: tuple[str, ...] = ()  # what was told as booked and is not any more: ids, or what it is called


def value_of(slots: Slots, name: str) -> Any:
    slot = slots.get(name)
    return None if slot is None else slot.get("value")


def slots_of(values: Mapping[str, Any] | None) -> Slots:
    """Give plain values the shape of slots."""
    return {name: {"value": value} for name, value in (values or {}).items()}


def _day(slots: Slots, name: str) -> date | None:
    return as_date(value_of(slots, name))


def as_date(value: Any) -> date | None:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def _count(slots: Slots, name: str) -> int | None:
    value = value_of(slots, name)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def nights_of(slots: Slots) -> int | None:
    """The length of the trip as said: in nights, in days (one night fewer), or by its two dates."""
    nights, days = _count(slots, "nights"), _count(slots, "days")
    if nights:
        return nights
    if days and days > 1:
        return days - 1
    start, end = _day(slots, "start_date"), _day(slots, "end_date")
    return (end - start).days if start and end and end > start else None


def start_of(slots: Slots, today: date, nights: int | None) -> tuple[date | None, bool]:
    """The first day, and whether it was said exactly or chosen within what was said."""
    start, end = _day(slots, "start_date"), _day(slots, "end_date")
    if start and start >= today:
        return start, True
    if end and nights and end - timedelta(nights) >= today:
        return end - timedelta(nights), True
    window = value_of(slots, "date_window")
    if isinstance(window, Mapping):
        first, last = as_date(window.get("from")), as_date(window.get("to"))
        first = max(first, today + timedelta(1)) if first else None
        if first and (last is None or first <= last):
            return first, False
    return None, False


def party_of(slots: Slots) -> tuple[Party, tuple[Assumed, ...]]:
    """Who travels; ages that were not told are taken as eight years, and said so."""
    assumed: list[Assumed] = []
    told = value_of(slots, "child_ages")
    ages = [a for a in (told if isinstance(told, list) else []) if isinstance(a, int) and 0 <= a < 18]
    small = [a for a in ages if a < 2]
    ages = [a for a in ages if a >= 2]
    infants = max(_count(slots, "infants") or 0, len(small))
    children = max((_count(slots, "children") or 0) - len(small), 0)
    if children > len(ages):
        assumed.append(Assumed("ages", USUAL_AGE))
        ages += [USUAL_AGE] * (children - len(ages))
    adults, heads = _count(slots, "adults"), _count(slots, "travellers")
    if not adults and heads:
        adults = max(heads - len(ages) - infants, 1)
        if not ages and not infants and heads > 2 and _count(slots, "children") is None:
            assumed.append(Assumed("all_adults", adults))
    if not adults:
        adults = USUAL_ADULTS
        assumed.append(Assumed("adults", adults))
    return Party(adults, tuple(ages), infants), tuple(assumed)


def class_of(slots: Slots, before: HotelClass | None) -> HotelClass | None:
    """The class of hotel as said, by name or stars, or one step from the class before."""
    stay = value_of(slots, "stay")
    if not isinstance(stay, Mapping):
        return None
    said, step = folded(str(stay.get("class") or "")), CLASSES.index(before or "comfort")
    price = folded(str(stay.get("price") or ""))
    if said in CLASSES:
        return said
    if "cheaper" in (said, price) or "lower" in (said, price):
        return CLASSES[max(step - 1, 0)]
    if {"better", "nicer", "upgrade", "higher"} & {said, price}:
        return CLASSES[min(step + 1, 2)]
    if price in ("cheap", "moderate", "expensive"):
        return CLASSES[("cheap", "moderate", "expensive").index(price)]
    stars = stay.get("rating")
    try:
        return CLASSES[0 if float(stars) <= 3 else 1 if float(stars) <= 4 else 2] if stars else None
    except (TypeError, ValueError):
        return None


def budget_of(slots: Slots, party: Party, nights: int, currency: str) -> Money | None:
    """The budget for the whole party and trip, in the currency said or else the agency's."""
    budget = value_of(slots, "budget")
    if not isinstance(budget, Mapping):
        return None
    try:
        amount = Decimal(str(budget.get("amount")))
    except InvalidOperation:
        return None
    if not amount.is_finite() or amount <= 0:
        return None
    times = {"person": party.adults + len(party.child_ages), "day": nights + 1, "night": nights}
    said = str(budget.get("currency") or currency)
    amount *= times.get(str(budget.get("per")), 1)
    return Money(amount, said if len(said) == 3 and said.isupper() else currency)


def limit_of(slots: Slots) -> Literal["hard", "soft"]:
    """Whether the budget may be passed: only a customer who says so makes it hard."""
    return "hard" if value_of(slots, "budget_limit") == "hard" else "soft"


def wish(slots: Slots, where: Where, catalogue: Catalogue, today: date, currency: str) -> Wish:
    """A first request: what was said, and plain assumptions for the rest."""
    assumed: list[Assumed] = []
    nights = nights_of(slots)
    start, is_exact = start_of(slots, today, nights)
    if nights is None:
        nights = USUAL_NIGHTS
        assumed.append(Assumed("nights", nights))
    if start is None or not is_exact:
        start = start or _saturday_after(today + timedelta(DAYS_AHEAD))
        assumed.append(Assumed("start", start))
    party, guesses = party_of(slots)
    hotel = class_of(slots, None)
    if hotel is None:
        assumed.append(Assumed("class", "comfort"))
    request = TripRequest(
        destination=catalogue.destination.id,
        start=start,
        nights=nights,
        party=party,
        rooms=_count(slots, "rooms") or None,
        budget=budget_of(slots, party, nights, currency),
        budget_limit=limit_of(slots),
        hotel_class=hotel or "comfort",
    )
    request, unmatched = with_tastes(slots, request, catalogue, frozenset(slots), None)
    named = {s.area for s in request.stops}
    left_out = _left_out(slots, where, catalogue, nights)
    # Who names the only towns of a trip stays as long as they say, be it longer than others do.
    most = nights if left_out else None
    stops = tuple(StopWish(a.id, least=1, most=most) for a in where.areas if a.id not in named)
    stops += tuple(StopWish(a, most=0) for a in left_out if a not in named)
    request, lacking = with_arrangements(slots, request, catalogue, frozenset(slots))
    request = replace(request, stops=request.stops + stops)
    outside = bookings_outside(slots, request, catalogue, frozenset(slots))
    return Wish(request, (*assumed, *guesses, *_flights(request)), (*unmatched, *lacking), outside)


def _left_out(slots: Slots, where: Where, catalogue: Catalogue, nights: int) -> list[str]:
    """Areas where the party does not sleep: who asks for a week in Phuket wants no nights elsewhere.

    Not so where the whole destination was named too, or where the named areas are far too few for the trip.
    """
    said = value_of(slots, "destinations")
    names = {folded(str(name)) for name in said} if isinstance(said, list) else {folded(str(said))}
    own = {folded(catalogue.destination.name), folded(catalogue.destination.country)}
    room = sum(area.most_nights for area in where.areas)
    if not where.areas or names & own or room * _LONGER < nights:
        return []
    wanted = {area.id for area in where.areas}
    return [area.id for area in catalogue.areas if area.most_nights and area.id not in wanted]


def revised(
    slots: Slots,
    changed: frozenset[str],
    base: TripRequest,
    before: Itinerary,
    catalogue: Catalogue,
    currency: str,
) -> Wish:
    """The request of the version before with what was said anew; the rest of the plan is kept."""
    request = base
    assumed: tuple[Assumed, ...] = ()
    if changed & {"adults", "children", "child_ages", "infants", "travellers"}:
        party, assumed = party_of(slots)
        request = replace(request, party=party, rooms=None)
    nights = nights_of(slots)
    if changed & {"nights", "days", "end_date"} and nights:
        request = replace(request, nights=nights)
    if changed & {"start_date", "end_date", "date_window"}:
        start, _ = start_of(slots, date.min + timedelta(1), request.nights)
        request = replace(request, start=start or request.start)
    if "rooms" in changed:
        request = replace(request, rooms=_count(slots, "rooms") or None)
    if "stay" in changed:
        request = replace(request, hotel_class=class_of(slots, base.hotel_class) or base.hotel_class)
    if "budget" in changed:
        request = replace(request, budget=budget_of(slots, request.party, request.nights, currency))
    if changed & {"budget", "budget_limit"}:
        request = replace(request, budget_limit=limit_of(slots))
    request, unmatched = with_tastes(slots, request, catalogue, changed, before)
    stops = value_of(slots, "stop_nights") if "stop_nights" in changed else None
    if isinstance(stops, list):
        request = with_reached(request, stops, catalogue, before)
    request, lacking = with_arrangements(slots, request, catalogue, changed)
    outside = bookings_outside(slots, request, catalogue, changed)
    freed = freed_from(base, request, outside, catalogue)
    assumed += tuple(flight for flight in _flights(request) if flight not in _flights(base))
    return Wish(replace(request, keep=before), assumed, (*unmatched, *lacking), outside, freed)


def planned_as(wanted: Wish, request: TripRequest) -> Wish:
    """The wish with another request than it was made for, under which other flights may be assumed."""
    told_before = set(_flights(wanted.request)) - set(wanted.assumed)
    kept = tuple(one for one in wanted.assumed if one.kind not in ("arrival", "departure"))
    flights = tuple(flight for flight in _flights(request) if flight not in told_before)
    return replace(wanted, request=request, assumed=kept + flights)


def _flights(request: TripRequest) -> tuple[Assumed, ...]:
    """Flights that nobody told, at other hours than usual because of what is booked on their days."""
    found: list[Assumed] = []
    if request.arrives_at is None and request.lands_at != USUAL_LANDING:
        found.append(Assumed("arrival", request.lands_at))
    if request.departs_at is None and request.flies_at != USUAL_FLIGHT_HOME:
        found.append(Assumed("departure", request.flies_at))
    return tuple(found)


def _saturday_after(day: date) -> date:
    return day + timedelta((5 - day.weekday()) % 7)
