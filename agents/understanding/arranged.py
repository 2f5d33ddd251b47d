"""What stands before the desk plans anything: bookings, flights and their airports, places seen before."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from agents.understanding.booked import booked
from agents.understanding.booked_already import booked_already
from agents.understanding.contract import Slot, SlotName
from agents.understanding.elsewhere import elsewhere
from agents.understanding.ends import ends
from agents.understanding.flights import flight_times, gateways
from agents.understanding.gazetteer import Gazetteer
from agents.understanding.reading import Reading
from agents.understanding.seen import seen


def arranged(
    reading: Reading, places: Gazetteer, today: date, earlier: Iterable[str] = (), *, is_settled: bool
) -> tuple[dict[SlotName, Slot], Reading]:
    """`booked`, `arrives_at`, `departs_at`, `gateway_in`, `gateway_out`, `elsewhere`, `seen`, and the rest.
    With an area as the first or the last stop come `stop_nights`, and `destinations` where nothing else
    names them.

    `earlier` are the customer's messages before; `is_settled` tells that where the trip goes was said before.
    What is taken out of the message are the dates of bookings, the times of flights, and names that are no
    place to go to.
    """
    found, rest = booked(reading, places, today, earlier)
    heard, rest = elsewhere(rest, places, earlier, is_settled=is_settled)
    found |= heard
    heard, rest = flight_times(rest)
    found |= heard
    heard, rest = gateways(rest, places, earlier, is_settled=is_settled)
    found |= heard
    heard, rest = ends(rest, places, is_settled=is_settled)
    found = heard | found
    heard, rest = seen(rest)
    found |= heard
    if spans := list(booked_already(rest, today)):
        told = [rest.words(*span) for span in spans]
        before = found["elsewhere"].value if "elsewhere" in found else []
        where = rest.span(spans[0][0], spans[-1][1])
        found["elsewhere"] = Slot([*before, *told], where, confidence=0.8)
        rest = rest.without(*spans)
    return found, rest


def with_bookings(before: list[dict[str, Any]], more: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give the bookings known after more were told: the newer word replaces the older one.

    It does so where it is of the same thing, and where it is of another stay for the same nights. A stay
    without nights ("it is hotel Y for those nights") takes those of the stay told last; without one, it is
    left out. What is "gone" leaves the list: by its name, or the last of its kind where it has none.
    """
    before = _without_the_gone(before, [item for item in more if item.get("gone")])
    more = [item for item in more if not item.get("gone")]
    told = {(item.get("kind"), item.get("name")) for item in more}
    stays = [item for item in before if item.get("kind") == "stay"]
    known = [item for item in before if (item.get("kind"), item.get("name")) not in told]
    for item in more:
        if item.get("kind") == "stay" and "from" not in item:
            if not stays:
                continue
            item = {**stays[-1], "name": item.get("name")}
        known = [*(other for other in known if not _same_nights(item, other)), item]
    return known


def is_known(gone: Mapping[str, Any], before: list[dict[str, Any]]) -> bool:
    """Whether what is said to be off stands among the bookings told before."""
    return len(_without_the_gone(before, [dict(gone)])) < len(before)


def _without_the_gone(before: list[dict[str, Any]], gone: list[dict[str, Any]]) -> list[dict[str, Any]]:
    left = list(before)
    for item in gone:
        kind, name = item.get("kind"), str(item.get("name") or "").casefold()
        same = [one for one in left if one.get("kind") == kind]
        named = [one for one in same if name and _alike(name, str(one.get("name") or "").casefold())]
        for one in named or ([] if name else same[-1:]):
            left.remove(one)
    return left


def _alike(one: str, other: str) -> bool:
    return bool(other) and (one in other or other in one)


def _same_nights(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two stays share a night, as far as dates can be held against dates and days against days."""
    if one.get("kind") != "stay" or other.get("kind") != "stay":
        return False
    days = [item.get(name) for item in (one, other) for name in ("from", "until")]
    if not (all(isinstance(day, int) for day in days) or all(isinstance(day, str) for day in days)):
        return False
    return bool(one["from"] < other["until"] and other["from"] < one["until"])
