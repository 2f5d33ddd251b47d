"""The first town of a trip, told as where it starts from: "can we start from Munnar?", going to Kerala."""

from dataclasses import replace
from typing import Protocol

from agents.regexes import regex
from agents.scene.captured import Joined
from agents.scene.facts import known_slots
from agents.understanding.contract import Slot, SlotName, Understanding
from agents.understanding.end_cues import is_ours, is_refused
from agents.understanding.reading import read
from crm.conversations.values import Scene

_BEGINS = regex(
    r"(?<!\w)(?:start|begin|empez|empiec|empec|comenz|comienc|commenc|debut|inici|comec|beginn|anfang|"
    r"нач|старт|shuru|शुरू|بدا)\w*(?: (?:the|our|el|nuestro|le|notre|die|unsere|a|nossa) \w+)?"
    r" (?:from|desde|de|depuis|von|с|из|من)(?: the)? (?P<town>\w[\w'-]*(?: \w[\w'-]*){0,2})"
)
_CLAUSE = regex(r"[.!?;,:\n]")


class Places(Protocol):
    """What is known of names of places."""

    def are_akin(self, one: str, other: str) -> bool: ...

    def known_as(self, place: str) -> str | None: ...


def begun_within(understanding: Understanding, scene: Scene, joined: Joined, places: Places) -> Understanding:
    """Take a town of the trip itself, from which it is to start, as its first stop.

    A boat that starts there, or a start that is refused, is no such wish.
    """
    slots, reading = understanding.slots, read(joined.text)
    match = _BEGINS.search(reading.plain)
    if match is None or "gateway_in" in slots:
        return understanding
    before = _CLAUSE.split(reading.plain[: match.start()])[-1]
    behind = _CLAUSE.split(reading.plain[match.end() :])[0]
    if is_refused(before) or not is_ours(before, behind):
        return understanding
    told = slots.get("destinations")
    value = told.value if told is not None else known_slots(scene).get("destinations", {}).get("value")
    found = _town(match["town"], [str(one) for one in value] if isinstance(value, list) else [], places)
    if found is None:
        return understanding
    town, letters = found
    begin = match.start("town")
    said = Slot(town, reading.span(begin, begin + letters), confidence=0.85)
    kept: dict[SlotName, Slot] = {n: s for n, s in slots.items() if n != "origin"}
    first = {"place": town, "min": 1, "stands": "first"}
    stops = kept.get("stop_nights")
    others = [s for s in stops.value if s.get("stands") != "first"] if stops is not None else []
    kept["stop_nights"] = replace(stops or said, value=[first, *others])
    kept["gateway_in"] = said
    return replace(understanding, slots=kept)


def _town(words: str, trip: list[str], places: Places) -> tuple[str, int] | None:
    """The longest name at the front of `words` that is a town of the trip, and how many letters it takes."""
    parts = words.split(" ")
    for count in range(len(parts), 0, -1):
        said = " ".join(parts[:count])
        town = places.known_as(said)
        if town is not None and town not in trip and any(places.are_akin(town, one) for one in trip):
            return town, len(said)
    return None
