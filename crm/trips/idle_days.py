"""Why a day of a plan holds no visit: everything near is shut, does not suit, or is seen on another day."""

from collections.abc import Collection, Iterator, Sequence

from crm.trips import taste
from crm.trips.board import Ways, windows_on
from crm.trips.values import Catalogue, Check, DayPlan, Itinerary, Place, TripRequest

IDLE = "a day without visits"


def idle_days(plan: Itinerary, request: TripRequest, catalogue: Catalogue) -> Iterator[Check]:
    """Tell of every day without a visit why it has none, with the places within reach counted."""
    if all(day.visits for day in plan.days):
        return
    ways, suits, elsewhere = Ways.of(catalogue), taste.scores(catalogue, request), plan.places
    for day in plan.days:
        if not day.visits:
            numbers, why = _why(day, plan, catalogue, ways, suits, elsewhere)
            yield Check(IDLE, f"day {day.number}", True, numbers, why)


def _why(
    day: DayPlan,
    plan: Itinerary,
    catalogue: Catalogue,
    ways: Ways,
    suits: Collection[str],
    elsewhere: Collection[str],
) -> tuple[dict[str, int], str]:
    near = _within_reach(day, plan, catalogue, ways)
    suited = [p for p in near if p.id in suits]
    left = [p for p in suited if p.id not in elsewhere]
    open_ = [p for p in left if windows_on(p, day.date)]
    numbers = {"places within reach": len(near), "that suit": len(suited), "open and not seen": len(open_)}
    if not near:
        return numbers, "the catalogue holds nothing to see within reach"
    if not suited:
        return numbers, "nothing within reach suits the party and its wishes"
    if not left:
        return numbers, "all that suits is seen on other days"
    if not open_:
        when = f"{day.date:%A} {day.date.isoformat()}"
        return numbers, f"everything left within reach is closed on {when}: {_names(left)}"
    if day.number in (1, plan.nights + 1):
        return numbers, f"the {'arrival' if day.number == 1 else 'departure'} leaves no time for a visit"
    return numbers, f"what is left fits into no gap of the day, or is not worth the way: {_names(open_)}"


def _names(places: Sequence[Place]) -> str:
    names = ", ".join(sorted(place.name for place in places)[:3])
    return names + (f" and {len(places) - 3} more" if len(places) > 3 else "")


def _within_reach(day: DayPlan, plan: Itinerary, catalogue: Catalogue, ways: Ways) -> list[Place]:
    """Give the places of the day's towns, and on a whole day in one town those of its day trips."""
    nights = [stop.area for stop in plan.stops for _ in range(stop.nights)]
    woke, sleeps = nights[max(0, day.number - 2)], nights[min(day.number, len(nights)) - 1]
    towns = {woke, sleeps}
    if woke == sleeps and 1 < day.number <= plan.nights:
        towns |= {area.id for area in catalogue.areas if ways.day_trip(woke, area.id)}
    return [place for place in catalogue.places if place.area in towns]
