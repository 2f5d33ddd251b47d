"""What a trip is expected to cost on dates whose rates nobody has published yet.

Days whose rates are published cost these. The rest is learnt from the agency's own rates,
superseded ones too, and from what was quoted and booked before.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from crm.catalogue import queries as shop
from crm.catalogue.models import Rate
from crm.errors import Missing
from crm.money import Money
from crm.quotes.forecast.cost import expected_cost
from crm.quotes.forecast.summing import CostForecast, Need, PricePoint
from crm.quotes.models import QuoteRecord
from crm.quotes.rate_book import Exchange, RateBook, convert, net
from crm.quotes.snapshot import from_snapshot
from crm.quotes.values import NoExchangeRate, NoRate, Quote, QuoteLine, RateRow
from crm.trips.models import TripVersion
from crm.trips.service import newest_version
from crm.trips.store import decode
from crm.trips.versions import snapshot_of

FURTHEST = timedelta(days=3 * 366)  # from today; further ahead nothing is said
_MOST_QUOTES = 150  # the newest one of each lead
_MOST_MONTHS = 36  # of one rate row


@dataclass(frozen=True)
class Outlook:
    """What a forecast is made from: what the trip needs on the days asked about, and what is known."""

    starts_on: date
    quoted_cost: Money  # what the newest quote reckons with, on its own dates
    needs: tuple[Need, ...]
    history: tuple[PricePoint, ...]

    def expected(self, today: date) -> CostForecast:
        """Forecast the cost when it is bought today. Raises NotEnoughHistory, Unfit."""
        return expected_cost(self.history, self.needs, today)


async def read_outlook(session: AsyncSession, lead_id: int, starts_on: date | None = None) -> Outlook:
    """Read what a lead's newest plan needs, moved to `starts_on`, and the history of those prices.

    Raises `Missing` where there is no plan.
    """
    version = await newest_version(session, lead_id)
    if version is None:
        raise Missing("There is no plan whose cost could be forecast.")
    quote = from_snapshot(await snapshot_of(session, version.id))
    start = quote.starts_on or quote.priced_on
    moved = (starts_on or start) - start
    needs = tuple(_needs(quote, moved, await _living(session, quote)))
    wanted = frozenset(need.item_id for need in needs)
    points = [*await _quoted(session, wanted, quote.currency), *await _rated(session, wanted, quote)]
    return Outlook(start + moved, quote.cost, needs, tuple(points))


@dataclass(frozen=True)
class _Published:
    """The rates that are out today, for the party and the nights of one quote."""

    book: RateBook
    exchange: Exchange
    quote: Quote

    def cost_of(self, line: QuoteLine, moved: timedelta) -> Money | None:
        """Give what one unit of a line costs on its day moved, or None where no rate serves it."""
        pinned = next((row for row in self.quote.rates if row.id == line.rate_id), None)
        if pinned is None:
            return None
        nights = len({other.service_date for other in self.quote.lines if other.item_id == line.item_id})
        try:
            row = self.book.find(
                line.item_kind,
                line.item_id,
                line.occupancy,
                line.service_date + moved,
                nights=nights,
                heads=pinned.heads_from,
                meal_plan=pinned.meal_plan,
            )
            rate = self.exchange.find(row.currency, self.quote.currency)
        except (NoRate, NoExchangeRate):
            return None
        return convert(net(row), rate, self.quote.currency)


async def _living(session: AsyncSession, quote: Quote) -> _Published:
    wanted = {line.item_id for line in quote.lines}
    query = select(Rate.detail).where(Rate.item_id.in_(wanted), Rate.superseded_at.is_(None))
    rows = [decode(RateRow, detail) for detail in await session.scalars(query.order_by(Rate.id))]
    exchange = Exchange(await shop.exchange_rates(session), date.max)
    return _Published(RateBook(rows), exchange, quote)


def _needs(quote: Quote, moved: timedelta, published: _Published) -> Iterator[Need]:
    for line in quote.lines:
        if line.cost.amount > 0:
            known, day = published.cost_of(line, moved), line.service_date + moved
            yield Need(line.item_id, line.occupancy, day, line.quantity, known, line.item_kind)


async def _quoted(session: AsyncSession, wanted: frozenset[str], currency: str) -> list[PricePoint]:
    """Give the prices of the newest quote of each lead, in the currency of the trip."""
    newest = select(func.max(TripVersion.id)).group_by(TripVersion.lead_id)
    query = (
        select(QuoteRecord.snapshot)
        .where(QuoteRecord.trip_version_id.in_(newest), QuoteRecord.currency == currency)
        .order_by(QuoteRecord.id.desc())
        .limit(_MOST_QUOTES)
    )
    snapshots = await session.scalars(query)
    return [
        point for snapshot in snapshots for point in _points(snapshot.get("quote") or {}, wanted, currency)
    ]


def _points(quote: Mapping[str, Any], wanted: frozenset[str], currency: str) -> Iterator[PricePoint]:
    """Read the lines as they are stored: of a whole history only these fields are needed."""
    for line in quote.get("lines") or ():
        cost, quantity = Decimal(line["cost"]["amount"]), int(line["quantity"])
        if line["item_id"] in wanted and quantity and cost > 0:
            yield PricePoint(
                line["item_id"],
                line.get("occupancy", "any"),
                date.fromisoformat(line["service_date"]),
                date.fromisoformat(quote["priced_on"]),
                Money(cost / quantity, currency),
                line["item_kind"],
            )


async def _rated(session: AsyncSession, wanted: frozenset[str], quote: Quote) -> list[PricePoint]:
    """Give a price for each month that a rate of these items served or serves."""
    exchange = Exchange(await shop.exchange_rates(session), date.max)
    rows = await session.execute(select(Rate.detail, Rate.created_at).where(Rate.item_id.in_(wanted)))
    points: list[PricePoint] = []
    for detail, created_at in rows:
        row = decode(RateRow, detail)
        if row.is_closed or row.least_nights > 1 or row.amount <= 0:
            continue
        try:
            amount = convert(net(row), exchange.find(row.currency, quote.currency), quote.currency)
        except NoExchangeRate:
            continue
        points += (
            PricePoint(row.item_id, row.occupancy, day, min(created_at.date(), day), amount, row.item_kind)
            for day in _middles(row)
        )
    return points


def _middles(row: RateRow) -> Iterable[date]:
    """Give the 15th of each month that a row serves; a shorter row its own middle."""
    months: list[date] = []
    day = row.from_date.replace(day=15)
    while day <= row.to_date and len(months) < _MOST_MONTHS:
        if day >= row.from_date:
            months.append(day)
        day = (day.replace(day=1) + timedelta(days=32)).replace(day=15)
    return months or [row.from_date + (row.to_date - row.from_date) / 2]
