"""Which of several enquiries goes first, where the customer says so: "first the Kerala one"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from agents.captured import Aside, Joined, TurnedTo, capture, join
from agents.facts import Notes, known_slots, places_of
from agents.kept import CLAUSE, CONTACT, NEVER_MISSED
from agents.turning_words import BESIDE, GOES_FIRST
from agents.two_trips import Read, places_heard
from agents.understanding.contract import IntentName, SlotName, Understanding
from crm.conversations.values import Heard, LeadFacts, Scene, Waiting
from crm.leads.rules import beside_waiting

# What of a trip may be told in the same breath.
_TOLD: tuple[SlotName, ...] = (
    "destinations", "start_date", "end_date", "date_window", "nights", "days", "adults", "children",
    "child_ages", "infants", "travellers", "budget", "stay",
)  # fmt: skip
_APART = re.compile(r"[\s.,;:!?…()\"«»؛،।—–-]+")
# What is asked or told beside the turning has to be answered for the trip that it is about.
_TO_ANSWER: tuple[IntentName, ...] = (*NEVER_MISSED, "question", "cancel", "approve", "reject", "ask_price")


@dataclass(frozen=True)
class Turned:
    """The scene to think about, `to` which enquiry it turns, and what it says `aside` of another one."""

    scene: Scene
    to: TurnedTo | None
    aside: Aside | None = None


def turned(scene: Scene, read: Read) -> Turned | None:
    """Give the scene about the enquiry that the turn's words put first; None where they put none.

    `read` understands a part of the words. What stands before them is about the enquiry that the desk
    worked on until then: where it asks something, the desk stays with that one and notes what follows for
    the other. While a human speaks, and after a stop, the desk turns to nothing by itself.
    """
    if not scene.waiting or scene.held_by is not None or scene.opted_out:
        return None
    joined = join(scene.heard)
    found = _first_put(joined.text, scene, read)
    if found is None:
        return None
    begin, end, place = found
    turning = _turned_to(scene, place)
    if turning is None:
        return None
    former = _spoken_of(joined.text[:begin], scene, place, read)
    if former is not None and _says(read(joined.text[:begin]), _TO_ANSWER):
        other = next((one.lead for one in scene.waiting if place in places_of(one.lead.slots)), None)
        if other is None or _says(read(joined.text[begin:]), _TO_ANSWER):
            return None
        aside = _noted(joined, (begin, len(joined.text)), other, read)
        return Turned(_without(scene, joined, _but_contact(joined.text, begin, None, read)), None, aside)
    # "…, then Bali" is no wish for this trip
    cut = list(_about_others(joined.text, end, scene, read))
    aside = None
    if former is not None:
        aside = _noted(joined, (0, begin), former, read)
        cut += _but_contact(joined.text, 0, begin, read)
    rest = _without(turning.scene, joined, [*cut, (begin, end)])
    # "back to Bali, the second one": what follows is understood as if it stood alone.
    if set(read(joined.text[begin:end]).slots) == {"destinations"} and join(rest.heard).text.strip():
        cut.append((begin, end))
    return replace(turning, scene=_without(turning.scene, joined, cut), aside=aside)


def _first_put(text: str, scene: Scene, read: Read) -> tuple[int, int, str] | None:
    """The clause that puts a place first, and the place."""
    known = _known(scene)
    for begin, end in _clauses(text):
        clause = text[begin:end]
        if not GOES_FIRST.search(clause):
            continue
        understood = read(clause)
        named = places_heard(understood)
        is_known = bool(named) and set(named) <= known
        if is_known and not _says(understood, NEVER_MISSED) and _says_no_more(clause, read):
            return begin, end, named[0]
    return None


def _says_no_more(clause: str, read: Read) -> bool:
    """Whether a clause holds the words that turn, the place, what a lead keeps, and nothing else."""
    rest = clause
    for name, slot in read(clause).slots.items():
        begin, end = slot.span
        if name in _TOLD and not slot.message:
            rest = rest[:begin] + " " * (end - begin) + rest[end:]
    rest = GOES_FIRST.sub(" ", rest)
    left = (word for word in _APART.split(rest.casefold()) if word and word not in BESIDE)
    return all(places_heard(read(word)) for word in left)


def _says(understood: Understanding, intents: tuple[IntentName, ...]) -> bool:
    return any(understood.has(name) for name in intents)


def _about_others(text: str, begin: int, scene: Scene, read: Read) -> Iterator[tuple[int, int]]:
    """The clauses after the turning that name trips known already."""
    known = _known(scene)
    for first, last in _clauses(text):
        named = set(places_heard(read(text[first:last]))) if first >= begin else set()
        if named and named <= known:
            yield first, last


def _but_contact(text: str, begin: int, end: int | None, read: Read) -> list[tuple[int, int]]:
    """The clauses of a part that do not say who the customer is, for that is no matter of one trip."""
    part = text[begin:end]
    kept = [slot.span for name, slot in read(part).slots.items() if name in CONTACT]
    return [
        (begin + first, begin + last)
        for first, last in _clauses(part)
        if not any(at < last and first < to for at, to in kept)
    ]


def _spoken_of(text: str, scene: Scene, place: str, read: Read) -> LeadFacts | None:
    """The other lead that words before the turning tell something of; None where they tell nothing."""
    understood = read(text) if text.strip() else None
    if understood is None or not (understood.slots.keys() - set(CONTACT) or _says(understood, _TO_ANSWER)):
        return None
    leads = [lead for lead in (scene.lead, *(one.lead for one in scene.waiting)) if lead is not None]
    named = set(places_heard(understood))
    about = [lead for lead in leads if named & set(places_of(lead.slots))]
    lead = about[0] if about else (leads[0] if not named and scene.lead is not None else None)
    return lead if lead is not None and places_of(lead.slots) and place not in places_of(lead.slots) else None


def _noted(joined: Joined, span: tuple[int, int], lead: LeadFacts, read: Read) -> Aside | None:
    """What a part of the words says of a lead beside the one that is thought about."""
    understood = read(joined.text[slice(*span)])
    moved = {
        name: replace(slot, span=(slot.span[0] + span[0], slot.span[1] + span[0]))
        for name, slot in understood.slots.items()
        if not slot.message and name not in CONTACT
    }
    slots, _ = capture(replace(understood, slots=moved), joined, lead.slots)
    where = {"destinations": lead.slots["destinations"]}
    # Coming back to a place says nothing new of it.
    told = {
        name: slot for name, slot in slots.items() if slot["value"] != lead.slots.get(name, {}).get("value")
    }
    return Aside(places_of(lead.slots)[0], {**where, **told}, is_new=False) if told else None


def _without(scene: Scene, joined: Joined, spans: list[tuple[int, int]]) -> Scene:
    """The scene whose messages lack some of their words; whatever stays keeps its place."""
    text = joined.text
    for begin, end in spans:
        text = text[:begin] + " " * (end - begin) + text[end:]
    begins = {number: first for first, number in joined.starts}
    return replace(scene, heard=tuple(_cut(heard, text, begins) for heard in scene.heard))


def _cut(heard: Heard, text: str, begins: dict[int, int]) -> Heard:
    if heard.id not in begins:
        return heard
    first = begins[heard.id]
    return replace(heard, text=text[first : first + len(heard.text)])


def _known(scene: Scene) -> set[str]:
    return {*places_of(known_slots(scene)), *(p for one in scene.waiting for p in places_of(one.lead.slots))}


def _clauses(text: str) -> list[tuple[int, int]]:
    cuts = [0, *(match.end() for match in CLAUSE.finditer(text)), len(text)]
    return [(begin, end) for begin, end in pairwise(cuts) if text[begin:end].strip()]


def _turned_to(scene: Scene, place: str) -> Turned | None:
    here = places_of(known_slots(scene))
    if place in here:
        return Turned(scene, TurnedTo(place, _first_places(scene.waiting)))
    taken = next((one for one in scene.waiting if place in places_of(one.lead.slots)), None)
    if taken is None:
        return None
    others = tuple(one for one in scene.waiting if one is not taken)
    if scene.lead is not None and here:
        others = (Waiting(scene.lead, scene.trip, scene.options), *others)
    beside = _first_places(others)
    notes = Notes(
        aside=beside,
        beside=places_of(taken.lead.slots),
        closed=Notes.read(scene.dialogue).closed,
        # The customer may take up what was laid out before it waited.
        listed=_offered(taken),
    )
    about = replace(
        scene,
        lead=replace(taken.lead, needs_human=beside_waiting(taken.lead.needs_human)),
        trip=taken.trip,
        options=taken.options,
        dialogue=notes.write(),
        waiting=others,
    )
    return Turned(about, TurnedTo(place, beside, taken.lead.id))


def _offered(taken: Waiting) -> dict[str, object] | None:
    if len(taken.options) < 2:
        return None
    return {"kind": "options", "items": [plan.flavour for plan in taken.options]}


def _first_places(waiting: tuple[Waiting, ...]) -> tuple[str, ...]:
    return tuple(places[0] for one in waiting if (places := places_of(one.lead.slots)))
