"""What makes no sense in the rules of a price: every clause by its place, so that none is passed over."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import get_args

from crm.money import is_money, minor_unit
from crm.quotes.values import Discount, Instalment, ItemKind, Markup, PriceRules, TaxScheme
from crm.trips.checking import MOST_MONEY
from crm.trips.values import Party

MOST_PERCENT = 1000
MOST_VALID = 3650  # days
MOST_DUE = 730  # days between a booking or a departure and what is due
OLDEST_CHILD = 17

Problems = Iterator[tuple[str, str]]
_KINDS = get_args(ItemKind)


def problems_of_rules(rules: PriceRules, party: Party, days: int) -> Problems:
    """Yield (field, what is wrong) of the rules of a request for a party and a trip of so many days."""
    for field, what in _problems(rules, party, days):
        yield f"rules.{field}", what


def _problems(rules: PriceRules, party: Party, days: int) -> Problems:
    if not is_money(rules.currency):
        yield "currency", f"unknown currency {rules.currency!r}"
        return
    yield from _percentages(rules.markup_percent)
    yield from _step("round_to", rules.round_to, rules.currency)
    for where, scheme in _schemes(rules):
        yield from ((f"{where}.{name}", what) for name, what in _tax(scheme, rules.currency))
    for n, markup in enumerate(rules.markups):
        yield from ((f"markups[{n}].{name}", what) for name, what in _markup(markup, days))
    for n, discount in enumerate(rules.discounts):
        yield from ((f"discounts[{n}].{name}", what) for name, what in _discount(discount))
    yield from _instalments(rules.instalments)
    yield from _ages(rules)
    yield from _bounds(rules, party)


def _percentages(markups: Mapping[str, Decimal]) -> Problems:
    for kind, share in markups.items():
        if kind not in (*_KINDS, "default"):
            yield f"markup_percent.{kind}", f"{kind!r} is none of {', '.join(_KINDS)}, default"
        yield from _share(f"markup_percent.{kind}", share)


def _share(field: str, share: Decimal) -> Problems:
    if not -100 < share <= MOST_PERCENT:
        yield field, f"{share} is not a percentage of a price, above -100 to {MOST_PERCENT}"


def _step(field: str, step: Decimal, currency: str) -> Problems:
    least = minor_unit(currency)
    if step < least:
        yield field, f"{step} is less than {least}, the least that can be paid in {currency}"
    elif step % least:
        yield field, f"{step} is no multiple of {least}, the least that can be paid in {currency}"


def _schemes(rules: PriceRules) -> Iterator[tuple[str, TaxScheme]]:
    yield "tax", rules.tax
    yield from ((f"more_taxes[{n}]", scheme) for n, scheme in enumerate(rules.more_taxes))


def _tax(scheme: TaxScheme, currency: str) -> Problems:
    if not 0 <= scheme.percent <= 100:
        yield "percent", f"{scheme.percent} is no tax, 0 to 100"
    if scheme.on != "none":
        yield from _step("rounding", scheme.rounding, currency)
    for n, (above, percent) in enumerate(scheme.bands):
        if above < 0:
            yield f"bands[{n}]", f"a slice above {above} is below nothing"
        if not 0 <= percent <= 100:
            yield f"bands[{n}]", f"{percent} is no tax, 0 to 100"
    for n, ((below, _), (above, _)) in enumerate(pairwise(scheme.bands), start=1):
        if above <= below:
            yield f"bands[{n}]", f"the amounts must rise: {above} follows {below}"
    if scheme.bands and scheme.on == "margin_inclusive":
        yield "bands", "a tax inside the margin is a percentage, it has no slices"


def _markup(markup: Markup, days: int) -> Problems:
    if markup.how == "percent":
        yield from _share("value", markup.value)
    elif markup.how == "target_margin":
        if not 0 <= markup.value < 100:
            yield "value", f"a margin of {markup.value} % cannot be reached by any price"
    elif not 0 <= markup.value < MOST_MONEY:
        yield "value", f"{markup.value} is no amount to add"
    if markup.scope == "kind" and markup.subject not in _KINDS:
        yield "subject", f"{markup.subject!r} is none of {', '.join(_KINDS)}"
    if markup.scope == "day" and markup.subject not in map(str, range(1, days + 1)):
        yield "subject", f"{markup.subject!r} is no day of this trip, 1 to {days}"
    if markup.scope == "line" and not markup.subject:
        yield "subject", "is missing: the key of a line"
    if markup.scope == "trip" and markup.subject:
        yield "subject", f"a markup of the whole trip has none, not {markup.subject!r}"


def _discount(discount: Discount) -> Problems:
    if not 0 < discount.value < MOST_MONEY:
        yield "value", f"{discount.value} takes nothing off"
    elif discount.how == "percent" and discount.value > 100:
        yield "value", f"{discount.value} % is more than the whole price"
    for n, kind in enumerate(discount.kinds):
        if kind not in _KINDS:
            yield f"kinds[{n}]", f"{kind!r} is none of {', '.join(_KINDS)}"


def _instalments(parts: tuple[Instalment, ...]) -> Problems:
    for n, part in enumerate(parts):
        if not 0 < part.percent <= 100:
            yield f"instalments[{n}].percent", f"{part.percent} is no part of the total"
        if not 0 <= part.days <= MOST_DUE:
            yield f"instalments[{n}].days", f"{part.days} is not between 0 and {MOST_DUE}"
    whole = sum((part.percent for part in parts), Decimal(0))
    if parts and whole != 100:
        yield "instalments", f"the parts make {whole} %, not 100 %"


def _ages(rules: PriceRules) -> Problems:
    named = ("child_from", "child_to", "child_with_bed_from")
    for name in named:
        if not 0 <= (age := getattr(rules, name)) <= OLDEST_CHILD + 1:
            yield name, f"{age} is no age of a child"
    if rules.child_to < rules.child_from:
        yield "child_to", f"{rules.child_to} is younger than {rules.child_from}, where children begin"


def _bounds(rules: PriceRules, party: Party) -> Problems:
    if not 0 <= rules.valid_for_days <= MOST_VALID:
        yield "valid_for_days", f"{rules.valid_for_days} is not between 0 and {MOST_VALID}"
    least = rules.least_margin_percent
    if least is not None and not -100 <= least < 100:
        yield "least_margin_percent", f"a margin of {least} % is reached by no price"
    if rules.free_heads < 0:
        yield "free_heads", f"{rules.free_heads} is negative"
    elif rules.free_heads >= party.adults:
        yield "free_heads", f"{rules.free_heads} of {party.adults} adults leave nobody to pay"
    if not 0 <= rules.drift_percent <= MOST_PERCENT:
        yield "drift_percent", f"{rules.drift_percent} is not between 0 and {MOST_PERCENT}"
