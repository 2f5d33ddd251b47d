"""When no plan keeps every wish: the smallest sets of wishes to give up, and what each would buy."""

import itertools
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from crm.money import Money, written
from crm.trips.booked import booked_outside, name_booked
from crm.trips.promise import ends_of, nights_allowed
from crm.trips.refusing import GivenUp, GivenUpKind, Infeasible, WayOut
from crm.trips.values import (
    BESIDE_A_FLIGHT,
    LATEST_FLIGHT,
    Catalogue,
    HotelClass,
    Itinerary,
    Locked,
    StopWish,
    TripRequest,
)

MOST_GIVEN_UP = 3
STEP_FREE, ROOMS, DIET, LENGTH, START = "step-free", "rooms", "diet", "nights", "start"
FIRST, LAST = "first_stop", "last_stop"
CLASS, SHORTER, BUDGET, RAISED = "class", "shorter-", "budget", "budget-"
LONGEST = 60  # nights
MOST_LONGER = 7  # nights that a trip may gain to reach what is booked after it, and as many before it
MOST_SHORTER = 3  # nights that a trip may lose to its budget
_LOWER: Mapping[HotelClass, HotelClass] = {"luxury": "comfort", "comfort": "value", "value": "value"}


def ways_out(
    request: TripRequest,
    catalogue: Catalogue,
    attempt: Callable[[TripRequest], Itinerary],
    is_over: Callable[[], bool],
) -> tuple[WayOut, ...]:
    """Try ever larger sets of wishes to drop; give all sets of the smallest size that leave a plan.

    `attempt` plans a request or raises Infeasible. Stops early, with what it has, when `is_over`.
    """
    wishes = wishes_of(request, catalogue)
    most = max(MOST_GIVEN_UP, len(booked_outside(request)))  # what lies outside may have to go all together
    for size in range(1, min(most, len(wishes)) + 1):
        found = []
        for chosen in itertools.combinations(wishes, size):
            if is_over():
                break
            try:
                plan = attempt(without(request, tuple(w.id for w in chosen), catalogue))
            except Infeasible:
                continue
            told = as_planned(chosen, plan)
            found.append(WayOut(tuple(w.id for w in chosen), sentence(told, plan), plan, told))
        if found or is_over():
            return tuple(sorted(found, key=lambda w: (-w.plan.delight, w.give_up)))
    return ()


def without(request: TripRequest, given_up: tuple[str, ...], catalogue: Catalogue) -> TripRequest:
    """Give the request without some of its wishes, named by id."""
    gone = set(given_up)
    looser = replace(
        request,
        must_see=tuple(p for p in request.must_see if p not in gone),
        stops=tuple(w for w in request.stops if w.area not in gone),
        needs_step_free=request.needs_step_free and STEP_FREE not in gone,
        rooms=None if ROOMS in gone else request.rooms,
        diet=() if DIET in gone else request.diet,
        first_stop=None if FIRST in gone else request.first_stop,
        last_stop=None if LAST in gone else request.last_stop,
        locked=tuple(item for item in request.locked if _called(item, request) not in gone),
    )
    looser = _for_less(looser, gone)
    if START in gone and (first := _first_booked(looser)) < looser.start:
        # The way home stays: what is booked before the trip makes it longer.
        nights = looser.nights + (looser.start - first).days
        looser = replace(looser, start=first, nights=nights)
    if LENGTH not in gone:
        return looser
    return replace(looser, nights=max(looser.nights, _whole_length(looser, catalogue)))


def _called(item: Locked, request: TripRequest) -> str:
    """Give the id by which a booking is given up: its own, with its day where another one has the same."""
    is_one = [other.id for other in request.locked].count(item.id) == 1
    return item.id if is_one else f"{item.id} {item.day.isoformat()}"


def _for_less(request: TripRequest, gone: set[str]) -> TripRequest:
    """Give up what a budget asks for: a class of stays, nights, or the budget."""
    if CLASS in gone:
        request = replace(request, hotel_class=_LOWER[request.hotel_class], stays=())
    if BUDGET in gone:
        request = replace(request, budget=None)
    for id_ in gone:
        if id_.startswith(SHORTER):
            request = replace(request, nights=int(id_.removeprefix(SHORTER)))
    if (raised := raised_by(gone)) is not None:
        request = replace(request, budget=raised)
    return request


def raised_by(gone: Collection[str]) -> Money | None:
    """Give the budget that a way out raises the one told to; None for a way that raises none."""
    for id_ in gone:
        if id_.startswith(RAISED):
            amount, currency = id_.removeprefix(RAISED).rsplit("-", 1)
            return Money(Decimal(amount), currency)
    return None


def given_up_by(request: TripRequest, catalogue: Catalogue) -> list[GivenUp]:
    """List what a trip could give up to cost less: a class, nights, stops, and sights that must be seen."""
    wishes: list[GivenUp] = []
    if request.hotel_class != "value":
        wishes.append(GivenUp("class", CLASS, _LOWER[request.hotel_class]))
    least = max(1, _needed(request, catalogue), _booked(request), request.nights - MOST_SHORTER)
    wishes += [
        GivenUp("shorter", f"{SHORTER}{nights}", count=nights)
        for nights in range(request.nights - 1, least - 1, -1)
    ]
    return wishes + [w for w in wishes_of(request, catalogue) if w.kind in ("see", "stop", "nights")]


def _booked(request: TripRequest) -> int:
    """Count the nights until the last thing that is booked: no trip ends before it.

    What ends after the hour of departure needs a night more, and so may what is told beside no flight and
    ends too late to reach any of that day.
    """
    leaves = LATEST_FLIGHT - BESIDE_A_FLIGHT if request.departs_at is None else request.departs_at
    return max(
        (
            ((item.until or item.day) - request.start).days
            + (max(item.starts_at or 0, item.ends_at or 0) > leaves)
            for item in request.locked
        ),
        default=0,
    )


def _first_booked(request: TripRequest) -> date:
    """Give the first day of the trip, or that of what is booked not long before it."""
    soonest = request.start - timedelta(days=MOST_LONGER)
    return min((item.day for item in request.locked if item.day >= soonest), default=request.start)


def as_planned(chosen: tuple[GivenUp, ...], plan: Itinerary) -> tuple[GivenUp, ...]:
    """Give the wishes as a plan without them tells them: a length by the nights that it makes."""
    return tuple(replace(w, count=plan.nights) if w.kind == "length" else w for w in chosen)


def _whole_length(request: TripRequest, catalogue: Catalogue) -> int:
    """Count the nights of a trip that holds all stops wished for, and what is booked not long after it."""
    until = _booked(request)
    return max(_needed(request, catalogue), until if until <= request.nights + MOST_LONGER else 0)


def _needed(request: TripRequest, catalogue: Catalogue) -> int:
    """Count the nights that the stops wished for ask for at least."""
    areas = {a.id: a for a in catalogue.areas}
    asked = {w.area: w for w in request.stops if w.exactly != 0 and w.most != 0 and w.area in areas}
    wished = asked.keys() | ends_of(request)
    return sum(nights_allowed(areas[area], asked.get(area))[0] for area in wished)


def wishes_of(request: TripRequest, catalogue: Catalogue) -> list[GivenUp]:
    """List the hard wishes of a request, each of which could be given up."""
    places = {p.id: p.name for p in catalogue.places}
    areas = {a.id: a.name for a in catalogue.areas}
    booked = {_called(item, request): name_booked(item, catalogue) for item in request.locked}
    wishes = [GivenUp("see", p, places[p]) for p in dict.fromkeys(request.must_see) if p not in booked]
    wishes += [_stop(w, areas[w.area]) for w in request.stops]
    ends: tuple[tuple[GivenUpKind, str, str | None], ...] = (
        ("beginning", FIRST, request.first_stop),
        ("ending", LAST, request.last_stop),
    )
    wishes += [GivenUp(kind, id_, areas[area]) for kind, id_, area in ends if area is not None]
    wishes += [GivenUp("booked", id_, name) for id_, name in booked.items()]
    if request.needs_step_free:
        wishes.append(GivenUp("step_free", STEP_FREE))
    if request.rooms is not None:
        wishes.append(GivenUp("rooms", ROOMS, count=request.rooms))
    if request.diet:
        wishes.append(GivenUp("diet", DIET, " and ".join(request.diet)))
    if request.nights < (needed := _whole_length(request, catalogue)) <= LONGEST:
        wishes.append(GivenUp("length", LENGTH, str(request.nights), needed))
    first = _first_booked(request)
    if first < request.start and request.nights + (request.start - first).days <= LONGEST:
        wishes.append(GivenUp("earlier", START, str(request.start), day=first))
    return wishes


def _stop(wish: StopWish, name: str) -> GivenUp:
    if wish.exactly == 0 or wish.most == 0:
        return GivenUp("not_stopping", wish.area, name)
    nights = wish.exactly if wish.exactly is not None else wish.least
    return GivenUp("stop" if nights is None else "nights", wish.area, name, nights or 0)


def _words(wish: GivenUp, about: str) -> str:
    nights = f"{wish.count} night{'s' * (wish.count != 1)}"
    return {
        "see": f"seeing {wish.name}",
        "stop": f"the stop in {wish.name}",
        "not_stopping": f"not stopping in {wish.name}",
        "nights": f"the {nights} in {wish.name}",
        "beginning": f"beginning in {wish.name}",
        "ending": f"ending in {wish.name}",
        "booked": f"what is booked ({wish.name})",
        "step_free": "step-free ways everywhere",
        "rooms": f"sleeping in {wish.count} room{'s' * (wish.count != 1)}",
        "diet": f"{wish.name} food everywhere",
        "length": f"the length of {wish.name} night{'s' * (wish.name != '1')} for {nights}",
        "earlier": f"the start on {wish.name} for one on {wish.day}",
        "class": f"the class of the stays for {wish.name} ones",
        "shorter": f"the length for {nights}",
        "raise": f"the budget for one of {wish.name}",
        "budget": f"the budget, for a price of {about}{wish.name}",
    }[wish.kind]


def sentence(
    chosen: tuple[GivenUp, ...], plan: Itinerary, price: Money | None = None, *, is_about: bool = False
) -> str:
    """Say what giving up some wishes makes of the trip, and at which price (or about), where it is known."""
    about = "about " * is_about
    alone = ", and nothing else" if [w.kind for w in chosen] == ["budget"] else ""
    words = " and ".join(_words(w, about) for w in chosen) + alone
    stops = "1 stop" if len(plan.stops) == 1 else f"{len(plan.stops)} stops"
    visits = len(plan.places)
    is_named = any(w.kind in ("raise", "budget") for w in chosen)
    cost = "" if price is None or is_named else f", for {about}{written(price)}"
    return f"Giving up {words} makes a trip of {stops} with {visits} visit{'s' * (visits != 1)}{cost}."
