"""Where no plan keeps every wish: those that give way by themselves, before anything is refused."""

from collections.abc import Iterator
from dataclasses import replace

from agents.acting.findings import Planned, Unplanned
from agents.acting.planning import SECOND_PLAN, Reading, planned_for
from agents.scene.facts import Facts
from agents.scene.wishes import Wish
from crm.trips.promise import ends_of
from crm.trips.values import Catalogue, TripRequest


async def loosened(
    refused: Unplanned,
    wanted: Wish,
    base: TripRequest | None,
    facts: Facts,
    catalogue: Catalogue,
    reading: Reading,
) -> Planned | Unplanned:
    """Plan with fewer wishes, or give the refusal back.

    Older wishes for nights give way to the newest one; then the town to begin or to end in, of which the
    customer is told that it cannot be. What staff set by hand stays.
    """
    if refused.why != "infeasible":
        return refused
    version = facts.trip.version + 1 if facts.trip else 1
    for looser in _looser(wanted.request, base, frozenset(facts.fixed)):
        if reading.left <= SECOND_PLAN:
            break
        planned = await planned_for(replace(wanted, request=looser), version, catalogue, facts.today, reading)
        if isinstance(planned, Planned):
            return planned
    return refused


def _looser(request: TripRequest, base: TripRequest | None, fixed: frozenset[str]) -> Iterator[TripRequest]:
    newest = request.stops if base is None else tuple(s for s in request.stops if s not in base.stops)
    if newest != request.stops:
        yield replace(request, stops=newest)
    free = {name: None for name in ("first_stop", "last_stop") if name not in fixed}
    if not ends_of(request) or not free:
        return
    if len(free) == 2 and len(ends_of(request)) == 2:
        yield replace(request, last_stop=None)
    yield replace(request, first_stop=free.get("first_stop", request.first_stop),
                  last_stop=free.get("last_stop", request.last_stop))  # fmt: skip
