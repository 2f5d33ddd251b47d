"""What is said to a liking that leaves the plan as it is: that it holds such a thing, or that none is."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from agents.acting.findings import Findings
from agents.acting.own_ways import HOTEL
from agents.scene.facts import Facts
from agents.scene.places import places_named
from agents.understanding.reading import read
from agents.understanding.wish_words import ANY_INTEREST, interest_of
from agents.wording.folding import folded
from agents.wording.phrasing import Pen
from crm.conversations.values import Scene
from crm.trips.values import Catalogue, Place

_MOST = 4  # visits that are named


@dataclass(frozen=True)
class Liked:
    """What was said, in the customer's words, and the names of what the plan holds of it."""

    said: str
    visits: tuple[str, ...]


def liked_anew(facts: Facts, scene: Scene, found: Findings) -> Liked | None:
    """The liking of this turn that left the plan as it is; None where there is none, or where something of
    it is sold and does not fit, or where a hotel is wished for that has it."""
    plan, slot = found.unchanged, facts.slots.get("interests", {})
    if plan is None or "interests" not in facts.changed or HOTEL.search(folded(facts.text)):
        return None
    said = _said(scene, slot)
    if not said:
        return None
    known = _known(said, str(slot["value"][-1]), facts.language, plan.catalogue)
    held = tuple(place.name for place in known if place.id in plan.itinerary.places)
    return Liked(said, held[:_MOST]) if held or not known else None


def told_of_liking(liked: Liked, pen: Pen) -> str:
    """That the plan holds it, or that a colleague has been told of it."""
    if liked.visits:
        return pen.write("revise.holds", list=pen.listed(liked.visits))
    return pen.write("revise.no_such", said=liked.said)


def _said(scene: Scene, slot: object) -> str:
    if not isinstance(slot, dict) or not isinstance(slot.get("span"), list | tuple):
        return ""
    begin, end = slot["span"]
    return next(
        (heard.text[begin:end] for heard in scene.heard if heard.id == slot.get("message")), ""
    ).strip()


def _known(said: str, value: str, language: str, catalogue: Catalogue) -> list[Place]:
    """What is sold of each thing that the words name, in turns: of "nature and temples" some of both."""
    matches = list(ANY_INTEREST.finditer(read(said).plain))
    named = [(match.group(), interest_of(match)) for match in matches] or [(said, value)]
    each = [_sold(words, interest, language, catalogue) for words, interest in named]
    by_turns = chain.from_iterable(zip_longest(*each))
    return list({place.id: place for place in by_turns if place is not None}.values())


def _sold(words: str, interest: str, language: str, catalogue: Catalogue) -> Sequence[Place]:
    """What is sold of one thing. Some words of English name one thing of a kind: a cooking class is more
    than food. A plain word, or words of another language, mean the kind itself."""
    is_plain = language != "en" or len(words.split()) == 1
    found = places_named(words, catalogue) or places_named(words.replace(" ", ""), catalogue)
    return found or (places_named(interest, catalogue) if is_plain else ())
