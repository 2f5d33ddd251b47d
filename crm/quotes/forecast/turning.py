"""What the season does to prices on each day of the year, and how far off that may be.

A season turns on some day between the last that was seen before and the first that was seen after: a day is
expected to be as the days seen around it are, the nearest counting most, and is as uncertain as they differ.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from crm.quotes.forecast.smoothing import Array

_LEAP, _DAYS = 2024, 366
# How many days away a price counts 1 / e of the nearest: half as far as so many prices lie, within bounds,
# and where nothing was seen close by at least that share of the way to the nearest.
_ENOUGH, _LEAST_REACH, _MOST_REACH, _FARTHER = 8, 0.5, 3.0, 0.25
_NOISE_COUNTS = 3  # observations around a day that the usual noise counts as
_TOGETHER = 3  # prices that tell as one where a season turns: nights of one stay lie on one side of it
_BESIDE = (-2, -1, 1, 2)  # neighbours in the year that a price is held against
_FAR, _LEAST_FAR = 4.0, 0.1  # deviations, and on the logarithmic scale
_TO_DEVIATION = 1.4826  # from the median absolute deviation of normal errors


@dataclass(frozen=True)
class Season:
    """By day of the year, 29 February among them: the height on the logarithmic scale, its variance, and from
    how many prices that is known."""

    _height: Array
    _off: Array
    _freedom: Array

    def on(self, day: date) -> float:
        return float(self._height[day_of_year(day)])

    def off(self, day: date) -> float:
        """Give the variance with which the day's height is known, noise of single prices apart."""
        return float(self._off[day_of_year(day)])

    def freedom(self, day: date) -> float:
        """Give how many misses the variance of a day is as well known as from."""
        return float(self._freedom[day_of_year(day)])


def day_of_year(day: date) -> int:
    """Count days from 1 January of a leap year, from 0."""
    return (date(_LEAP, day.month, day.day) - date(_LEAP, 1, 1)).days


def season_of(days: Sequence[date], heights: Array, noise: float, within: float) -> Season:
    """Learn the season from heights seen on days of any years.

    `noise` is the variance about the season that is usual; `within` the part of it that is of single prices,
    which is not told here.
    """
    seen = np.array([day_of_year(day) for day in days], dtype=np.intp)
    order = np.argsort(seen, kind="stable")
    seen, heights = seen[order], _without_slips(heights[order])
    weights = _weights(seen)
    total = weights.sum(axis=1)
    height = weights @ heights / total
    differ = np.maximum(weights @ heights**2 / total - height**2, 0.0)
    count = total**2 / (weights**2).sum(axis=1)
    spread = (differ * count + noise * _NOISE_COUNTS) / (count + _NOISE_COUNTS)
    off = np.maximum(spread - within, 0.0) + spread / count
    return Season(height, off, count / _TOGETHER + _NOISE_COUNTS)


def _weights(seen: NDArray[np.intp]) -> Array:
    """Give what each price seen counts on each day of the year, the nearest one always something."""
    apart = np.abs(np.arange(_DAYS)[:, None] - seen)
    apart = np.minimum(apart, _DAYS - apart)
    nearest = apart.min(axis=1)[:, None]
    enough = min(_ENOUGH, len(seen)) - 1
    reach = np.clip(np.partition(apart, enough, axis=1)[:, [enough]] / 2, _LEAST_REACH, _MOST_REACH)
    weights: Array = np.exp((nearest - apart) / np.maximum(reach, _FARTHER * nearest))
    return weights


def _without_slips(heights: Array) -> Array:
    """Bring what lies far beyond all its neighbours in the year to where far begins."""
    beside = np.array([np.roll(heights, shift) for shift in _BESIDE])
    usual = float(np.median(np.abs(heights - np.median(beside, axis=0))))
    far = max(_LEAST_FAR, _FAR * _TO_DEVIATION * usual)
    kept: Array = np.clip(heights, beside.min(axis=0) - far, beside.max(axis=0) + far)
    return kept
