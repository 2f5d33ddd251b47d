"""Forecasts of a series: better than last season, inside their intervals, silent where they know nothing."""

import json
from math import pi, sin
from pathlib import Path

import jsonschema
import numpy as np
import pytest
from typer import Typer
from typer.testing import CliRunner

from api.cli import forecast as door
from crm.errors import Unfit
from crm.quotes.forecast.door import ANSWER, REQUEST
from crm.quotes.forecast.lines import last_season, theta
from crm.quotes.forecast.series import NotEnoughHistory, forecast
from crm.quotes.forecast.smoothing import smooth


def _season(length: int, noise: float, seed: int, growth: float = 0.004) -> np.ndarray:
    chance = np.random.default_rng(seed)
    steps = np.arange(length)
    level = np.cumsum(chance.normal(growth, noise / 3, length))
    return 100 * np.exp(level + 0.3 * np.sin(2 * pi * steps / 12) + chance.normal(0, noise, length))


def test_a_clean_season_is_carried_on() -> None:
    x = [100 + 30 * sin(2 * pi * t / 12) for t in range(72)]
    made = forecast(x, 12, 12)
    assert made.mean == pytest.approx([100 + 30 * sin(2 * pi * t / 12) for t in range(72, 84)], rel=0.02)


def test_growing_series_beat_last_season_on_average() -> None:
    ours, naive = [], []
    for seed in range(8):
        x = _season(96, 0.05, seed, growth=0.01)
        past, truth = x[:84], x[84:]
        ours.append(np.mean(np.abs(np.array(forecast(past.tolist(), 12, 12).mean) - truth)))
        naive.append(np.mean(np.abs(last_season(past, 12, 12) - truth)))
    assert np.mean(ours) < 0.85 * np.mean(naive)


def test_intervals_are_nested_and_widen() -> None:
    made = forecast(_season(84, 0.06, 1).tolist(), 12, 18)
    rows = list(zip(made.lo95, made.lo80, made.mean, made.hi80, made.hi95, strict=True))
    assert all(list(row) == sorted(row) for row in rows)
    assert made.hi95[-1] / made.lo95[-1] > made.hi95[0] / made.lo95[0]


def test_truth_lies_within_the_intervals_about_as_often_as_stated() -> None:
    inside_80, inside_95 = [], []
    for seed in range(30):
        x = _season(96, 0.08, 100 + seed)
        made = forecast(x[:84].tolist(), 12, 12)
        inside_80 += [a <= t <= b for a, t, b in zip(made.lo80, x[84:], made.hi80, strict=True)]
        inside_95 += [a <= t <= b for a, t, b in zip(made.lo95, x[84:], made.hi95, strict=True)]
    assert 0.65 <= np.mean(inside_80) <= 0.95
    assert 0.85 <= np.mean(inside_95) <= 1.0


def test_the_same_series_gives_the_same_forecast() -> None:
    x = _season(60, 0.1, 7).tolist()
    assert forecast(x, 12, 6) == forecast(x, 12, 6)


def test_series_with_zeros_losses_or_no_change_are_forecast() -> None:
    still = forecast([5.0] * 12, 1, 3)
    assert still.mean == pytest.approx([5.0] * 3)
    quiet = forecast([0, 3, 9, 2] * 6, 4, 4)
    assert min(quiet.lo95) >= 0
    assert quiet.mean == pytest.approx([0, 3, 9, 2], abs=1.0)
    assert min(forecast([-4, -2, -3, -5, -4, -6], 1, 2).lo95) < -4


@pytest.mark.parametrize(("length", "period"), [(4, 1), (9, 4), (25, 12)])
def test_too_little_history_is_said_to_be_so(length: int, period: int) -> None:
    with pytest.raises(NotEnoughHistory, match="not enough history"):
        forecast([float(n) for n in range(length)], period, 2)


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), None, "7", True])
def test_what_is_not_a_number_is_named_by_its_place(bad: object) -> None:
    with pytest.raises(Unfit) as refused:
        forecast([1.0, 2.0, bad, 4.0, 5.0, 6.0], 1, 2)  # type: ignore[list-item] - what a caller may send
    assert refused.value.field == "x[2]"


def test_theta_follows_half_the_slope_of_a_straight_line() -> None:
    made = theta(np.arange(40, dtype=float), 3)
    assert np.diff(made) == pytest.approx([0.5, 0.5])


def test_smoothing_without_noise_leaves_no_error() -> None:
    fitted = smooth(np.arange(30, dtype=float), 1, "linear")
    assert np.abs(fitted.errors).max() < 1e-6
    assert fitted.ahead(2) == pytest.approx([30.0, 31.0])


def _ask(*rows: object) -> tuple[int, list[dict[str, object]]]:
    app = Typer()
    app.command()(door.forecast)
    text = "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows)
    result = CliRunner().invoke(app, ["--jsonl"], input=text)
    return result.exit_code, [json.loads(line) for line in result.stdout.splitlines()]


def test_the_door_answers_line_by_line_in_the_shape_it_promises() -> None:
    asked = [
        {"id": "a", "period": "QUARTERLY", "x": [1, 2, 3, 4] * 4, "horizon": 3},
        {"id": "b", "period": "YEARLY", "x": [4, 5, 6, 7, 8, 9]},
    ]
    code, answers = _ask(*asked)
    assert code == 0
    assert [len(answered["mean"]) for answered in answers] == [3, 4]  # type: ignore[arg-type] - read from JSON
    for row, answered in zip(asked, answers, strict=True):
        jsonschema.validate(row, REQUEST)
        jsonschema.validate(answered, ANSWER)


def test_a_bad_line_is_answered_and_the_others_go_on() -> None:
    good = {"id": 3, "period": 1, "x": [1, 2, 3, 4, 5], "horizon": 1}
    code, answers = _ask(
        {"id": 1, "period": "WEEKLY", "x": [1]}, "{", {"id": 2, "period": "MONTHLY", "x": [1, 2]},
        {"id": 4, "period": 1, "x": [1, 2, 3, 4, 5], "horizon": 0}, good,
    )  # fmt: skip
    assert code == 1
    assert [answered.get("field") for answered in answers] == ["period", "", "x", "horizon", None]
    assert "not enough history" in str(answers[2]["error"])
    for answered in answers:
        jsonschema.validate(answered, ANSWER)


@pytest.mark.parametrize(("name", "drawn"), [("request", REQUEST), ("answer", ANSWER)])
def test_the_schemas_in_the_docs_are_those_of_the_code(name: str, drawn: object) -> None:
    file = Path(__file__).parents[4] / "docs" / "schemas" / f"forecast.{name}.json"
    assert json.loads(file.read_text()) == drawn
