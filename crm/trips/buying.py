"""What each way out of wishes that clash would buy: the trip that taking it makes, and its price."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from crm.errors import Unfit
from crm.money import Money, written
from crm.trips.affording import BeyondBudget
from crm.trips.checking import BadRequest
from crm.trips.giving_up import BUDGET, as_planned, sentence, without
from crm.trips.patience import Patience
from crm.trips.refusing import GivenUp, Infeasible, WayOut
from crm.trips.values import Catalogue, Itinerary, TripRequest

# Steps for all ways of a refusal that are planned again as whole trips; the others keep their quick plans.
FOR_ALL_WAYS = 100_000

Priced = tuple[Itinerary, Money | None]  # a plan, and its price where every rate of it is known


@dataclass(frozen=True)
class Purse:
    """What all ways of a refusal spend together to be planned whole: the same ones on every machine.

    `is_late` tells that the time of whoever asks is up, long after that on any but a very slow machine. What
    was made when it is empty may be cut short.
    """

    is_late: Callable[[], bool]
    patience: Patience = field(default_factory=lambda: Patience(FOR_ALL_WAYS))

    @property
    def is_empty(self) -> bool:
        return self.patience.is_used_up or self.is_late()


@dataclass(frozen=True)
class Door:
    """How a door plans and prices. All ways together spend one purse, and `seconds` of CPU at most.

    `take` plans and prices a request as the door does, out of that purse, and may raise Infeasible; `cost`
    prices a plan of a request, None where a rate is missing; `is_beyond` tells whether a price passes a
    budget of the request that may not be passed.
    """

    take: Callable[[TripRequest, Purse], Priced]
    cost: Callable[[Itinerary, TripRequest], Money | None]
    is_beyond: Callable[[Money, TripRequest], bool]
    seconds: float


def with_prices(refused: Infeasible, request: TripRequest, catalogue: Catalogue, door: Door) -> Infeasible:
    """Give the refusal with every way out at its price, the plan of each being what asking without it makes.

    A way that a budget which may not be passed would refuse again gives up the budget too. A price of a plan
    that was only found quickly is marked: it is about what the trip costs.
    """
    ends = time.thread_time() + door.seconds
    purse = Purse(lambda: time.thread_time() >= ends)

    def bought(way: WayOut) -> WayOut:
        if way.is_as_taken:
            price = door.cost(way.plan, without(request, way.give_up, catalogue))
            return replace(way, price=price, sentence=sentence(way.wishes, way.plan, price))
        looser = without(request, way.give_up, catalogue)
        made = _taken(looser, door, purse)
        plan, price = made or (way.plan, door.cost(way.plan, looser))
        wishes = way.wishes
        if price is not None and door.is_beyond(price, looser):
            way = replace(way, give_up=(*way.give_up, BUDGET))
            wishes = (*wishes, GivenUp("budget", BUDGET, written(price)))
        wishes, is_about = as_planned(wishes, plan), made is None and price is not None
        told = sentence(wishes, plan, price, is_about=is_about)
        return replace(way, plan=plan, wishes=wishes, price=price, is_about=is_about, sentence=told)

    refused.ways_out = tuple(bought(way) for way in refused.ways_out)
    return refused


def _taken(wanted: TripRequest, door: Door, purse: Purse) -> Priced | None:
    """Give what a request makes; None where that is no plan after all, or none was found in time.

    Where it is its budget alone that refuses it, that is the trip without regard to the budget.
    """
    if purse.is_empty:
        return None
    try:
        made = door.take(wanted, purse)
    except BeyondBudget as dear:
        plain = dear.ways_out[-1].plan
        made = plain, door.cost(plain, wanted)
    except (Infeasible, BadRequest, Unfit):
        return None
    return None if purse.is_empty else made
