"""Forecasts of a series with intervals: a combination of well-known methods, calibrated on back-tests.

Seasonal series take the geometric mean of smoothing without, with damped and with linear trend, an
autoregression and the last season; yearly ones that of Theta on the plain and the logarithmic scale and
of drift. Combinations of this kind beat their members on nearly every public competition (Bates and
Granger 1969; M4, 2018).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan

import numpy as np

from crm.errors import Unfit
from crm.quotes.forecast.lines import autoregression, drift, last_season, theta
from crm.quotes.forecast.smoothing import ROUNDS, Array, smooth

PERIODS: Mapping[str, int] = {"MONTHLY": 12, "QUARTERLY": 4, "YEARLY": 1}
HORIZONS: Mapping[str, int] = {"MONTHLY": 24, "QUARTERLY": 8, "YEARLY": 4}
_LARGEST = 10**15
_MOST_AHEAD = 120
_LEAST_YEARS = 5  # observations of a series without season
_ORIGINS = 12  # from which the past is forecast, to learn how far off forecasts are
_LEAST_SIGMA = 1e-3
_NORMAL_80 = 1.2816  # 80 of a hundred normal errors are smaller, in standard deviations


@dataclass(frozen=True)
class Spread:
    """How errors grow with the steps ahead (as steps ** growth), and how many of their typical size hold
    80 and 95 of a hundred; for normal errors that would be 1.28 and 1.96. Set by back-test on half of
    the public tourism series (655 of them; Athanasopoulos et al. 2011)."""

    growth: float
    holds_80: float
    holds_95: float


_SPREADS: Mapping[int, Spread] = {
    1: Spread(0.5, 1.30, 2.28),
    4: Spread(0.3, 1.05, 1.88),
    12: Spread(0.2, 1.04, 1.77),
}


def spread_of(period: int) -> Spread:
    """Give how widely a series whose season has `period` steps is known to miss."""
    return _SPREADS[1 if period == 1 else 4 if period < 12 else 12]


class NotEnoughHistory(Unfit):
    """Too little is known to forecast from; says how much is needed."""

    def __init__(self, known: int, needed: int, of: str = "", field: str = "x") -> None:
        super().__init__(field, f"not enough history{of}: {known} observations, at least {needed} are needed")
        self.known, self.needed = known, needed


@dataclass(frozen=True)
class Forecast:
    """Steps ahead in order: the middle forecast, and what 80 and 95 of a hundred outcomes lie between."""

    mean: tuple[float, ...]
    lo80: tuple[float, ...]
    hi80: tuple[float, ...]
    lo95: tuple[float, ...]
    hi95: tuple[float, ...]


def forecast(x: Sequence[float], period: int, horizon: int) -> Forecast:
    """Forecast a series whose season has `period` steps (12 monthly, 4 quarterly, 1 without season).

    Raises Unfit naming what is wrong with the series, NotEnoughHistory when it is too short.
    """
    known = _checked(x, period, horizon)
    shift = _shift(known, period)
    middle = _combined(known, period, horizon, shift)
    spread = spread_of(period)
    sigma = _sigma(known, period, horizon, shift, spread)
    width: Array = sigma * np.arange(1, horizon + 1, dtype=np.float64) ** spread.growth
    floor = 0.0 if known.min() >= 0 else -np.inf

    def at(offset: Array | float) -> tuple[float, ...]:
        values = np.maximum(np.exp(middle + offset) - shift, floor)
        return tuple(float(v) for v in values)

    return Forecast(
        at(0.0),
        at(-spread.holds_80 * width),
        at(spread.holds_80 * width),
        at(-spread.holds_95 * width),
        at(spread.holds_95 * width),
    )


def least_history(period: int) -> int:
    """Give the fewest observations that a forecast is made from: two seasons and a little more."""
    return 2 * period + 2 if period > 1 else _LEAST_YEARS


def _checked(x: Sequence[float], period: int, horizon: int) -> Array:
    if period < 1:
        raise Unfit("period", f"{period} is not a number of steps")
    if not 1 <= horizon <= _MOST_AHEAD:
        raise Unfit("horizon", f"{horizon} is not between 1 and {_MOST_AHEAD}")
    for n, value in enumerate(x):
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or (isinstance(value, float) and isnan(value)):
            raise Unfit(f"x[{n}]", f"{value!r} is not a number")
        if not -_LARGEST <= value <= _LARGEST:
            raise Unfit(f"x[{n}]", f"is beyond {_LARGEST:.0e}, which nothing counted or sold is")
    if len(x) < least_history(period):
        raise NotEnoughHistory(len(x), least_history(period))
    return np.array(x, dtype=float)


def _shift(x: Array, period: int) -> float:
    """Give what is added before logarithms are taken, so that a zero or a loss has one."""
    if x.min() > 0:
        return 0.0
    return float(max(1e-3, 0.1 * np.mean(np.abs(x[-4 * period :]))) - min(0.0, x.min()))


def _combined(x: Array, period: int, horizon: int, shift: float, rounds: int = ROUNDS) -> Array:
    """Give the combined forecast on the logarithmic scale."""
    y = np.log(x + shift)
    if period == 1:
        lowest = 0.05 * (x.min() + shift)
        plain = [np.log(np.maximum(line(x, horizon) + shift, lowest)) for line in (theta, drift)]
        members = [theta(y, horizon), *plain]
    else:
        members = [smooth(y, period, trend, rounds).ahead(horizon) for trend in ("none", "damped", "linear")]
        members.append(last_season(y, period, horizon))
        learnt = autoregression(y, period, horizon)
        if learnt is not None:
            members.append(learnt)
    top = y.max() + 2.5  # no method is believed beyond twelve times the highest value seen
    mean: Array = np.mean([np.clip(member, y.min() - 5, top) for member in members], axis=0)
    return mean


def _sigma(x: Array, period: int, horizon: int, shift: float, spread: Spread) -> float:
    """Give the typical one-step error: what 80 of a hundred forecasts of the past stayed within, brought
    back to one step and to a standard deviation; for very short series the fit's own errors."""
    missed = []
    for back in range(1, _ORIGINS + 1):
        origin = len(x) - (back if period == 1 else back * max(1, horizon // 4))
        if origin < least_history(period):
            break
        past = x[:origin]
        moved = _shift(past, period)
        ahead = min(horizon, len(x) - origin)
        truth = np.log(np.maximum(x[origin : origin + ahead] + moved, 1e-9))
        made = _combined(past, period, ahead, moved, rounds=1)
        missed.append((truth - made) / np.arange(1, ahead + 1) ** spread.growth)
    errors = np.concatenate(missed) if missed else smooth(np.log(x + shift), period, "damped").errors[1:]
    return max(_LEAST_SIGMA, float(np.quantile(np.abs(errors), 0.8)) / _NORMAL_80)
