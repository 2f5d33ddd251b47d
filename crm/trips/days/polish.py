"""Polishing filled days with PyVRP: the days are vehicles, the places optional clients with a prize."""

import warnings
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from crm.trips.days.beam import Field
from crm.trips.days.problem import DayProblem, Orders

PRIZE = 100_000  # per point of score: a point outweighs every way that it costs
MOST_PRIZE = 2**40  # PyVRP counts in 64 bits; sums of prizes must stay well below
# Few clients are put back at a time and few late solutions remembered: measured better on day plans
# than PyVRP's own settings, which are made for fleets.
PUT_BACK, REMEMBERED = 20, 100


def polish(
    problem: DayProblem,
    ground: Field,
    orders: Sequence[Sequence[int]] | None,
    is_over: Callable[[], bool],
    *,
    seed: int = 1,
    as_shipped: bool = False,
) -> Orders | None:
    """Search on from `orders` (None: from a random start) until `is_over`; None if nothing feasible came.

    `as_shipped` leaves every setting of PyVRP as it comes, for comparison.
    """
    import pyvrp
    from pyvrp.exceptions import PenaltyBoundWarning
    from pyvrp.search import PerturbationParams
    from pyvrp.solve import SolveParams, solve

    data = _model(problem, ground)
    start = None if orders is None else pyvrp.Solution(data, [[s - 1 for s in day] for day in orders if day])
    params = SolveParams()
    if not as_shipped:
        params = SolveParams(
            ils=pyvrp.IteratedLocalSearchParams(history_length=REMEMBERED),
            perturbation=PerturbationParams(1, PUT_BACK),
        )
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", PenaltyBoundWarning
        )  # the search goes on; feasibility is checked below
        result = solve(data, lambda _: is_over(), seed, False, False, params, start)
    if not result.best.is_feasible():
        return None
    return [[a.idx + 1 for a in route.schedule() if a.is_client()] for route in result.best.routes()]


def _model(problem: DayProblem, ground: Field) -> Any:
    import pyvrp

    top = max((s.score for s in problem.sights), default=1)
    prize = max(1, min(PRIZE, MOST_PRIZE // max(1, top)))
    clients = [
        pyvrp.Client(
            location=k,
            service_duration=s.duration,
            tw_early=max(0, s.opens),
            tw_late=max(0, s.closes),
            prize=s.score * prize,
            required=False,
        )
        for k, s in enumerate(problem.sights, start=1)
    ]
    day = pyvrp.VehicleType(problem.days, tw_early=problem.starts, tw_late=problem.ends)
    minutes: Any = ground.travel.astype(np.int64)
    locations = [pyvrp.Location(0, 0) for _ in range(len(clients) + 1)]
    return pyvrp.ProblemData(locations, clients, [pyvrp.Depot(0)], [day], [minutes], [minutes])
