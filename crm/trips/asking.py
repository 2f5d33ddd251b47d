"""What the planning doors speak: a request in, a priced plan or a refusal out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from crm.errors import Unfit
from crm.money import Money
from crm.quotes.pricing import price
from crm.quotes.rate_book import RateBook, counted_in
from crm.quotes.snapshot import to_snapshot
from crm.quotes.values import ExchangeRate, NoExchangeRate, NoRate, PriceRules, Quote, RateRow
from crm.trips.affording import afford
from crm.trips.options import Flavour, Option
from crm.trips.patience import Patience
from crm.trips.refusing import Infeasible
from crm.trips.store import encode
from crm.trips.travel import TravelTimes
from crm.trips.values import Catalogue, HotelClass, Itinerary, Pace, TripRequest


@dataclass(frozen=True)
class PlanAnswer:
    """A plan with its certificate, and its price as a snapshot. `unpriced` says why there is none.

    `over` is by how much the price passes a soft budget; `left_out` are ids of places that the budget left
    out, `taken` those of stays that it took instead of others. `changes` say in English what moved since the
    earlier plan that the request gave to keep, and why.
    """

    itinerary: Itinerary
    snapshot: Mapping[str, Any] | None = None
    unpriced: str = ""
    over: Money | None = None
    left_out: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()


@dataclass(frozen=True)
class OptionAnswer:
    """One plan of several to choose from: what it differs in, why, and what it is and costs."""

    flavour: Flavour
    reason: str
    hotel_class: HotelClass
    pace: Pace
    delight: float
    itinerary: Itinerary
    snapshot: Mapping[str, Any]


@dataclass(frozen=True)
class OptionsAnswer:
    """Up to three plans, cheapest first; none is dearer than another that is liked as much."""

    options: tuple[OptionAnswer, ...]


@dataclass(frozen=True)
class Problem:
    """One thing that makes no sense, by the field of the request (or the file, row and column)."""

    field: str
    problem: str


@dataclass(frozen=True)
class BadAnswer:
    """A request that cannot be planned as it stands."""

    error: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Refused:
    """One thing that stands in the way."""

    subject: str
    reason: str


@dataclass(frozen=True)
class Instead:
    """Wishes to give up, by id, what that makes of the trip, and its price where every rate is known.

    `is_about` says that the price is of a quick plan: the trip made without those wishes may differ a little.
    """

    give_up: tuple[str, ...]
    sentence: str
    price: Money | None = None
    is_about: bool = False


@dataclass(frozen=True)
class PlanRefusal:
    """Why there is no plan, and the smallest sets of wishes without which there is one."""

    error: str
    reasons: tuple[Refused, ...]
    instead: tuple[Instead, ...]


def priced(
    itinerary: Itinerary,
    request: TripRequest,
    catalogue: Catalogue,
    rates: Iterable[RateRow],
    exchange_rates: Iterable[ExchangeRate],
    rules: PriceRules,
    priced_on: date,
) -> tuple[PlanAnswer, Quote | None]:
    """Price a plan. A rate that is missing leaves the plan standing and says what is missing.

    Raises Unfit for a trip that began before it is priced.
    """
    try:
        quote = price(
            itinerary, catalogue, request.party, request.rooms, rates, exchange_rates, rules, priced_on
        )
    except (NoRate, NoExchangeRate) as missing:
        return PlanAnswer(itinerary, unpriced=str(missing)), None
    return PlanAnswer(itinerary, to_snapshot(quote)), quote


def priced_within(
    itinerary: Itinerary,
    request: TripRequest,
    catalogue: Catalogue,
    rates: Sequence[RateRow],
    exchange_rates: Sequence[ExchangeRate],
    rules: PriceRules,
    priced_on: date,
    *,
    seconds: float = 1.0,
    most_steps: int | None = None,
    within: Patience | None = None,
    travel: TravelTimes | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[PlanAnswer, Quote | None]:
    """Price a plan and let the request's budget steer it, as `afford` does. Raises BeyondBudget.

    Raises Unfit for a budget that may not be passed where no rate tells what it is in the price's currency.
    """
    answer, quote = priced(itinerary, request, catalogue, rates, exchange_rates, rules, priced_on)
    if quote is None or request.budget is None:
        return answer, quote
    budget = budget_counted(request, quote.currency, exchange_rates, priced_on)
    if budget is None:
        return answer, quote

    book = RateBook(rates)

    def cost(plan: Itinerary) -> Money:
        return price(
            plan, catalogue, request.party, request.rooms, book, exchange_rates, rules, priced_on
        ).total

    try:
        held = afford(
            request,
            catalogue,
            cost,
            itinerary,
            budget=budget,
            may_lower=request.budget_limit == "hard",
            seconds=seconds,
            most_steps=most_steps,
            within=within,
            travel=travel,
            cancelled=cancelled,
        )
    except (NoRate, NoExchangeRate):  # of something cheaper: the plan stands as it is
        return answer, quote
    answer, quote = priced(held.itinerary, held.request, catalogue, rates, exchange_rates, rules, priced_on)
    return replace(answer, over=held.over, left_out=held.left_out, taken=held.taken), quote


def budget_counted(
    request: TripRequest, currency: str, exchange_rates: Iterable[ExchangeRate], priced_on: date
) -> Money | None:
    """Give the request's budget in the currency of its price, by the rates of the day.

    None where there is no budget, and for a soft one that no rate tells. A hard one must hold: raises Unfit.
    """
    if request.budget is None:
        return None
    try:
        return counted_in(request.budget, currency, exchange_rates, priced_on)
    except NoExchangeRate as missing:
        if request.budget_limit == "hard":
            raise Unfit("budget.currency", f"{missing}: it cannot be held against the price") from None
        return None


def is_beyond(
    total: Money, request: TripRequest, exchange_rates: Iterable[ExchangeRate], priced_on: date
) -> bool:
    """Tell whether a price passes a budget that may not be passed; not where no rate tells."""
    if request.budget_limit != "hard":
        return False
    try:
        budget = budget_counted(request, total.currency, exchange_rates, priced_on)
    except Unfit:
        return False
    return budget is not None and total > budget


def refusal(infeasible: Infeasible) -> PlanRefusal:
    """Say why there is no plan, in the shape of the door."""
    return PlanRefusal(
        str(infeasible),
        tuple(Refused(r.subject, r.reason) for r in infeasible.reasons),
        tuple(Instead(way.give_up, way.sentence, way.price, way.is_about) for way in infeasible.ways_out),
    )


def bad(*problems: tuple[str, str]) -> BadAnswer:
    """Say what makes no sense, field by field."""
    words = "; ".join(f"{field}: {what}" if field else what for field, what in problems)
    return BadAnswer(words, tuple(Problem(field, what) for field, what in problems))


def option_answer(option: Option, quote: Quote) -> OptionAnswer:
    """Give an option and its price in the shape of the door."""
    wanted = option.request
    return OptionAnswer(
        option.flavour,
        option.reason,
        wanted.hotel_class,
        wanted.pace,
        option.delight,
        option.itinerary,
        to_snapshot(quote),
    )


def answer_to_json(answer: PlanAnswer | OptionsAnswer | PlanRefusal | BadAnswer) -> dict[str, Any]:
    stored: dict[str, Any] = encode(answer)
    return stored
