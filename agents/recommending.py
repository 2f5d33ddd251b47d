"""Where to go, for who has not named a place: what the agency sells that suits what is known. Reads only."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agents.captured import Slots
from agents.places import folded
from agents.ports import Tools
from agents.tastes import interests_in
from agents.wishes import value_of
from crm.trips.values import Catalogue, Destination, Place

MOST_RECOMMENDED, MOST_SIGHTS = 3, 3
_BEST = 5  # sights of a destination by which it is weighed

_WHERE_TO = re.compile(
    r"(?<!\w)(?:where (?:should|could|can|would|do|shall|to|might)(?: (?:we|i|you|one|us))?(?: (?:suggest|"
    r"recommend|advise|say))?(?: (?:we|i|that we|that i))?(?: (?:should|could))? ?(?:go|travel|fly|visit)|"
    r"(?:which|what) (?:places?|destinations?|country|countries) (?:should|would|could|"
    r"do you (?:suggest|recommend))|"
    r"(?:suggest|recommend) (?:me |us )?(?:a |some |any |good |nice )*(?:place|destination|countr)\w*|"
    r"(?:no idea|not sure|don t know|dont know|haven t decided|undecided|can t decide) (?:yet )?"
    r"(?:about )?where|surprise (?:me|us)|"
    r"(?:a donde|adonde|donde) (?:\w+ ){0,2}(?:ir|vamos|viajar)|que (?:destino|lugar|sitio)s? (?:\w+ )?"
    r"(?:recomiend|sugier|aconsej)\w*|(?:no se|no sabemos) (?:a )?(?:donde|adonde)|"
    r"ou (?:\w+ ){0,2}(?:aller|partir|voyager)|quelles? destinations?|"
    r"wohin (?:\w+ ){0,3}(?:reisen|fahren|fliegen|gehen|empfehlen)|welches (?:reise)?ziel|"
    r"(?:para |pra )?onde (?:\w+ ){0,2}(?:ir|viajar|vamos)|(?:que|qual) (?:destino|lugar)|"
    r"куда (?:\w+ ){0,3}(?:поехать|полететь|посоветуете|ехать|съездить|отправиться)|какое направление|"
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


async def recommend(
    slots: Slots, destinations: Sequence[Destination], tools: Tools
) -> tuple[Recommended, ...]:
    """Give the destinations that hold most of what the customer likes, the best first; where they told of
    nothing that a catalogue holds, those whose sights are liked best."""
    weighed: list[tuple[float, Recommended]] = []
    for destination in destinations:
        catalogue = await tools.catalogue(destination.id)
        worth, sights = _worth(slots, catalogue)
        if sights:
            weighed.append((worth, Recommended(destination, sights)))
    weighed.sort(key=lambda one: -one[0])
    return tuple(found for _, found in weighed[:MOST_RECOMMENDED])


def _worth(slots: Slots, catalogue: Catalogue) -> tuple[float, tuple[Place, ...]]:
    liked = interests_in(value_of(slots, "interests") or [], catalogue)
    unwanted = interests_in(value_of(slots, "avoid") or [], catalogue)
    places = [p for p in catalogue.places if unwanted.keys().isdisjoint((p.kind, *p.tags))]
    by_appeal = sorted(places, key=lambda p: (-p.appeal, p.id))
    if not value_of(slots, "interests"):
        return _sum(by_appeal), tuple(by_appeal[:MOST_SIGHTS])
    of_each = {word: [p for p in by_appeal if word in (p.kind, *p.tags)] for word in liked}
    worth = sum(_sum(found) for found in of_each.values())
    fitting = [p for p in by_appeal if any(p in found for found in of_each.values())]
    return worth, tuple((fitting or by_appeal)[:MOST_SIGHTS])


def _sum(places: Sequence[Place]) -> float:
    return sum(place.appeal for place in places[:_BEST])
