"""The price as customers read it. Cost, markup and what would give them away stand nowhere here."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from bot.paper.story import PriceLine
from crm.money import Money, total, written
from crm.quotes.values import Quote, QuoteLine

_GROUPS = {
    "stay": "Stays",
    "place": "Entrance and activities",
    "transfer": "Transfers",
    "service": "Services",
}
_MOST_NAMED = 3  # services named in one line


def price_lines(quote: Quote) -> tuple[PriceLine, ...]:
    """Give lines that add up to the total exactly: what is bought by kind, discount, taxes, rounding.

    A tax on the margin would let the reader compute the margin, and the European margin scheme forbids
    to show it (Council Directive 2006/112/EC, article 325): it stands in the lines that it falls on.
    """
    shown = list(_shown_taxes(quote))
    hidden = quote.tax - total((amount for _, amount in shown), quote.currency)
    lines = list(_bought(quote, hidden))
    if quote.discount.amount:
        labels = ", ".join(dict.fromkeys(given.label for given in quote.rules.discounts))
        lines.append(PriceLine("Discount", labels, written(-quote.discount)))
    lines += [PriceLine(label, "", written(amount)) for label, amount in shown]
    if quote.rounding.amount:
        lines.append(PriceLine("Rounding", "", written(quote.rounding)))
    return tuple(lines)


def _bought(quote: Quote, hidden: Money) -> Iterator[PriceLine]:
    groups = [(kind, [x for x in quote.lines if x.item_kind == kind]) for kind in _GROUPS]
    groups = [(kind, lines) for kind, lines in groups if lines]
    gross = [total((_before_discount(line) for line in lines), quote.currency) for _, lines in groups]
    shares = hidden.spread([max(amount.amount, Decimal(0)) for amount in gross]) if groups else ()
    for (kind, lines), amount, share in zip(groups, gross, shares, strict=True):
        yield PriceLine(_GROUPS[kind], _detail(kind, lines), written(amount + share))


def _before_discount(line: QuoteLine) -> Money:
    return line.sell + line.discount if line.discount is not None else line.sell


def _shown_taxes(quote: Quote) -> Iterator[tuple[str, Money]]:
    """Give the taxes that may be shown, with their percentage where it is one for all."""
    schemes = (quote.rules.tax, *quote.rules.more_taxes)
    amounts = quote.taxes or ({quote.rules.tax.name: quote.tax} if not quote.rules.more_taxes else {})
    for name, amount in amounts.items():
        named = [scheme for scheme in schemes if scheme.name == name]
        if not amount.amount or any(scheme.on not in ("package", "total") for scheme in named):
            continue
        percents = {scheme.percent for scheme in named if not scheme.bands}
        is_plain = len(percents) == 1 and "%" not in name and not any(s.bands for s in named)
        yield f"{name} {percents.pop().normalize():f} %" if is_plain else name, amount


def _detail(kind: str, lines: Iterable[QuoteLine]) -> str:
    lines = list(lines)
    if kind == "stay":
        return counted(len({line.service_date for line in lines}), "night", "nights")
    if kind == "place":
        return counted(len({line.item_id for line in lines}), "place", "places")
    if kind == "transfer":
        return counted(len({(line.item_id, line.service_date) for line in lines}), "transfer", "transfers")
    labels = list(dict.fromkeys(line.label for line in lines))
    more = [f"{len(labels) - _MOST_NAMED} more"] if len(labels) > _MOST_NAMED else []
    return ", ".join(labels[:_MOST_NAMED] + more)


def counted(number: int, one: str, many: str) -> str:
    """Write a number with its noun."""
    return f"{number} {one if number == 1 else many}"
