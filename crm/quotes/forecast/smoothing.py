"""Exponential smoothing (Holt 1957, Winters 1960, damped by Gardner and McKenzie 1985), fitted by search.

Hundreds of parameter settings are run through a series side by side, one numpy step per observation; the
best ones are searched around with shrinking steps. No gradient and no solver: it cannot fail to
converge, and the same series gives the same fit.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Trend = Literal["none", "damped", "linear"]

ROUNDS = 3  # of searching around the best
_TRIED, _KEPT, _AROUND = 160, 6, 12
_STEP, _SHRINK = 0.12, 0.45
_LEAST_PHI, _MOST_PHI = 0.8, 0.98


@dataclass(frozen=True)
class Smoothed:
    """A fitted model: the states after the last observation, and the one-step errors on the way."""

    level: float
    slope: float
    phi: float
    season: Array  # by position within the period, as in the series
    errors: Array
    trend: Trend

    def ahead(self, horizon: int) -> Array:
        """Carry the states on for so many steps."""
        share = {"none": 0.0, "damped": self.phi, "linear": 1.0}[self.trend]
        slopes = np.full(horizon, share) ** np.arange(1, horizon + 1)
        season = self.season[(len(self.errors) + np.arange(horizon)) % len(self.season)]
        carried: Array = self.level + np.cumsum(slopes) * self.slope + season
        return carried


def seasonal_shape(y: Array, period: int) -> Array:
    """Give additive seasonal indices by classical decomposition (centred moving average); they sum to 0."""
    if period == 1 or len(y) < 2 * period:
        return np.zeros(period)
    window = np.ones(period + 1 - period % 2)
    if period % 2 == 0:
        window[0] = window[-1] = 0.5
    trend = np.convolve(y, window / period, "valid")
    first = period // 2
    apart = y[first : first + len(trend)] - trend
    place = (np.arange(len(trend)) + first) % period
    shape = np.array([apart[place == p].mean() if (place == p).any() else 0.0 for p in range(period)])
    centred: Array = shape - shape.mean()
    return centred


def smooth(y: Array, period: int, trend: Trend, rounds: int = ROUNDS) -> Smoothed:
    """Fit additive smoothing with a season of `period` steps (1: none) by least squares."""
    length = len(y)
    shape = seasonal_shape(y[: 4 * period], period)
    level, slope = _start(y - shape[np.arange(length) % period], period, trend)
    chance = np.random.default_rng(0)
    tried = _within(_first_guesses(chance), period, trend)
    skipped = period if period > 1 and length > 2 * period else 0
    best_loss, best = np.inf, (tried[:, 0], 0.0, 0.0, shape, y)
    step = _STEP
    for _ in range(rounds + 1):
        errors, levels, slopes, seasons = _run(y, period, tried, level, slope, shape)
        losses = np.mean(errors[skipped:] ** 2, axis=0)
        order = np.argsort(losses)[:_KEPT]
        k = int(order[0])
        if losses[k] < best_loss:
            best_loss = losses[k]
            best = (
                tried[:, k].copy(),
                float(levels[k]),
                float(slopes[k]),
                seasons[:, k].copy(),
                errors[:, k],
            )
        around = np.repeat(tried[:, order], _AROUND, axis=1)
        around += chance.normal(0, step, around.shape) * np.array([[1.0], [0.5], [0.6], [0.3]])
        around[:, :_KEPT] = tried[:, order]
        tried, step = _within(around, period, trend), step * _SHRINK
    parameters, last_level, last_slope, season, errors_of_best = best
    return Smoothed(last_level, last_slope, float(parameters[3]), season, errors_of_best, trend)


def _start(level_only: Array, period: int, trend: Trend) -> tuple[float, float]:
    window = min(len(level_only), 3 * period if period > 1 else 6)
    if trend == "none":
        return float(level_only[:window].mean() if period > 1 else level_only[0]), 0.0
    slope, level = (
        np.polyfit(np.arange(window), level_only[:window], 1) if window > 2 else (0.0, level_only[0])
    )
    return float(level - slope), float(slope)


def _first_guesses(chance: np.random.Generator) -> Array:
    """Draw level, slope, season and damping rates where they are usually found."""
    alpha = chance.beta(1, 1.5, _TRIED)
    beta = chance.beta(1, 3, _TRIED)
    gamma = chance.beta(1, 4, _TRIED) * (1 - alpha)
    phi = _LEAST_PHI + (_MOST_PHI - _LEAST_PHI) * chance.random(_TRIED)
    return np.array([alpha, beta, gamma, phi])


def _within(tried: Array, period: int, trend: Trend) -> Array:
    """Keep parameters where the model is stable."""
    alpha, beta, gamma, phi = tried
    alpha = np.clip(alpha, 0.001, 0.999)
    beta = np.clip(beta, 0.0001, 0.9) if trend != "none" else np.zeros_like(beta)
    gamma = np.clip(gamma, 0.0, 1 - alpha) if period > 1 else np.zeros_like(gamma)
    damped = np.clip(phi, _LEAST_PHI, _MOST_PHI)
    phi = {"none": np.zeros_like(phi), "linear": np.ones_like(phi), "damped": damped}[trend]
    return np.array([alpha, beta, gamma, phi])


def _run(
    y: Array, period: int, tried: Array, level: float, slope: float, shape: Array
) -> tuple[Array, Array, Array, Array]:
    """Run all parameter settings through the series at once; columns are settings."""
    alpha, beta, gamma, phi = tried
    count = tried.shape[1]
    levels, slopes = np.full(count, level), np.full(count, slope)
    seasons = np.repeat(shape[:, None], count, axis=1)
    errors = np.empty((len(y), count))
    for t, value in enumerate(y):
        now = t % period
        carried = phi * slopes
        base = levels + carried
        error = value - base - seasons[now]
        errors[t] = error
        levels = base + alpha * error
        slopes = carried + alpha * beta * error
        seasons[now] += gamma * error
    return errors, levels, slopes, seasons
