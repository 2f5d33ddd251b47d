"""Where to go, for who has not named a place: what the agency sells that suits what is known. Reads only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from agents.acting.own_words import spoken_of_in
from agents.acting.seasons import Against, month_of, spoken_against
from agents.ports import Tools
from agents.scene.captured import Slots
from agents.scene.listed_places import places_before, places_shown
from agents.scene.picking import asks_for_cheaper
from agents.scene.places import locate
from agents.scene.tastes import interests_in
from agents.scene.where_to import asks_for_others
from agents.scene.wishes import value_of
from agents.understanding.gazetteer import world
from agents.understanding.reading import read
from crm.trips.values import Catalogue, Destination, Place

MOST_RECOMMENDED, MOST_SIGHTS = 3, 3
_WORTH_NAMING = 0.25  # of what is liked in the best: a word in passing makes no destination of snow
_BEST = 5  # sights of a destination by which it is weighed


@dataclass(frozen=True)
class Recommended:
    """A destination with the sights that speak for it."""

    destination: Destination
    sights: tuple[Place, ...]


def left_out(text: str, listed: Any) -> tuple[str, ...]:
    """The places not to recommend: those named beside the question ("not Paris, we have been there"), those
    refused before, and those `listed` where others are asked for."""
    wants_others = asks_for_others(text, listed) or asks_for_cheaper(text)
    shown = places_shown(listed) if wants_others else places_before(listed)
    mentioned = (mention.place.name for mention in world().mentions(read(text).plain))
    return tuple(dict.fromkeys((*shown, *mentioned)))


async def recommend(
    slots: Slots,
    destinations: Sequence[Destination],
    tools: Tools,
    left_out: Iterable[str] = (),
    too_dear: Sequence[str] = (),
    said: str = "",
) -> tuple[tuple[Recommended, ...], tuple[Against, ...]]:
    """Give the destinations that hold most of what the customer likes, or speaks of in the words `said`, the
    best first; where they told of nothing that a catalogue holds, those whose sights are liked best. None of
    the places `left_out`, and none that they have seen or do not want. A place of which the library says that
    the month they travel in is one of monsoon or great heat comes last, and what is said is given beside the
    places. Those `too_dear` for a budget (ids, the cheapest first) are named where no others are left."""
    told = [*(value_of(slots, "seen") or []), *(value_of(slots, "avoid") or []), *left_out]
    gone = _sold_among(map(str, told), destinations)
    weighed: list[_Weighed] = []
    catalogues = [await tools.catalogue(destination.id) for destination in destinations]
    spoken = spoken_of_in(said, catalogues, _BEST)
    for destination, catalogue in zip(destinations, catalogues, strict=True):
        if destination.id in gone:
            continue
        liked, appeal, sights = _worth(slots, catalogue)
        meant = spoken[destination.id]
        first = _suiting(meant.sights, slots, catalogue)
        shown = tuple([*first, *(one for one in sights if one not in first)][:MOST_SIGHTS])
        if shown:
            weighed.append(_Weighed(liked + meant.worth, appeal, Recommended(destination, shown)))
    most = max((one.liked for one in weighed), default=0.0)
    if is_liked := most > 0:
        weighed = [one for one in weighed if one.liked >= _WORTH_NAMING * most]
    weighed.sort(key=lambda one: -(one.liked if is_liked else one.appeal))
    within = [one for one in weighed if one.found.destination.id not in too_dear]
    weighed = within or sorted(weighed, key=lambda one: too_dear.index(one.found.destination.id))
    return await _in_season([one.found for one in weighed], month_of(slots), tools)


async def _in_season(
    found: Sequence[Recommended], month: date | None, tools: Tools
) -> tuple[tuple[Recommended, ...], tuple[Against, ...]]:
    """The first few that the month suits; then, where these are too few, those that it does not."""
    if month is None:
        return tuple(found[:MOST_RECOMMENDED]), ()
    good: list[Recommended] = []
    late: list[Recommended] = []
    against: list[Against] = []
    for one in found:
        if len(good) == MOST_RECOMMENDED:
            break
        said = await spoken_against(one.destination, month, tools)
        (good if said is None else late).append(one)
        against += [said] if said is not None else []
    return tuple([*good, *late][:MOST_RECOMMENDED]), tuple(against[:MOST_RECOMMENDED])


def _sold_among(names: Iterable[str], destinations: Sequence[Destination]) -> set[str]:
    found: set[str] = set()
    for name in names:
        for place in (name, *(m.place.name for m in world().mentions(read(name).plain))):
            where = locate([place], destinations, ())
            found |= {one.id for one in (where.destination, *where.choices) if one is not None}
    return found


@dataclass(frozen=True)
class _Weighed:
    liked: float
    appeal: float
    found: Recommended


def _worth(slots: Slots, catalogue: Catalogue) -> tuple[float, float, tuple[Place, ...]]:
    """How much of a place is liked, how much it appeals to all, and the sights that speak for it."""
    liked = interests_in(value_of(slots, "interests") or [], catalogue)
    places = _suiting(catalogue.places, slots, catalogue)
    by_appeal = sorted(places, key=lambda p: (-p.appeal, p.id))
    of_each = {word: [p for p in by_appeal if word in (p.kind, *p.tags)] for word in liked}
    worth = sum(_sum(found) for found in of_each.values())
    fitting = [p for p in by_appeal if any(p in found for found in of_each.values())]
    return worth, _sum(by_appeal), tuple((fitting or by_appeal)[:MOST_SIGHTS])


def _suiting(places: Iterable[Place], slots: Slots, catalogue: Catalogue) -> list[Place]:
    """Without the kinds that are not wanted."""
    unwanted = interests_in(value_of(slots, "avoid") or [], catalogue)
    return [place for place in places if unwanted.keys().isdisjoint((place.kind, *place.tags))]


def _sum(places: Sequence[Place]) -> float:
    return sum(place.appeal for place in places[:_BEST])
