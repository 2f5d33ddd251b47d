"""What each way out of wishes that clash would buy: the trip that taking it makes, and its price."""

from collections.abc import Callable
from dataclasses import replace

from crm.errors import Unfit
from crm.money import Money
from crm.trips.checking import BadRequest
from crm.trips.giving_up import as_planned, sentence, without
from crm.trips.refusing import Infeasible, WayOut
from crm.trips.values import Catalogue, Itinerary, TripRequest

MOST_TAKEN = 6  # ways of a refusal that are planned again as whole trips; the others keep their quick plans

Priced = tuple[Itinerary, Money | None]  # a plan, and its price where every rate of it is known


def with_prices(
    refused: Infeasible,
    request: TripRequest,
    catalogue: Catalogue,
    take: Callable[[TripRequest], Priced],
    cost: Callable[[Itinerary, TripRequest], Money | None],
) -> Infeasible:
    """Give the refusal with every way out at its price, the plan of each being what asking without it makes.

    `take` plans and prices a request as the door does, and may raise Infeasible; `cost` prices a plan of a
    request, None where a rate is missing.
    """

    def priced(number: int, way: WayOut) -> WayOut:
        looser = without(request, way.give_up, catalogue)
        made = None if way.is_as_taken or number >= MOST_TAKEN else _taken(looser, take)
        plan, price = made or (way.plan, cost(way.plan, looser))
        wishes = as_planned(way.wishes, plan)
        told = sentence(wishes, plan, price)
        return replace(way, plan=plan, wishes=wishes, price=price, sentence=told)

    refused.ways_out = tuple(priced(number, way) for number, way in enumerate(refused.ways_out))
    return refused


def _taken(request: TripRequest, take: Callable[[TripRequest], Priced]) -> Priced | None:
    """Give what a request makes; None where that is no plan after all, as a budget may be beyond it still."""
    try:
        return take(request)
    except (Infeasible, BadRequest, Unfit):
        return None
