"""When no plan keeps every wish: the smallest sets of wishes to give up, and what each would buy."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, replace

from crm.trips.values import Catalogue, Infeasible, Itinerary, StopWish, TripRequest, WayOut

MOST_GIVEN_UP = 3
STEP_FREE, ROOMS = "step-free", "rooms"


@dataclass(frozen=True)
class _Wish:
    id: str
    words: str


def ways_out(
    request: TripRequest,
    catalogue: Catalogue,
    attempt: Callable[[TripRequest], Itinerary],
    is_over: Callable[[], bool],
) -> tuple[WayOut, ...]:
    """Try ever larger sets of wishes to drop; give all sets of the smallest size that leave a plan.

    `attempt` plans a request or raises Infeasible. Stops early, with what it has, when `is_over`.
    """
    wishes = _wishes(request, catalogue)
    for size in range(1, min(MOST_GIVEN_UP, len(wishes)) + 1):
        found = []
        for chosen in itertools.combinations(wishes, size):
            if is_over():
                break
            try:
                plan = attempt(without(request, tuple(w.id for w in chosen)))
            except Infeasible:
                continue
            found.append(WayOut(tuple(w.id for w in chosen), _sentence(chosen, plan), plan))
        if found or is_over():
            return tuple(sorted(found, key=lambda w: (-w.plan.delight, w.give_up)))
    return ()


def without(request: TripRequest, given_up: tuple[str, ...]) -> TripRequest:
    """Give the request without some of its wishes, named by id."""
    gone = set(given_up)
    return replace(
        request,
        must_see=tuple(p for p in request.must_see if p not in gone),
        stops=tuple(w for w in request.stops if w.area not in gone),
        needs_step_free=request.needs_step_free and STEP_FREE not in gone,
        rooms=None if ROOMS in gone else request.rooms,
        locked=tuple(item for item in request.locked if item.id not in gone),
    )


def _wishes(request: TripRequest, catalogue: Catalogue) -> list[_Wish]:
    places = {p.id: p.name for p in catalogue.places}
    areas = {a.id: a.name for a in catalogue.areas}
    wishes = [_Wish(p, f"seeing {places[p]}") for p in dict.fromkeys(request.must_see)]
    wishes += [_Wish(w.area, _stop_words(w, areas[w.area])) for w in request.stops]
    wishes += [_Wish(item.id, f"what is booked ({item.id})") for item in request.locked]
    if request.needs_step_free:
        wishes.append(_Wish(STEP_FREE, "step-free ways everywhere"))
    if request.rooms is not None:
        wishes.append(_Wish(ROOMS, f"sleeping in {request.rooms} rooms"))
    return wishes


def _stop_words(wish: StopWish, name: str) -> str:
    if wish.exactly == 0 or wish.most == 0:
        return f"not stopping in {name}"
    if wish.exactly is not None or wish.least is not None:
        nights = wish.exactly if wish.exactly is not None else wish.least
        return f"the {nights} nights in {name}"
    return f"the stop in {name}"


def _sentence(chosen: tuple[_Wish, ...], plan: Itinerary) -> str:
    words = " and ".join(w.words for w in chosen)
    stops = "1 stop" if len(plan.stops) == 1 else f"{len(plan.stops)} stops"
    visits = len(plan.places)
    return f"Giving up {words} makes a trip of {stops} with {visits} visit{'s' * (visits != 1)}."
