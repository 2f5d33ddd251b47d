"""When which part of a quote is to be paid."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from crm.errors import Unfit
from crm.money import Money
from crm.quotes.values import Instalment, Quote


@dataclass(frozen=True)
class Due:
    """An amount and the last day on which it may be paid.

    `days_after_booking` is told where the day follows from the booking: before there is one it is what is
    known of the day. None: it is counted back from the departure.
    """

    label: str
    on: date
    amount: Money
    days_after_booking: int | None = None


def instalments(quote: Quote, booked_on: date) -> tuple[Due, ...]:
    """Share the total out over the agency's instalments; the amounts add up to it exactly.

    Each is due so many days after the booking or before departure. What would have been due before the
    booking is due with it, what would be due after the departure is due on its day, and parts that fall on
    one day become one. Without a plan, all is due at once.

    Raises Unfit when the percentages do not make a hundred, or the departure is not known.
    """
    plan = quote.rules.instalments
    if not plan:
        return (Due("Full payment", booked_on, quote.total, 0),)
    if sum((part.percent for part in plan), Decimal(0)) != 100 or any(part.percent < 0 for part in plan):
        raise Unfit("instalments", "the percentages do not make a hundred")
    dated = sorted(((_due_on(part, quote, booked_on), part) for part in plan), key=lambda entry: entry[0])
    amounts = _amounts(quote, [part for _, part in dated])
    dues: list[Due] = []
    for (on, part), amount in zip(dated, amounts, strict=True):
        if not amount.amount and quote.total.amount:
            continue  # a step of rounding that is larger than the part
        if dues and dues[-1].on == on:
            first = dues[-1]
            dues[-1] = replace(first, label=f"{first.label} and {part.label}", amount=first.amount + amount)
        else:
            dues.append(Due(part.label, on, amount, _after_booking(part, on, booked_on)))
    return tuple(dues)


def _due_on(part: Instalment, quote: Quote, booked_on: date) -> date:
    if part.counted == "after_booking":
        due = booked_on + timedelta(days=part.days)
        return due if quote.starts_on is None else max(booked_on, min(due, quote.starts_on))
    if quote.starts_on is None:
        raise Unfit("instalments", "the departure of this quote is not known")
    return max(booked_on, quote.starts_on - timedelta(days=part.days))


def _after_booking(part: Instalment, on: date, booked_on: date) -> int | None:
    """A part that was due before the booking is due with it, one of after the departure on that day."""
    if part.counted == "after_booking" and on == booked_on + timedelta(days=part.days):
        return part.days
    return 0 if on == booked_on else None


def _amounts(quote: Quote, parts: list[Instalment]) -> list[Money]:
    """Round every part to the quote's step; the last one takes what is left, which is never below nothing."""
    left, amounts = quote.total, []
    for part in parts[:-1]:
        amount = min(left, (quote.total * (part.percent / 100)).rounded(quote.rules.round_to))
        amounts.append(amount)
        left = left - amount
    return [*amounts, left]
