"""What a way out is told to cost is what it costs when it is taken: it is planned as it would be then."""

from dataclasses import replace
from datetime import date

from agents.acting.affording import weighed
from agents.acting.findings import Planned, Unplanned, WayFound
from agents.acting.planning import SECOND_PLAN, Reading, planned_for
from agents.scene.wishes import Wish, planned_as
from crm.trips.giving_up import as_planned, sentence, without
from crm.trips.values import Catalogue


async def promised(
    planned: Planned | Unplanned, wanted: Wish, catalogue: Catalogue, today: date, reading: Reading
) -> Planned | Unplanned:
    """Give a refusal's ways out with the plan and the price of who takes them.

    Where the turn's time is up, or taking one would make no plan after all, the plan that it was found with
    stands. What is planned passes.
    """
    if isinstance(planned, Planned) or not planned.ways:
        return planned
    told = [await _taken(one, wanted, catalogue, today, reading) for one in planned.ways]
    return replace(planned, ways=tuple(told))


async def _taken(
    found: WayFound, wanted: Wish, catalogue: Catalogue, today: date, reading: Reading
) -> WayFound:
    way = found.way
    if reading.left < SECOND_PLAN or way.is_as_taken:
        return found
    looser = planned_as(wanted, without(wanted.request, way.give_up, catalogue))
    made = await planned_for(looser, 1, catalogue, today, reading)
    if isinstance(made, Planned):
        made = await weighed(made, today, reading)
    if isinstance(made, Unplanned):
        return found
    wishes = as_planned(way.wishes, made.itinerary)
    told = replace(way, plan=made.itinerary, wishes=wishes, sentence=sentence(wishes, made.itinerary))
    return WayFound(told, None if made.is_withheld else made.priced.quote.total)
