"""A budget steers the plan: cheaper stays and fewer paid visits, or what to give up so that it holds."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from crm.money import Money, written
from crm.trips.checking import BadRequest
from crm.trips.giving_up import BUDGET, RAISED, given_up_by, sentence, without
from crm.trips.patience import Patience
from crm.trips.planner import plan
from crm.trips.raining import rain_days
from crm.trips.refusing import GivenUp, Infeasible, WayOut
from crm.trips.steering import (
    AGAIN,
    TRY_SECONDS,
    Afforded,
    Bench,
    is_hopeless,
    leanest,
    priced_savings,
    steered,
)
from crm.trips.travel import TravelTimes
from crm.trips.values import Catalogue, Check, Itinerary, TripRequest, Unplaced

QUICK = 5000  # steps for each set of wishes that is tried without
MOST_TRIED = 12
NEAR = Decimal("1.1")  # of a budget: a plan that costs so little more is worth showing


class BeyondBudget(Infeasible):
    """No plan keeps a budget that may not be passed: `over` it is the trip as wished.

    `budget` is in the currency of the price, `said` in the one that it was given in. `least` is what the
    cheapest plan costs that leaves out whatever can be; None where nothing can.
    """

    def __init__(
        self,
        over: Money,
        budget: Money,
        cost: Money,
        ways_out: tuple[WayOut, ...],
        said: Money | None = None,
        least: Money | None = None,
    ) -> None:
        self.over, self.budget, self.said, self.least = over, budget, said or budget, least
        most = written(budget) if self.said == budget else f"{written(budget)} ({written(self.said)})"
        why = f"the trip costs {written(cost)}, {written(over)} over the {most} agreed at most"
        if least is not None:
            why += f"; the cheapest that was found costs {written(least)}, {written(least - budget)} over it"
        super().__init__((Unplaced("the budget", why),), ways_out[0].give_up, ways_out)


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
    within: Patience | None = None,
    travel: TravelTimes | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Afforded:
    """Plan within the request's budget, `first` being the plan without regard to it where there is one.

    `cost` prices a plan; what it raises goes up. A soft budget is weighed: it gives up what is dear for the
    delight in it, and the plan stays as wished, saying by how much it is over, where that does not suffice.
    A hard one holds: raises BeyondBudget that says by how much the trip is over, with the smallest sets of
    wishes to give up. `budget` is the request's in the currency of the price, where it was given in another:
    without that, it is not held against the price. `most_steps` is the patience of each plan that this
    takes (see `Patience`); None: the seconds end it. Where all of them share one, `within`, this is only
    tried: no sets of wishes to give up are looked for.
    """
    bench = Bench(catalogue, cost, travel, cancelled, may_lower, within or Patience())
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
    over, is_firm = total - budget, request.budget_limit == "hard"
    is_vain = is_hopeless(plain, budget, bench)
    if is_vain and not is_firm:
        return _certified(replace(plain, over=over), budget)
    if is_vain and within is not None:
        raise BeyondBudget(over, budget, total, (_unbound(plain),), request.budget)
    half = None if most_steps is None else most_steps // 2
    saving = priced_savings(plain, bench)
    held = None if is_vain else steered(plain, saving, budget, bench, seconds / 2, half)
    if held is not None:
        wet = rain_days(held.itinerary, held.request, catalogue, travel=travel)
        whole = replace(held.itinerary, rain_days=wet)
        return _certified(replace(held, itinerary=whole), budget)
    if not is_firm:
        return _certified(replace(plain, over=over), budget)
    least = leanest(plain, saving, budget, bench, seconds / 2, half)
    if least is not None and least.cost <= budget:
        wet = rain_days(least.itinerary, least.request, catalogue, travel=travel)
        return _certified(replace(least, itinerary=replace(least.itinerary, rain_days=wet)), budget)
    ways = tuple(_ways(plain, least, budget, bench, most=0 if within is not None else MOST_TRIED))
    raise BeyondBudget(over, budget, total, ways, request.budget, least.cost if least else None)


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
    bench = Bench(catalogue, cost, travel, cancelled, may_lower=False)
    plain = Afforded(firm, found, total)
    saving = priced_savings(plain, bench)
    held = steered(plain, saving, request.budget, bench, seconds, most_steps)
    if held is None:
        held = leanest(plain, saving, request.budget, bench, seconds, most_steps)
    if held is None or held.cost > request.budget * NEAR:
        return None
    wet = rain_days(held.itinerary, held.request, catalogue, travel=travel)
    return replace(held.itinerary, rain_days=wet)


def _certified(afforded: Afforded, budget: Money) -> Afforded:
    """Write the budget into the certificate, in whole units of its currency."""
    numbers = {"price": int(afforded.cost.amount), "budget": int(budget.amount)}
    note = "weighed, and passed" if afforded.over else ""
    check = Check("budget", afforded.request.budget_limit, True, numbers, note)
    plan_ = replace(afforded.itinerary, certificate=(*afforded.itinerary.certificate, check))
    return replace(afforded, itinerary=plan_)


def _ways(
    plain: Afforded, least: Afforded | None, budget: Money, bench: Bench, most: int
) -> Iterator[WayOut]:
    """Try without each wish that costs money; a budget that is just enough for the cheapest plan is a way
    too, the first one where it is near, and giving up the budget itself always is."""
    is_near = least is not None and least.cost <= budget * NEAR
    if least is not None and is_near:
        yield _raised(least)
    found = []
    for wish in given_up_by(plain.request, bench.catalogue)[:most]:
        if bench.cancelled():
            break
        if (way := _way(wish, plain, budget, bench)) is not None:
            found.append(way)
    found.sort(key=lambda way: (-way.plan.delight, way.give_up))
    yield from found
    if least is not None and not is_near:
        yield _raised(least)
    yield _unbound(plain)


def _unbound(plain: Afforded) -> WayOut:
    dear = GivenUp("budget", BUDGET, written(plain.cost))
    return WayOut((BUDGET,), sentence((dear,), plain.itinerary), plain.itinerary, (dear,))


def _raised(least: Afforded) -> WayOut:
    wish = GivenUp("raise", f"{RAISED}{least.cost.amount}-{least.cost.currency}", written(least.cost))
    return WayOut((wish.id,), sentence((wish,), least.itinerary), least.itinerary, (wish,))


def _way(wish: GivenUp, plain: Afforded, budget: Money, bench: Bench) -> WayOut | None:
    looser = without(plain.request, (wish.id,), bench.catalogue)
    if is_hopeless(replace(plain, request=looser), budget, bench, nights=looser.nights):
        return None  # known without a plan
    try:
        found = bench.plan(replace(looser, keep=None), TRY_SECONDS, QUICK)
    except (Infeasible, BadRequest):  # what is given up may be needed by what stays
        return None
    tried: Afforded | None = Afforded(looser, found, bench.cost(found))
    if tried is not None and tried.cost > budget:
        tried = steered(tried, priced_savings(tried, bench), budget, bench, TRY_SECONDS, AGAIN)
    if tried is None:
        return None
    told = sentence((wish,), tried.itinerary)
    return WayOut((wish.id,), told, tried.itinerary, (wish,))
