"""The expected cost of a trip on dates whose rates nobody has published yet.

What has a rate already costs that rate. The rest is learnt from what was quoted and booked before. Prices
are taken apart into their item's level, the month's and the season's (`panel`); the level of the months is
carried on with its rise (`levels`); what booking early or late makes of a price is a slope on the logarithm
of the lead time. Stays, tickets and rides each have such levels where their history is long enough, for
hotels are dear in December and museums are not; what is left shares one of everything.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, log, log1p
from statistics import fmean, median

from crm.errors import Unfit
from crm.money import Money
from crm.quotes.forecast.levels import levels
from crm.quotes.forecast.panel import Key, Panel, month_of, taken_apart
from crm.quotes.forecast.series import NotEnoughHistory, least_history
from crm.quotes.forecast.spread import Line
from crm.quotes.forecast.summing import CostForecast, Need, PricePoint, Total
from crm.quotes.values import Quote

_LEAST_OF_AN_ITEM = 3  # prices before anything is said about an item
_LEAST_FOR_LEAD = 30  # prices before the lead time is believed to matter
_MOST_MONTHS_AHEAD = 36


def points_of(quotes: Iterable[Quote]) -> list[PricePoint]:
    """Take the price points out of quotes, in their own currency."""
    return [
        PricePoint(
            line.item_id,
            line.occupancy,
            line.service_date,
            quote.priced_on,
            Money(line.cost.amount / line.quantity, quote.currency),
            line.item_kind,
        )
        for quote in quotes
        for line in quote.lines
        if line.quantity and line.cost.amount > 0
    ]


def expected_cost(history: Sequence[PricePoint], needs: Sequence[Need], priced_on: date) -> CostForecast:
    """Forecast what the needs will cost when they are bought on `priced_on`.

    The interval counts what needs share whole and what is theirs apart (`spread`).

    Raises NotEnoughHistory when the months of travel do not make two seasons, or an item needed was
    hardly ever priced (the message names it); Unfit when the history mixes currencies.
    """
    if not needs:
        raise Unfit("needs", "nothing is asked for")
    total = Total(_one_currency(history, needs))
    for need in needs:
        if need.published is not None:
            total.add_published(need.published, need.quantity)
    unknown = [need for need in needs if need.published is None]
    return _learnt(total, history, unknown, priced_on) if unknown else total.forecast((), 0, 0)


def _learnt(
    total: Total, history: Sequence[PricePoint], needs: Sequence[Need], priced_on: date
) -> CostForecast:
    """Add what the needs without a published rate are expected to cost."""
    _check_known(history, needs)
    kinds = [_Kind.learnt(alike, points) for alike, points in _by_kind(history, needs)]
    last = min(max(kind.panel.months) for kind in kinds)
    ahead = max(month_of(need.service_date) for need in needs) - last
    if ahead > _MOST_MONTHS_AHEAD:
        raise Unfit("needs", f"{ahead} months ahead is further than {_MOST_MONTHS_AHEAD}")
    lines = [line for kind in kinds for line in kind.lines(priced_on, max(1, ahead))]
    months = (max(kind.panel.months) - min(kind.panel.months) + 1 for kind in kinds)
    return total.forecast(lines, sum(kind.points for kind in kinds), max(months))


def _by_kind(
    history: Sequence[PricePoint], needs: Sequence[Need]
) -> Iterator[tuple[Sequence[Need], Sequence[PricePoint]]]:
    """Pair the needs of each kind whose own history makes seasons with it, and the others with all of it."""
    rest = list(needs)
    for kind in sorted({need.kind for need in needs}):
        own = [point for point in history if point.kind == kind]
        if len({month_of(point.service_date) for point in own}) < least_history(12):
            continue
        known = _counts(own)
        alike = [need for need in rest if need.kind == kind and known[_key(need)] >= _LEAST_OF_AN_ITEM]
        if alike:
            yield alike, own
        rest = [need for need in rest if need not in alike]
    if rest:
        yield rest, history


@dataclass(frozen=True)
class _Kind:
    """Needs that share one history, and what it tells."""

    needs: Sequence[Need]
    panel: Panel
    points: int
    slope: float  # of the logarithm of a price with that of its lead time
    typical_lead: float  # mean logarithm

    @staticmethod
    def learnt(needs: Sequence[Need], history: Sequence[PricePoint]) -> "_Kind":
        counts = _counts(history)
        known = [p for p in history if p.amount.amount > 0 and counts[_key(p)] >= _LEAST_OF_AN_ITEM]
        slope = _lead_slope(known)
        typical = fmean(log1p(point.lead_days) for point in known)
        prices = [(_key(p), p.service_date, _log(p) - slope * (log1p(p.lead_days) - typical)) for p in known]
        return _Kind(needs, taken_apart(prices), len(known), slope, typical)

    def lines(self, priced_on: date, horizon: int) -> Iterator[Line]:
        made = levels(self.panel.months, horizon, self.panel.month_off)
        for need in self.needs:
            key, day = _key(need), need.service_date
            lead = log1p(max(0, (day - priced_on).days)) - self.typical_lead
            price = self.panel.usual(key, day) + made.at(month_of(day)) + self.slope * lead
            yield Line(need.quantity * exp(price), key, day, self.panel, made)


def _one_currency(history: Sequence[PricePoint], needs: Sequence[Need]) -> str:
    currencies = {point.amount.currency for point in history}
    currencies |= {need.published.currency for need in needs if need.published is not None}
    if not currencies:
        raise NotEnoughHistory(0, _LEAST_OF_AN_ITEM)
    if len(currencies) > 1:
        raise Unfit("history", f"mixes currencies: {', '.join(sorted(currencies))}")
    return currencies.pop()


def _check_known(history: Sequence[PricePoint], needs: Sequence[Need]) -> None:
    counts = _counts(history)
    for need in needs:
        if counts[_key(need)] < _LEAST_OF_AN_ITEM:
            raise _Unknown(need, counts[_key(need)])


def _counts(history: Sequence[PricePoint]) -> Counter[Key]:
    return Counter(_key(point) for point in history if point.amount.amount > 0)


class _Unknown(NotEnoughHistory):
    def __init__(self, need: Need, known: int) -> None:
        super().__init__(known, _LEAST_OF_AN_ITEM, f" of {need.item_id} ({need.occupancy})", "history")


def _lead_slope(points: Sequence[PricePoint]) -> float:
    """Give what the logarithm of a price gains with that of its lead time, month by month of travel."""
    if len(points) < _LEAST_FOR_LEAD:
        return 0.0
    prices: dict[Key, list[float]] = defaultdict(list)
    for point in points:
        prices[_key(point)].append(_log(point))
    usual = {key: median(logs) for key, logs in prices.items()}
    groups: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for point in points:
        groups[month_of(point.service_date)].append(
            (log1p(point.lead_days), _log(point) - usual[_key(point)])
        )
    above = below = 0.0
    for members in groups.values():
        lead, mean = fmean(a for a, _ in members), fmean(b for _, b in members)
        above += sum((a - lead) * (b - mean) for a, b in members)
        below += sum((a - lead) ** 2 for a, _ in members)
    return above / below if below > 1e-9 else 0.0


def _key(of: PricePoint | Need) -> Key:
    return of.item_id, of.occupancy


def _log(point: PricePoint) -> float:
    return log(float(point.amount.amount))
