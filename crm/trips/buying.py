"""What each way out of wishes that clash would buy: the trip that taking it makes, and its price."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from crm.errors import Unfit
from crm.money import Money, written
from crm.trips.affording import BeyondBudget
from crm.trips.checking import BadRequest
from crm.trips.giving_up import BUDGET, as_planned, sentence, without
from crm.trips.patience import Patience
from crm.trips.refusing import GivenUp, Infeasible, WayOut
from crm.trips.values import Catalogue, Itinerary, TripRequest

FOR_ALL_WAYS = 180_000  # steps for all ways of a refusal, which are planned again as whole trips

Priced = tuple[Itinerary, Money | None]  # a plan, and its price where every rate of it is known


@dataclass(frozen=True)
class Purse:
    """What all ways of a refusal spend together to be planned whole: the same ones on every machine.

    `is_late` tells that the time of whoever asks is up, long after that on any but a very slow machine: what
    was made then may be cut short anywhere.
    """

    is_late: Callable[[], bool]
    patience: Patience = field(default_factory=lambda: Patience(FOR_ALL_WAYS))

    @property
    def is_empty(self) -> bool:
        return self.patience.is_used_up or self.is_late()

    @property
    def is_short(self) -> bool:
        """Whether what was made of it could have been better with more."""
        return self.patience.is_used_up or self.patience.is_cut

    @contextmanager
    def share(self, left: Sequence[WayOut]) -> Iterator["Purse"]:
        """Lend the first of the ways that are left its equal share; what it leaves is for the others. Those
        whose plan stands as it is need none."""
        ways = sum(not way.is_as_taken for way in left)
        with self.patience.lent(None, of=max(1, ways)) as lent:
            yield replace(self, patience=lent)


@contextmanager
def trying(request: TripRequest, within: Patience, steps: int | None) -> Iterator[Patience]:
    """Lend `steps` for a plan that is only tried: where a budget may not be passed, half of what is left at
    most, for the rest is needed to save until it holds."""
    is_firm = request.budget is not None and request.budget_limit == "hard"
    with within.lent(steps, of=2 if is_firm else 1) as lent:
        yield lent


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

    A way that a budget which may not be passed would refuse again gives up the budget too. The price of a
    plan that was found quickly, or cut short where its share of the steps ended, is marked: it is about what
    the trip costs.
    """
    ends = time.thread_time() + door.seconds
    purse = Purse(lambda: time.thread_time() >= ends)

    def bought(way: WayOut, left: Sequence[WayOut]) -> WayOut:
        if way.is_as_taken:
            price = door.cost(way.plan, without(request, way.give_up, catalogue))
            return replace(way, price=price, sentence=sentence(way.wishes, way.plan, price))
        looser = without(request, way.give_up, catalogue)
        with purse.share(left) as share:
            made = _taken(looser, door, share)
        plan, price = made or (way.plan, door.cost(way.plan, looser))
        wishes, is_about = way.wishes, price is not None and (made is None or share.is_short)
        if price is not None and door.is_beyond(price, looser):
            way = replace(way, give_up=(*way.give_up, BUDGET))
            wishes = (*wishes, GivenUp("budget", BUDGET, written(price)))
        wishes = as_planned(wishes, plan)
        told = sentence(wishes, plan, price, is_about=is_about)
        return replace(way, plan=plan, wishes=wishes, price=price, is_about=is_about, sentence=told)

    ways = refused.ways_out
    refused.ways_out = tuple(bought(way, ways[n:]) for n, way in enumerate(ways))
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
    return None if purse.is_late() else made
