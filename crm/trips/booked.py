"""What is booked already: it stays where it is, and everything else is planned around it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from crm.trips import rhythm
from crm.trips.refusing import Infeasible
from crm.trips.timeline import Windows
from crm.trips.values import LATEST_FLIGHT, Catalogue, Locked, Place, Stay, TripRequest, Unplaced


def booked_visits(request: TripRequest) -> tuple[str, ...]:
    """Ids of the places whose visit is booked: they must be seen, on their day."""
    return tuple(item.id for item in request.locked if item.kind == "visit")


def engagements_on(request: TripRequest, day: date) -> list[Locked]:
    """Give the engagements of a date, in order."""
    found = [item for item in request.locked if item.kind == "engagement" and item.day == day]
    return sorted(found, key=lambda item: item.starts_at or 0)


def hours_booked(request: TripRequest, place: str, day: date, hours: Windows) -> Windows:
    """Narrow the hours of a place to its booked start; on any other day than the booked one, to nothing."""
    mine = [item for item in request.locked if item.kind == "visit" and item.id == place]
    if not mine:
        return hours
    booked = next((item for item in mine if item.day == day), None)
    if booked is None:
        return ()
    at = booked.starts_at
    if at is None:
        return hours
    return ((at, at),) if any(opens <= at <= latest for opens, latest in hours) else ()


def booked_nights(request: TripRequest, catalogue: Catalogue) -> Mapping[int, Stay]:
    """Give the booked stay of each night, by number: night 1 follows the day of arrival."""
    stays = {stay.id: stay for stay in catalogue.stays}
    nights: dict[int, Stay] = {}
    for item in request.locked:
        if item.kind == "stay" and item.until is not None:
            first = (item.day - request.start).days + 1
            for number in range(first, first + (item.until - item.day).days):
                nights[number] = stays[item.id]
    return nights


def agrees(towns: Sequence[str], nights: Sequence[int], booked: Mapping[int, Stay]) -> bool:
    """Tell whether a route sleeps every booked night in the town of its stay."""
    slept = [town for town, count in zip(towns, nights, strict=True) for _ in range(count)]
    return all(number <= len(slept) and slept[number - 1] == stay.area for number, stay in booked.items())


def calendars(
    bounds: Mapping[str, tuple[int, int]],
    nights: int,
    booked: Mapping[int, Stay],
    joined: set[tuple[str, str]],
    ends: tuple[str | None, str | None] = (None, None),
) -> Iterator[list[tuple[str, int]]]:
    """Yield every chain of (town, nights) that agrees with the booked nights.

    `bounds` are the fewest and most nights of a town; `joined` the pairs of towns with a way between them;
    `ends` the towns in which every chain begins and ends, where they are wished for.
    """
    begins, closes = ends

    def extend(chain: list[tuple[str, int]], slept: int) -> Iterator[list[tuple[str, int]]]:
        if slept == nights:
            yield list(chain)
            return
        used = {town for town, _ in chain}
        for town, (least, most) in bounds.items():
            if town in used or (chain and (chain[-1][0], town) not in joined):
                continue
            if not chain and begins not in (None, town):
                continue
            for count in range(1, min(most, nights - slept) + 1):
                if slept + count in booked and booked[slept + count].area != town:
                    break
                is_over = slept + count == nights
                if count >= least and (closes is None or (town == closes) == is_over):
                    yield from extend([*chain, (town, count)], slept + count)

    yield from extend([], 0)


def check_booked(request: TripRequest, catalogue: Catalogue) -> list[tuple[str, str]]:
    """Give (field, what is wrong) of everything booked that makes no sense."""
    known = {"stay": {s.id for s in catalogue.stays}, "visit": {p.id for p in catalogue.places}}
    found = []
    for i, item in enumerate(request.locked):
        where = f"locked[{i}]"
        if item.kind in known and item.id not in known[item.kind]:
            found.append((f"{where}.id", f"{item.id!r} is not in the catalogue"))
        if item.kind == "stay" and (item.until is None or item.until <= item.day):
            found.append((f"{where}.until", "a stay needs the day of its last morning, after its first"))
        if item.kind == "visit" and item.starts_at is not None and not 0 <= item.starts_at < 1440:
            found.append((f"{where}.starts_at", f"{item.starts_at} is not a minute of a day"))
        if item.kind == "visit" and item.ends_at is not None and item.ends_at <= (item.starts_at or 0):
            found.append((f"{where}.ends_at", f"{item.ends_at} is not after the visit begins"))
        if item.kind != "stay" and item.until not in (None, item.day):
            found.append((f"{where}.until", "only a stay lasts until another day"))
        if item.kind == "stay" and any(overlaps(item, other) for other in request.locked[:i]):
            found.append((f"{where}.day", f"another stay is booked for a night of {item.id!r}"))
        if item.kind == "engagement" and not _is_span(item):
            found.append(
                (
                    f"{where}.starts_at",
                    "an engagement needs starts_at before ends_at, both minutes of one day, 0 to 1440",
                )
            )
    return found


def booked_outside(request: TripRequest) -> tuple[Locked, ...]:
    """Give what is booked for a day or a night that the trip does not have."""
    last = request.start + timedelta(days=request.nights)
    return tuple(
        item for item in request.locked if item.day < request.start or (item.until or item.day) > last
    )


def why_not_as_booked(place: Place, request: TripRequest, windows: Callable[[Place, date], Windows]) -> str:
    """Say why a booked visit is not made as it is booked; nothing for a place that is not booked.

    `windows` gives when a visit of a place may start on a date.
    """
    mine = [item for item in request.locked if item.kind == "visit" and item.id == place.id]
    for item in mine:
        hours = windows(place, item.day)
        at = item.starts_at
        if hours and (at is None or any(opens <= at <= latest for opens, latest in hours)):
            continue
        return f"is booked for {_when(item.day, at)}, when it is closed or closes too soon"
    if mine:
        when = _when(mine[0].day, mine[0].starts_at)
        return f"is booked for {when}, and cannot be reached then, or not beside what else is booked"
    return ""


def refuse_what_cannot_be(request: TripRequest, catalogue: Catalogue) -> None:
    """Raise Infeasible naming what is booked twice, or outside the days of the trip and its flights."""
    visits = booked_visits(request)
    if twice := tuple(p for p in dict.fromkeys(visits) if visits.count(p) > 1):
        names = {place.id: place.name for place in catalogue.places}
        why = "is booked twice, and a trip goes to a place once"
        raise Infeasible(tuple(Unplaced(names[p], why) for p in twice), twice)
    if clashes := [(item, why) for item in request.locked if (why := _beside_the_flights(item, request))]:
        raise Infeasible(
            tuple(Unplaced(name_booked(item, catalogue), why) for item, why in clashes),
            tuple(item.id for item, _ in clashes),
        )
    if both := _at_once(request):
        one, other = both
        why = f"is booked for the same hours of {_days(one.day, None)} as {name_booked(other, catalogue)}"
        raise Infeasible((Unplaced(name_booked(one, catalogue), why),), (one.id,))
    if found := booked_outside(request):
        days = _days(request.start, request.start + timedelta(days=request.nights))
        raise Infeasible(
            tuple(
                Unplaced(
                    name_booked(item, catalogue),
                    f"is booked for {_days(item.day, item.until)}, and the trip is from {days}",
                )
                for item in found
            ),
            tuple(item.id for item in found),
        )


def _at_once(request: TripRequest) -> tuple[Locked, Locked] | None:
    """Give two engagements of one day that overlap, if there are any."""
    for day in dict.fromkeys(item.day for item in request.locked):
        for one, other in pairwise(engagements_on(request, day)):
            if (one.ends_at or 0) > (other.starts_at or 0):
                return one, other
    return None


def _beside_the_flights(item: Locked, request: TripRequest) -> str:
    """Say that something is booked before the party lands, or for when it has left; else nothing.

    A flight that nobody told is no reason: it is assumed to suit what is booked.
    """
    if item.kind == "stay" or item.starts_at is None:
        return ""
    ends = item.starts_at if item.ends_at is None else item.ends_at
    lands, leaves = request.arrives_at, request.departs_at
    if lands is not None and item.day == request.start and item.starts_at < lands:
        return f"is booked for {_when(item.day, item.starts_at)}, before the arrival at {_hour(lands)}"
    last = request.start + timedelta(days=request.nights)
    if leaves is not None and item.day == last and ends > leaves:
        return f"is booked until {_when(item.day, ends)}, after the departure at {_hour(leaves)}"
    if leaves is None and item.day == last and ends > LATEST_FLIGHT - rhythm.CHECK_IN:
        return f"is booked until {_when(item.day, ends)}, too late to fly home that day"
    return ""


def _hour(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _when(day: date, minute: int | None) -> str:
    return _days(day, None) + (f" at {_hour(minute)}" if minute is not None else "")


def name_booked(item: Locked, catalogue: Catalogue) -> str:
    """Give what people call something booked."""
    known: Sequence[Stay | Place] = catalogue.stays if item.kind == "stay" else catalogue.places
    return next((one.name for one in known if one.id == item.id), item.id)


def _days(first: date, last: date | None) -> str:
    begins, ends = f"{first.day} {first:%B %Y}", f"{last.day} {last:%B %Y}" if last else ""
    return f"{begins} to {ends}" if ends else begins


def overlaps(one: Locked, other: Locked) -> bool:
    """Whether two booked stays are slept in on one night."""
    if other.kind != "stay" or one.until is None or other.until is None:
        return False
    return one.day < other.until and other.day < one.until


def _is_span(item: Locked) -> bool:
    return (
        item.starts_at is not None and item.ends_at is not None and 0 <= item.starts_at < item.ends_at <= 1440
    )
