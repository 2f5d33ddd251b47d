"""`serai plan-day --jsonl`: one answer per line, errors in their place, exit code at the end."""

import json

from typer.testing import CliRunner

from api.cli import app
from tests.crm.trips.days.test_filling import city, judge


def run(*lines: str, seconds: str = "0.05"):
    return CliRunner().invoke(
        app, ["plan-day", "--jsonl", "--seconds", seconds], input="\n".join(lines) + "\n"
    )


def test_every_line_is_answered_in_order():
    problems = [city(1, 12), city(2, 12, days=3)]
    done = run(*(json.dumps(p) for p in problems))
    answers = [json.loads(line) for line in done.output.splitlines()]
    assert done.exit_code == 0
    assert [a["id"] for a in answers] == ["city-1", "city-2"]
    assert all(judge(p, a) > 0 for p, a in zip(problems, answers, strict=True))


def test_a_bad_line_is_answered_by_its_error_and_the_rest_go_on():
    spoilt = city(1, 3) | {"window": [9, 1]}
    done = run(json.dumps(spoilt), "{not json", json.dumps(city(2, 5)))
    first, second, third = (json.loads(line) for line in done.output.splitlines())
    assert first == {"id": "city-1", "error": "line 1: problem: window ends (1) before it begins (9)"}
    assert second["id"] is None
    assert "line 2: is not JSON" in second["error"]
    assert third["score"] > 0
    assert done.exit_code == 1
