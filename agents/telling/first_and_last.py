"""Whether a plan begins and ends in the towns that the customer asked for, and who hears of it."""

from collections.abc import Iterator, Mapping
from typing import Any

from agents.acting.findings import Planned
from agents.scene.ends_wished import town_wished
from agents.scene.facts import Facts
from agents.wording.phrasing import Pen
from crm.conversations.values import Effect
from crm.leads.effects import AskHuman, Record

_AT: Mapping[str, int] = {"gateway_in": 0, "gateway_out": -1}  # which of the stops it is


def in_order(facts: Facts, planned: Planned, pen: Pen) -> list[str]:
    """Say which wish for a first or a last stop the plan does not keep, and its stops as they come."""
    missed = unmet(facts, planned)
    if not missed and not facts.changed & _AT.keys():
        return []
    told = [pen.write(f"revise.not_{name}", place=place) for name, place in missed.items()]
    stops = [planned.names.get(stop.area, "") for stop in planned.itinerary.stops]
    return [*told, pen.write("revise.order", list=", ".join(stops))] if len(stops) > 1 else told


def missed_of(facts: Facts, planned: Planned | None) -> Iterator[Effect]:
    """What staff hear of a plan: names unknown to the catalogue, and towns not first or last."""
    if planned is None:
        return
    for words in planned.unmatched:
        yield Record("unmatched", f"Not in the catalogue: {words}")
    for item in planned.outside:
        yield Record("unmatched", f"Booked outside the dates of the trip: {item.get('name')}")
    for name, place in unmet(facts, planned).items():
        wish = f"Wants to {'begin' if name == 'gateway_in' else 'end'} in {place}; the plan does not"
        yield Record("open_wish", wish[:300])
        if not facts.needs_human:
            yield AskHuman(wish[:300])


def unmet(facts: Facts, planned: Planned) -> dict[str, str]:
    """The towns asked for as first and last stop that are not, by slot; each is told once, with the first
    plan that misses it."""
    found: dict[str, str] = {}
    stops = planned.itinerary.stops
    before: list[Any] = list(facts.trip.itinerary.get("stops") or ()) if facts.trip else []
    for name, at in _AT.items():
        town = town_wished(facts.slots, name, planned.catalogue, getattr(planned.request, name))
        if town is None or not stops or stops[at].area == town.id:
            continue
        is_lost = bool(before) and before[at].get("area") == town.id
        if facts.trip is None or name in facts.changed or is_lost:
            found[name] = town.name
    return found
