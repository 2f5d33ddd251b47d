"""`serai forecast`: series in, forecasts with intervals out, line by line."""

import json
import sys
from typing import Annotated, Any

import typer

from api.cli.json_in import NotJson, id_of, read_json


def forecast(
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Read one JSON series per line, write one forecast per line.")
    ] = False,
) -> None:
    """Forecast series such as arrivals, bookings or prices.

    Each line is {"id", "period", "x", "horizon"}: period MONTHLY, QUARTERLY, YEARLY or the steps of a
    season; horizon the steps ahead. A line that cannot be forecast, for want of history or otherwise, is
    answered by {"id", "error", "field"}; the exit code is then 1. Shapes: docs/schemas/forecast.*.json.
    """
    if not jsonl:
        raise typer.BadParameter("this command reads JSON lines: give --jsonl", param_hint="--jsonl")
    had_errors = False
    for number, line in enumerate(sys.stdin, start=1):
        if line.strip():
            result = _answer(line, number)
            had_errors = had_errors or "error" in result
            sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
            sys.stdout.flush()
    if had_errors:
        raise typer.Exit(1)


def _answer(line: str, number: int) -> dict[str, Any]:
    from crm.errors import Unfit
    from crm.quotes.forecast.door import answer

    try:
        row = read_json(line)
    except NotJson as broken:
        return {"id": None, "error": f"line {number} is {broken}", "field": ""}
    if not isinstance(row, dict):
        return {"id": None, "error": f"line {number} is not a JSON object", "field": ""}
    try:
        return answer(row)
    except Unfit as unfit:
        return {"id": id_of(row), "error": f"line {number}: {unfit.message}", "field": unfit.field}
