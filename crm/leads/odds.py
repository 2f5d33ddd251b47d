"""How likely a lead is won: a logistic model of the agency's own closed leads, or nothing where they do not
suffice. Pure, and small enough to be read: seven features, a ridge, Newton's method."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import log1p

import numpy as np
from numpy.typing import NDArray

LEAST_CLOSED, LEAST_OF_EACH = 80, 20  # closed leads, and among them won and lost ones, to learn from
LANDMARKS = (timedelta(hours=6), timedelta(days=1), timedelta(days=3), timedelta(days=7), timedelta(days=14))
TRAINED_ON = 0.7  # share of the closed leads, the older ones; the newer ones test what was learnt
FEATURES = ("wishes known", "messages", "silence", "plan sent", "travel is near", "date known", "age")
_RIDGE = 1.0
_BINS = 5


@dataclass(frozen=True)
class Past:
    """One closed lead, with what happened when: enough to see it as it stood at any moment."""

    created_at: datetime
    closed_at: datetime
    is_won: bool
    wrote_at: tuple[datetime, ...]  # the customer
    learnt_at: tuple[datetime, ...]  # when each wish that is known became known
    sent_at: datetime | None  # the first plan
    start: datetime | None  # of the trip


@dataclass(frozen=True)
class Glimpse:
    """What the model sees of a lead at one moment. Durations in days."""

    known: int
    messages: int
    silence: float
    is_sent: bool
    until_travel: float | None
    age: float

    def features(self) -> list[float]:
        near = 0.0 if self.until_travel is None else 1 / (1 + max(self.until_travel, 0.0) / 30)
        return [
            float(self.known),
            log1p(self.messages),
            log1p(self.silence),
            float(self.is_sent),
            near,
            float(self.until_travel is not None),
            log1p(self.age),
        ]


@dataclass(frozen=True)
class Bin:
    """Of `number` lead moments to which about `said` was given, the share `came` was won."""

    said: float
    came: float
    number: int


@dataclass(frozen=True)
class Trust:
    """How well the model did on newer leads, of which it had learnt nothing.

    Brier scores are mean squared errors of the odds; `base` is that of always saying the older
    leads' share of won ones.
    """

    brier: float
    base: float
    leads: int
    bins: tuple[Bin, ...]

    @property
    def is_earned(self) -> bool:
        return self.brier < self.base


@dataclass(frozen=True)
class Odds:
    """A fitted model. `why_not` says why there is none to be used."""

    weights: tuple[float, ...] = ()
    middle: tuple[float, ...] = ()
    spread: tuple[float, ...] = ()
    trust: Trust | None = None
    why_not: str = ""

    @property
    def is_usable(self) -> bool:
        return bool(self.weights) and not self.why_not

    def of(self, glimpse: Glimpse) -> float | None:
        """Give the odds of 0..1 that a lead will be won; None where history does not tell."""
        if not self.is_usable:
            return None
        row = np.array([glimpse.features()])
        return float(_chances(_scaled(row, self.middle, self.spread), np.array(self.weights))[0])

    def pulls(self, glimpse: Glimpse, most: int = 2) -> list[tuple[str, float]]:
        """Name the features that move this lead's odds most, with the sign in which they do."""
        if not self.is_usable:
            return []
        row = _scaled(np.array([glimpse.features()]), self.middle, self.spread)[0]
        moved = [(name, float(x * w)) for name, x, w in zip(FEATURES, row[1:], self.weights[1:], strict=True)]
        return sorted(moved, key=lambda pull: -abs(pull[1]))[:most]


def glimpse_of(past: Past, at: datetime) -> Glimpse:
    """See a closed lead as it stood at `at`; nothing later than that is used."""
    wrote = [moment for moment in past.wrote_at if moment <= at]
    last = max(wrote, default=past.created_at)
    return Glimpse(
        known=sum(moment <= at for moment in past.learnt_at),
        messages=len(wrote),
        silence=_days(at - last),
        is_sent=past.sent_at is not None and past.sent_at <= at,
        until_travel=None if past.start is None or not past.learnt_at else _days(past.start - at),
        age=_days(at - past.created_at),
    )


def fit(history: Sequence[Past]) -> Odds:
    """Learn from closed leads, or say why there is nothing to learn. Deterministic."""
    won = sum(past.is_won for past in history)
    if len(history) < LEAST_CLOSED or min(won, len(history) - won) < LEAST_OF_EACH:
        lost = len(history) - won
        return Odds(why_not=f"not enough history: {won} won and {lost} lost leads, {LEAST_CLOSED} are needed")
    ordered = sorted(history, key=lambda past: past.closed_at)
    cut = int(len(ordered) * TRAINED_ON)
    older, newer = ordered[:cut], ordered[cut:]
    if len({past.is_won for past in older}) < 2:
        return Odds(why_not="not enough history: the older leads all ended alike")
    trust = _tested(_learnt(older), older, newer)
    whole = _learnt(ordered)
    why_not = "" if trust.is_earned else "the leads' past does not tell won from lost ones yet"
    return Odds(whole.weights, whole.middle, whole.spread, trust, why_not)


def _rows(history: Sequence[Past]) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Give features, ends and weights: a lead at every landmark at which it was open, counting as one."""
    rows, ends, shares = [], [], []
    for past in history:
        moments = [past.created_at + mark for mark in LANDMARKS if past.created_at + mark < past.closed_at]
        for at in moments or [past.created_at]:
            rows.append(glimpse_of(past, at).features())
            ends.append(float(past.is_won))
            shares.append(1 / max(len(moments), 1))
    return np.array(rows), np.array(ends), np.array(shares)


def _learnt(history: Sequence[Past]) -> Odds:
    rows, ends, shares = _rows(history)
    middle, spread = rows.mean(axis=0), rows.std(axis=0)
    spread[spread == 0] = 1.0
    scaled = _scaled(rows, tuple(middle), tuple(spread))
    weights = np.zeros(scaled.shape[1])
    ridge = np.full(scaled.shape[1], _RIDGE)
    ridge[0] = 0.0  # the base rate is not shrunk
    for _ in range(50):
        chances = _chances(scaled, weights)
        slope = scaled.T @ (shares * (chances - ends)) + ridge * weights
        curve = (scaled.T * (shares * chances * (1 - chances))) @ scaled + np.diag(ridge + 1e-9)
        step = np.linalg.solve(curve, slope)
        weights = weights - step
        if float(np.abs(step).max()) < 1e-9:
            break
    return Odds(tuple(weights), tuple(middle), tuple(spread))


def _tested(model: Odds, older: Sequence[Past], newer: Sequence[Past]) -> Trust:
    rows, ends, shares = _rows(newer)
    chances = _chances(_scaled(rows, model.middle, model.spread), np.array(model.weights))
    rate = sum(past.is_won for past in older) / len(older)
    return Trust(
        brier=float(np.average((chances - ends) ** 2, weights=shares)),
        base=float(np.average((rate - ends) ** 2, weights=shares)),
        leads=len(newer),
        bins=_bins(chances, ends),
    )


def _bins(chances: NDArray[np.float64], ends: NDArray[np.float64]) -> tuple[Bin, ...]:
    """Put equal numbers of lead moments together by what was said of them."""
    order = np.argsort(chances, kind="stable")
    return tuple(
        Bin(float(chances[part].mean()), float(ends[part].mean()), len(part))
        for part in np.array_split(order, _BINS)
        if len(part)
    )


def _scaled(
    rows: NDArray[np.float64], middle: Sequence[float], spread: Sequence[float]
) -> NDArray[np.float64]:
    inner = (rows - np.array(middle)) / np.array(spread)
    return np.hstack([np.ones((len(rows), 1)), inner])


def _chances(scaled: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(1 / (1 + np.exp(-np.clip(scaled @ weights, -30, 30))))


def _days(span: timedelta) -> float:
    return span.total_seconds() / 86_400
