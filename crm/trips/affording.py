"""A budget steers the plan: cheaper stays and fewer paid visits, or what to give up so that it holds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from crm.money import Money, written
from crm.trips.checking import BadRequest
from crm.trips.giving_up import BUDGET, given_up_by, sentence, without
from crm.trips.patience import Patience
from crm.trips.planner import plan
from crm.trips.raining import rain_days
from crm.trips.refusing import GivenUp, Infeasible, WayOut
from crm.trips.saving import cheaper, savings
from crm.trips.travel import TravelTimes
from crm.trips.values import Catalogue, Check, Itinerary, TripRequest, Unplaced

ROUNDS = 3  # of saving and planning anew: a gap that was freed may be filled with something dear
# Steps for each set of wishes that is tried without, and for each saving in it; CPU seconds at most
QUICK, AGAIN, TRY_SECONDS = 5000, 3500, 0.5
MOST_TRIED = 12


class BeyondBudget(Infeasible):
    """No plan keeps a budget that may not be passed: `over` it is the trip as wished.

    `budget` is in the currency of the price, `said` in the one that it was given in.
    """

    def __init__(
        self, over: Money, budget: Money, cost: Money, ways_out: tuple[WayOut, ...], said: Money | None = None
    ) -> None:
        self.over, self.budget, self.said = over, budget, said or budget
        most = written(budget) if self.said == budget else f"{written(budget)} ({written(self.said)})"
        why = f"the trip costs {written(cost)}, {written(over)} over the {most} agreed at most"
        super().__init__((Unplaced("the budget", why),), ways_out[0].give_up, ways_out)


@dataclass(frozen=True)
class Afforded:
    """A plan held against its budget. `over` is by how much it passes a budget that may be passed.

    `left_out` and `taken` are the places left out and the stays taken for the sake of the price.
    """

    request: TripRequest
    itinerary: Itinerary
    cost: Money
    over: Money | None = None
    left_out: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Bench:
    """What every try shares."""

    catalogue: Catalogue
    cost: Callable[[Itinerary], Money]
    travel: TravelTimes | None
    cancelled: Callable[[], bool]
    may_lower: bool

    def plan(self, request: TripRequest, seconds: float, most_steps: int | None) -> Itinerary:
        return plan(
            request,
            self.catalogue,
            seconds=seconds,
            is_sketch=True,
            patience=Patience(most_steps),
            travel=self.travel,
            cancelled=self.cancelled,
        )


def afford(
    request: TripRequest,
    catalogue: Catalogue,
    cost: Callable[[Itinerary], Money],
    first: Itinerary | None = None,
    *,
    budget: Money | None = None,
    may_lower: bool = False,
    seconds: float = 1.0,
    most_steps: int | None = None,
    travel: TravelTimes | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Afforded:
    """Plan within the request's budget, `first` being the plan without regard to it where there is one.

    `cost` prices a plan; what it raises goes up. A soft budget is weighed: it gives up what is dear for the
    delight in it, and the plan stays as wished, saying by how much it is over, where that does not suffice.
    A hard one holds: raises BeyondBudget that says by how much the trip is over, with the smallest sets of
    wishes to give up. `budget` is the request's in the currency of the price, where it was given in another:
    without that, it is not held against the price. `most_steps` is the patience of each plan that this
    takes (see `Patience`); None: the seconds end it.
    """
    bench = _Bench(catalogue, cost, travel, cancelled, may_lower)
    found = first or plan(
        request,
        catalogue,
        seconds=seconds,
        patience=Patience(most_steps),
        travel=travel,
        cancelled=cancelled,
    )
    total = cost(found)
    plain = Afforded(request, found, total)
    budget = budget or request.budget
    if budget is None or budget.currency != total.currency:
        return plain
    if total <= budget:
        return _certified(plain, budget)
    half = None if most_steps is None else most_steps // 2
    if (steered := _steered(plain, budget, bench, seconds / 2, half)) is not None:
        wet = rain_days(steered.itinerary, steered.request, catalogue, travel=travel)
        whole = replace(steered.itinerary, rain_days=wet)
        return _certified(replace(steered, itinerary=whole), budget)
    over = total - budget
    if request.budget_limit == "soft":
        return _certified(replace(plain, over=over), budget)
    raise BeyondBudget(over, budget, total, tuple(_ways(plain, budget, bench)), request.budget)


def steer(
    request: TripRequest,
    catalogue: Catalogue,
    cost: Callable[[Itinerary], Money],
    found: Itinerary,
    *,
    seconds: float = 1.0,
    most_steps: int | None = None,
    travel: TravelTimes | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Itinerary | None:
    """Give a plan that keeps the request's budget, made from one that does not; None where savings do not
    suffice. Here the budget holds, soft or hard: it is for who wants to see what that makes of the trip."""
    if request.budget is None or request.budget.currency != (total := cost(found)).currency:
        return None
    firm = replace(request, budget_limit="hard")
    bench = _Bench(catalogue, cost, travel, cancelled, may_lower=False)
    held = _steered(Afforded(firm, found, total), request.budget, bench, seconds, most_steps)
    if held is None:
        return None
    wet = rain_days(held.itinerary, held.request, catalogue, travel=travel)
    return replace(held.itinerary, rain_days=wet)


def _steered(
    plain: Afforded, budget: Money, bench: _Bench, seconds: float, most: int | None
) -> Afforded | None:
    """Save and plan anew until the budget holds, each time in `most` steps; None where it cannot."""
    now = plain
    for _ in range(ROUNDS):
        options = savings(now.itinerary, now.request, bench.catalogue, may_lower=bench.may_lower)
        priced = []
        for one in options:
            if bench.cancelled():
                return None
            priced.append((one, now.cost - bench.cost(one.plan)))
        leaner = cheaper(
            now.request,
            priced,
            now.cost - budget,
            is_firm=now.request.budget_limit == "hard",
            total=now.cost,
            delight=now.itinerary.delight,
        )
        if leaner is None or bench.cancelled():
            return None
        try:
            found = bench.plan(replace(leaner, keep=now.itinerary), seconds, most)
        except (Infeasible, BadRequest):
            return None
        now = Afforded(replace(leaner, keep=plain.request.keep), found, bench.cost(found))
        if now.cost <= budget:
            return _told(plain, now)
    return None


def _certified(afforded: Afforded, budget: Money) -> Afforded:
    """Write the budget into the certificate, in whole units of its currency."""
    numbers = {"price": int(afforded.cost.amount), "budget": int(budget.amount)}
    note = "weighed, and passed" if afforded.over else ""
    check = Check("budget", afforded.request.budget_limit, True, numbers, note)
    plan_ = replace(afforded.itinerary, certificate=(*afforded.itinerary.certificate, check))
    return replace(afforded, itinerary=plan_)


def _told(plain: Afforded, now: Afforded) -> Afforded:
    before = {stop.stay for stop in plain.itinerary.stops}
    return replace(
        now,
        left_out=tuple(p for p in dict.fromkeys(plain.itinerary.places) if p in now.request.never),
        taken=tuple(dict.fromkeys(s.stay for s in now.itinerary.stops if s.stay not in before)),
    )


def _ways(plain: Afforded, budget: Money, bench: _Bench) -> Iterator[WayOut]:
    """Try without each wish that costs money; giving up the budget itself is always a way."""
    found = []
    for wish in given_up_by(plain.request, bench.catalogue)[:MOST_TRIED]:
        if bench.cancelled():
            break
        if (way := _way(wish, plain.request, budget, bench)) is not None:
            found.append(way)
    found.sort(key=lambda way: (-way.plan.delight, way.give_up))
    yield from found
    dear = GivenUp("budget", BUDGET, written(plain.cost))
    yield WayOut((BUDGET,), sentence((dear,), plain.itinerary), plain.itinerary, (dear,))


def _way(wish: GivenUp, request: TripRequest, budget: Money, bench: _Bench) -> WayOut | None:
    looser = without(request, (wish.id,), bench.catalogue)
    try:
        found = bench.plan(replace(looser, keep=None), TRY_SECONDS, QUICK)
    except (Infeasible, BadRequest):  # what is given up may be needed by what stays
        return None
    tried: Afforded | None = Afforded(looser, found, bench.cost(found))
    if tried is not None and tried.cost > budget:
        tried = _steered(tried, budget, bench, TRY_SECONDS, AGAIN)
    if tried is None:
        return None
    told = sentence((wish,), tried.itinerary)
    return WayOut((wish.id,), told, tried.itinerary, (wish,))
