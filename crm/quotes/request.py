"""A whole pricing request as one value: what `serai price` reads, checks and answers.

Usable without the desk: the itinerary, its catalogue, rates, exchange rates and rules all stand in the
request. Amounts are decimal text, dates ISO text, as in the snapshots of quotes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from crm.errors import Unfit
from crm.quotes.instalments import Due, instalments
from crm.quotes.pricing import price
from crm.quotes.snapshot import to_snapshot
from crm.quotes.soundness import problems
from crm.quotes.values import MARGIN_STEP, ExchangeRate, PriceRules, RateRow
from crm.quotes.views import HeadShare, RoomShare, per_head, per_room
from crm.trips.store import encode, strict
from crm.trips.values import Catalogue, Itinerary, Party

Day = date  # a field below has the name of its type


@dataclass(frozen=True)
class PriceRequest:
    """Everything a price is made from. `priced_on` picks the exchange rates and starts the validity."""

    itinerary: Itinerary
    catalogue: Catalogue
    party: Party
    rates: tuple[RateRow, ...]
    rules: PriceRules
    priced_on: date
    exchange_rates: tuple[ExchangeRate, ...] = ()
    rooms: int | None = None
    meal_plan: str | None = None


@dataclass(frozen=True)
class PriceProblem:
    """Why a request cannot be priced, and where: `item` and `date` tell of a night or day without a rate."""

    error: str
    field: str
    item: str | None = None
    date: Day | None = None


@dataclass(frozen=True)
class PriceAnswer:
    """A quote as a snapshot that can be recomputed, its views, and when which part is due."""

    snapshot: Mapping[str, Any]
    per_head: tuple[HeadShare, ...]
    per_room: tuple[RoomShare, ...]
    instalments: tuple[Due, ...]
    margin_percent: Decimal = field(default=Decimal(0))
    needs_approval: bool = False


def read_request(stored: Mapping[str, Any]) -> PriceRequest:
    """Read a request strictly. Raises NotStorable or Unfit, which name the row and the field."""
    request = strict(PriceRequest, stored)
    for where, problem in problems(request):
        raise Unfit(where, problem)
    return request


def answer(request: PriceRequest) -> PriceAnswer:
    """Price a request. Raises Unfit, NoRate, NoExchangeRate (see `crm.quotes.pricing.price`)."""
    quote = price(
        request.itinerary,
        request.catalogue,
        request.party,
        request.rooms,
        request.rates,
        request.exchange_rates,
        request.rules,
        request.priced_on,
        meal_plan=request.meal_plan,
    )
    keys = {line.key for line in quote.lines}
    for n, markup in enumerate(request.rules.markups):
        if markup.scope == "line" and markup.subject not in keys:
            raise Unfit(f"rules.markups[{n}].subject", f"{markup.subject!r} is the key of no line")
    return PriceAnswer(
        to_snapshot(quote),
        per_head(quote),
        per_room(quote),
        instalments(quote, request.priced_on),
        quote.margin_percent.quantize(MARGIN_STEP),
        quote.needs_approval,
    )


def answer_to_json(answered: PriceAnswer | PriceProblem) -> dict[str, Any]:
    """Give an answer as the door writes it; what a problem does not tell is left out."""
    stored: dict[str, Any] = encode(answered)
    if isinstance(answered, PriceProblem):
        return {name: told for name, told in stored.items() if told is not None}
    return stored
