"""Where to go, for who has not named a place: what the agency sells that suits what is known. Reads only."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from agents.captured import Slots
from agents.listed_places import places_before, places_shown, refuses_all
from agents.places import folded, locate
from agents.ports import Tools
from agents.seasons import Against, month_of, spoken_against
from agents.tastes import interests_in
from agents.understanding.gazetteer import Gazetteer
from agents.understanding.reading import read
from agents.wishes import value_of
from crm.trips.values import Catalogue, Destination, Place

MOST_RECOMMENDED, MOST_SIGHTS = 3, 3
_BEST = 5  # sights of a destination by which it is weighed

_WHERE_TO = re.compile(
    r"(?<!\w)(?:where (?:should|could|can|would|do|shall|to|might)(?: (?:we|i|you|one|us))?(?: (?:suggest|"
    r"recommend|advise|say))?(?: (?:we|i|that we|that i))?(?: (?:should|could))? ?(?:go|travel|fly|visit)|"
    r"(?:which|what) (?:places?|destinations?|country|countries) (?:should|would|could|"
    r"do you (?:suggest|recommend))|"
    r"(?:honeymoon|holiday|trip|travel|vacation|getaway|destination) (?:ideas|suggestions)|"
    r"(?:looking for|want|need|go|travel|take me) somewhere(?: \w+){0,2} (?:with|warm|sunny|near|quiet|"
    r"cool|romantic|"
    r"by|nice|new|different|cheap)|^(?:somewhere|anywhere) (?:with|warm|sunny|near|quiet|cool|romantic|by|"
    r"nice)|"
    r"(?:ideas|sugerencias) (?:para|de) (?:\w+ ){0,2}(?:viaje|luna de miel|vacaciones)|"
    r"idees? (?:de|pour) (?:\w+ ){0,2}(?:voyage|lune de miel|vacances)|ideen fur (?:\w+ ){0,2}(?:reise|"
    r"urlaub|"
    r"flitterwochen)|ideias (?:para|de) (?:\w+ ){0,2}(?:viagem|lua de mel|ferias)|"
    r"идеи для (?:\w+ ){0,2}(?:путешеств\w+|"
    r"отпуска|медового месяца|поездки)|"
    r"(?:suggest|recommend) (?:me |us )?(?:a |some |any |good |nice )*(?:place|destination|countr)\w*|"
    r"(?:no idea|not sure|don t know|dont know|haven t decided|undecided|can t decide) (?:yet )?"
    r"(?:about )?where|surprise (?:me|us)|"
    r"(?:a donde|adonde|donde) (?:\w+ ){0,2}(?:ir|vamos|viajar)|que (?:destino|lugar|sitio)s? (?:\w+ )?"
    r"(?:recomiend|sugier|aconsej)\w*|(?:no se|no sabemos) (?:a )?(?:donde|adonde)|"
    r"ou (?:\w+ ){0,2}(?:aller|partir|voyager)|quelles? destinations?|"
    r"wohin (?:\w+ ){0,5}(?:reisen|fahren|fliegen|gehen|empfehlen)|welches (?:reise)?ziel|"
    r"(?:para |pra )?onde (?:\w+ ){0,2}(?:ir|viajar|vamos)|(?:que|qual) (?:destino|lugar)|"
    r"куда (?:\w+ ){0,5}(?:поехать|полететь|посоветуете|ехать|съездить|отправиться)|какое направление|"
    r"(?:kahan|kaha|kidhar) (?:jaye\w*|jaaye\w*|jaun|jana chahiye|jaana chahiye|ja sakte)|"
    r"(?:कहाँ|कहां) (?:जाएँ|जाएं|जाये\S*|जाना चाहिए|जा सकते|घूमने)|कौन सी जगह|"
    r"(?:اين|أين|الى اين|إلى أين) (?:نذهب|نسافر|تنصح\S*|تقترح\S*)|(?:بماذا|ماذا) (?:تنصح|تقترح)\S*)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Recommended:
    """A destination with the sights that speak for it."""

    destination: Destination
    sights: tuple[Place, ...]


def asks_where_to(text: str) -> bool:
    """Whether a message asks which place to travel to."""
    return bool(_WHERE_TO.search(folded(text)) or _WHERE_TO.search(text))


def asks_for_others(text: str, listed: Any) -> bool:
    """Whether somebody wants other places than those `listed`."""
    return bool(places_shown(listed)) and refuses_all(text)


def left_out(text: str, listed: Any) -> tuple[str, ...]:
    """The places not to recommend: those named beside the question ("not Paris, we have been there"), those
    refused before, and those `listed` where others are asked for."""
    shown = places_shown(listed) if asks_for_others(text, listed) else places_before(listed)
    mentioned = (mention.place.name for mention in _gazetteer().mentions(read(text).plain))
    return tuple(dict.fromkeys((*shown, *mentioned)))


async def recommend(
    slots: Slots, destinations: Sequence[Destination], tools: Tools, left_out: Iterable[str] = ()
) -> tuple[tuple[Recommended, ...], tuple[Against, ...]]:
    """Give the destinations that hold most of what the customer likes, the best first; where they told of
    nothing that a catalogue holds, those whose sights are liked best. None of the places `left_out`, and
    none that they have seen or do not want. A place of which the library says that the month they travel in
    is one of monsoon or great heat comes last, and what is said is given beside the places."""
    told = [*(value_of(slots, "seen") or []), *(value_of(slots, "avoid") or []), *left_out]
    gone = _sold_among(map(str, told), destinations)
    weighed: list[_Weighed] = []
    for destination in destinations:
        if destination.id in gone:
            continue
        liked, appeal, sights = _worth(slots, await tools.catalogue(destination.id))
        if sights:
            weighed.append(_Weighed(liked, appeal, Recommended(destination, sights)))
    is_liked = any(one.liked for one in weighed)
    weighed.sort(key=lambda one: -(one.liked if is_liked else one.appeal))
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


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.of_world()


def _sold_among(names: Iterable[str], destinations: Sequence[Destination]) -> set[str]:
    found: set[str] = set()
    for name in names:
        for place in (name, *(m.place.name for m in _gazetteer().mentions(read(name).plain))):
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
    unwanted = interests_in(value_of(slots, "avoid") or [], catalogue)
    places = [p for p in catalogue.places if unwanted.keys().isdisjoint((p.kind, *p.tags))]
    by_appeal = sorted(places, key=lambda p: (-p.appeal, p.id))
    of_each = {word: [p for p in by_appeal if word in (p.kind, *p.tags)] for word in liked}
    worth = sum(_sum(found) for found in of_each.values())
    fitting = [p for p in by_appeal if any(p in found for found in of_each.values())]
    return worth, _sum(by_appeal), tuple((fitting or by_appeal)[:MOST_SIGHTS])


def _sum(places: Sequence[Place]) -> float:
    return sum(place.appeal for place in places[:_BEST])
