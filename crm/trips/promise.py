"""What the towns of a destination promise a party: nights, and what each further night would bring."""

from collections.abc import Mapping
from dataclasses import dataclass

from crm.trips import rhythm, taste
from crm.trips.board import Ways
from crm.trips.values import Area, Catalogue, StopWish, TripRequest

MOST_TOWNS = 12  # beyond these the least promising towns are left out before orders are tried
FAR = 10**6.0


@dataclass(frozen=True)
class Town:
    area: Area
    least: int
    most: int
    gains: tuple[float, ...]  # gains[n]: what night n + 1 adds


def promising_towns(
    catalogue: Catalogue, request: TripRequest, scores: Mapping[str, float], ways: Ways
) -> list[Town]:
    with_stay = {stay.area for stay in catalogue.stays}
    wishes = {w.area: w for w in request.stops}
    wished = wishes.keys() | ends_of(request)
    towns = []
    for area in catalogue.areas:
        if area.id not in with_stay:
            continue
        least, most = nights_allowed(area, wishes.get(area.id))
        if most >= 1:
            towns.append(Town(area, least, most, _gains(area, catalogue, request, scores, ways)))
    towns.sort(key=lambda t: (t.area.id not in wished, -sum(t.gains[:3])))
    return towns[:MOST_TOWNS]


def ends_of(request: TripRequest) -> set[str]:
    """Give the areas in which the trip is to begin or to end: they are stops."""
    return {area for area in (request.first_stop, request.last_stop) if area is not None}


def nights_allowed(area: Area, wish: StopWish | None) -> tuple[int, int]:
    """Give the fewest and the most nights of a town that is a stop; a wish wins over the catalogue."""
    if wish is None:
        return max(1, area.least_nights), area.most_nights
    if wish.exactly is not None:
        return wish.exactly, wish.exactly
    most = wish.most if wish.most is not None else max(area.most_nights, wish.least or 0)
    return max(1, wish.least or min(area.least_nights, most)), most


def _gains(
    area: Area, catalogue: Catalogue, request: TripRequest, scores: Mapping[str, float], ways: Ways
) -> tuple[float, ...]:
    usual = rhythm.rhythm_of(request.pace, request.party)
    a_day = usual.ends - usual.starts - sum(b.minutes for b in usual.breaks)
    worth = []
    for place in catalogue.places:
        if (value := scores.get(place.id, 0.0)) <= 0:
            continue
        way = ways.day_trip(area.id, place.area)
        if place.area == area.id:
            worth.append((value, place.duration + 30))
        elif way is not None:  # a whole ride for it, shared with another place on average
            worth.append((value * 0.7 - 2 * way.minutes * taste.TRAVEL_COST, place.duration + way.minutes))
    worth.sort(key=lambda w: -w[0] / w[1])
    curve = [0.0]
    for days in range(1, request.nights + 1):
        minutes, visits, total = days * a_day, days * usual.most_visits, 0.0
        for value, length in worth:
            if length <= minutes and visits > 0 and value > 0:
                minutes, visits, total = minutes - length, visits - 1, total + value
        curve.append(max(curve[-1], total))
    steps = [curve[n + 1] - curve[n] for n in range(request.nights)]
    steps.sort(reverse=True)  # the greedy curve may bulge; giving nights greedily needs it concave
    sleep = [taste.night_delight(area, n + 1) - taste.night_delight(area, n) for n in range(request.nights)]
    return tuple(a + b for a, b in zip(steps, sleep, strict=True))


def move_cost(ways: Ways, a: str, b: str) -> float:
    way = ways.between(a, b)
    return FAR if way is None else taste.MOVE_COST + move_score(way.minutes)


def move_score(minutes: int) -> float:
    """Delight lost on a transfer: the way itself, and the visits that its hours would have held."""
    return minutes * taste.TRAVEL_COST


def gate_cost(ways: Ways, a: str, b: str) -> float:
    if a == b:
        return 0.0
    way = ways.between(a, b)
    return FAR if way is None else move_score(way.minutes)
