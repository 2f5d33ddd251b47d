"""The expected cost of a trip on dates whose rates nobody has published yet.

What has a rate already costs that rate. The rest is learnt from what was quoted and booked before. Every
price is seen against its item's usual one; how these ratios move with the month of travel is a series of its
own, forecast with its season and its interval; what booking early or late makes of it is a slope on the
logarithm of the lead time. Stays, tickets and rides each have such a series where their history is long
enough, for hotels are dear in December and museums are not; what is left shares one of everything.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import exp, log, log1p, sqrt
from statistics import fmean, median

from crm.errors import Unfit
from crm.money import Money
from crm.quotes.forecast.series import Forecast, NotEnoughHistory, forecast, least_history
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

    Errors of the months are shared by all items, between kinds too; those of items are their own. The
    interval holds both.

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
    return _learnt(total, history, unknown, priced_on) if unknown else total.forecast(0, 0)


def _learnt(
    total: Total, history: Sequence[PricePoint], needs: Sequence[Need], priced_on: date
) -> CostForecast:
    """Add what the needs without a published rate are expected to cost."""
    usual = _usual_prices(history, needs)
    seen = [_level(total, points, alike, usual, priced_on) for alike, points in _by_kind(history, needs)]
    return total.forecast(sum(count for count, _ in seen), max(months for _, months in seen))


def _by_kind(
    history: Sequence[PricePoint], needs: Sequence[Need]
) -> Iterator[tuple[Sequence[Need], Sequence[PricePoint]]]:
    """Pair the needs of each kind whose own history makes seasons with it, and the others with all of it."""
    rest = list(needs)
    for kind in sorted({need.kind for need in needs}):
        own = [point for point in history if point.kind == kind]
        if len({_month(point.service_date) for point in own}) < least_history(12):
            continue
        yield [need for need in needs if need.kind == kind], own
        rest = [need for need in rest if need.kind != kind]
    if rest:
        yield rest, history


def _level(
    total: Total,
    history: Sequence[PricePoint],
    needs: Sequence[Need],
    usual: Mapping[tuple[str, str], float],
    priced_on: date,
) -> tuple[int, int]:
    """Add needs by the level of the months that a history tells; give its points and its months."""
    ratios = [(p, log(float(p.amount.amount) / usual[p.item_id, p.occupancy])) for p in history
              if (p.item_id, p.occupancy) in usual and p.amount.amount > 0]  # fmt: skip
    slope = _lead_slope(ratios)
    typical_lead = fmean(log1p(p.lead_days) for p, _ in ratios)
    adjusted = [(p, r - slope * (log1p(p.lead_days) - typical_lead)) for p, r in ratios]
    months = _months(adjusted)
    first, series = months
    last = first + len(series) - 1
    ahead = max(_month(need.service_date) for need in needs) - last
    if ahead > _MOST_MONTHS_AHEAD:
        raise Unfit("needs", f"{ahead} months ahead is further than {_MOST_MONTHS_AHEAD}")
    made = forecast(series, 12, max(1, ahead))
    noise = _item_noise(adjusted, first, series)
    for need in needs:
        step = _month(need.service_date) - last
        lead = log1p(max(0, (need.service_date - priced_on).days)) - typical_lead
        base = usual[need.item_id, need.occupancy] * need.quantity * exp(slope * lead)
        total.add(base, _levels(made, series, step, first, need), noise)
    return len(adjusted), len(series)


def _one_currency(history: Sequence[PricePoint], needs: Sequence[Need]) -> str:
    currencies = {point.amount.currency for point in history}
    currencies |= {need.published.currency for need in needs if need.published is not None}
    if not currencies:
        raise NotEnoughHistory(0, _LEAST_OF_AN_ITEM)
    if len(currencies) > 1:
        raise Unfit("history", f"mixes currencies: {', '.join(sorted(currencies))}")
    return currencies.pop()


def _usual_prices(history: Sequence[PricePoint], needs: Sequence[Need]) -> Mapping[tuple[str, str], float]:
    seen: dict[tuple[str, str], list[float]] = defaultdict(list)
    for point in history:
        if point.amount.amount > 0:
            seen[point.item_id, point.occupancy].append(float(point.amount.amount))
    for need in needs:
        known = len(seen.get((need.item_id, need.occupancy), ()))
        if known < _LEAST_OF_AN_ITEM:
            raise _Unknown(need, known)
    return {key: median(amounts) for key, amounts in seen.items() if len(amounts) >= _LEAST_OF_AN_ITEM}


class _Unknown(NotEnoughHistory):
    def __init__(self, need: Need, known: int) -> None:
        super().__init__(known, _LEAST_OF_AN_ITEM, f" of {need.item_id} ({need.occupancy})", "history")


def _lead_slope(ratios: Sequence[tuple[PricePoint, float]]) -> float:
    """Give what the logarithm of a price gains with that of its lead time, month by month of travel."""
    if len(ratios) < _LEAST_FOR_LEAD:
        return 0.0
    groups: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for point, ratio in ratios:
        groups[_month(point.service_date)].append((log1p(point.lead_days), ratio))
    above = below = 0.0
    for members in groups.values():
        lead, mean = fmean(a for a, _ in members), fmean(b for _, b in members)
        above += sum((a - lead) * (b - mean) for a, b in members)
        below += sum((a - lead) ** 2 for a, _ in members)
    return above / below if below > 1e-9 else 0.0


def _months(ratios: Sequence[tuple[PricePoint, float]]) -> tuple[int, list[float]]:
    """Give the median ratio of every month of travel; a month without prices takes what lies between its
    neighbours."""
    groups: dict[int, list[float]] = defaultdict(list)
    for point, ratio in ratios:
        groups[_month(point.service_date)].append(ratio)
    first, last = min(groups), max(groups)
    if len(groups) < least_history(12):
        raise NotEnoughHistory(len(groups), least_history(12))
    filled = [median(groups[m]) if m in groups else None for m in range(first, last + 1)]
    return first, [exp(value) for value in _bridged(filled)]


def _bridged(values: Sequence[float | None]) -> list[float]:
    """Bridge gaps by straight lines; first and last are always known."""
    result: list[float] = []
    for n, value in enumerate(values):
        if value is not None:
            result.append(value)
            continue
        after = next(k for k in range(n, len(values)) if values[k] is not None)
        end = values[after]
        result.append(result[-1] + ((end or 0.0) - result[-1]) / (after - n + 1))
    return result


def _item_noise(ratios: Sequence[tuple[PricePoint, float]], first: int, series: Sequence[float]) -> float:
    """Give the standard deviation of prices about their month's level, on the logarithmic scale."""
    off = [ratio - log(series[_month(point.service_date) - first]) for point, ratio in ratios]
    return sqrt(fmean(value * value for value in off))


def _levels(made: Forecast, series: Sequence[float], step: int, first: int, need: Need) -> Sequence[float]:
    """Give the month's level with its bounds: forecast for months to come, known for those seen."""
    if step < 1:
        known = series[max(0, _month(need.service_date) - first)]
        return [known] * 5
    k = step - 1
    return [made.mean[k], made.lo80[k], made.hi80[k], made.lo95[k], made.hi95[k]]


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1
