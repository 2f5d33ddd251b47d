"""The hand-written messages: what a good agent would take from each of them."""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from agents.understanding.contract import Understanding
from agents.understanding.gazetteer import Gazetteer
from agents.understanding.offline import OfflineEngine

TODAY = date(2026, 11, 22)  # a Sunday
MESSAGES = [
    json.loads(line)
    for line in (Path(__file__).parent / "messages.jsonl").read_text(encoding="utf-8").splitlines()
]
LANGUAGES = {"en", "hi", "es", "fr", "de", "ar", "pt", "ru"}


@pytest.fixture(scope="module")
def heard() -> list[tuple[Mapping[str, Any], Understanding]]:
    engine = OfflineEngine(Gazetteer.of_world({"Bali": ["Ubud", "Seminyak", "Kuta", "Nusa Dua"]}))
    return [(row, engine.understand(row["text"], (), TODAY)) for row in MESSAGES]


def test_the_set_is_large_and_speaks_eight_languages() -> None:
    by_language = Counter(row["language"] for row in MESSAGES)
    assert len(MESSAGES) >= 300
    assert set(by_language) == LANGUAGES
    assert min(by_language.values()) >= 30
    assert len({row["text"] for row in MESSAGES}) == len(MESSAGES)


def test_at_least_97_in_100_values_are_right(heard: list[tuple[Mapping[str, Any], Understanding]]) -> None:
    wrong, total = [], 0
    for row, understood in heard:
        for name, want in row.get("slots", {}).items():
            total += 1
            slot = understood.slots.get(name)
            if slot is None or slot.value != want:
                wrong.append((row["text"], name, want, slot))
        for name, parts in row.get("holds", {}).items():
            total += 1
            slot = understood.slots.get(name)
            if slot is None or not parts.items() <= slot.value.items():
                wrong.append((row["text"], name, parts, slot))
    assert len(wrong) <= 0.03 * total, wrong


def test_at_least_97_in_100_intents_are_heard(heard: list[tuple[Mapping[str, Any], Understanding]]) -> None:
    wrong, total = [], 0
    for row, understood in heard:
        for wanted in row.get("intents", []):
            total += 1
            if understood.has(wanted.removeprefix("!")) == wanted.startswith("!"):
                wrong.append((row["text"], wanted, understood.intents))
    assert len(wrong) <= 0.03 * total, wrong


def test_the_language_of_98_in_100_short_messages_is_told(
    heard: list[tuple[Mapping[str, Any], Understanding]],
) -> None:
    wrong = [(row["text"], got.language) for row, got in heard if got.language != row["language"]]
    assert len(wrong) <= 0.02 * len(heard), wrong


def test_nobody_is_opted_out_by_mistake_and_nobody_who_asks_is_missed(
    heard: list[tuple[Mapping[str, Any], Understanding]],
) -> None:
    for row, understood in heard:
        assert understood.has("opt_out") == ("opt_out" in row.get("intents", [])), row["text"]


def test_every_span_lies_in_its_message(heard: list[tuple[Mapping[str, Any], Understanding]]) -> None:
    for row, understood in heard:
        for slot in understood.slots.values():
            first, last = slot.span
            assert 0 <= first < last <= len(row["text"])
            assert row["text"][first:last].strip()
