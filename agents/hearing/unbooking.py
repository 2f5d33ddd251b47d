"""What is said to be off, held against what the customer told as booked before."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from agents.regexes import regex
from agents.scene.captured import Joined, Slots
from agents.scene.wishes import as_date, value_of
from agents.understanding.arranged import is_known
from agents.understanding.contract import Slot, SlotName, Understanding
from agents.understanding.reading import read
from agents.understanding.unbooked import acts, tells_alone
from agents.wording.phrasing import Pen
from crm.conversations.values import Scene

MOST_WORDS = 6  # of an answer that names nothing
_FLIGHTS: tuple[SlotName, ...] = ("arrives_at", "departs_at")
_BARE = regex(r"\W*(?:(?:yes|yeah|it is|it's|ja|si|oui|sim|да|haan|हां|نعم)\W+)*cancell?ed\W*")
_WHOLE = regex(
    r"(?<!\w)(?:trip|everything|all|tour|viaje|todo|voyage|tout|reise|alles|viagem|tudo|поездк\w*|вс[её])(?!\w)"
)


def held_against(understanding: Understanding, joined: Joined, scene: Scene, known: Slots) -> Understanding:
    """Hear as off only what was told as booked, or what the desk just asked about.

    Words of cancelling that tell of nothing else then no longer ask for the end of the trip.
    """
    slots: dict[SlotName, Slot] = dict(understanding.slots)
    told = value_of(known, "booked")
    before = [dict(item) for item in told if isinstance(item, Mapping)] if isinstance(told, list) else []
    heard = slots.pop("booked", None)
    answer = _asked_about(joined.text, scene, before) if heard is None else None
    if answer is not None:
        heard = Slot([answer], (0, len(joined.text)), confidence=0.85)
    is_off = any(slots[name].retracted and name in known for name in _FLIGHTS if name in slots)
    if heard is not None and isinstance(heard.value, list):
        items = [item for item in heard.value if not item.get("gone") or is_known(item, before)]
        is_off = is_off or any(item.get("gone") for item in items)
        slots |= {"booked": replace(heard, value=items)} if items else {}
    intents = understanding.intents
    if answer or (is_off and tells_alone(read(joined.text))):
        intents = tuple(intent for intent in intents if intent.name != "cancel")
    return replace(understanding, slots=slots, intents=intents)


def _asked_about(text: str, scene: Scene, before: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The one booking outside the trip's dates that the desk just asked about, where the answer is that it
    is off and names nothing."""
    reading = read(text)
    plain = reading.plain
    says_so = any(act.counts for act in acts(reading)) or _BARE.fullmatch(plain)
    if not says_so or len(plain.split()) > MOST_WORDS or _WHOLE.search(plain):
        return None
    outside = [item for item in before if _is_outside(item, scene) and _is_named_last(item, scene)]
    if len(outside) != 1:
        return None
    return {"kind": outside[0].get("kind"), "name": outside[0].get("name"), "gone": True}


def _is_outside(item: Mapping[str, Any], scene: Scene) -> bool:
    start = as_date(scene.trip.request.get("start")) if scene.trip else None
    nights = scene.trip.request.get("nights") if scene.trip else None
    if start is None or not isinstance(nights, int):
        return False
    days = [as_date(item.get(key)) for key in ("from", "until", "day")]
    return any(day is not None and not start <= day <= start + timedelta(days=nights) for day in days)


def _is_named_last(item: Mapping[str, Any], scene: Scene) -> bool:
    """Whether the desk named it since the customer spoke last."""
    name = Pen(scene.language).word("engagement", str(item.get("name") or ""))
    for past in reversed(scene.history):
        if past.role == "customer":
            return False
        if name and name.casefold() in past.text.casefold():
            return True
    return False
