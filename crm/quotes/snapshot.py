"""A quote as JSON that pins everything it was made from, and the same quote made again from it.

`recompute` reads nothing but the snapshot: the pinned rate rows, exchange rates and rules give the same
lines and the same total, to the cent, whatever the catalogue says by then. `FORMAT` goes up when the
arithmetic changes; a reader keeps the old arithmetic beside the new.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from crm.quotes.bill import Charge
from crm.quotes.rate_book import net
from crm.quotes.reckoning import Occasion, reckon
from crm.quotes.values import MARGIN_STEP, ExchangeRate, Quote, QuoteLine, RateRow
from crm.trips.store import NotStorable, decode, encode

FORMAT = 1


def to_snapshot(
    quote: Quote, rates: Iterable[RateRow] = (), exchange_rates: Iterable[ExchangeRate] = ()
) -> dict[str, Any]:
    """Give a quote as JSON, with the few figures that lists show at the top.

    A quote carries what it pins; `rates` and `exchange_rates` are where rows it should lack are found.
    Raises NotStorable when a line names a row that is nowhere: such a quote could not be made again.
    """
    stored: dict[str, Any] = encode(quote)
    stored["rates"] = encode(_pinned({line.rate_id for line in quote.lines}, quote.rates, rates))
    least = quote.rules.least_margin_percent
    used = {line.exchange_rate_id for line in quote.lines if line.exchange_rate_id}
    stored["exchange_rates"] = encode(_pinned(used, quote.exchange_rates, exchange_rates))
    return {
        "format": FORMAT,
        "currency": quote.currency,
        "total": str(quote.total.amount),
        "cost": str(quote.cost.amount),
        "margin_percent": str(quote.margin_percent.quantize(MARGIN_STEP)),
        "least_margin_percent": None if least is None else str(least),
        "needs_approval": quote.needs_approval,
        "valid_until": quote.valid_until.isoformat(),
        "quote": stored,
    }


def from_snapshot(snapshot: Mapping[str, Any]) -> Quote:
    """Read a quote back as it was published. Raises NotStorable naming what does not fit."""
    if snapshot.get("format") != FORMAT:
        raise NotStorable(f"snapshot: format {snapshot.get('format')!r} is not known")
    return decode(Quote, snapshot["quote"])


def recompute(snapshot: Mapping[str, Any]) -> Quote:
    """Make the quote again from what it pinned, reckoning every amount anew."""
    quote = from_snapshot(snapshot)
    return reckon(charges_of(quote), quote.rules, occasion_of(quote), quote.rates)


def charges_of(quote: Quote) -> list[Charge]:
    """Give the lines as they were before conversion, markup and tax, at the pinned rates."""
    rates = {row.id: row for row in quote.rates}
    exchange = {row.id: row for row in quote.exchange_rates}
    return [_charge(line, rates, exchange) for line in quote.lines]


def occasion_of(quote: Quote) -> Occasion:
    """Say for whom and when a quote was made. Raises NotStorable when it does not tell."""
    if quote.party is None or quote.starts_on is None:
        raise NotStorable("quote: it does not say for whom and when it was made")
    return Occasion(quote.party, quote.rooms, quote.priced_on, quote.starts_on, quote.heads, quote.meal_plan)


def _charge(line: QuoteLine, rates: Mapping[str, RateRow], exchange: Mapping[str, ExchangeRate]) -> Charge:
    return Charge(
        key=line.key,
        day=line.day,
        label=line.label,
        item_kind=line.item_kind,
        item_id=line.item_id,
        service_date=line.service_date,
        quantity=line.quantity,
        occupancy=line.occupancy,
        unit_cost=net(rates[line.rate_id]),
        rate_id=line.rate_id,
        exchange=exchange[line.exchange_rate_id] if line.exchange_rate_id else None,
    )


def _pinned(wanted: set[str], carried: Iterable[Any], elsewhere: Iterable[Any]) -> list[Any]:
    known = {row.id: row for row in (*elsewhere, *carried)}
    missing = sorted(wanted - known.keys())
    if missing:
        raise NotStorable(f"quote: no row {missing[0]!r} to pin")
    return [known[key] for key in sorted(wanted)]
