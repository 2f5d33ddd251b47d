"""Taxes of a sale by the agency's schemes, spread over the lines so that they add up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal

from crm.money import Money, total
from crm.quotes.values import PriceRules, TaxScheme

_MODES = {"half_even": ROUND_HALF_EVEN, "half_up": ROUND_HALF_UP, "up": ROUND_UP, "down": ROUND_DOWN}

# Sample schemes, as data: an agency's accountant decides which apply and keeps the percentages current.
NO_TAX = TaxScheme("none", "No tax", "none", Decimal(0))
GST_ON_PACKAGE = TaxScheme("gst-package", "GST 5 %", "package", Decimal(5))
GST_ON_MARGIN = TaxScheme("gst-margin", "GST 18 % on service charge", "margin", Decimal(18))
VAT_MARGIN = TaxScheme("vat-margin", "VAT 20 % in the margin", "margin_inclusive", Decimal(20))
TCS_BY_THRESHOLD = TaxScheme(
    "tcs", "TCS", "total", Decimal(0), Decimal(1),
    ((Decimal(0), Decimal(5)), (Decimal(1_000_000), Decimal(20))), "half_up",
)  # fmt: skip


@dataclass(frozen=True)
class Taxed:
    """Taxes by line and by scheme. `markups` are what the schemes left of the margin."""

    taxes: tuple[Money, ...]
    markups: tuple[Money, ...]
    by_name: Mapping[str, Money]


def tax(
    costs: Sequence[Money], markups: Sequence[Money], discounts: Sequence[Money], rules: PriceRules
) -> Taxed:
    """Apply the agency's schemes in order. A loss is never taxed; a tax is never negative."""
    zero = Money(Decimal(0), rules.currency)
    taxes, left = [zero] * len(costs), list(markups)
    by_name: dict[str, Money] = {}
    for scheme in (rules.tax, *rules.more_taxes):
        if scheme.on == "none" or not costs:
            continue
        sells = [c + m - d for c, m, d in zip(costs, left, discounts, strict=True)]
        bases = _bases(scheme, costs, sells, taxes)
        amount = tax_on(scheme, total(bases, rules.currency))
        weights = [max(Decimal(0), base.amount) for base in bases]
        for i, share in enumerate(amount.spread(weights)):
            taxes[i] = taxes[i] + share
            if scheme.on == "margin_inclusive":
                left[i] = left[i] - share
        by_name[scheme.name] = by_name.get(scheme.name, zero) + amount
    return Taxed(tuple(taxes), tuple(left), by_name)


def _bases(
    scheme: TaxScheme, costs: Sequence[Money], sells: Sequence[Money], taxes: Sequence[Money]
) -> list[Money]:
    if scheme.on == "package":
        return list(sells)
    if scheme.on == "total":
        return [sell + tax for sell, tax in zip(sells, taxes, strict=True)]
    return [sell - cost for sell, cost in zip(sells, costs, strict=True)]


def tax_on(scheme: TaxScheme, base: Money) -> Money:
    """Give the tax that a scheme takes on an amount, rounded as the scheme says."""
    if base.amount <= 0:
        return Money(Decimal(0), base.currency)
    if scheme.bands:
        due = sum((_slice(base.amount, scheme, k) for k in range(len(scheme.bands))), Decimal(0))
    elif scheme.on == "margin_inclusive":
        due = base.amount * scheme.percent / (100 + scheme.percent)
    else:
        due = base.amount * scheme.percent / 100
    return Money(due, base.currency).rounded(scheme.rounding, _MODES[scheme.rounding_mode])


def _slice(amount: Decimal, scheme: TaxScheme, k: int) -> Decimal:
    above, percent = scheme.bands[k]
    upto = scheme.bands[k + 1][0] if k + 1 < len(scheme.bands) else amount
    return max(Decimal(0), min(amount, upto) - above) * percent / 100
