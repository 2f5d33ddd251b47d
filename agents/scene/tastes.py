"""What a customer likes, wants to see, wants to skip and where to sleep, in the catalogue's own ids."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from agents.regexes import regex
from agents.scene.captured import Slots
from agents.scene.places import all_named, area_named, is_named, kind_in, places_named, stays_named
from agents.understanding.gazetteer import world
from agents.wording.folding import folded
from crm.trips.diet import known_diets
from crm.trips.values import Catalogue, Itinerary, Pace, StopWish, TripRequest

# Of a kind of which there should be few a first plan holds one visit, and one more for so many nights each.
NIGHTS_TO_ONE_OF_FEW = 4


def with_tastes(
    slots: Slots,
    request: TripRequest,
    catalogue: Catalogue,
    changed: frozenset[str],
    before: Itinerary | None,
) -> tuple[TripRequest, tuple[str, ...]]:
    """Interests, fewer, pace, must-see, avoid and nights per stop, in the catalogue's own ids."""
    unmatched: list[str] = []
    readers: Mapping[str, Callable[[Any], TripRequest]] = {
        "interests": lambda said: _liked(request, said, slots, catalogue),
        "fewer": lambda said: _lessened(request, said, slots, catalogue, before),
        "pace": lambda said: _paced(request, said),
        "mobility": lambda said: replace(request, needs_step_free=bool(said)),
        "diet": lambda said: replace(request, diet=known_diets(_listed(said))),
        "stay": lambda said: _slept(request, said, catalogue, unmatched),
        "must_see": lambda said: _seen(request, said, catalogue, unmatched),
        "avoid": lambda said: _avoided(request, said, catalogue, unmatched, before),
        "stop_nights": lambda said: _stopped(request, said, catalogue, before, unmatched),
    }
    for name, read in readers.items():
        if name in changed and (said := slots.get(name, {}).get("value")):
            request = read(said)
    if request.fewer and changed & {"interests", "fewer", "avoid"}:
        still = interests_in(slots.get("fewer", {}).get("value") or [], catalogue)
        request = replace(
            request, fewer={word: most for word, most in request.fewer.items() if word in still}
        )
    return request, tuple(unmatched)


def interests_in(said: Any, catalogue: Catalogue) -> dict[str, float]:
    """The catalogue's kinds and tags that the customer's interests name, each fully wished for."""
    known = {kind_in(k): k for p in catalogue.places for k in (p.kind, *p.tags)}
    wanted = [kind_in(str(item)) for item in (said if isinstance(said, list) else [said])]
    return {known[w]: 1.0 for w in wanted if w in known}


def _liked(request: TripRequest, said: Any, slots: Slots, catalogue: Catalogue) -> TripRequest:
    """What is liked, each fully. Places of a kind liked anew are wanted again, but for what still is not."""
    liked = interests_in(said, catalogue)
    request = _wanted_again(request, liked.keys() - request.interests.keys(), slots, catalogue)
    return replace(request, interests=liked)


def _wanted_again(
    request: TripRequest, kinds: Collection[str], slots: Slots, catalogue: Catalogue
) -> TripRequest:
    """The request with places of some kinds open again, but for what is named as unwanted still."""
    anew = {p.id for p in catalogue.places if not {p.kind, *p.tags}.isdisjoint(kinds)}
    anew -= set(_unwanted(slots.get("avoid", {}).get("value") or [], catalogue))
    return replace(request, never=tuple(i for i in request.never if i not in anew))


def _lessened(
    request: TripRequest, said: Any, slots: Slots, catalogue: Catalogue, before: Itinerary | None
) -> TripRequest:
    """Fewer visits of the kinds named than in the plan before, about half of them; without one, only a few.

    Kinds of which there are to be fewer already keep to what they may be, unless all are named again.
    """
    words = interests_in(said, catalogue)
    is_again = words.keys() == request.fewer.keys()
    anew = words.keys() if is_again else words.keys() - request.fewer.keys()
    few = 1 + request.nights // NIGHTS_TO_ONE_OF_FEW
    visits = [p for p in catalogue.places if before is not None and p.id in before.places]
    held = {word: sum(word in (p.kind, *p.tags) for p in visits) for word in anew}
    cut = {word: max(min(n - 1, (n + 1) // 2), 0) if before is not None else few for word, n in held.items()}
    liked = {word: weight for word, weight in request.interests.items() if word not in words}
    request = _wanted_again(request, words.keys(), slots, catalogue)
    return replace(request, fewer={**request.fewer, **cut}, interests=liked)


def _paced(request: TripRequest, said: Any) -> TripRequest:
    pace = folded(str(said))
    return replace(request, pace=cast("Pace", pace)) if pace in ("relaxed", "normal", "full") else request


def _listed(said: Any) -> list[str]:
    return [str(item) for item in said] if isinstance(said, list) else [str(said)]


_JOINED = regex(r",|;|&|(?<!\w)(?:and|y|et|und|e|и|aur|और|و)(?!\w)")


def _each(said: Any, catalogue: Catalogue) -> list[str]:
    """What was said, one thing at a time: "the fort and the lake" are two, unless one place is called so."""
    found: list[str] = []
    for words in _listed(said):
        parts = [part.strip() for part in _JOINED.split(words) if part.strip()]
        is_one = (
            len(parts) < 2
            or places_named(words, catalogue)
            or not any(places_named(part, catalogue) or area_named(part, catalogue) for part in parts)
        )
        found += [words] if is_one else parts
    return found


def _seen(request: TripRequest, said: Any, catalogue: Catalogue, unmatched: list[str]) -> TripRequest:
    wanted = list(request.must_see)
    never = set(request.never)
    for words in _each(said, catalogue):
        found = places_named(words, catalogue)
        if not found and area_named(words, catalogue) is None:
            unmatched.append(words)
        # A kind of place is a taste; only a place that is named alone has to be in the plan.
        if len(found) == 1:
            wanted.append(found[0].id)
            never.discard(found[0].id)
    return replace(request, must_see=tuple(dict.fromkeys(wanted)), never=tuple(sorted(never)))


def without_sights(said: Any, gone: Collection[str], catalogue: Catalogue) -> list[str]:
    """What was said to be seen, but for the words that name a place that is given up; `gone` are ids."""
    kept = []
    for words in _each(said, catalogue):
        found = places_named(words, catalogue)
        if len(found) != 1 or found[0].id not in gone:
            kept.append(words)
    return kept


def _slept(request: TripRequest, said: Any, catalogue: Catalogue, unmatched: list[str]) -> TripRequest:
    """Stays that the customer named; the trip stops where they are."""
    name = said.get("name") if isinstance(said, Mapping) else None
    if not isinstance(name, str) or not name.strip():
        return replace(request, stays=())
    found = stays_named(name, catalogue)
    if not found:
        unmatched.append(name)
        return request
    known = {s.area for s in request.stops}
    stops = tuple(
        StopWish(area, least=1) for area in dict.fromkeys(s.area for s in found) if area not in known
    )
    return replace(request, stays=tuple(s.id for s in found), stops=request.stops + stops)


def _avoided(
    request: TripRequest, said: Any, catalogue: Catalogue, unmatched: list[str], before: Itinerary | None
) -> TripRequest:
    lost: list[str] = []
    never = [*request.never, *_unwanted(said, catalogue, lost)]
    for words in lost:
        visited = _visited(words, catalogue, before)
        never += visited
        unmatched += () if visited else (words,)
    must = tuple(p for p in request.must_see if p not in never)
    gone = interests_in(said, catalogue)
    liked = {word: weight for word, weight in request.interests.items() if word not in gone}
    return replace(request, interests=liked, never=tuple(dict.fromkeys(never)), must_see=must)


def _visited(words: str, catalogue: Catalogue, before: Itinerary | None) -> list[str]:
    """Ids of what the plan before visits and the words name loosely: "the Kathakali show" is its evening."""
    held = before.places if before is not None else ()
    return [place.id for place in catalogue.places if place.id in held and is_named(place.name, words)]


def _unwanted(said: Any, catalogue: Catalogue, unmatched: list[str] | None = None) -> list[str]:
    """Ids of all places that the words mean; words that mean none go to `unmatched`."""
    ids: list[str] = []
    for words in _each(said, catalogue):
        found = all_named(words, catalogue)
        # A place of the world that is no part of this trip is left out without a word.
        if not found and unmatched is not None and world().named(words) is None:
            unmatched.append(words)
        ids += [p.id for p in found]
    return ids


def _stopped(
    request: TripRequest, said: Any, catalogue: Catalogue, before: Itinerary | None, unmatched: list[str]
) -> TripRequest:
    """Nights wished for in an area, as a number or as so many more or fewer than in the plan before."""
    now: dict[str, int] = {}
    for stop in before.stops if before else ():
        now[stop.area] = now.get(stop.area, 0) + stop.nights
    stops = {s.area: s for s in request.stops}
    least = {a.id: max(a.least_nights, 1) for a in catalogue.areas}
    nights = request.nights
    items = [item for item in (said if isinstance(said, list) else [said]) if isinstance(item, Mapping)]
    for item in items:
        area = area_named(str(item.get("place")), catalogue)
        if area is None:
            unmatched.append(str(item.get("place")))
            continue
        wanted, change = item.get("exactly"), item.get("change")
        if isinstance(change, int) and before:
            wanted = max(now.get(area.id, 0) + change, 0)
            # The length of the trip stays as agreed while another stop can give the night.
            spare = sum(max(n - least.get(other, 1), 0) for other, n in now.items() if other != area.id)
            nights += max(change - spare, 0) if change > 0 else 0
        if _is_only_placed(item):
            continue
        if isinstance(wanted, int):
            stops[area.id] = StopWish(area.id, exactly=wanted)
        elif isinstance(item.get("min") or change, int):
            stops[area.id] = StopWish(area.id, least=max(int(item.get("min") or change or 1), 1))
        elif item.get("added") and not now.get(area.id):
            stops[area.id] = StopWish(area.id, least=least[area.id])
            # One town more takes no other away while there is a night for each.
            if sum(1 for n in now.values() if n) + least[area.id] <= nights:
                stops = {other: StopWish(other, least=1) for other in now} | stops
    stops |= _alone(items, catalogue, nights)
    request = replace(request, stops=tuple(stops.values()), nights=nights)
    return _reordered(_without_lost_ends(request), items, catalogue, before)


def _alone(items: Sequence[Mapping[str, Any]], catalogue: Catalogue, nights: int) -> dict[str, StopWish]:
    """Where the customer names the only areas to sleep in, these and no nights anywhere else."""
    named = (area_named(str(item.get("place")), catalogue) for item in items if item.get("only"))
    wanted = {area.id for area in named if area is not None}
    if not wanted:
        return {}
    return {
        area.id: StopWish(area.id, least=1, most=nights) if area.id in wanted else StopWish(area.id, most=0)
        for area in catalogue.areas
        if area.most_nights
    }


def _without_lost_ends(request: TripRequest) -> TripRequest:
    """A stop that is wanted no more is no end of the trip either."""
    gone = {stop.area for stop in request.stops if 0 in (stop.exactly, stop.most)}
    return replace(
        request,
        first_stop=None if request.first_stop in gone else request.first_stop,
        last_stop=None if request.last_stop in gone else request.last_stop,
    )


def _reordered(
    request: TripRequest, items: Sequence[Mapping[str, Any]], catalogue: Catalogue, before: Itinerary | None
) -> TripRequest:
    """The stops of the plan before with two of them changed about, told by the first and the last of them."""
    order = list(dict.fromkeys(stop.area for stop in before.stops)) if before else []
    for item in items:
        for how in ("swaps", "before", "after"):
            one = area_named(str(item.get("place")), catalogue)
            other = area_named(str(item.get(how)), catalogue) if how in item else None
            if one is None or other is None or not {one.id, other.id} <= set(order):
                continue
            at, to = order.index(one.id), order.index(other.id)
            if how == "swaps" or (at < to) == (how == "after"):
                order[at], order[to] = order[to], order[at]
                request = replace(request, first_stop=order[0], last_stop=order[-1])
    return request


def _is_only_placed(item: Mapping[str, Any]) -> bool:
    """Whether an item says of a stop only that it comes first or last, and nothing of its nights."""
    return "stands" in item and item.get("min", 1) == 1 and not {"exactly", "change"} & item.keys()
