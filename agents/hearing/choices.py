"""Answers that mean something only beside what the desk offered: its own words, "cheaper", a plain yes."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from agents.scene.captured import Joined, Slots
from agents.scene.facts import Notes, known_slots
from agents.scene.listed_places import leaves_the_choice, names_no_place, places_listed
from agents.scene.picking import CHEAPER, picked_in, taking_ends, wanted_in
from agents.scene.wishes import CLASSES, nights_of, value_of
from agents.understanding.contract import Intent, Slot, SlotName, Understanding
from agents.understanding.left_out import is_supposed
from agents.understanding.reading import read
from agents.understanding.spoken_of import manner_of
from agents.wording.folding import folded
from agents.wording.replies import LANGUAGES, Replies
from crm.conversations.values import Scene

SHORT, STEM = 4, 5  # words of a short answer; letters by which a word of ours is known again
_BETTER = re.compile(
    r"(?<!\w)(?:(?:better|nicer|fancier|more luxurious|higher class) (?:hotels?|stays?|resorts?)|"
    r"upgrade(?: the)?(?: hotels?)?|mejor(?:es)? hotel(?:es)?|meilleurs? h[oô]tels?|bessere?[ns]? hotels?|"
    r"(?:hotel|hotéis) melhor(?:es)?|отел[ьи] (?:получше|лучше)|فندق أفضل|فنادق أفضل|बेहतर होटल)(?!\w)",
    re.IGNORECASE,
)


_CLASS_OF_HOTEL = re.compile(
    r"(?<!\w)(?P<name>value|comfort|luxury)[ -](?:class[ -])?(?:hotels?|stays?|resorts?|rooms?)(?!\w)",
    re.IGNORECASE,
)
_DATES: tuple[SlotName, ...] = ("start_date", "end_date")
_ENDS_OF_A_TRIP: tuple[SlotName, ...] = ("gateway_in", "gateway_out")
_SIDE_BY_SIDE = 8  # characters that may stand between a number of nights and its place: " in the "
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


def with_nights(understanding: Understanding, scene: Scene) -> Understanding:
    """Count what is said of more nights or fewer from the trip as it is planned, or as it is known."""
    change = understanding.slots.get("nights_change")
    if change is None or change.retracted or not isinstance(change.value, int):
        return understanding
    planned = scene.trip.request.get("nights") if scene.trip else None
    before = planned if isinstance(planned, int) else nights_of(known_slots(scene))
    if before is None or before + change.value < 1 or "nights" in understanding.slots:
        return understanding
    kept: dict[SlotName, Slot] = {n: s for n, s in understanding.slots.items() if n != "nights_change"}
    return replace(understanding, slots={**kept, "nights": replace(change, value=before + change.value)})


def with_nights_of_a_stop(
    understanding: Understanding, text: str, scene: Scene, are_akin: Callable[[str, str], bool]
) -> Understanding:
    """Nights told of one town of the planned trip are that town's: "make it 3 nights in Ubud".

    Those of another time or of others, or that are only judged ("2 nights in Ubud are too short"), are
    nobody's.
    `are_akin` says whether two places are of one trip by nature.
    """
    nights, where = understanding.slots.get("nights"), understanding.slots.get("destinations")
    planned = scene.trip.request.get("nights") if scene.trip else None
    if nights is None or where is None or not isinstance(planned, int) or not _beside(nights, where):
        return understanding
    known = known_slots(scene).get("destinations", {}).get("value")
    named = where.value if isinstance(where.value, list) else []
    is_town = len(named) == 1 and isinstance(known, list) and named[0] not in known
    if not is_town or not all(are_akin(str(named[0]), str(one)) for one in known or ()):
        return understanding
    if not isinstance(nights.value, int) or not 0 < nights.value < planned:
        return understanding
    span = min(nights.span[0], where.span[0]), max(nights.span[1], where.span[1])
    kept: dict[SlotName, Slot] = {
        n: s for n, s in understanding.slots.items() if n not in ("nights", "destinations")
    }
    reading = read(text)
    if manner_of(reading.plain, *reading.range_of(*span)) != "wished":
        return replace(understanding, slots=kept)
    stops = replace(nights, value=[{"place": named[0], "exactly": nights.value}], span=span)
    return replace(understanding, slots={**kept, "stop_nights": stops})


def _beside(nights: Slot, where: Slot) -> bool:
    """Whether a number of nights and a place stand side by side in one message."""
    if nights.retracted or where.retracted or nights.message != where.message:
        return False
    return 0 <= where.span[0] - nights.span[1] <= _SIDE_BY_SIDE


def without_supposing(understanding: Understanding, text: str) -> Understanding:
    """Refuse no place that is only supposed to be left out: "what happens if we skip Ubud?" asks."""
    where = understanding.slots.get("destinations")
    if where is None or not where.retracted or where.message:
        return understanding
    reading = read(text)
    if not is_supposed(reading, *reading.range_of(*where.span)):
        return understanding
    slots: dict[SlotName, Slot] = {n: s for n, s in understanding.slots.items() if n != "destinations"}
    intents = tuple(i for i in understanding.intents if i.name not in ("change", "question"))
    return replace(understanding, slots=slots, intents=(*intents, Intent("question", 0.9)))


def with_places_avoided(
    understanding: Understanding, scene: Scene, are_akin: Callable[[str, str], bool]
) -> Understanding:
    """Avoid a place that is refused and is no part of the trip known: "don't send us to Phuket", of Bali."""
    where = understanding.slots.get("destinations")
    if where is None or not where.retracted or where.message or not isinstance(where.value, list):
        return understanding
    known = known_slots(scene).get("destinations", {}).get("value")
    trip = [str(one) for one in known] if isinstance(known, list) else []
    far = [one for one in where.value if not any(are_akin(str(one), other) for other in trip)]
    if not far:
        return understanding
    before = understanding.slots.get("avoid")
    others = [*before.value] if before is not None and not before.retracted else []
    near = [one for one in where.value if one not in far]
    kept: dict[SlotName, Slot] = {n: s for n, s in understanding.slots.items() if n != "destinations"}
    if near:
        kept["destinations"] = replace(where, value=near)
    return replace(
        understanding, slots={**kept, "avoid": replace(where, value=[*others, *far], retracted=False)}
    )


def with_stops_left_out(understanding: Understanding, scene: Scene) -> Understanding:
    """A town of the planned trip that is not wanted: "can we skip Munnar", where the trip goes to Kerala."""
    where = understanding.slots.get("destinations")
    if where is None or not where.retracted or scene.trip is None or "stop_nights" in understanding.slots:
        return understanding
    known = known_slots(scene).get("destinations", {}).get("value")
    named = {folded(str(one)) for one in (known if isinstance(known, list) else [])}
    gone = where.value if isinstance(where.value, list) else []
    if not gone or any(folded(str(one)) in named for one in gone):
        return understanding
    kept: dict[SlotName, Slot] = {n: s for n, s in understanding.slots.items() if n != "destinations"}
    stops = replace(where, value=[{"place": one, "exactly": 0} for one in gone], retracted=False)
    ends: dict[SlotName, Slot] = {
        gate: replace(where, value=value_of(known_slots(scene), gate))
        for gate in _ENDS_OF_A_TRIP
        if folded(str(value_of(known_slots(scene), gate))) in {folded(str(one)) for one in gone}
    }
    return replace(understanding, slots={**kept, **ends, "stop_nights": stops})


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


def _class_beside(text: str, now: Any) -> Slot | None:
    """One class lower or higher than the plan's; nothing where there is none."""
    for pattern, step in ((CHEAPER, -1), (_BETTER, 1)):
        match = pattern.search(text)
        if match and now in CLASSES:
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


def taken_place(notes: Notes, slots: Slots, joined: Joined) -> Slots:
    """The place that is taken by its number among those recommended: "the first one"; or the first of them,
    where the customer lets the desk decide."""
    listed = places_listed(notes.listed)
    if not listed or "destinations" in slots:
        return {}
    number = 0 if leaves_the_choice(joined.text) else picked_in(joined.text, notes.listed)
    if number is None:
        return {}
    message, span = joined.locate((joined.starts[-1][0], len(joined.text)))
    said: Mapping[str, Any] = {"message": message, "span": list(span), "confidence": 0.9, "by": "offer"}
    return {"destinations": {"value": [listed[number]], **said}}
