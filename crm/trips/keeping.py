"""Re-planning: keeping of an earlier plan what need not move."""

from collections import defaultdict
from collections.abc import Sequence

from crm.trips.board import Ground, Route, stop_of_night
from crm.trips.stops import Outline
from crm.trips.timeline import MOVE, Frame
from crm.trips.values import Itinerary, TripRequest

SAME_TOWNS, SAME_NIGHTS = 60.0, 4.0


def outline_bonus(outline: Outline, keep: Itinerary | None) -> float:
    """Delight that a route is worth for being the one the customer has already seen."""
    if keep is None:
        return 0.0
    old = {stop.area: stop.nights for stop in keep.stops}
    new = dict(zip(outline.towns, outline.nights, strict=True))
    same_order = tuple(old) == outline.towns
    return SAME_TOWNS * same_order - SAME_NIGHTS * sum(
        abs(old.get(area, 0) - new.get(area, 0)) for area in old.keys() | new.keys()
    )


def kept_orders(
    request: TripRequest, route: Route, frames: Sequence[Frame], ground: Ground
) -> tuple[list[list[int]] | None, frozenset[int]]:
    """Lay the visits of the plan to keep on the days that match theirs, and hold them there.

    Days match by the towns where the party wakes and sleeps, in turn: the second day in Ubud stays the
    second day in Ubud whatever its date.
    """
    if request.keep is None:
        return None, frozenset()
    number = {p.id: i for i, p in ground.places.items()}
    old: dict[tuple[str, str], list[list[str]]] = defaultdict(list)
    for day in request.keep.days:
        woke, sleeps = _towns_of(request.keep, day.number)
        old[woke, sleeps].append([v.place for v in day.visits])
    orders: list[list[int]] = []
    held: set[int] = set()
    for frame in frames:
        woke = route.stops[stop_of_night(route, max(1, frame.number - 1))].area
        sleeps = route.stops[stop_of_night(route, frame.number)].area
        queue = old[woke, sleeps]
        visits = [
            number[p] for p in (queue.pop(0) if queue else []) if p in number and ground.worth[number[p]] > 0
        ]
        open_ = [n for n in visits if n in frame.before or n in frame.after]
        held.update(open_)
        orders.append(_around_the_move(open_, frame))
    return orders, frozenset(held)


def _towns_of(plan: Itinerary, number: int) -> tuple[str, str]:
    nights = [stop.area for stop in plan.stops for _ in range(stop.nights)]
    return nights[max(0, number - 2)], nights[min(number, len(nights)) - 1]


def _around_the_move(visits: list[int], frame: Frame) -> list[int]:
    if not frame.is_moving:
        return visits
    first = [n for n in visits if n in frame.before]
    return [*first, MOVE, *(n for n in visits if n not in first)]
