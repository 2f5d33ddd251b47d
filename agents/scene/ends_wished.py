"""In which towns a trip is to begin and to end, by what was said of its stops and its airports."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal

from agents.scene.captured import Slots
from agents.scene.places import area_named
from agents.wording.folding import folded
from crm.trips.travel import Spot, kilometres
from crm.trips.values import Area, Catalogue, TripRequest

# Slot of the airport, field of the request, and how a stop of `stop_nights` is marked.
ENDS: tuple[tuple[str, str, Literal["first", "last"]], ...] = (
    ("gateway_in", "first_stop", "first"),
    ("gateway_out", "last_stop", "last"),
)
_STANDS: Mapping[str, str] = {gate: stands for gate, _, stands in ENDS}


def with_ends(
    slots: Slots, request: TripRequest, catalogue: Catalogue, changed: frozenset[str]
) -> TripRequest:
    """Give the request with the towns to begin and to end in, where a word of now may have moved them.

    A town stands in a trip once: of one that is named for both ends only the first binds.
    """
    ends: dict[str, Any] = {}
    for gate, field, stands in ENDS:
        if gate in changed or ("stop_nights" in changed and _is_told_anew(slots, stands)):
            town = town_wished(slots, gate, catalogue, getattr(request, gate))
            ends[field] = town.id if town else None
    request = replace(request, **ends)
    if request.first_stop is not None and request.first_stop == request.last_stop:
        request = replace(request, last_stop=None)
    both = (request.first_stop, request.last_stop)
    stops = (w for w in request.stops if w.area not in both or 0 not in (w.exactly, w.most))
    return replace(request, stops=tuple(stops))


def town_wished(slots: Slots, gate: str, catalogue: Catalogue, airport: str | None) -> Area | None:
    """Give the town that is to be the first or last stop, by the slot of its airport; None where none is.

    The town nearest to an airport stands for the airport, unless it was told as a stop.
    """
    said = _value(slots, gate)
    if not said:
        return None
    marked = [item for item in _stops(slots) if item.get("stands") == _STANDS[gate]]
    if marked:
        return area_named(str(marked[-1].get("place")), catalogue)
    town = area_named(str(said), catalogue)
    if town is None or town.is_gateway or not town.most_nights:
        return None
    flown = next((area for area in catalogue.areas if area.id == airport), None)
    return town if flown is None or town != _town_of(flown, catalogue) else None


def _town_of(gate: Area, catalogue: Catalogue) -> Area:
    """Give the town to sleep in that is nearest to an airport: where one lands who flies there."""
    here = Spot(gate.id, gate.latitude, gate.longitude)
    towns = (area for area in catalogue.areas if area.most_nights and not area.is_gateway)
    return min(towns, key=lambda a: kilometres(here, Spot(a.id, a.latitude, a.longitude)), default=gate)


def is_told_as_stop(slots: Slots, gate: str) -> bool:
    """Tell whether the slot of an airport names the town to begin or to end in instead."""
    said = folded(str(_value(slots, gate)))
    return any(
        item.get("stands") == _STANDS[gate] and folded(str(item.get("place"))) == said
        for item in _stops(slots)
    )


def _is_told_anew(slots: Slots, stands: str) -> bool:
    return any(item.get("stands") == stands and item.keys() - {"place", "stands"} for item in _stops(slots))


def _stops(slots: Slots) -> list[Mapping[str, Any]]:
    said = _value(slots, "stop_nights")
    return [item for item in said if isinstance(item, Mapping)] if isinstance(said, list) else []


def _value(slots: Slots, name: str) -> Any:
    return slots.get(name, {}).get("value")
