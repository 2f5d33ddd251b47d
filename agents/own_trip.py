"""Questions about the plan in hand, answered from the plan: its hotels, its days, when a visit is."""

from dataclasses import dataclass

from agents.own_trip_words import AskedOfPlan, asked_of_plan
from agents.phrasing import Pen
from agents.places import folded
from agents.planning import Reading
from agents.understanding.reading import words
from crm.conversations.values import TripFacts
from crm.trips.store import NotStorable, itinerary_from_json
from crm.trips.values import Catalogue, DayPlan, Itinerary, Visit

# Words of many names: they tell no place from another.
_COMMON = words(
    "beach temple market museum park garden gardens palace fort island islands tour walk view lake hill old "
    "town city national royal grand great house village sample with boat river street evening morning "
    "half full trip visit cruise"
)


@dataclass(frozen=True)
class OfThePlan:
    """What the plan says to a question. `days` is empty where its hotels are asked for."""

    itinerary: Itinerary
    catalogue: Catalogue
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
        return whole
    if asked.kind == "day":
        number = len(plan.days) if asked.day == -1 else asked.day
        days = tuple(day for day in plan.days if day.number == number)
        return OfThePlan(plan, whole.catalogue, days) if days else None
    visits = tuple(
        (day, visit)
        for day in plan.days
        for visit in day.visits
        if _is_named(whole.names.get(visit.place, ""), question)
    )
    return OfThePlan(plan, whole.catalogue, visits=visits) if visits else None


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
        for stop in found.itinerary.stops
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
    names, is_last = found.names, day.to_stay is None
    lines = [(visit.starts_at, names.get(visit.place, "")) for visit in day.visits]
    if day.transfer is not None and day.moves_at is not None:
        if is_last:
            lines.append((day.moves_at, pen.write("own_trip.leaves")))
        elif day.from_stay is None:
            lines.append((day.moves_at, pen.write("own_trip.arrives")))
        else:
            area = names.get(_area_of(day, found), "")
            lines.append((day.moves_at, pen.write("own_trip.moves", area=area)))
    told = [pen.write("own_trip.at", time=clock(at), what=what) for at, what in sorted(lines) if what]
    head = pen.write("own_trip.day", number=day.number, date=pen.day(day.date))
    return [head, *(told or [pen.write("own_trip.free")])]


def _area_of(day: DayPlan, found: OfThePlan) -> str:
    return next((stay.area for stay in found.catalogue.stays if stay.id == day.to_stay), day.area)


def clock(minute: int) -> str:
    """A minute of a day as 09:05; one of the evening before or the night after as it is shown there."""
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"
