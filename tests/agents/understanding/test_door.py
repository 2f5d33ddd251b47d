"""`serai understand`: one answer a line, whatever the line."""

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app
from api.cli.understand import answers


@pytest.fixture
def runner(models: Path) -> CliRunner:
    return CliRunner(env={"SERAI_HOME": str(models.parent)})


def test_each_line_is_answered_in_the_documented_shape(runner: CliRunner) -> None:
    line = {"id": "a", "text": "2 adults, 5 nights in Goa from 20 Dec", "today": "2026-11-22"}
    result = runner.invoke(app, ["understand", "--jsonl"], input=json.dumps(line) + "\n")
    assert result.exit_code == 0
    answer = json.loads(result.stdout)
    assert set(answer) == {"id", "language", "intents", "slots"}
    assert answer["language"] == "en"
    assert {"name", "confidence"} == set(answer["intents"][0])
    assert answer["slots"]["start_date"] == {
        "value": "2026-12-20", "span": [31, 37], "message": 0, "confidence": 0.95
    }  # fmt: skip


def test_a_slot_names_the_message_of_the_dialogue_that_it_stands_in(runner: CliRunner) -> None:
    history = [
        {"role": "customer", "text": "2 adults to Bali"},
        {"role": "desk", "text": "How about the Alila Resort from 20 to 25 December?"},
    ]
    line = {"id": 1, "text": "yes, that one. We are vegetarian", "history": history, "today": "2026-11-22"}
    result = runner.invoke(app, ["understand", "--jsonl"], input=json.dumps(line))
    slots = json.loads(result.stdout)["slots"]
    assert slots["adults"]["message"] == 0
    assert slots["stay"]["message"] == 1
    assert slots["stay"]["value"] == {"name": "Alila Resort"}
    assert slots["diet"]["message"] == 2
    for slot in slots.values():
        text = [*(said["text"] for said in history), line["text"]][slot["message"]]
        first, last = slot["span"]
        assert text[first:last].strip()


def test_a_bad_line_is_answered_with_an_error_and_the_rest_goes_on(runner: CliRunner) -> None:
    lines = [
        "not json", "[]", '{"id": 1}', '{"id": 2, "text": 7}', '{"id": 3, "text": "hi", "today": "soon"}',
        '{"id": 4, "text": "hi", "history": [{"role": "boss", "text": "x"}]}', "",
        '{"id": 5, "text": "hola"}',
    ]  # fmt: skip
    result = runner.invoke(app, ["understand", "--jsonl"], input="\n".join(lines))
    answered = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert [a.get("id") for a in answered] == [None, None, 1, 2, 3, 4, 5]
    assert all("error" in a for a in answered[:-1])
    assert answered[-1]["language"] == "es"


def test_today_is_the_real_date_where_the_line_names_none() -> None:
    from agents.understanding.offline import OfflineEngine

    (answer,) = answers(['{"id": 1, "text": "from today"}'], OfflineEngine())
    today = date.today()  # noqa: DTZ011 - the day the door takes
    assert answer["slots"]["start_date"]["value"] == today.isoformat()
