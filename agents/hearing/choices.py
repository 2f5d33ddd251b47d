"""Answers that mean something only beside what the desk offered: its own words, "cheaper", a plain yes."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from agents.regexes import regex
from agents.scene.captured import Joined, Slots
from agents.scene.listed_places import leaves_the_choice, names_no_place, places_listed
from agents.scene.notes import Notes
from agents.scene.picking import CHEAPER, asks_for_cheaper, names_unlisted, picked_in, taking_ends, wanted_in
from agents.scene.wishes import CLASSES
from agents.understanding.contract import Slot, SlotName, Understanding
from agents.understanding.in_part import wishes_in_part
from agents.understanding.reading import read
from agents.wording.folding import folded
from agents.wording.replies import LANGUAGES, Replies
from crm.conversations.values import Scene

FOLLOWING = frozenset({"days", "end_date"})  # follow from start and nights, and are set where they were said
SHORT, STEM = 4, 5  # words of a short answer; letters by which a word of ours is known again
_BETTER = regex(
    r"(?<!\w)(?:(?:better|nicer|fancier|more luxurious|higher class) (?:hotels?|stays?|resorts?)|"
    r"upgrade(?: the)?(?: hotels?)?|mejor(?:es)? hotel(?:es)?|hotel(?:es)? mejor(?:es)?|"
    r"meilleurs? h[oô]tels?|bessere?[ns]? hotels?|"
    r"(?:hotel|hotéis) melhor(?:es)?|отел[ьи] (?:получше|лучше)|فندق أفضل|فنادق أفضل|बेहतर होटल)(?!\w)",
    re.IGNORECASE,
)


_CLASS_OF_HOTEL = regex(
    r"(?<!\w)(?P<name>value|comfort|luxury)[ -](?:class[ -])?(?:hotels?|stays?|resorts?|rooms?)(?!\w)",
    re.IGNORECASE,
)
_DATES: tuple[SlotName, ...] = ("start_date", "end_date")
_HEADS = ("travellers", "adults", "children", "infants")


def settled(understanding: Understanding, scene: Scene, notes: Notes) -> Understanding:
    """Leave out what only looks like an answer.

    Words of the desk itself count as said by the customer only where a colleague wrote them: "yes" to a
    plan does not say anew everything that stands in it, and the desk remembers its own offers. And
    "2 of us" answers who travels, not how long.
    """
    speakers = {p.id: p.role for p in scene.history}
    kept = {n: slot for n, slot in understanding.slots.items() if speakers.get(slot.message) != "desk"}
    nights = kept.get("nights")
    heads = [kept[name] for name in _HEADS if name in kept]
    where = kept.get("destinations")
    if where and isinstance(where.value, list) and any(map(names_no_place, map(str, where.value))):
        del kept["destinations"]  # "something else" is never a place
    if taken := _taking(scene, notes):
        kept = {n: slot for n, slot in kept.items() if slot.message or slot.span[0] >= taken}
        nights = kept.get("nights")
    if nights and notes.asked == "nights" and any(_overlap(nights, other) for other in heads):
        del kept["nights"]
    return replace(understanding, slots=kept)


def _taking(scene: Scene, notes: Notes) -> int:
    """Where the words end that take one of what was laid out: "la segunda" is no Monday, and no town."""
    text = "\n".join(heard.text for heard in scene.heard if heard.text.strip())
    if picked_in(text, notes.listed) is None:
        return 0
    return taking_ends(text) or 0


def without_unlisted(understanding: Understanding, text: str, notes: Notes) -> Understanding:
    """Hear no yes in an option that nobody laid out: "I like option 1" to the one plan there is."""
    if not names_unlisted(text, notes.listed):
        return understanding
    kept = tuple(i for i in understanding.intents if i.name not in ("affirm", "approve"))
    return replace(understanding, intents=kept)


def with_new_dates(understanding: Understanding) -> Understanding:
    """Let two dates that are said anew outweigh a length of the trip that was told before."""
    slots = understanding.slots
    dates = [slots[name] for name in _DATES if name in slots]
    is_new = len(dates) == len(_DATES) and not any(slot.retracted for slot in dates)
    if not is_new or slots.keys() & {"nights", "days", "nights_change"} or dates[0].value >= dates[1].value:
        return understanding
    taken_back = replace(dates[1], value=None, retracted=True)
    return replace(understanding, slots={**slots, "nights": taken_back, "days": taken_back})


def _overlap(one: Slot, other: Slot) -> bool:
    return one.message == other.message and one.span[0] < other.span[1] and other.span[0] < one.span[1]


def with_choices(understanding: Understanding, joined: Joined, scene: Scene, notes: Notes) -> Understanding:
    """Add the hotel class that an answer names in the desk's own words, or asks for beside the plan's."""
    if "stay" in understanding.slots or picked_in(joined.text, notes.listed) is not None:
        return understanding
    if next(wishes_in_part(read(joined.text).plain, is_settled=scene.lead is not None), None) is not None:
        return understanding  # a class for some of the nights is none for the trip
    if wanted_in(joined.text) == "options":
        return understanding  # cheaper options are plans to choose from, not a class
    named = _CLASS_OF_HOTEL.search(joined.text)
    slot = Slot({"class": named["name"].lower()}, named.span(), confidence=0.9) if named else None
    if slot is None and notes.asked is not None and len(joined.text.split()) <= SHORT:
        slot = _class_named(joined.text)
    if slot is None and scene.trip is not None:
        slot = _class_beside(joined.text, scene.trip.request.get("hotel_class"))
    return replace(understanding, slots={**understanding.slots, "stay": slot}) if slot else understanding


def _class_named(text: str) -> Slot | None:
    for name, stem in _offered_classes():
        for word in re.finditer(r"[^\W\d_]+", text):
            if folded(word.group()).startswith(stem):
                return Slot({"class": name}, word.span(), confidence=0.9)
    return None


@cache
def _offered_classes() -> tuple[tuple[str, str], ...]:
    """Hotel classes with the beginnings of the words by which the desk asks for them."""
    words = [(c, folded(Replies.of(spoken).word("class", c))) for c in CLASSES for spoken in LANGUAGES]
    return tuple(dict.fromkeys((name, word[:STEM]) for name, word in words if len(word) >= STEM))


def asks_another_class(text: str) -> bool:
    """Whether better hotels, or cheaper ones, are asked for without the name of a class."""
    return bool(_BETTER.search(text)) or asks_for_cheaper(text)


def _class_beside(text: str, now: Any) -> Slot | None:
    """One class lower or higher than the plan's; nothing where there is none."""
    for pattern, step in ((CHEAPER, -1), (_BETTER, 1)):
        match = pattern.search(text)
        if match and now in CLASSES and (pattern is not CHEAPER or asks_for_cheaper(text)):
            wanted = CLASSES.index(now) + step
            return (
                Slot({"class": CLASSES[wanted]}, match.span(), confidence=0.8) if 0 <= wanted <= 2 else None
            )
    return None


def taken_offer(
    notes: Notes, understanding: Understanding, slots: Slots, known: Slots, joined: Joined
) -> Slots:
    """A plain yes sets what the desk had offered; the evidence is the yes itself."""
    says_more = any(slot.get("value") != known.get(name, {}).get("value") for name, slot in slots.items())
    if not notes.offer or says_more or not understanding.has("affirm"):
        return {}
    message, span = joined.locate((joined.starts[-1][0], len(joined.text)))
    evidence: Mapping[str, Any] = {"message": message, "span": list(span), "confidence": 0.9, "by": "offer"}
    return {name: {"value": value, **evidence} for name, value in notes.offer.items()}


def taken_way(notes: Notes, known: Slots, joined: Joined) -> Slots:
    """What the way out that is taken sets, "1": the budget for it, the class of hotels, the length,
    or what is to be seen still (nothing: an empty list)."""
    listed = notes.listed or {}
    number = picked_in(joined.text, notes.listed) if listed.get("kind") == "ways" else None
    sets = listed.get("sets") or ()
    if number is None or number >= len(sets):
        return {}
    message, span = joined.locate((joined.starts[-1][0], len(joined.text)))
    said: Mapping[str, Any] = {"message": message, "span": list(span), "confidence": 0.9, "by": "offer"}
    taken = {n: value for n, value in sets[number].items() if n not in FOLLOWING or n in known}
    if "stay" in taken:
        taken["stay"] = {**(known.get("stay", {}).get("value") or {}), **taken["stay"]}
    return {name: {"value": value, **said} for name, value in taken.items()}


def taken_place(notes: Notes, slots: Slots, joined: Joined, *, agrees: bool) -> Slots:
    """The place that is taken by its number among those recommended: "the first one"; or the first of them,
    where the customer lets the desk decide, or agrees and there is one alone."""
    listed = places_listed(notes.listed)
    if not listed or "destinations" in slots:
        return {}
    takes_first = leaves_the_choice(joined.text) or (agrees and len(listed) == 1)
    number = 0 if takes_first else picked_in(joined.text, notes.listed)
    if number is None:
        return {}
    message, span = joined.locate((joined.starts[-1][0], len(joined.text)))
    said: Mapping[str, Any] = {"message": message, "span": list(span), "confidence": 0.9, "by": "offer"}
    return {"destinations": {"value": [listed[number]], **said}}
