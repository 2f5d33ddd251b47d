"""How near to the best known fillings of public day-planning problems: `python -m tests.bench.plan_day`.

Beside the product, in the same run and with the same CPU time, PyVRP alone as it is shipped. A gap is
100 * (1 - score / best known); the best known score comes with each problem.
"""

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from crm.trips.days.polish import polish
from crm.trips.days.problem import DayProblem, Orders, is_feasible, read_problem
from crm.trips.days.solve import field_of, fill, warm_up

FILES = ("day_plans/optw.jsonl", "day_plans/ttdp.jsonl")


def group_of(name: str) -> str:
    """Give the literature's name of the set that a problem belongs to."""
    if name.startswith("pr"):
        return "pr01-10" if int(name[2:]) <= 10 else "pr11-20"
    if name.startswith("t"):
        return "ttdp"
    return "Solomon-100" if name.lstrip("rc").startswith("1") else "Solomon-200"


def read(folder: Path) -> Iterator[dict[str, Any]]:
    for name in FILES:
        path = folder / name
        if not path.exists():
            sys.exit(f"data not found: {path}")
        with path.open(encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines)


def ours(problem: DayProblem, seconds: float) -> Orders:
    return fill(problem, seconds=seconds)


def pyvrp_alone(problem: DayProblem, seconds: float) -> Orders:
    ends = time.process_time() + seconds
    found = polish(problem, field_of(problem), None, lambda: time.process_time() >= ends, as_shipped=True)
    return found or []


def gap(row: dict[str, Any], seconds: float, solve: Callable[[DayProblem, float], Orders]) -> float:
    problem = read_problem(row)
    orders = solve(problem, seconds)
    if not is_feasible(problem, orders):
        sys.exit(f"{row['id']}: an infeasible answer from {solve.__name__}")
    best = int(row.get("best_known") or row["reference"])
    return 100 * (1 - problem.score(orders) / best)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--seconds", type=float, default=1.0)
    arguments.add_argument("--every", type=int, default=1, help="take every n-th problem only")
    arguments.add_argument("--only-ours", action="store_true")
    asked = arguments.parse_args()
    rows = list(read(asked.data))[:: asked.every]
    warm_up()
    contenders: list[Callable[[DayProblem, float], Orders]] = [ours]
    if not asked.only_ours:
        contenders.append(pyvrp_alone)
    gaps: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        for contender in contenders:
            gaps[group_of(row["id"])][contender.__name__].append(gap(row, asked.seconds, contender))
    _print(gaps, [c.__name__ for c in contenders], asked.seconds)


def _print(gaps: dict[str, dict[str, list[float]]], names: list[str], seconds: float) -> None:
    print(f"mean gap to best known, %, at {seconds:g} s of CPU (below zero: better than the reference)")
    print(f"{'':14}{'problems':>10}" + "".join(f"{name:>14}" for name in names))
    sets = [*gaps.items()]
    everything = {name: [g for k, v in sets if k != "ttdp" for g in v[name]] for name in names}
    for label, values in [*sets, ("optw in all", everything)]:
        count = len(values[names[0]])
        means = "".join(f"{sum(values[name]) / max(1, count):14.2f}" for name in names)
        print(f"{label:14}{count:10d}{means}")


if __name__ == "__main__":
    main()
