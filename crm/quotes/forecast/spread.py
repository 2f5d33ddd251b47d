"""How far off the sum of many expected prices may be: whole for what its lines share, apart for the rest.

The level of the months is shared by all lines of a kind, and kinds miss together or apart as they did when
the past was forecast. An item's own level is shared by all its lines, what it costs in one month by all its
nights there; only what prices of one item in one month differ by evens out from night to night.

Each of these sizes is itself known from a few misses of the past, so that the sum is told by Student's t and
not by a normal: of as many degrees of freedom as its parts have together (Satterthwaite 1946).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from typing import Any

import numpy as np

from crm.quotes.forecast.levels import GROWTH, Levels
from crm.quotes.forecast.panel import Key, Panel, month_of

_Z80, _Z95 = 1.2816, 1.9600  # two-sided quantiles of the normal distribution
_MANY = 200.0  # misses, where a size is known from hundreds of prices
_LEAST_LEFT = 0.25  # of a level's variance, when the noise of the months is taken from it
_FITS_COUNT = 3  # forecasts of the past, of months apart, that the error of the fit counts as


@dataclass(frozen=True)
class Line:
    """What some units of one item are expected to cost in one month, and what that was learnt from."""

    amount: float
    key: Key
    day: date
    panel: Panel
    levels: Levels


def off(lines: Sequence[Line]) -> tuple[float, float]:
    """Give what 80 and 95 of a hundred sums stay within, up or down, as a share of the sum (on the
    logarithmic scale)."""
    total = sum(line.amount for line in lines)
    if not total:
        return 0.0, 0.0
    parts = [*_apart(lines), _level(lines)]
    variance = sum(part.variance for part in parts)
    freedom = variance**2 / sum(part.variance**2 / part.freedom for part in parts)
    typical = sqrt(variance) / total
    return _student(_Z80, freedom) * typical, _student(_Z95, freedom) * typical


@dataclass(frozen=True)
class _Part:
    """A variance of the sum that nothing else shares, and from how many misses it is known."""

    variance: float
    freedom: float


def _student(z: float, freedom: float) -> float:
    """Give the quantile of Student's t at which a normal's is `z` (Fisher's expansion; Hill 1970)."""
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / freedom + second / freedom**2 + third / freedom**3


def _apart(lines: Sequence[Line]) -> Iterator[_Part]:
    """Give the variances of the sum about the levels of the months."""
    panels = {id(line.panel): line.panel for line in lines}
    items: dict[tuple[int, Key], float] = defaultdict(float)
    own: dict[tuple[int, Key, int], float] = defaultdict(float)
    months: dict[tuple[int, Key, int], list[tuple[float, float]]] = defaultdict(list)
    for line in lines:
        of = id(line.panel), line.key
        items[of] += line.amount
        own[*of, line.day.month] += line.amount
        season = line.panel.season
        off = line.amount * sqrt(season.off(line.day))
        months[*of, month_of(line.day)].append((off, season.freedom(line.day)))
    variance = sum(line.amount**2 * line.panel.within for line in lines)
    variance += sum(sum_**2 * panels[n].item_off(key) for (n, key), sum_ in items.items())
    variance += sum(sum_**2 * panels[n].own_off(key, month) for (n, key, month), sum_ in own.items())
    yield _Part(variance, _MANY)
    for seen in months.values():
        yield _Part(sum(off for off, _ in seen) ** 2, min(freedom for _, freedom in seen))


def _level(lines: Sequence[Line]) -> _Part:
    """Give the variance of the sum that the months' levels make.

    Every origin of the past tells how far off the kinds were at the same time, and so do the errors of the
    fit, month by month. Origins whose months overlap tell little more than one.
    """
    weights: dict[int, float] = defaultdict(float)
    for line in lines:
        weights[id(line.levels)] += line.amount * line.levels.growth(month_of(line.day))
    used = [(levels, weights[n]) for n, levels in {id(line.levels): line.levels for line in lines}.items()]
    used = [(levels, weight) for levels, weight in used if weight > 0]
    if not used:
        return _Part(0.0, _MANY)
    noise = sum(weight**2 * levels.noise for levels, weight in used)
    months = min(len(levels.fitted) for levels, _ in used)
    errors = np.sum([weight * levels.fitted[-months:] for levels, weight in used], axis=0)
    fitted = _beyond(np.mean(errors**2), noise)
    origins = min(len(levels.missed) for levels, _ in used)
    if not origins:
        return _Part(fitted, _FITS_COUNT)
    tried = [np.sum([weight * levels.missed[n] for levels, weight in used], axis=0) for n in range(origins)]
    typical = (np.quantile(np.abs(np.concatenate(tried)), 0.8) / _Z80) ** 2
    shrunk = np.mean(np.arange(1, len(tried[-1]) + 1) ** (-2 * GROWTH))  # as what was missed is
    apart = min(levels.apart for levels, _ in used)
    freedom = apart + _FITS_COUNT
    return _Part((apart * _beyond(typical, noise * shrunk) + _FITS_COUNT * fitted) / freedom, freedom)


def _beyond(variance: float | np.floating[Any], noise: float) -> float:
    """Give what of a variance noise has not made; never nothing, for the noise is an estimate too."""
    return float(max(variance - noise, variance * _LEAST_LEFT))
