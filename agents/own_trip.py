"""Questions about the plan in hand, answered from the plan: its hotels, its days, when a visit is."""

from dataclasses import dataclass, replace
from datetime import timedelta

from agents.own_trip_words import AskedOfPlan, asked_of_plan
from agents.phrasing import Pen
from agents.places import folded
from agents.planning import Reading
from agents.understanding.reading import words
from crm.conversations.values import TripFacts
from crm.trips.store import NotStorable, itinerary_from_json
from crm.trips.values import Catalogue, DayPlan, Itinerary, Stop, Visit
from crm.trips.ways import moves_on

# Words of many names: they tell no place from another.
_COMMON = words(
    "beach temple market museum park garden gardens palace fort island islands tour walk view lake hill old "
    "town city national royal grand great house village sample with boat river street evening morning "
    "half full trip visit cruise"
)


@dataclass(frozen=True)
class OfThePlan:
    """What the plan says to a question: some of its stops, its days or its visits."""

    itinerary: Itinerary
    catalogue: Catalogue
    stops: tuple[Stop, ...] = ()
    days: tuple[DayPlan, ...] = ()
    visits: tuple[tuple[DayPlan, Visit], ...] = ()

    @property
    def names(self) -> dict[str, str]:
        """Names of areas, places and stays, by id."""
        groups = (self.catalogue.areas, self.catalogue.places, self.catalogue.stays)
        return {item.id: item.name for group in groups for item in group}


async def look_up(question: str, trip: TripFacts | None, reading: Reading) -> OfThePlan | None:
    """What the version that the customer has says; None where it is not asked, or does not know."""
    asked = asked_of_plan(question)
    if asked is None or trip is None or trip.sent_at is None:
        return None
    try:
        plan = itinerary_from_json(trip.itinerary)
    except NotStorable:
        return None
    catalogue = await reading.tools.catalogue(plan.destination)
    return _found(asked, question, OfThePlan(plan, catalogue))


def _found(asked: AskedOfPlan, question: str, whole: OfThePlan) -> OfThePlan | None:
    plan = whole.itinerary
    if asked.kind == "hotels":
        slept = tuple(stop for stop in plan.stops if asked.day is None or _sleeps(stop, asked.day, plan))
        named = tuple(s for s in slept if _is_named(whole.names.get(s.area, ""), question))
        slept = named or slept
        return replace(whole, stops=slept) if slept else None
    if asked.kind == "when":
        visits = tuple(
            (day, visit)
            for day in plan.days
            for visit in day.visits
            if _is_named(whole.names.get(visit.place, ""), question)
        )
        return replace(whole, visits=visits) if visits else None
    if asked.kind in ("leave", "arrive"):
        days = _at_an_end(asked.kind == "leave", question, whole)
    elif asked.day == -1:  # before a flight soon after midnight it is the day whose evening it begins on
        days = _at_an_end(True, "", whole)
    else:
        days = tuple(day for day in plan.days if day.number == asked.day)
    return replace(whole, days=days) if days else None


def _sleeps(stop: Stop, number: int, plan: Itinerary) -> bool:
    night = plan.start + timedelta(days=number - 1)
    return stop.check_in <= night < stop.check_in + timedelta(days=stop.nights)


def _at_an_end(leaves: bool, question: str, whole: OfThePlan) -> tuple[DayPlan, ...]:
    """The day on which the party leaves or reaches the town that is named, or the trip as a whole."""
    plan, names = whole.itinerary, whole.names
    moved = [(day, moving) for day in plan.days for moving, _, _ in moves_on(day, plan)]
    for stop in plan.stops:
        if not _is_named(names.get(stop.area, ""), question):
            continue
        key = "from_stay" if leaves else "to_stay"
        return tuple(day for day, moving in moved if getattr(moving, key) == stop.stay)[:1]
    if leaves:
        return tuple(day for day, moving in moved if moving.to_stay is None)[:1] or plan.days[-1:]
    return plan.days[:1]


def _is_named(name: str, question: str) -> bool:
    """Whether a question names a place: by its whole name, or by a word of it that other names lack."""
    plain = f" {folded(question)} "
    own = [word for word in folded(name).split() if len(word) > 3 and word not in _COMMON]
    return f" {folded(name)} " in plain or any(f" {word} " in plain for word in own)


def tell(found: OfThePlan, pen: Pen) -> str:
    """What the plan says, with days as dates and times as they are in the place itself."""
    if found.visits:
        return "\n".join(_visit(day, visit, found, pen) for day, visit in found.visits)
    if found.days:
        return "\n".join(line for day in found.days for line in _day(day, found, pen))
    names = found.names
    stops = [
        pen.write(
            "own_trip.stay",
            date=pen.day(stop.check_in),
            nights=pen.nights(stop.nights),
            area=names.get(stop.area, ""),
            stay=names.get(stop.stay, ""),
        )
        for stop in found.stops
    ]
    return "\n".join([pen.write("own_trip.hotels"), *stops])


def _visit(day: DayPlan, visit: Visit, found: OfThePlan, pen: Pen) -> str:
    return pen.write(
        "own_trip.visit",
        place=found.names.get(visit.place, ""),
        number=day.number,
        date=pen.day(day.date),
        start=clock(visit.starts_at),
        end=clock(visit.ends_at),
    )


def _day(day: DayPlan, found: OfThePlan, pen: Pen) -> list[str]:
    """A day as lines in the order of its hours."""
    names = found.names
    lines = [(visit.starts_at, names.get(visit.place, "")) for visit in day.visits]
    lines += [(at, _way(moving, found, pen)) for moving, at, _ in moves_on(day, found.itinerary)]
    told = [pen.write("own_trip.at", time=clock(at), what=what) for at, what in sorted(lines) if what]
    head = pen.write("own_trip.day", number=day.number, date=pen.day(day.date))
    return [head, *(told or [pen.write("own_trip.free")])]


def _way(moving: DayPlan, found: OfThePlan, pen: Pen) -> str:
    if moving.to_stay is None:
        return pen.write("own_trip.leaves")
    if moving.from_stay is None:
        return pen.write("own_trip.arrives")
    area = next((stay.area for stay in found.catalogue.stays if stay.id == moving.to_stay), moving.area)
    return pen.write("own_trip.moves", area=found.names.get(area, ""))


def clock(minute: int) -> str:
    """A minute of a day as 09:05; past midnight it goes on with the next day's hours."""
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"
