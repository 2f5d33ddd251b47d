"""The simple forecasters that a combination leans on: Theta, drift, last season, autoregression."""

import numpy as np

from crm.quotes.forecast.smoothing import Array

_ALPHAS = np.linspace(0.02, 0.99, 60)
_RIDGE = 1.0


def theta(y: Array, horizon: int) -> Array:
    """Give the Theta forecast (Assimakopoulos and Nikolopoulos 2000) of a series without season, as simple
    smoothing with half the slope of the line through it (Hyndman and Billah 2003)."""
    length = len(y)
    slope = float(np.polyfit(np.arange(length), y, 1)[0])
    levels = np.full(len(_ALPHAS), y[0])
    loss = np.zeros(len(_ALPHAS))
    for value in y[1:]:
        error = value - levels
        loss += error * error
        levels += _ALPHAS * error
    k = int(np.argmin(loss))
    alpha, steps = _ALPHAS[k], np.arange(horizon)
    ahead: Array = levels[k] + 0.5 * slope * (steps + (1 - (1 - alpha) ** length) / alpha)
    return ahead


def drift(y: Array, horizon: int) -> Array:
    """Carry on from the last value with the mean step of the whole series."""
    ahead: Array = y[-1] + (y[-1] - y[0]) / (len(y) - 1) * np.arange(1, horizon + 1)
    return ahead


def last_season(y: Array, period: int, horizon: int) -> Array:
    """Repeat the last season: the seasonal naive forecast."""
    ahead: Array = y[len(y) - period + np.arange(horizon) % period]
    return ahead


def autoregression(y: Array, period: int, horizon: int) -> Array | None:
    """Forecast yearly differences from a few of their own lags, by ridge regression.

    None when there are too few of them to learn from.
    """
    change = y[period:] - y[:-period]
    lags = (1, 2, period, period + 1) if period < 6 else (1, 2, 3, period, period + 1)
    first = max(lags)
    if len(change) < first + 8:
        return None
    rows = np.column_stack([change[first - lag : len(change) - lag] for lag in lags])
    rows = np.column_stack([rows, np.ones(len(rows))])
    penalty = np.diag([_RIDGE * float(np.mean(change**2))] * len(lags) + [0.0])
    normal = rows.T @ rows + penalty + 1e-9 * np.eye(len(lags) + 1)
    weights = np.linalg.solve(normal, rows.T @ change[first:])
    past, known = list(change), list(y)
    for _ in range(horizon):
        step = sum(float(w) * past[-lag] for w, lag in zip(weights, lags, strict=False)) + float(weights[-1])
        past.append(step)
        known.append(known[-period] + step)
    return np.array(known[len(y) :])
