"""`serai plan-day`: day-planning problems in, filled days out, line by line."""

import json
import sys
from typing import Annotated, Any

import typer

from api.cli.json_in import NotJson, id_of, read_json


def plan_day(
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Read one JSON problem per line, write one answer per line.")
    ] = False,
    seconds: Annotated[float, typer.Option(min=0.0, help="CPU seconds for each problem.")] = 1.0,
    seed: Annotated[int, typer.Option(help="The same seed and problem start the same search.")] = 1,
) -> None:
    """Fill days with the places that collect most score under their opening hours.

    A line that cannot be read is answered by {"id", "error"}; the exit code is then 1.
    """
    if not jsonl:
        raise typer.BadParameter("this command reads JSON lines: give --jsonl", param_hint="--jsonl")
    from crm.trips.days.problem import BadProblem
    from crm.trips.days.solve import warm_up

    warm_up()
    had_errors = False
    for number, line in enumerate(sys.stdin, start=1):
        if not line.strip():
            continue
        row: Any = None
        try:
            row = _row(line)
            result = _answer(row, seconds, seed)
        except BadProblem as problem:
            had_errors = True
            result = {"id": id_of(row), "error": f"line {number}: {problem}"}
        sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    if had_errors:
        raise typer.Exit(1)


def _row(line: str) -> dict[str, Any]:
    from crm.trips.days.problem import BadProblem

    try:
        row = read_json(line)
    except NotJson as broken:
        raise BadProblem(f"is {broken}") from None
    if not isinstance(row, dict):
        raise BadProblem("is not a JSON object")
    if row.get("id") != id_of(row):
        raise BadProblem(f"the id {row['id']!r} is neither text nor a whole number")
    return row


def _answer(row: dict[str, Any], seconds: float, seed: int) -> dict[str, object]:
    from crm.trips.days.problem import read_problem
    from crm.trips.days.solve import answer, fill

    problem = read_problem(row)
    return answer(problem, fill(problem, seconds=seconds, seed=seed))
