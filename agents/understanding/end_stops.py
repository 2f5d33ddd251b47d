"""Stops that are to be first or last, among the nights told of stops (`stop_nights`)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from agents.understanding.contract import Slot, SlotName

Stops = Sequence[Mapping[str, Any]]


def beside(ends: Slot | None, others: Slot) -> Slot:
    """Give the stops of one message: those first or last, and the nights told of these and of others."""
    if ends is None or ends.retracted:
        return others
    nights = {str(item.get("place")): item for item in others.value}
    joined = [_with_nights(item, nights.pop(str(item.get("place")), None)) for item in ends.value]
    span = min(ends.span[0], others.span[0]), max(ends.span[1], others.span[1])
    return replace(others, value=[*joined, *nights.values()], span=span)


def _with_nights(end: Mapping[str, Any], told: Mapping[str, Any] | None) -> dict[str, Any]:
    return {**(told or end), "stands": end["stands"]}


def with_left_out(told: Slot | None, refused: Slot | None) -> dict[SlotName, Slot]:
    """Give the stops of one message with those that are refused in it, each place once."""
    if told is None or refused is None:
        return {}
    named = {str(item.get("place")) for item in told.value}
    gone = [item for item in refused.value if str(item.get("place")) not in named]
    return {"stop_nights": replace(told, value=[*told.value, *gone])}


def with_stops(before: Any, said: Any) -> Any:
    """Give the nights per stop as said anew, and of before what is to be first or last still.

    Of such a stop only its place in the order is kept: its nights were taken up by the plan.
    """
    if not isinstance(before, list) or not isinstance(said, list):
        return said
    taken = {item.get("stands") for item in said}
    kept = [
        {"place": item.get("place"), "stands": item.get("stands")}
        for item in before
        if item.get("stands") is not None and item.get("stands") not in taken
    ]
    return [*said, *kept]


def no_end(before: Any, gate: str, place: Any) -> Any:
    """Give the nights per stop known before without that a place is to be first, or last.

    Of an item that told no number of nights nothing is left.
    """
    stands = {"gateway_in": "first", "gateway_out": "last"}.get(gate)
    if not isinstance(before, list):
        return before
    kept = []
    for item in before:
        is_meant = item.get("stands") == stands and item.get("place") == place
        if not is_meant:
            kept.append(item)
        elif "exactly" in item:
            kept.append({"place": place, "exactly": item["exactly"]})
    return kept
