"""Questions about the plan in hand, answered from the plan: its hotels, its days, when a visit is."""

from dataclasses import dataclass, replace
from datetime import timedelta

from agents.acting.own_trip_words import AskedOfPlan, asked_of_plan
from agents.acting.own_ways import Way, measured
from agents.acting.planning import Reading
from agents.scene.places import is_named
from crm.conversations.values import TripFacts
from crm.trips.store import NotStorable, itinerary_from_json
from crm.trips.values import Catalogue, DayPlan, Itinerary, Stop, Visit
from crm.trips.ways import moves_on


@dataclass(frozen=True)
class OfThePlan:
    """What the plan says to a question: some of its stops, its days or its visits."""

    itinerary: Itinerary
    catalogue: Catalogue
    stops: tuple[Stop, ...] = ()
    days: tuple[DayPlan, ...] = ()
    visits: tuple[tuple[DayPlan, Visit], ...] = ()
    ways: tuple[Way, ...] = ()
    sets_out: bool = False  # asked is when the party leaves the hotel on these days

    @property
    def names(self) -> dict[str, str]:
        """Names of areas, places and stays, by id."""
        groups = (self.catalogue.areas, self.catalogue.places, self.catalogue.stays)
        return {item.id: item.name for group in groups for item in group}


def leaves_at(day: DayPlan) -> int | None:
    """The minute at which a party that wakes in a stay goes to the first thing of a day; None on a free day.

    What moves it to another town first is told with the ways of the day.
    """
    first = day.visits[0] if day.visits and day.from_stay is not None else None
    moved = day.moves_at is not None and first is not None and day.moves_at < first.starts_at
    return None if first is None or moved else first.arrives_at - first.travel


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
    if asked.kind == "far":
        ways = await measured(question, plan, catalogue, reading.tools)
        return OfThePlan(plan, catalogue, ways=ways) if ways else None
    return _found(asked, question, OfThePlan(plan, catalogue))


def _found(asked: AskedOfPlan, question: str, whole: OfThePlan) -> OfThePlan | None:
    plan = whole.itinerary
    if asked.kind == "hotels":
        slept = tuple(stop for stop in plan.stops if asked.day is None or _sleeps(stop, asked.day, plan))
        named = tuple(s for s in slept if is_named(whole.names.get(s.area, ""), question))
        slept = named or slept
        return replace(whole, stops=slept) if slept else None
    if asked.kind == "when":
        visits = tuple(
            (day, visit)
            for day in plan.days
            for visit in day.visits
            if is_named(whole.names.get(visit.place, ""), question)
        )
        return replace(whole, visits=visits) if visits else None
    if asked.kind == "leave" and asked.day is not None:
        days = tuple(day for day in plan.days if day.number == asked.day)
        return replace(whole, days=days, sets_out=True) if days else None
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
        if not is_named(names.get(stop.area, ""), question):
            continue
        key = "from_stay" if leaves else "to_stay"
        return tuple(day for day, moving in moved if getattr(moving, key) == stop.stay)[:1]
    if leaves:
        return tuple(day for day, moving in moved if moving.to_stay is None)[:1] or plan.days[-1:]
    return plan.days[:1]
