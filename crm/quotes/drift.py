"""On acceptance: what the trip would cost today, and whether the accepted price still stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from crm.money import Money, signed, written
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
    now: Quote | None = None  # what the trip costs today; None where it cannot be priced

    @property
    def has_moved(self) -> bool:
        return bool(self.difference.amount or self.unsold)


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
            meal_plan=accepted.meal_plan,
        )
    except (NoRate, NoExchangeRate) as unsold:
        return not_for_sale(accepted, str(unsold), is_expired=is_expired)
    return compare(accepted, now, is_expired=is_expired)


def not_for_sale(accepted: Quote, why: str, *, is_expired: bool = False) -> Drift:
    """Give the drift of a trip that cannot be sold as it is any more; that blocks under every rule."""
    zero = accepted.total - accepted.total
    return Drift("block", zero, Decimal(0), is_expired=is_expired, unsold=why)


def unreadable(currency: str) -> Drift:
    """Give the drift of a quote that cannot be reckoned anew; a human has to look, whatever the rule."""
    why = "its quote is of an older shape, plan the trip anew"
    return Drift("block", Money(Decimal(0), currency), Decimal(0), unsold=why)


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
    return Drift(verdict, difference, percent, explain(accepted, now), is_expired, now=now)


_CAUSES = {"rate": "rates", "exchange": "exchange rate", "items": "what is sold", "rounding": "rounding"}


def by_cause(drift: Drift) -> str:
    """Say what moved and by how much: "rates of Ubud Inn +₹900, exchange rate IDR to INR +₹300"."""
    told = []
    for cause in drift.causes:
        of = " of " if cause.kind == "rate" else " "
        name = _CAUSES.get(cause.kind, cause.kind)
        subject = "" if cause.subject == name else f"{of}{cause.subject}"
        told.append(f"{name}{subject} {signed(cause.difference)}")
    return ", ".join(told)


def told_to_staff(drift: Drift) -> str:
    """Say to staff how prices moved since the quote was made, and what the agency's rule makes of it."""
    if drift.unsold:
        return f"It can no longer be sold as it is: {drift.unsold}."
    if not drift.difference.amount:
        return "Today's rates give the same price." + (" The quote had expired." if drift.is_expired else "")
    way = "risen" if drift.difference.amount > 0 else "fallen"
    amount = written(Money(abs(drift.difference.amount), drift.difference.currency))
    share = f"{abs(drift.percent):.1f} %"
    rules = {
        "stands": "the price stands",
        "honour": "the agency bears it",
        "warn": "the customer is asked to accept the new price",
        "block": "it is not accepted",
    }
    return f"Prices have {way} by {amount} ({share}): {by_cause(drift)}; {rules[drift.verdict]}."


def told_to_customer(drift: Drift) -> str:
    """Say to the customer what the trip costs now, what it cost, and why."""
    if drift.now is None:
        return "This trip cannot be confirmed as it is."
    before = written(drift.now.total - drift.difference)
    way = f"The plan is the same. Its price is {written(drift.now.total)} now instead of {before}, "
    return f"{way}that is {signed(drift.difference)}, because prices moved: {by_cause(drift)}."


def as_json(drift: Drift) -> dict[str, Any]:
    """Give a drift as it is kept beside the customer's yes."""
    return {
        "verdict": drift.verdict,
        "difference": str(drift.difference.amount),
        "currency": drift.difference.currency,
        "percent": f"{drift.percent:.2f}",
        "causes": [
            {"kind": c.kind, "subject": c.subject, "difference": str(c.difference.amount)}
            for c in drift.causes
        ],
        "is_expired": drift.is_expired,
        "unsold": drift.unsold,
        "told": told_to_staff(drift),
    }
