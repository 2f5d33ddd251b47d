"""Let the customer's budget steer a plan, priced by the agency's own rates, within the turn's time."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from agents.acting.findings import CheaperOffer, Planned, Unplanned
from agents.acting.planning import SECOND_PLAN, Reading, in_thread, planned_for, refused
from agents.scene.wishes import CLASSES, Assumed, Wish
from crm.money import Money
from crm.quotes.rate_book import counted_in
from crm.quotes.values import NoExchangeRate, NoRate
from crm.trips.affording import afford
from crm.trips.checking import BadRequest
from crm.trips.options import Variant, saved_variant
from crm.trips.refusing import Infeasible
from crm.trips.steering import Afforded
from crm.trips.travel import TravelTimes
from crm.trips.values import Catalogue, Itinerary, TripRequest


async def weighed(planned: Planned, today: date, reading: Reading) -> Planned | Unplanned:
    """Hold the price against the budget; where it is over, let it steer, and see what one class lower costs.

    A budget that may not be passed and cannot be kept comes back with what to give up for it.

    A class that was only assumed is changed for the cheaper one at once; a class that the customer
    chose is theirs to change, so the cheaper price is an offer.
    """
    total = planned.priced.quote.total
    budget = await budget_in(total.currency, planned.request, today, reading)
    if isinstance(budget, Unplanned):
        return budget
    if budget is None:
        return planned
    if total <= budget:
        return replace(planned, is_within=True)
    if reading.left >= SECOND_PLAN:
        try:
            planned = await _steered(planned, budget, today, reading)
        except (Infeasible, BadRequest) as problem:
            return await refused(problem, planned.request, planned.catalogue, today, reading)
    total = planned.priced.quote.total
    if total <= budget:
        return replace(planned, is_within=True)
    planned = replace(planned, over=total - budget)
    step = CLASSES.index(planned.request.hotel_class)
    if not step or reading.left < SECOND_PLAN:
        return planned
    lower = CLASSES[step - 1]
    request = replace(planned.request, hotel_class=lower, keep=planned.itinerary)
    wanted = Wish(request, planned.assumed, planned.unmatched)
    other = await planned_for(wanted, planned.version, planned.catalogue, today, reading)
    if isinstance(other, Unplanned) or other.is_withheld or not other.priced.quote.total < total:
        return planned
    cheaper = other.priced.quote.total
    if any(a.kind == "class" for a in planned.assumed) and cheaper <= budget:
        assumed = (*(a for a in planned.assumed if a.kind != "class"), Assumed("class", lower))
        return replace(other, assumed=assumed, is_within=True, moved=None)
    return replace(planned, cheaper=CheaperOffer(lower, cheaper))


async def budget_in(
    currency: str, request: TripRequest, today: date, reading: Reading
) -> Money | Unplanned | None:
    """Give the budget in the currency of the price, by the agency's own rates.

    One that no rate tells is held against no price where it is soft; where it may not be passed, it is
    a colleague who must hold it.
    """
    budget = request.budget
    if budget is None or budget.currency == currency:
        return budget
    try:
        return counted_in(budget, currency, await reading.tools.exchange_rates(), today)
    except NoExchangeRate as missing:
        if not is_hard(request):
            return None
        why = f"The budget cannot be held against the price: {missing}"
        return Unplanned("no_rate", why, unweighed=budget)


async def _steered(planned: Planned, budget: Money, today: date, reading: Reading) -> Planned:
    """Give the plan within its budget where the budget can steer it there, else the plan as it is.

    The request stays as the customer made it, so that a larger budget brings back what a small one left out.

    A class of hotels that the customer chose is theirs to change; one that was only assumed gives way to a
    budget that may not be passed. Raises Infeasible for such a budget that cannot be kept.
    """
    is_assumed = any(a.kind == "class" for a in planned.assumed)
    quoted = await reading.tools.pricer(planned.catalogue, planned.request, today)

    def cost(plan: Itinerary) -> Money:
        return quoted(plan).total

    search = partial(
        afford,
        cost=cost,
        first=planned.itinerary,
        budget=budget,
        may_lower=is_assumed and is_hard(planned.request),
        most_steps=reading.settings.plan_patience,
        within=reading.within,
    )
    seconds = min(reading.settings.plan_seconds, max(reading.left - 1.0, 0.2))
    try:
        held = await in_thread(search, planned.request, planned.catalogue, seconds, reading)
        if held.itinerary.places == planned.itinerary.places and not held.taken:
            return planned
        priced = await reading.tools.price(held.itinerary, planned.catalogue, held.request, today)
    except (NoRate, NoExchangeRate):
        return planned
    return replace(
        planned,
        itinerary=held.itinerary,
        priced=priced,
        assumed=_still_assumed(planned, held),
        left_out=held.left_out,
        taken=held.taken,
    )


def is_hard(request: TripRequest) -> bool:
    return request.budget_limit == "hard"


def _still_assumed(planned: Planned, held: Afforded) -> tuple[Assumed, ...]:
    """A class that was assumed and not kept is no assumption any more."""
    wished = CLASSES.index(planned.request.hotel_class)
    lower = {s.id for s in planned.catalogue.stays if CLASSES.index(s.hotel_class) < wished}
    is_kept = not lower & set(held.taken)
    return tuple(a for a in planned.assumed if is_kept or a.kind != "class")


async def saved_option(
    totals: Sequence[tuple[Variant, Money]],
    request: TripRequest,
    catalogue: Catalogue,
    today: date,
    reading: Reading,
) -> Variant | None:
    """Give one more option, which keeps the budget, where none of them does and one can.

    The request's budget is in the currency of the totals.
    """
    if request.budget is None or reading.left < SECOND_PLAN:
        return None
    quoted = await reading.tools.pricer(catalogue, request, today)

    def search(
        request: TripRequest,
        catalogue: Catalogue,
        *,
        seconds: float,
        travel: TravelTimes,
        cancelled: Callable[[], bool],
    ) -> Variant | None:
        def cost(plan: Itinerary) -> Money:
            return quoted(plan).total

        return saved_variant(totals, request, catalogue, cost, travel=travel, cancelled=cancelled)

    try:
        return await in_thread(search, request, catalogue, 0.0, reading)
    except (NoRate, NoExchangeRate):
        return None
