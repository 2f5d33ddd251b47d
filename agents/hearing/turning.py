"""Which of several enquiries goes first, where the customer says so: "first the Kerala one"."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from agents.hearing.kept import CONTACT
from agents.hearing.put_first import TO_ANSWER, Read, blanked, clauses, first_put, places_heard, says
from agents.scene.captured import Aside, Joined, TurnedTo, capture, join
from agents.scene.facts import known_slots, places_of
from agents.scene.notes import Notes
from crm.conversations.values import Heard, LeadFacts, Scene, Waiting
from crm.leads.rules import beside_waiting


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
    found = first_put(joined.text, _known(scene), read)
    if found is None:
        return None
    begin, end, place = found
    turning = _turned_to(scene, place)
    if turning is None:
        return None
    former = _spoken_of(joined.text[:begin], scene, place, read)
    if former is not None and says(read(joined.text[:begin]), TO_ANSWER):
        other = next((one.lead for one in scene.waiting if place in places_of(one.lead.slots)), None)
        if other is None or says(read(joined.text[begin:]), TO_ANSWER):
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


def _about_others(text: str, begin: int, scene: Scene, read: Read) -> Iterator[tuple[int, int]]:
    """The clauses after the turning that name trips known already."""
    known = _known(scene)
    for first, last in clauses(text):
        named = set(places_heard(read(text[first:last]))) if first >= begin else set()
        if named and named <= known:
            yield first, last


def _but_contact(text: str, begin: int, end: int | None, read: Read) -> list[tuple[int, int]]:
    """The clauses of a part that do not say who the customer is, for that is no matter of one trip."""
    part = text[begin:end]
    kept = [slot.span for name, slot in read(part).slots.items() if name in CONTACT]
    return [
        (begin + first, begin + last)
        for first, last in clauses(part)
        if not any(at < last and first < to for at, to in kept)
    ]


def _spoken_of(text: str, scene: Scene, place: str, read: Read) -> LeadFacts | None:
    """The other lead that words before the turning tell something of; None where they tell nothing."""
    understood = read(text) if text.strip() else None
    if understood is None or not (understood.slots.keys() - set(CONTACT) or says(understood, TO_ANSWER)):
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
    text = blanked(joined.text, spans)
    begins = {number: first for first, number in joined.starts}
    return replace(scene, heard=tuple(_cut(heard, text, begins) for heard in scene.heard))


def _cut(heard: Heard, text: str, begins: dict[int, int]) -> Heard:
    if heard.id not in begins:
        return heard
    first = begins[heard.id]
    return replace(heard, text=text[first : first + len(heard.text)])


def _known(scene: Scene) -> set[str]:
    return {*places_of(known_slots(scene)), *(p for one in scene.waiting for p in places_of(one.lead.slots))}


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
