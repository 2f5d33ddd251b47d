"""What a customer likes, wants to see, wants to skip and where to sleep, in the catalogue's own ids."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, cast

from agents.captured import Slots
from agents.places import all_named, area_named, folded, places_named, stem
from crm.trips.values import Catalogue, Itinerary, Pace, StopWish, TripRequest


def with_tastes(
    slots: Slots,
    request: TripRequest,
    catalogue: Catalogue,
    changed: frozenset[str],
    before: Itinerary | None,
) -> tuple[TripRequest, tuple[str, ...]]:
    """Interests, pace, must-see, avoid and nights per stop, in the catalogue's own ids."""
    unmatched: list[str] = []
    readers: Mapping[str, Callable[[Any], TripRequest]] = {
        "interests": lambda said: replace(request, interests=interests_in(said, catalogue)),
        "pace": lambda said: _paced(request, said),
        "mobility": lambda said: replace(request, needs_step_free=bool(said)),
        "must_see": lambda said: _seen(request, said, catalogue, unmatched),
        "avoid": lambda said: _avoided(request, said, catalogue, unmatched),
        "stop_nights": lambda said: _stopped(request, said, catalogue, before, unmatched),
    }
    for name, read in readers.items():
        if name in changed and (said := slots.get(name, {}).get("value")):
            request = read(said)
    return request, tuple(unmatched)


def interests_in(said: Any, catalogue: Catalogue) -> dict[str, float]:
    """The catalogue's kinds and tags that the customer's interests name, each fully wished for."""
    known = {stem(k): k for p in catalogue.places for k in (p.kind, *p.tags)}
    wanted = [stem(str(item)) for item in (said if isinstance(said, list) else [said])]
    return {known[w]: 1.0 for w in wanted if w in known}


def _paced(request: TripRequest, said: Any) -> TripRequest:
    pace = folded(str(said))
    return replace(request, pace=cast("Pace", pace)) if pace in ("relaxed", "normal", "full") else request


def _listed(said: Any) -> list[str]:
    return [str(item) for item in said] if isinstance(said, list) else [str(said)]


def _seen(request: TripRequest, said: Any, catalogue: Catalogue, unmatched: list[str]) -> TripRequest:
    wanted = list(request.must_see)
    never = set(request.never)
    for words in _listed(said):
        found = places_named(words, catalogue)
        if not found and area_named(words, catalogue) is None:
            unmatched.append(words)
        # A kind of place is a taste; only a place that is named alone has to be in the plan.
        if len(found) == 1:
            wanted.append(found[0].id)
            never.discard(found[0].id)
    return replace(request, must_see=tuple(dict.fromkeys(wanted)), never=tuple(sorted(never)))


def _avoided(request: TripRequest, said: Any, catalogue: Catalogue, unmatched: list[str]) -> TripRequest:
    never = list(request.never)
    for words in _listed(said):
        found = all_named(words, catalogue)
        if not found:
            unmatched.append(words)
        never += [p.id for p in found]
    must = tuple(p for p in request.must_see if p not in never)
    return replace(request, never=tuple(dict.fromkeys(never)), must_see=must)


def _stopped(
    request: TripRequest, said: Any, catalogue: Catalogue, before: Itinerary | None, unmatched: list[str]
) -> TripRequest:
    """Nights wished for in an area, as a number or as so many more or fewer than in the plan before."""
    now: dict[str, int] = {}
    for stop in before.stops if before else ():
        now[stop.area] = now.get(stop.area, 0) + stop.nights
    stops = {s.area: s for s in request.stops}
    nights = request.nights
    for item in said if isinstance(said, list) else [said]:
        if not isinstance(item, Mapping):
            continue
        area = area_named(str(item.get("place")), catalogue)
        if area is None:
            unmatched.append(str(item.get("place")))
            continue
        wanted, change = item.get("exactly"), item.get("change")
        if isinstance(change, int) and before:
            wanted = max(now.get(area.id, 0) + change, 0)
            # The length of the trip stays as agreed while another stop can give the night.
            spare = sum(n - 1 for other, n in now.items() if other != area.id)
            nights += max(change - spare, 0) if change > 0 else 0
        if isinstance(wanted, int):
            stops[area.id] = StopWish(area.id, exactly=wanted)
        elif isinstance(item.get("min") or change, int):
            stops[area.id] = StopWish(area.id, least=max(int(item.get("min") or change or 1), 1))
    return replace(request, stops=tuple(stops.values()), nights=nights)
