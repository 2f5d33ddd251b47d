"""The price as customers read it. Cost, markup and what would give them away stand nowhere here."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from agents.wording.papers import Wording
from bot.paper.story import PriceLine
from crm.money import Money, total
from crm.quotes.clauses import UNNAMED
from crm.quotes.included import paid_places, rides
from crm.quotes.values import Quote, QuoteLine

_GROUPS = ("stay", "place", "transfer", "service")
_MOST_NAMED = 3  # services named in one line


def price_lines(quote: Quote, say: Wording) -> tuple[PriceLine, ...]:
    """Give lines that add up to the total exactly: what is bought by kind, discount, taxes, rounding.

    A tax on the margin would let the reader compute the margin, and the European margin scheme forbids
    to show it (Council Directive 2006/112/EC, article 325): it stands in the lines that it falls on.
    """
    shown = list(_shown_taxes(quote))
    hidden = quote.tax - total((amount for _, amount in shown), quote.currency)
    lines = list(_bought(quote, hidden, say))
    if quote.discount.amount:
        named = (given.label for given in quote.rules.discounts if given.label != UNNAMED)
        labels = ", ".join(dict.fromkeys(map(say.label, named)))
        lines.append(PriceLine(say("price.discount"), labels, say.money(-quote.discount)))
    lines += [PriceLine(label, "", say.money(amount)) for label, amount in shown]
    if quote.rounding.amount:
        lines.append(PriceLine(say("price.rounding"), "", say.money(quote.rounding)))
    return tuple(lines)


def _bought(quote: Quote, hidden: Money, say: Wording) -> Iterator[PriceLine]:
    groups = [(kind, [x for x in quote.lines if x.item_kind == kind]) for kind in _GROUPS]
    groups = [(kind, lines) for kind, lines in groups if lines]
    gross = [total((_before_discount(line) for line in lines), quote.currency) for _, lines in groups]
    shares = hidden.spread([max(amount.amount, Decimal(0)) for amount in gross]) if groups else ()
    for (kind, lines), amount, share in zip(groups, gross, shares, strict=True):
        yield PriceLine(say(f"price.{kind}"), _detail(kind, lines, say), say.money(amount + share))


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


def _detail(kind: str, lines: Iterable[QuoteLine], say: Wording) -> str:
    lines = list(lines)
    if kind == "stay":
        return say.count("nights", len({line.service_date for line in lines}))
    if kind == "place":
        return say.count("places", paid_places(lines))
    if kind == "transfer":
        return say.count("transfers", rides(lines))
    labels = list(dict.fromkeys(say.label(line.label) for line in lines))
    more = [say("price.more", n=len(labels) - _MOST_NAMED)] if len(labels) > _MOST_NAMED else []
    return ", ".join(labels[:_MOST_NAMED] + more)
