"""The level of prices, month by month: where it will stand, and how far off that was when it was tried.

Guests come and stay away; prices rise, and go on rising. A level of prices is therefore carried on by those
methods alone that carry a rise on: smoothing with damped and with linear trend, the last season with the
yearly rise that the years agree on, and an autoregression of yearly differences with their mean.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from crm.quotes.forecast.lines import autoregression, last_season
from crm.quotes.forecast.series import NotEnoughHistory, least_history, spread_of
from crm.quotes.forecast.smoothing import ROUNDS, Array, smooth

GROWTH = spread_of(12).growth  # of errors with the steps ahead, as public series showed it
_YEAR = 12
_ORIGINS = 12  # from which the past is forecast
_FARTHEST = 0.5  # a forecast stays within so much beyond what was seen, on the logarithmic scale


@dataclass(frozen=True)
class Levels:
    """Levels on the logarithmic scale, months counted from year 0.

    `missed` holds the errors of forecasts made from earlier months, the latest of these first, by steps
    ahead, each divided by its steps ** GROWTH; they span as many months as `apart` forecasts that share none.
    `fitted` holds the errors of the fit, one month ahead, the latest last. `noise` is the part of their
    variance, and of what was missed, that the few prices of a month make and no level: what is bought of one
    item then strays by itself.
    """

    first: int
    known: Array
    ahead: Array
    missed: tuple[Array, ...]
    apart: float
    fitted: Array
    noise: float

    def at(self, month: int) -> float:
        """Give the level of a month: as it was, or as it is expected; before the first, that of the first."""
        n = max(0, month - self.first)
        return float(self.known[n] if n < len(self.known) else self.ahead[n - len(self.known)])

    def growth(self, month: int) -> float:
        """Give how many times the error of one step a month's level may be off; 0 for one seen."""
        return float(max(0, month - self.first - len(self.known) + 1) ** GROWTH)


def levels(seen: Mapping[int, float], horizon: int, noise: float = 0.0) -> Levels:
    """Forecast the months after the last one seen. Raises NotEnoughHistory below two seasons of months.

    A month without prices takes what lies between its neighbours; `noise` is the variance with which the
    others are known.
    """
    if len(seen) < least_history(_YEAR):
        raise NotEnoughHistory(len(seen), least_history(_YEAR))
    first, last = min(seen), max(seen)
    known = np.interp(np.arange(first, last + 1), sorted(seen), [seen[month] for month in sorted(seen)])
    fitted = smooth(known, _YEAR, "damped").errors[_YEAR:]
    missed = _missed(known, horizon)
    apart = len(missed) * _stride(horizon) / horizon
    return Levels(first, known, _ahead(known, horizon), missed, apart, fitted, noise)


def _ahead(y: Array, horizon: int, rounds: int = ROUNDS) -> Array:
    members = [smooth(y, _YEAR, trend, rounds).ahead(horizon) for trend in ("damped", "linear")]
    years = (np.arange(horizon) // _YEAR) + 1
    members.append(last_season(y, _YEAR, horizon) + years * _yearly_rise(y))
    learnt = autoregression(y, _YEAR, horizon)
    if learnt is not None:
        members.append(learnt)
    mean: Array = np.clip(np.mean(members, axis=0), y.min() - _FARTHEST, y.max() + _FARTHEST)
    return mean


def _yearly_rise(y: Array) -> float:
    """Give the mean yearly difference, drawn towards none where the years do not agree on it (James and
    Stein 1961): differences of overlapping years count as so many whole ones as they span."""
    change = y[_YEAR:] - y[:-_YEAR]
    rise, doubt = float(change.mean()), float(change.var(ddof=1)) * _YEAR / len(change)
    return rise * max(0.0, 1 - doubt / max(rise * rise, 1e-12))


def _stride(horizon: int) -> int:
    """Give the months between two origins."""
    return max(1, horizon // 4)


def _missed(known: Array, horizon: int) -> tuple[Array, ...]:
    stride, found = _stride(horizon), []
    for back in range(1, _ORIGINS + 1):
        origin = len(known) - back * stride
        if origin < least_history(_YEAR):
            break
        steps = min(horizon, back * stride)
        off = known[origin : origin + steps] - _ahead(known[:origin], steps, rounds=1)
        found.append(off / np.arange(1, steps + 1) ** GROWTH)
    return tuple(found)
