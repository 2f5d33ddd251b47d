"""A stop of the plan that is to be reached on a day: the nights before it are what lies between."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from agents.scene.places import area_named
from crm.trips.values import Catalogue, Itinerary, StopWish, TripRequest


def with_reached(
    request: TripRequest, items: Sequence[Mapping[str, Any]], catalogue: Catalogue, before: Itinerary | None
) -> TripRequest:
    """Give the stops before each that names the day on which it is reached so many nights that it is.

    The order of the plan `before` stays, but that its first stop changes places with the second where it is
    reached later than the trip begins. A day that leaves no night for a stop before it is no wish.
    """
    for item in items:
        day, area = _day(item.get("reached")), area_named(str(item.get("place")), catalogue)
        if day is None or area is None or before is None:
            continue
        nights: dict[str, int] = {}
        for stop in before.stops:
            nights[stop.area] = nights.get(stop.area, 0) + stop.nights
        order, spent = list(nights), (day - before.stops[0].check_in).days
        if not 0 < spent < before.nights:
            continue
        if area.id not in order:
            order.insert(_place_of_a_new_one(nights, spent), area.id)
        if len(order) < 2 or before.nights - spent < len(order) - order.index(area.id):
            continue
        if order[0] == area.id:
            order[:2] = reversed(order[:2])
        earlier = order[: order.index(area.id)]
        if spent < len(earlier):
            continue
        fixed = _shared(spent, [(name, nights[name]) for name in earlier])
        others = [stop for stop in request.stops if stop.area not in fixed and stop.area not in order]
        wanted = [StopWish(name, least=1) for name in order if name not in fixed]
        exact = [StopWish(name, exactly=count) for name, count in fixed.items()]
        request = replace(request, stops=(*exact, *wanted, *others), first_stop=order[0], last_stop=order[-1])
    return request


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def _place_of_a_new_one(nights: Mapping[str, int], spent: int) -> int:
    """Behind how many stops a new one comes that is reached when `spent` nights are over."""
    over = 0
    for place, count in enumerate(nights.values(), start=1):
        over += count
        if over >= spent:
            return place
    return len(nights)


def _shared(spent: int, earlier: Sequence[tuple[str, int]]) -> dict[str, int]:
    """So many nights over the stops before: each keeps its own while one is left for those behind it."""
    out: dict[str, int] = {}
    for number, (name, own) in enumerate(earlier):
        behind = len(earlier) - number - 1
        out[name] = min(own, spent - behind) if behind else spent
        spent -= out[name]
    return out
