"""Re-planning: keeping of an earlier plan what need not move."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from crm.trips.board import Ground, Route, stop_of_night
from crm.trips.stops import Outline, Towns
from crm.trips.timeline import MOVE, Frame
from crm.trips.values import Itinerary, TripRequest

# Delight by which another route must be better before it takes the place of the one already seen: for other
# towns or another order of them, and for every night that is spent in another town.
ROUTE_MARGIN, NIGHT_MARGIN = 60.0, 60.0


def outline_bonus(outline: Outline, keep: Itinerary | None) -> float:
    """Delight that a route is worth for being the one the customer has already seen."""
    if keep is None:
        return 0.0
    old = {stop.area: stop.nights for stop in keep.stops}
    new = dict(zip(outline.towns, outline.nights, strict=True))
    apart = sum(abs(old.get(area, 0) - new.get(area, 0)) for area in old.keys() | new.keys())
    same_order = tuple(old) == outline.towns
    return (
        ROUTE_MARGIN * same_order - NIGHT_MARGIN / 2 * apart
    )  # a moved night is one less here, one more there


def is_kept(outline: Outline, keep: Itinerary | None) -> bool:
    """Tell whether a route is that of the plan to keep, night for night."""
    return keep is not None and [(s.area, s.nights) for s in keep.stops] == list(
        zip(outline.towns, outline.nights, strict=True)
    )


def warm_starts(towns: Towns, keep: Itinerary | None) -> list[Outline]:
    """Give the route of the plan to keep, or those nearest to it that keep the wishes of now.

    Its towns stay in their order, save those that are now to be first or last; nights too many or too few
    are taken from, or given to, each town in turn.
    """
    if keep is None:
        return []
    slept = {s.area: s.nights for s in keep.stops if s.area in towns.by_id}
    bounds = {area: towns.bounds[area] for area in slept}
    ends = towns.request.first_stop, towns.request.last_stop
    order = sorted(slept, key=lambda area: (area == ends[1], area != ends[0]))
    held = {area: min(max(slept[area], bounds[area][0]), bounds[area][1]) for area in order}
    missing = towns.request.nights - sum(held.values())
    chains = [held] if missing == 0 else [_stretched(held, bounds, area, missing) for area in held]
    unlike = {tuple(nights.items()): nights for nights in chains if nights}
    found = (
        towns.outline(list(c)) for c in unlike if towns.holds(tuple(n for n, _ in c), tuple(k for _, k in c))
    )
    return [outline for outline in found if outline is not None]


def _stretched(
    nights: Mapping[str, int], bounds: Mapping[str, tuple[int, int]], first: str, missing: int
) -> dict[str, int]:
    """Add the missing nights, or take those too many, the `first` town's first, then those of others."""
    result = dict(nights)
    for area in sorted(result, key=lambda a: a != first):
        least, most = bounds[area]
        step = min(missing, most - result[area]) if missing > 0 else max(missing, least - result[area])
        result[area] += step
        missing -= step
    return result if missing == 0 else {}


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
