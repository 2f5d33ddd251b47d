"""Filling days to collect most score: beams that widen while time allows, then PyVRP from the best."""

import time
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from crm.trips.days import beam
from crm.trips.days.beam import Field, Stretch
from crm.trips.days.polish import polish
from crm.trips.days.problem import DayProblem, Orders, is_feasible

BEAM_SHARE = 0.25  # of the time; the rest polishes
SLICES = 60
MOST_MEMORY = 300_000_000  # bytes that a beam may fill with what its partial days have seen


def warm_up() -> None:
    """Load the libraries now, so that no problem pays for it with its seconds."""
    import pyvrp.search  # noqa: F401 - the import is the point


def fill(
    problem: DayProblem,
    *,
    seconds: float = 1.0,
    seed: int = 1,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Callable[[Orders], None] | None = None,
) -> Orders:
    """Give the spots to visit on each day, in order; always feasible, the best found in the CPU time given.

    `progress` is given the first filling and every better one. A day is empty where nothing can be
    reached in time.
    """
    began = time.thread_time()

    def is_over() -> bool:
        return time.thread_time() - began >= seconds or cancelled()

    best: Orders = [[] for _ in range(problem.days)]
    if not problem.sights:
        return best
    ground = field_of(problem)
    for orders in _widening(problem, ground, began + BEAM_SHARE * seconds, cancelled):
        if problem.score(orders) > problem.score(best):
            best = orders
            if progress:
                progress(best)
    if is_over():
        return best
    polished = polish(problem, ground, best, is_over, seed=seed)
    if (
        polished is not None
        and problem.score(polished) > problem.score(best)
        and is_feasible(problem, polished)
    ):
        best = polished + [[] for _ in range(problem.days - len(polished))]
        if progress:
            progress(best)
    return best


def field_of(problem: DayProblem) -> Field:
    """Lay the problem out as arrays; staying where one is costs no time."""
    longest = max([problem.ends, *(s.closes + s.duration for s in problem.sights), *map(max, problem.travel)])
    kind = np.int32 if longest < 2**29 and sum(s.score for s in problem.sights) < 2**29 else np.int64
    travel = np.array(problem.travel, dtype=kind)
    np.fill_diagonal(travel, 0)
    columns = zip(*((s.opens, s.closes, s.duration, s.score) for s in problem.sights), strict=True)
    opens, closes, durations, scores = (np.array(c, dtype=kind) for c in columns)
    return Field(travel, opens, closes, durations, scores)


def _widening(
    problem: DayProblem, ground: Field, until: float, cancelled: Callable[[], bool]
) -> Iterator[Orders]:
    width, took = 1, 0.0
    widest = max(1, MOST_MEMORY // (SLICES * len(problem.sights) ** 2))
    while width <= widest and (width == 1 or time.thread_time() + 2.1 * took <= until) and not cancelled():
        began = time.thread_time()
        yield _one_day_after_another(problem, ground, width)
        took = time.thread_time() - began
        width *= 2


def _one_day_after_another(problem: DayProblem, ground: Field, width: int) -> Orders:
    left = np.arange(len(problem.sights))
    orders: Orders = []
    for _ in range(problem.days):
        whole = Stretch(0, problem.starts, 0, problem.ends, left)
        _, _, order = beam.search(ground, whole, width=width, slices=SLICES, seed=width)
        orders.append(order)
        left = left[~np.isin(left + 1, np.array(order, dtype=left.dtype))]
    return orders


def answer(problem: DayProblem, orders: Sequence[Sequence[int]]) -> dict[str, object]:
    """Give the answer line of `serai plan-day`: places by their own ids."""
    days = [[problem.sights[spot - 1].id for spot in order] for order in orders]
    return {"id": problem.id, "days": days, "score": problem.score(orders)}
