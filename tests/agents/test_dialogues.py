"""Whole dialogues, kept as files that anybody can read and add to.

A file begins with what it is about. Each further line is one turn: what the customer `says`, and of the
answer any of: the `moves` in order, what it `has` and `lacks`, the slot it `asks` for, whether it is
`silent`, the `slots` known afterwards, and the `effects` proposed or not (`effects_not`).
"""

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.agents.desk import Customer, customer, engine, reading_engine
from tests.agents.openai_double import openai_double
from tests.agents.reading_model import answer

DIALOGUES = sorted((Path(__file__).parent.parent / "life" / "dialogues").glob("*.jsonl"))


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


each_dialogue = pytest.mark.parametrize(
    "lines", [_lines(p) for p in DIALOGUES], ids=[p.stem for p in DIALOGUES]
)


@each_dialogue
async def test_the_dialogue_goes_as_written(lines: list[dict[str, Any]]) -> None:
    await _goes_as_written(lines, customer())


@each_dialogue
async def test_the_dialogue_goes_as_written_with_a_model_that_reads_as_well(
    lines: list[dict[str, Any]],
) -> None:
    async with openai_double() as double:
        double.will(partial(answer, engine()))
        await _goes_as_written(lines, customer(model=reading_engine(double.url)))
    assert double.asked


async def _goes_as_written(lines: list[dict[str, Any]], asha: Customer) -> None:
    assert lines[0]["about"]
    for turn in lines[1:]:
        said = await asha.says(*turn["says"])
        _hold(turn, said, asha)


def _hold(turn: dict[str, Any], said: str, asha: Customer) -> None:
    outcome = asha.outcomes[-1]
    told = outcome.understanding or {}
    where = f"{turn['says']} -> {said!r} because {told.get('because')}"
    assert outcome.fallback is None, where
    assert not outcome.stopped_by_gate, f"{where}: {outcome.stopped_by_gate}"
    assert bool(said) is not turn.get("silent", False), where
    for part in turn.get("has", ()):
        assert part in said, where
    for part in turn.get("lacks", ()):
        assert part not in said, where
    if "moves" in turn:
        assert told["moves"] == turn["moves"], where
    if "asks" in turn:
        assert asha.dialogue.get("asked") == turn["asks"], where
    known = asha.lead.slots if asha.lead else {}
    for name, value in turn.get("slots", {}).items():
        assert known[name]["value"] == value, where
    kinds = {type(e).__name__ for e in outcome.effects}
    assert set(turn.get("effects", ())) <= kinds, where
    assert not set(turn.get("effects_not", ())) & kinds, where


def test_there_are_dialogues_to_hold() -> None:
    assert len(DIALOGUES) >= 12
