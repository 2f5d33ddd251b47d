"""From charges to a quote: conversion, markup, discount, tax and rounding, all exact.

The same charges, rules and pinned exchange rates give the same quote to the last cent, for ever: nothing
here looks anything up.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from crm.errors import Unfit
from crm.money import Money, total
from crm.quotes.bill import Charge
from crm.quotes.rate_book import convert
from crm.quotes.taxes import Taxed, tax
from crm.quotes.values import ExchangeRate, Markup, PriceRules, Quote, QuoteLine, RateRow, Room
from crm.quotes.views import per_adult
from crm.trips.values import Party

_SCOPES = ("line", "day", "kind", "trip")  # the most specific first


@dataclass(frozen=True)
class Occasion:
    """For whom and when a quote is made."""

    party: Party
    rooms: tuple[Room, ...]
    priced_on: date
    starts_on: date
    heads: Mapping[str, int]
    meal_plan: str | None = None

    @property
    def payers(self) -> int:
        return self.party.adults + len(self.party.child_ages)


def reckon(
    charges: Sequence[Charge], rules: PriceRules, occasion: Occasion, rates: Sequence[RateRow]
) -> Quote:
    """Turn charges into a quote. Raises Unfit where the rules ask for what cannot be."""
    costs, discounts, taxed = _worked_out(charges, rules, occasion)
    lines = _lines(charges, costs, discounts, taxed)
    currency = rules.currency
    subtotal, taxes = total((x.sell for x in lines), currency), total((x.tax for x in lines), currency)
    exact = subtotal + taxes
    grand = exact.rounded(rules.round_to)
    quote = Quote(
        currency=currency,
        lines=lines,
        subtotal=subtotal,
        tax=taxes,
        rounding=grand - exact,
        total=grand,
        per_adult=grand,
        valid_until=min(occasion.priced_on + timedelta(days=rules.valid_for_days), occasion.starts_on),
        priced_on=occasion.priced_on,
        rules=rules,
        heads=occasion.heads,
        party=occasion.party,
        rooms=occasion.rooms,
        rates=tuple(rates),
        exchange_rates=_pinned(charges),
        taxes=taxed.by_name,
        starts_on=occasion.starts_on,
        meal_plan=occasion.meal_plan,
    )
    return per_adult(quote)


def exact_total(charges: Sequence[Charge], rules: PriceRules, occasion: Occasion) -> Money:
    """Give what `reckon` would come to before the grand total is rounded. Raises Unfit likewise."""
    costs, discounts, taxed = _worked_out(charges, rules, occasion)
    currency = rules.currency
    return total((*costs, *taxed.markups, *taxed.taxes), currency) - total(discounts, currency)


def _worked_out(
    charges: Sequence[Charge], rules: PriceRules, occasion: Occasion
) -> tuple[list[Money], list[Money], Taxed]:
    """Give what each charge costs in the quote's currency, what is taken off it, and its markup and tax."""
    if occasion.party.adults <= rules.free_heads:
        raise Unfit("free_heads", "nobody is left to pay")
    costs = [convert(c.unit_cost * c.quantity, c.exchange, rules.currency) for c in charges]
    markups = _mark_up(charges, costs, rules, occasion)
    discounts = _discount(charges, [a + b for a, b in zip(costs, markups, strict=True)], rules, occasion)
    taxed = tax(costs, markups, discounts, rules)
    return costs, discounts, taxed


def _pinned(charges: Sequence[Charge]) -> tuple[ExchangeRate, ...]:
    by_id = {c.exchange.id: c.exchange for c in charges if c.exchange is not None}
    return tuple(by_id[key] for key in sorted(by_id))


def _lines(
    charges: Sequence[Charge], costs: Sequence[Money], discounts: Sequence[Money], taxed: Taxed
) -> tuple[QuoteLine, ...]:
    return tuple(
        QuoteLine(
            key=c.key,
            day=c.day,
            label=c.label,
            item_kind=c.item_kind,
            item_id=c.item_id,
            service_date=c.service_date,
            quantity=c.quantity,
            unit_cost=c.unit_cost,
            rate_id=c.rate_id,
            exchange_rate_id=c.exchange.id if c.exchange else None,
            cost=costs[i],
            markup=taxed.markups[i],
            tax=taxed.taxes[i],
            sell=costs[i] + taxed.markups[i] - discounts[i],
            occupancy=c.occupancy,
            discount=discounts[i] if discounts[i].amount else None,
        )
        for i, c in enumerate(charges)
    )


def _mark_up(
    charges: Sequence[Charge], costs: Sequence[Money], rules: PriceRules, occasion: Occasion
) -> list[Money]:
    covered: dict[Markup, list[int]] = defaultdict(list)
    result = [Money(Decimal(0), rules.currency)] * len(charges)
    for i, charge in enumerate(charges):
        markup = _covering(charge, rules.markups)
        if markup is None:
            percent = rules.markup_percent.get(
                charge.item_kind, rules.markup_percent.get("default", Decimal(0))
            )
            markup = Markup("line", "percent", percent)
        if markup.how == "percent":
            result[i] = (costs[i] * (markup.value / 100)).rounded()
        elif markup.how == "target_margin":
            if not 0 <= markup.value < 100:
                raise Unfit("markups", f"a margin of {markup.value} % cannot be reached by any price")
            result[i] = Money(costs[i].amount * markup.value / (100 - markup.value), rules.currency).rounded()
        else:
            covered[markup].append(i)
    for markup, members in covered.items():
        payers = occasion.payers - rules.free_heads if markup.how == "per_person" else 1
        amount = Money(markup.value * payers, rules.currency).rounded()
        shares = amount.spread([costs[i].amount for i in members])
        for i, share in zip(members, shares, strict=True):
            result[i] = share
    return result


def _covering(charge: Charge, markups: Sequence[Markup]) -> Markup | None:
    subjects = {"line": charge.key, "day": str(charge.day or ""), "kind": charge.item_kind, "trip": ""}
    fitting = [m for m in markups if m.scope == "trip" or m.subject == subjects[m.scope]]
    return min(fitting, key=lambda m: _SCOPES.index(m.scope), default=None)


def _discount(
    charges: Sequence[Charge], sells: Sequence[Money], rules: PriceRules, occasion: Occasion
) -> list[Money]:
    result = [Money(Decimal(0), rules.currency)] * len(charges)
    for discount in rules.discounts:
        members = [i for i, c in enumerate(charges) if not discount.kinds or c.item_kind in discount.kinds]
        left = [sells[i] - result[i] for i in members]
        base = total(left, rules.currency)
        if discount.how == "percent":
            amount = (base * (discount.value / 100)).rounded()
        else:
            payers = occasion.payers - rules.free_heads if discount.how == "per_person" else 1
            amount = Money(discount.value * payers, rules.currency).rounded()
        if base < amount:
            raise Unfit("discounts", f"{discount.label} takes off {amount.amount}, more than {base.amount}")
        if amount.amount:
            for i, share in zip(members, amount.spread([m.amount for m in left]), strict=True):
                result[i] = result[i] + share
    return result
