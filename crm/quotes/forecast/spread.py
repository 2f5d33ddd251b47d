"""How far off the sum of many expected prices may be: whole for what its lines share, apart for the rest.

The level of the months is shared by all lines of a kind, and kinds miss together or apart as they did when
the past was forecast. An item's own level is shared by all its lines, what it costs in one month by all its
nights there; only what prices of one item in one month differ by evens out from night to night.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from typing import Any

import numpy as np

from crm.quotes.forecast.levels import Levels
from crm.quotes.forecast.panel import Key, Panel, month_of, part_of
from crm.quotes.forecast.series import spread_of

_Z80, _Z95 = 1.2816, 1.9600  # two-sided quantiles of the normal distribution
_FITS_COUNT = 3  # origins of the past that the error of the fit counts as


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
    apart = _apart(lines)
    level, holds = _level(lines), spread_of(12)
    wide80 = sqrt(apart * _Z80**2 + level * holds.holds_80**2)
    wide95 = sqrt(apart * _Z95**2 + level * holds.holds_95**2)
    return wide80 / total, wide95 / total


def _apart(lines: Sequence[Line]) -> float:
    """Give the variance of the sum about the levels of the months."""
    panels = {id(line.panel): line.panel for line in lines}
    shared: list[dict[tuple[Any, ...], float]] = [defaultdict(float) for _ in range(3)]
    items, seasons, parts = shared
    for line in lines:
        of = id(line.panel), line.key
        items[of] += line.amount
        seasons[*of, line.day.month] += line.amount
        parts[*of, month_of(line.day), part_of(line.day)] += line.amount
    variance = sum(line.amount**2 * line.panel.within for line in lines)
    variance += sum(sum_**2 * panels[n].item_off(key) for (n, key), sum_ in items.items())
    variance += sum(sum_**2 * panels[n].own_off(key, month) for (n, key, month), sum_ in seasons.items())
    return variance + sum(sum_**2 * panels[n].part_off(part) for (n, _, _, part), sum_ in parts.items())


def _level(lines: Sequence[Line]) -> float:
    """Give the variance of the sum that the months' levels make.

    Every origin of the past tells how far off the kinds were at the same time; where there are few, the
    error of the fit, as if all kinds shared it, counts beside them.
    """
    weights: dict[int, float] = defaultdict(float)
    for line in lines:
        weights[id(line.levels)] += line.amount * line.levels.growth(month_of(line.day))
    used = [(levels, weights[n]) for n, levels in {id(line.levels): line.levels for line in lines}.items()]
    used = [(levels, weight) for levels, weight in used if weight > 0]
    if not used:
        return 0.0
    origins = min(len(levels.missed) for levels, _ in used)
    fitted = sum(weight * levels.one_step for levels, weight in used) ** 2
    if not origins:
        return fitted
    tried = [sum(weight * levels.missed[n] for levels, weight in used) for n in range(origins)]
    typical = (float(np.quantile(np.abs(np.concatenate(tried)), 0.8)) / _Z80) ** 2
    return (origins * typical + _FITS_COUNT * fitted) / (origins + _FITS_COUNT)
