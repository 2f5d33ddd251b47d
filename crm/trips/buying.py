"""What each way out of wishes that clash would buy: the trip that taking it makes, and its price."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from crm.errors import Unfit
from crm.money import Money, written
from crm.trips.checking import BadRequest
from crm.trips.giving_up import BUDGET, as_planned, sentence, without
from crm.trips.patience import Patience
from crm.trips.refusing import GivenUp, Infeasible, WayOut
from crm.trips.values import Catalogue, Itinerary, TripRequest

# Steps for all ways of a refusal that are planned again as whole trips; the others keep their quick plans.
FOR_ALL_WAYS = 100_000

Priced = tuple[Itinerary, Money | None]  # a plan, and its price where every rate of it is known


@dataclass(frozen=True)
class Door:
    """How a door plans and prices. All ways together spend one patience, and `seconds` of CPU at most.

    `take` plans and prices a request as the door does, within that patience and until it is told that the
    time is up, and may raise Infeasible; `cost` prices a plan of a request, None where a rate is missing;
    `is_beyond` tells whether a price passes a budget of the request that may not be passed.
    """

    take: Callable[[TripRequest, Patience, Callable[[], bool]], Priced]
    cost: Callable[[Itinerary, TripRequest], Money | None]
    is_beyond: Callable[[Money, TripRequest], bool]
    seconds: float


def with_prices(refused: Infeasible, request: TripRequest, catalogue: Catalogue, door: Door) -> Infeasible:
    """Give the refusal with every way out at its price, the plan of each being what asking without it makes.

    A way that a budget which may not be passed would refuse again gives up the budget too.
    """
    patience, ends = Patience(FOR_ALL_WAYS), time.thread_time() + door.seconds

    def taken(wanted: TripRequest) -> Priced | None:
        """Give what a request makes; None where that is no plan after all, or none was found in time."""

        def is_late() -> bool:
            return time.thread_time() >= ends

        if patience.is_used_up or is_late():
            return None
        try:
            made = door.take(wanted, patience, is_late)
        except (Infeasible, BadRequest, Unfit):
            return None
        return None if patience.is_used_up or is_late() else made

    def bought(way: WayOut) -> WayOut:
        looser = without(request, way.give_up, catalogue)
        made = None if way.is_as_taken else taken(looser)
        plan, price = made or (way.plan, door.cost(way.plan, looser))
        if price is not None and not way.is_as_taken and door.is_beyond(price, looser):
            way = replace(way, give_up=(*way.give_up, BUDGET))
            plan, price = taken(without(looser, (BUDGET,), catalogue)) or (plan, price)
            dear = () if price is None else (GivenUp("budget", BUDGET, written(price)),)
            way = replace(way, wishes=(*way.wishes, *dear))
        wishes = as_planned(way.wishes, plan)
        return replace(way, plan=plan, wishes=wishes, price=price, sentence=sentence(wishes, plan, price))

    refused.ways_out = tuple(bought(way) for way in refused.ways_out)
    return refused
