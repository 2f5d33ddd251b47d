"""On acceptance: what the trip would cost today, and whether the accepted price still stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from crm.money import Money
from crm.quotes.changes import explain
from crm.quotes.pricing import price
from crm.quotes.values import Cause, ExchangeRate, NoExchangeRate, NoRate, Quote, RateRow
from crm.trips.values import Catalogue, Itinerary

Verdict = Literal["stands", "honour", "warn", "block"]


@dataclass(frozen=True)
class Drift:
    """How far today's price is from the accepted one, why, and what the agency's rule says.

    `stands`: nothing moved, or only what the agency bears in silence; `honour`: the customer keeps the
    accepted price and the agency bears the difference; `warn`: staff are told before it is confirmed;
    `block`: it may not be confirmed as it is. `unsold` names what can no longer be priced at all.
    """

    verdict: Verdict
    difference: Money
    percent: Decimal
    causes: tuple[Cause, ...] = ()
    is_expired: bool = False
    unsold: str = ""


def check_drift(
    accepted: Quote,
    itinerary: Itinerary,
    catalogue: Catalogue,
    rates: Iterable[RateRow],
    exchange_rates: Iterable[ExchangeRate],
    on: date,
) -> Drift:
    """Price an accepted quote anew with today's rates, for the same party by the same rules.

    An item that is sold no more blocks, whatever the rule. Raises Unfit when the trip has begun.
    """
    if accepted.party is None:
        raise ValueError("the accepted quote does not say for whom it was made")
    is_expired = on > accepted.valid_until
    try:
        now = price(
            itinerary,
            catalogue,
            accepted.party,
            len(accepted.rooms),
            rates,
            exchange_rates,
            accepted.rules,
            on,
        )
    except (NoRate, NoExchangeRate) as unsold:
        zero = accepted.total - accepted.total
        return Drift("block", zero, Decimal(0), is_expired=is_expired, unsold=str(unsold))
    return compare(accepted, now, is_expired=is_expired)


def compare(accepted: Quote, now: Quote, *, is_expired: bool = False) -> Drift:
    """Judge the difference between an accepted quote and today's by the rule the quote was made under.

    A fall in price never stands in the way of a booking; it is reported all the same.
    """
    difference = now.total - accepted.total
    rules = accepted.rules
    percent = difference.amount / accepted.total.amount * 100 if accepted.total.amount else Decimal(0)
    borne = percent <= rules.drift_percent
    verdict: Verdict = "stands" if borne and not is_expired else rules.drift
    if is_expired and difference.amount <= 0:
        verdict = "stands"
    return Drift(verdict, difference, percent, explain(accepted, now), is_expired)
