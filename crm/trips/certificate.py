"""The feasibility certificate: every rule checked on the finished plan, with the numbers that prove it.

Nothing here looks at how the plan was found. All numbers are minutes unless their name says otherwise.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import pairwise

from crm.trips import rhythm
from crm.trips.board import DAY, Ground, stay_key, windows_on
from crm.trips.flights import NO_FLIGHT
from crm.trips.idle_days import idle_days
from crm.trips.pauses_kept import pauses_kept
from crm.trips.promise import nights_allowed
from crm.trips.values import Catalogue, Check, DayPlan, Itinerary, Meal, Place, TripRequest, Visit
from crm.trips.wishes_kept import wishes_kept

_UNKNOWN = "nobody said yet whether it is step-free: ask the house"


def certify(plan: Itinerary, request: TripRequest, catalogue: Catalogue, ground: Ground) -> tuple[Check, ...]:
    """Check every rule against the catalogue, the request and the minutes of the ground."""
    checks = [*_stops(plan, request, catalogue)]
    places = {p.id: p for p in catalogue.places}
    names = {p.id: p.name for p in catalogue.places} | {stay_key(s.id): s.name for s in catalogue.stays}
    for day in plan.days:
        checks += _day(day, plan, request, catalogue, ground, places, names)
    return (*checks, *wishes_kept(plan, request, catalogue), *idle_days(plan, request, catalogue))


def _stops(plan: Itinerary, request: TripRequest, catalogue: Catalogue) -> Iterator[Check]:
    nights = sum(s.nights for s in plan.stops)
    yield Check("nights", "trip", nights == request.nights, {"nights": nights, "asked": request.nights})
    areas = {a.id: a for a in catalogue.areas}
    stays = {s.id: s for s in catalogue.stays}
    wishes = {w.area: w for w in request.stops}
    booked = {item.id for item in request.locked if item.kind == "stay"}
    expected = request.start
    for stop in plan.stops:
        area = areas[stop.area]
        least, most = nights_allowed(area, wishes.get(stop.area))
        if stop.stay in booked:  # what is booked holds, however short or long
            least, most = min(least, stop.nights), max(most, stop.nights)
        numbers = {"nights": stop.nights, "least": least, "most": most}
        yield Check("nights in a stop", area.name, least <= stop.nights <= most, numbers)
        yield Check("stops follow each other", area.name, stop.check_in == expected)
        expected = stop.check_in + timedelta(days=stop.nights)
        stay = stays[stop.stay]
        sleepers = request.party.sleepers
        beds = (request.rooms or sleepers) * stay.sleeps
        holds = stay.area == stop.area and beds >= sleepers
        yield Check("stay holds the party", stay.name, holds, {"heads": sleepers, "sleeps": beds})
        if request.needs_step_free:
            may = stay.is_step_free is not False or stop.stay in booked
            note = "has steps" if stay.is_step_free is False else "" if stay.is_step_free else _UNKNOWN
            yield Check("step-free stay", stay.name, may, {"nights": stop.nights}, note)


def _day(
    day: DayPlan,
    plan: Itinerary,
    request: TripRequest,
    catalogue: Catalogue,
    ground: Ground,
    places: Mapping[str, Place],
    names: Mapping[str, str],
) -> Iterator[Check]:
    usual = rhythm.rhythm_of(request.pace, request.party)
    label = f"day {day.number}"
    yield Check(
        "pace",
        label,
        len(day.visits) <= usual.most_visits,
        {"visits": len(day.visits), "most": usual.most_visits},
    )
    for visit in day.visits:
        yield _hours(visit, day, places[visit.place])
    for leg, leaves, arrives, paused in legs(day, plan, catalogue):
        way = ground.table[ground.index[leg[0]]][ground.index[leg[1]]]
        spare = arrives - leaves - paused - way
        yield Check(
            "travel time",
            f"{label}, {names[leg[0]]} to {names[leg[1]]}",
            spare >= 0,
            {"leaves": leaves, "minutes": way, "pauses": paused, "arrives": arrives},
        )
    yield from _transfer(day, request, catalogue, label)
    yield from _ends(day, plan, request, label)
    for kind, count in Counter(places[v.place].kind for v in day.visits).items():
        yield Check("one of a kind a day", f"{label}, {kind}", count == 1, {"count": count})
    yield _apart(day, label)
    yield from pauses_kept(day, plan, request, catalogue, label)


def _apart(day: DayPlan, label: str) -> Check:
    """Check that the day holds one thing at a time; a lunch within a long visit is eaten there."""
    visits = [(v.starts_at, v.ends_at) for v in day.visits]
    meals = [m for m in day.meals if not (m.name == "lunch" and _is_within(m, visits))]
    moves = [(day.moves_at, day.arrives_at)] if day.moves_at is not None and day.arrives_at else []
    booked = [(m.starts_at, m.ends_at) for m in meals if m.name == "engagement"]
    spans = sorted([(m.starts_at, m.ends_at) for m in meals] + visits)
    overlap = any(a[1] > b[0] for a, b in pairwise(spans))
    overlap |= any(a < ends and starts < b for a, b in booked for starts, ends in moves)
    return Check("nothing overlaps", label, not overlap, {"items": len(spans)})


def _is_within(meal: Meal, visits: Sequence[tuple[int, int]]) -> bool:
    return any(
        starts <= meal.starts_at and meal.ends_at <= ends and ends - starts >= rhythm.LONG_VISIT
        for starts, ends in visits
    )


def _hours(visit: Visit, day: DayPlan, place: Place) -> Check:
    for opens, latest in windows_on(place, day.date):
        if opens <= visit.starts_at <= latest and visit.arrives_at <= visit.starts_at:
            numbers = {
                "arrives": visit.arrives_at,
                "opens": opens,
                "starts": visit.starts_at,
                "latest": latest,
                "slack": latest - visit.starts_at,
            }
            return Check(
                "opening hours", place.name, visit.ends_at == visit.starts_at + place.duration, numbers
            )
    numbers = {"arrives": visit.arrives_at, "starts": visit.starts_at}
    return Check("opening hours", place.name, False, numbers, "closed at that time")


def legs(
    day: DayPlan, plan: Itinerary, catalogue: Catalogue
) -> Iterator[tuple[tuple[str, str], int, int, int]]:
    """Yield ((from, to) spot ids, leaves, arrives by, minutes paused between) for each way of a day."""
    is_last = day.number == plan.nights + 1
    at, left = stay_key(day.from_stay or plan.stops[0].stay), day.starts_at
    if day.number == 1:
        at, left = stay_key(plan.stops[0].stay), day.arrives_at or day.starts_at
    moves = None if day.number == 1 or is_last else day.moves_at
    for visit in day.visits:
        if moves is not None and visit.starts_at >= moves:
            yield (at, stay_key(day.from_stay or "")), left, moves, _paused(day, left, moves)
            at, left, moves = stay_key(day.to_stay or ""), day.arrives_at or moves, None
        yield (at, visit.place), left, visit.arrives_at, _paused(day, left, visit.arrives_at)
        at, left = visit.place, visit.ends_at
    if moves is not None:
        yield (at, stay_key(day.from_stay or "")), left, moves, _paused(day, left, moves)
        at, left = stay_key(day.to_stay or ""), day.arrives_at or moves
    home, by = stay_key((day.from_stay if is_last else day.to_stay) or plan.stops[-1].stay), day.home_at
    if is_last and day.moves_at is not None:
        by = day.moves_at
    yield (at, home), left, by, _paused(day, left, by)


def _paused(day: DayPlan, left: int, by: int) -> int:
    return sum(m.ends_at - m.starts_at for m in day.meals if left <= m.starts_at and m.ends_at <= by)


def _transfer(day: DayPlan, request: TripRequest, catalogue: Catalogue, label: str) -> Iterator[Check]:
    if day.transfer is None or day.moves_at is None or day.arrives_at is None:
        return
    way = next(t for t in catalogue.transfers if t.id == day.transfer)
    numbers = {"leaves": day.moves_at, "minutes": way.minutes, "arrives": day.arrives_at}
    yield Check("transfer", f"{label}, {way.id}", day.arrives_at - day.moves_at >= way.minutes, numbers)


def _ends(day: DayPlan, plan: Itinerary, request: TripRequest, label: str) -> Iterator[Check]:
    if day.number == 1 and day.moves_at is not None:
        ready = request.lands_at + rhythm.LEAVE_GATEWAY
        yield Check(
            "arrival",
            label,
            day.moves_at >= ready,
            {"lands": request.lands_at, "ready": ready, "leaves": day.moves_at},
            "" if request.arrives_at is not None else NO_FLIGHT,
        )
    if day.number == request.nights + 1:
        deadline = request.flies_at - rhythm.CHECK_IN
        yield Check(
            "departure",
            label,
            day.home_at <= deadline,
            {"at the gateway": day.home_at, "check-in": deadline, "departs": request.flies_at},
            "" if request.departs_at is not None else NO_FLIGHT,
        )
    leaves = plan.days[-1].moves_at
    if day.number == request.nights and leaves is not None and leaves < 0:
        busy = max([day.home_at, *(meal.ends_at for meal in day.meals)])
        numbers = {"free from": busy, "leaves": leaves + DAY}
        yield Check("leaves on the evening before", label, busy <= leaves + DAY, numbers)
