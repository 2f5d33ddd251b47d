"""Saving until a budget holds: a plan made leaner step by step, and the cheapest that can be made of it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from crm.money import Money
from crm.trips.booked import booked_visits
from crm.trips.checking import BadRequest
from crm.trips.patience import PRICED, Patience
from crm.trips.planner import plan
from crm.trips.refusing import Infeasible
from crm.trips.saving import Saving, bare, cheaper, savings, with_savings, worth_saving
from crm.trips.travel import TravelTimes
from crm.trips.values import Catalogue, Itinerary, TripRequest

ROUNDS = 3  # of saving and planning anew: a gap that was freed may be filled with something dear
FAR = Decimal("1.2")  # of a budget: what no saving brings so near is not planned anew to see it
AGAIN, TRY_SECONDS = 3500, 0.5  # steps of a plan that is only tried; CPU seconds at most


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
class Bench:
    """What every try shares; a `patience` is spent by whatever they plan and price."""

    catalogue: Catalogue
    cost: Callable[[Itinerary], Money]
    travel: TravelTimes | None
    cancelled: Callable[[], bool]
    may_lower: bool
    patience: Patience = field(default_factory=Patience)

    def is_over(self) -> bool:
        return self.patience.is_used_up or self.cancelled()

    def price(self, found: Itinerary) -> Money:
        self.patience.spend(PRICED)
        return self.cost(found)

    def plan(self, request: TripRequest, seconds: float, most_steps: int | None) -> Itinerary:
        with self.patience.lent(most_steps) as lent:
            return plan(
                request,
                self.catalogue,
                seconds=seconds,
                is_sketch=True,
                patience=lent,
                travel=self.travel,
                cancelled=self.cancelled,
            )


def is_hopeless(plain: Afforded, budget: Money, bench: Bench) -> bool:
    """Tell whether the cheapest stays, and no visit that could go, still cost far more than a budget.

    It is judged by a few prices of the plan as it stands; close cases are worth the planning.
    """
    options = savings(plain.itinerary, plain.request, bench.catalogue, may_lower=bench.may_lower)
    least, by_area = bench.price(bare(plain.itinerary, options)), dict[str, Money]()
    for one in options:
        if one.kind == "stay":
            saved = plain.cost - bench.price(one.plan)
            by_area[one.area] = max(saved, by_area.get(one.area, saved - saved))
    for saved in by_area.values():
        least = least - saved
    return least > budget * FAR


def steered(
    plain: Afforded, budget: Money, bench: Bench, seconds: float, most: int | None
) -> Afforded | None:
    """Save and plan anew until the budget holds, each time in `most` steps; None where it cannot.

    Where gaps that were freed are filled with something dear again and again, none is filled in the end.
    """
    now, is_firm = plain, plain.request.budget_limit == "hard"
    for turn in range(ROUNDS + is_firm):
        leaner = cheaper(
            now.request,
            _priced(now, bench),
            now.cost - budget,
            is_firm=is_firm,
            total=now.cost,
            delight=now.itinerary.delight,
        )
        if leaner is None or bench.is_over():
            return None
        found = _replanned(now, leaner, bench, seconds, most, fills=turn < ROUNDS)
        if found is None:
            return None
        now = replace(found, request=replace(found.request, keep=plain.request.keep))
        if now.cost <= budget:
            return _told(plain, now)
    return None


def leanest(
    plain: Afforded, budget: Money, bench: Bench, seconds: float, most: int | None
) -> Afforded | None:
    """Give the plan with the fewest savings that keeps the budget; where none does, the cheapest plan there
    is, which leaves out whatever is paid for and need not be. None where nothing can be saved."""
    options = worth_saving(_priced(plain, bench))

    def saved(count: int, seconds: float, most: int | None) -> Afforded | None:
        leaner = with_savings(plain.request, options[:count])
        if bench.is_over():
            return None
        return _replanned(plain, leaner, bench, seconds, most, fills=False)

    found = saved(len(options), seconds, most)
    if found is None or not found.cost < plain.cost:
        return None
    fewest, enough = 0, len(options)
    while found.cost <= budget and enough - fewest > 1:
        middle = (fewest + enough) // 2
        tried = saved(middle, TRY_SECONDS, AGAIN)
        if tried is not None and tried.cost <= budget:
            found, enough = tried, middle
        else:
            fewest = middle
    return _told(plain, replace(found, request=replace(found.request, keep=plain.request.keep)))


def _priced(now: Afforded, bench: Bench) -> list[tuple[Saving, Money]]:
    """Pair each saving with what it saves; what was priced until somebody cancelled."""
    options = savings(now.itinerary, now.request, bench.catalogue, may_lower=bench.may_lower)
    return [(one, now.cost - bench.price(one.plan)) for one in options if not bench.is_over()]


def _replanned(
    now: Afforded, leaner: TripRequest, bench: Bench, seconds: float, most: int | None, *, fills: bool
) -> Afforded | None:
    """Plan anew with less; where nothing may fill the gaps, of the places that are in the plan alone."""
    wanted = replace(leaner, keep=now.itinerary)
    if not fills:
        needed = {*now.itinerary.places, *leaner.must_see, *booked_visits(leaner)}
        others = (place.id for place in bench.catalogue.places if place.id not in needed)
        wanted = replace(wanted, never=tuple(dict.fromkeys((*leaner.never, *others))))
    try:
        found = bench.plan(wanted, seconds, most)
    except (Infeasible, BadRequest):
        return None
    return Afforded(leaner, found, bench.price(found))


def _told(plain: Afforded, now: Afforded) -> Afforded:
    before = {stop.stay for stop in plain.itinerary.stops}
    return replace(
        now,
        left_out=tuple(p for p in dict.fromkeys(plain.itinerary.places) if p in now.request.never),
        taken=tuple(dict.fromkeys(s.stay for s in now.itinerary.stops if s.stay not in before)),
    )
