"""Towns and nights of the trip as it is known: more of them, fewer, some of one town, a town refused."""

from collections.abc import Callable
from dataclasses import replace

from agents.scene.facts import known_slots
from agents.scene.wishes import nights_of, value_of
from agents.understanding.contract import Intent, Slot, SlotName, Understanding
from agents.understanding.left_out import is_supposed
from agents.understanding.reading import read
from agents.understanding.spoken_of import manner_of
from agents.wording.folding import folded
from crm.conversations.values import Scene

_ENDS_OF_A_TRIP: tuple[SlotName, ...] = ("gateway_in", "gateway_out")
_SIDE_BY_SIDE = 8  # characters that may stand between a number of nights and its place: " in the "


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
