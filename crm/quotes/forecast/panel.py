"""What prices of many items on many days tell apart: the items' own levels, the months', the seasons'.

The logarithm of a price is that of its item, plus what its month does to every item, plus what a part of that
month does (a season may begin on 20 December), plus what the season does to this item more than to others.
All are fitted in turns, so that neither what was sold in a month bends the months nor the months seen bend an
item; what few prices tell of a part or of an item's own season is believed little. What is left of the year
when the rest is known is told day by day (`turning`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crm.quotes.forecast.smoothing import Array
from crm.quotes.forecast.turning import Season, season_of

Key = tuple[str, str]  # item, occupancy
_ROUNDS = 12
_FAR, _LEAST_FAR = 4.0, 0.1  # deviations, and on the logarithmic scale
_TO_DEVIATION = 1.4826  # from the median absolute deviation of normal errors


def month_of(day: date) -> int:
    """Count months from year 0."""
    return day.year * 12 + day.month - 1


def part_of(day: date) -> int:
    """Give the quarter of its month that a day lies in, counted from 1 January (0 to 47)."""
    return (day.month - 1) * 4 + min(3, (day.day - 1) // 7 if day.day < 16 else (day.day - 2) // 7)


@dataclass(frozen=True)
class Panel:
    """Log prices taken apart; what is left is told as variances on the logarithmic scale."""

    months: Mapping[int, float]
    month_off: float  # with which a month's level is known, for the few prices of it
    within: float  # of prices of one item in one part of one month
    season: Season  # of all items, the usual level of each month of the year among it
    _items: Mapping[Key, tuple[float, float]]  # with its variance
    _of_year: Array  # that level, by month
    _own: Mapping[tuple[Key, int], tuple[float, float]]  # by month of the year, with its variance
    _unseen_own: float

    def usual(self, key: Key, day: date) -> float:
        """Give the item's level with what the season does to it, without the month's level."""
        season = self.season.on(day) - float(self._of_year[day.month - 1])
        return self._items[key][0] + season + self._own.get((key, day.month), (0.0, 0.0))[0]

    def item_off(self, key: Key) -> float:
        """Give the variance with which an item's level is known: shared by all that is bought of it."""
        return self._items[key][1]

    def own_off(self, key: Key, month: int) -> float:
        """Give the variance with which an item's own season is known: shared within a month (1 to 12)."""
        return self._own.get((key, month), (0.0, self._unseen_own))[1]


class _Groups:
    """Which values belong together, by name."""

    def __init__(self, names: Sequence[Any]) -> None:
        order = {name: n for n, name in enumerate(dict.fromkeys(names))}
        self.names, self.of = [*order], np.array([order[name] for name in names], dtype=np.intp)
        self.count: NDArray[np.int64] = np.bincount(self.of)

    def means(self, values: Array) -> Array:
        means: Array = np.bincount(self.of, values) / self.count
        return means

    def medians(self, values: Array) -> Array:
        ordered = np.argsort(self.of, kind="stable")
        parts = np.split(values[ordered], np.cumsum(self.count)[:-1])
        return np.array([np.median(part) for part in parts])


def taken_apart(prices: Sequence[tuple[Key, date, float]]) -> Panel:
    """Take log prices (item, day, logarithm) apart."""
    cells, within = _cells(prices)
    items = _Groups([key for key, _, _ in cells])
    months = _Groups([month for _, month, _ in cells])
    parts = _Groups([part for _, _, part in cells])
    own = _Groups([(key, part // 4 + 1) for key, _, part in cells])
    y = np.array([value for value, _ in cells.values()])
    fit = _Fit(items, months, parts, own)
    fit.learn(fit.near(y))
    of_year = _of_year(months.names, fit.month)
    level, month, season = (
        dict(zip(groups.names, map(float, effects), strict=True))
        for groups, effects in ((items, fit.level), (months, fit.month), (own, fit.season))
    )
    heights = [
        value - level[key] - season[key, day.month] - month[month_of(day)] + of_year[day.month - 1]
        for key, day, value in prices
    ]
    days = [day for _, day, _ in prices]
    counts = Counter(map(month_of, days)).values()
    return Panel(
        month,
        within * float(np.mean([1 / count for count in counts])),
        within,
        season_of(days, np.array(heights), max(fit.noise, within), within),
        _paired(items.names, fit.level, (fit.noise + fit.own_wide / 12) / items.count),
        of_year,
        _paired(own.names, fit.season, fit.own_wide * (1 - fit.own_trust)),
        fit.own_wide,
    )


def _of_year(months: Sequence[int], levels: Array) -> Array:
    """Give how far the months of the year usually lie off the trend; 0 for one that was never seen."""
    usual = levels - np.polyval(np.polyfit(months, levels, 1), months)
    place = np.array(months) % 12
    return np.array([usual[place == n].mean() if (place == n).any() else 0.0 for n in range(12)])


class _Fit:
    """The effects, one array per kind of group, and how much is left."""

    def __init__(self, items: _Groups, months: _Groups, parts: _Groups, own: _Groups) -> None:
        self._groups = items, months, parts, own
        self._clear()

    def _clear(self) -> None:
        self.level, self.month, self.part, self.season = (np.zeros(len(g.count)) for g in self._groups)
        self.noise = self.own_wide = 0.0
        self.own_trust = self.season

    def values(self) -> Array:
        items, months, parts, own = self._groups
        fit: Array = self.level[items.of] + self.month[months.of] + self.part[parts.of] + self.season[own.of]
        return fit

    def learn(self, y: Array) -> None:
        """Fit by means; parts and own seasons are drawn towards none as far as noise may have made them."""
        items, months, parts, own = self._groups
        for _ in range(_ROUNDS):
            self.month += months.means(y - self.values())
            self.level += items.means(y - self.values())
            left = y - self.values() + self.part[parts.of]
            self.part = parts.means(left) * _trust(parts, *_components(left, parts))
            left = y - self.values() + self.season[own.of]
            self.noise, self.own_wide = _components(left, own)
            self.own_trust = _trust(own, self.noise, self.own_wide)
            self.season = own.means(left) * self.own_trust

    def near(self, y: Array) -> Array:
        """Bring prices that lie far off a fit by medians, which no single one bends, to where far begins."""
        items, months, parts, own = self._groups
        for _ in range(3):
            self.level += items.medians(y - self.values())
            self.month += months.medians(y - self.values())
            self.part += parts.medians(y - self.values())
            self.season += own.medians(y - self.values())
        fit = self.values()
        far = max(_LEAST_FAR, _FAR * _TO_DEVIATION * float(np.median(np.abs(y - fit))))
        self._clear()
        near: Array = fit + np.clip(y - fit, -far, far)
        return near


def _trust(groups: _Groups, noise: float, wide: float) -> Array:
    """Give how far a mean of so many values is believed (0 to 1)."""
    trust: Array = groups.count * wide / np.maximum(groups.count * wide + noise, 1e-12)
    return trust


def _components(left: Array, groups: _Groups) -> tuple[float, float]:
    """Give the variance within groups, and that between their means that noise has not made."""
    means = groups.means(left)
    free = len(left) - len(groups.count)
    noise = float(np.sum((left - means[groups.of]) ** 2)) / free if free > 0 else float(np.var(left))
    return noise, max(0.0, float(np.mean(means**2 - noise / groups.count)))


def _paired(names: Iterable[Any], values: Array, variances: Array) -> dict[Any, tuple[float, float]]:
    pairs = zip(map(float, values), map(float, variances), strict=True)
    return dict(zip(names, pairs, strict=True))


def _cells(
    prices: Sequence[tuple[Key, date, float]],
) -> tuple[dict[tuple[Key, int, int], tuple[float, int]], float]:
    """Give the median and the number of prices of every item in every part of every month, and the variance
    about them."""
    groups: dict[tuple[Key, int, int], list[float]] = defaultdict(list)
    for key, day, value in prices:
        groups[key, month_of(day), part_of(day)].append(value)
    several = [np.array(values) for values in groups.values() if len(values) > 1]
    free = sum(len(values) - 1 for values in several)
    squares = sum(float(np.sum((values - values.mean()) ** 2)) for values in several)
    within = squares / free if free else 0.0
    return {cell: (float(np.median(values)), len(values)) for cell, values in groups.items()}, within
