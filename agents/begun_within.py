"""The first town of a trip, told as where it starts from: "can we start from Munnar?", going to Kerala."""

import re
from collections.abc import Callable
from dataclasses import replace

from agents.captured import Joined
from agents.facts import known_slots
from agents.understanding.contract import Slot, SlotName, Understanding
from crm.conversations.values import Scene

_BEGINS = re.compile(
    r"(?<!\w)(?:start|begin|empez|empiec|empec|comenz|comienc|commenc|d[eé]but|inici|come[cç]|beginn|"
    r"anfang|нач|старт|"
    r"shuru|शुरू|بد[اأء])\w*(?: (?:the|our|el|nuestro|le|notre|die|unsere|a|nossa) \w+)?"
    r" (?:from|desde|de|depuis|von|с|из|من)(?: the)? (?P<town>\w[\w'’-]*(?: \w[\w'’-]*){0,2})",
    re.IGNORECASE,
)


def begun_within(
    understanding: Understanding, scene: Scene, joined: Joined, are_akin: Callable[[str, str], bool]
) -> Understanding:
    """Take a town of the trip itself, from which it is to start, as its first stop.

    `are_akin` says whether two places are of one trip by nature.
    """
    slots = understanding.slots
    match = _BEGINS.search(joined.text)
    if match is None or "gateway_in" in slots:
        return understanding
    told = slots.get("destinations")
    value = told.value if told is not None else known_slots(scene).get("destinations", {}).get("value")
    places = [str(place) for place in value] if isinstance(value, list) else []
    words = match["town"].split()
    names = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    town = next((n for n in names if n not in places and any(are_akin(n, p) for p in places)), None)
    if town is None:
        return understanding
    begin = match.start("town")
    said = Slot(town, (begin, begin + len(town)), confidence=0.85)
    kept: dict[SlotName, Slot] = {n: s for n, s in slots.items() if n != "origin"}
    first = {"place": town, "min": 1, "stands": "first"}
    stops = kept.get("stop_nights")
    others = [s for s in stops.value if s.get("stands") != "first"] if stops is not None else []
    kept["stop_nights"] = replace(stops or said, value=[first, *others])
    kept["gateway_in"] = said
    return replace(understanding, slots=kept)
