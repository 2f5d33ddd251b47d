"""Saving until a budget holds: a plan made leaner step by step, and the cheapest that can be made of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from crm.errors import Unfit
from crm.money import Money
from crm.quotes.values import NoExchangeRate, NoRate
from crm.trips.booked import booked_visits
from crm.trips.checking import BadRequest
from crm.trips.patience import PRICED, Patience
from crm.trips.planner import plan
from crm.trips.refusing import Infeasible
from crm.trips.saving import Saving, cheaper, savings, with_savings, worth_saving
from crm.trips.stays import RANK, holds, suits
from crm.trips.travel import TravelTimes
from crm.trips.values import Catalogue, Itinerary, Stop, TripRequest

Priced = Sequence[tuple[Saving, Money]]  # what could be done otherwise, and what it saves

ROUNDS = 3  # of saving and planning anew: a gap that was freed may be filled with something dear
# Of a budget: nights that are split among stays, each in its own low season, may cost less than in any one.
MIXED = Decimal("1.2")
_AFTER_EACH = 3  # a plan takes one of so many parts of a patience that is shared: more may follow
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
        with self.patience.lent(most_steps, of=_AFTER_EACH) as lent:
            return plan(
                request,
                self.catalogue,
                seconds=seconds,
                is_sketch=True,
                patience=lent,
                travel=self.travel,
                cancelled=self.cancelled,
            )


def is_hopeless(plain: Afforded, budget: Money, bench: Bench, *, nights: int | None = None) -> bool:
    """Tell whether the nights alone (so many, or the plan's) cost more than a budget in the cheapest stay: no
    plan keeps it.

    Visits, ways and day trips may all go, and the nights may move to other towns, so that a floor can count
    on none of them.
    """
    least = cheapest_nights(plain, bench, enough=budget, nights=nights)
    return least is not None and least > budget * MIXED


def cheapest_nights(
    plain: Afforded, bench: Bench, *, enough: Money | None = None, nights: int | None = None
) -> Money | None:
    """Give what so many nights, or those of the plan, cost in the cheapest stay that takes the party, and
    nothing beside them.

    Once one costs no more than `enough`, no other is looked at. None where some stay cannot be priced, as one
    that is closed on a night: it may still be cheap on the others.
    """
    first = plain.itinerary.stops[0]
    nights = nights or sum(stop.nights for stop in plain.itinerary.stops)
    least: Money | None = None
    for stay in sorted(bench.catalogue.stays, key=lambda stay: (RANK[stay.hotel_class], stay.stars, stay.id)):
        if not (holds(stay, plain.request) and suits(stay, plain.request)):
            continue
        slept = Stop(stay.area, stay.id, first.check_in, nights)
        try:
            cost = bench.cost(replace(plain.itinerary, stops=(slept,), days=()))
        except (NoRate, NoExchangeRate, Unfit):
            return None
        least = cost if least is None or cost < least else least
        if enough is not None and least <= enough:
            break
    return least


def steered(
    plain: Afforded, saving: Priced, budget: Money, bench: Bench, seconds: float, most: int | None
) -> Afforded | None:
    """Save and plan anew until the budget holds, each time in `most` steps; None where it cannot.

    Where gaps that were freed are filled with something dear again and again, none is filled in the end.
    """
    now, is_firm = plain, plain.request.budget_limit == "hard"
    for turn in range(ROUNDS + is_firm):
        if now is not plain:
            saving = priced_savings(now, bench, saving)
        leaner = cheaper(
            now.request,
            saving,
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
    plain: Afforded, saving: Priced, budget: Money, bench: Bench, seconds: float, most: int | None
) -> Afforded | None:
    """Give the plan with the fewest savings that keeps the budget; where none does, the cheapest plan there
    is, which leaves out whatever is paid for and need not be. None where nothing can be saved."""
    options = worth_saving(saving)

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


def priced_savings(now: Afforded, bench: Bench, known: Priced = ()) -> Priced:
    """Pair each saving with what it saves; what was priced until somebody cancelled.

    A visit saves what it did in the plan before, `known`, for a ticket costs the same on another day.
    """
    tickets = {one.id: saved for one, saved in known if one.kind == "visit"}
    options = savings(now.itinerary, now.request, bench.catalogue, may_lower=bench.may_lower)
    return [
        (one, tickets[one.id] if one.id in tickets else now.cost - bench.price(one.plan))
        for one in options
        if not bench.is_over()
    ]


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
