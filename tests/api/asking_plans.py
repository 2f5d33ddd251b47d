"""A trip asked for at the command, `serai plan --json`, and its answer."""

import json
from typing import Any

from typer.testing import CliRunner

from api.cli import app

REQUEST: dict[str, Any] = {
    "destination": "bali",
    "start": "2027-03-07",
    "nights": 5,
    "party": {"adults": 2, "child_ages": [9]},
    "interests": {"beach": 1.0, "temple": 0.5},
    "must_see": ["bali-tanah-lot"],
}


def ask(request: Any, *options: str) -> tuple[int, dict[str, Any]]:
    text = request if isinstance(request, str) else json.dumps(request)
    arguments = ["plan", "--json", "--seconds", "0.3", "--priced-on", "2027-01-04", *options]
    done = CliRunner().invoke(app, arguments, input=text)
    answer: dict[str, Any] = json.loads(done.stdout)
    return done.exit_code, answer


def by_steps(request: Any, *options: str) -> dict[str, Any]:
    arguments = ["plan", "--json", "--priced-on", "2027-01-04", *options]
    answer: dict[str, Any] = json.loads(CliRunner().invoke(app, arguments, input=json.dumps(request)).stdout)
    return answer
