"""What a travel desk is asked, told from the rest by meaning; here with word counts in place of a model."""

import zlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from agents.understanding.offline import OfflineEngine
from agents.understanding.scope import ALIEN, SURE, Scope, sentences

TODAY = date(2026, 11, 22)


class Words:
    """An embedder that counts words, and how often it was asked."""

    def __init__(self) -> None:
        self.texts = 0

    def __call__(self, texts: Sequence[str]) -> np.ndarray:
        self.texts += len(texts)
        rows = np.zeros((len(texts), 512), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.split():
                row[zlib.crc32(word.strip("?,.").encode()) % 512] += 1
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="module")
def scope(cache: Path) -> Scope:
    learned = Scope(Words(), cache)
    learned.load()
    return learned


def test_the_desks_sentences_are_many_and_on_both_sides() -> None:
    texts, labels = sentences()
    assert len(texts) > 2000
    assert 0.3 < sum(labels) / len(labels) < 0.7
    assert not any("{" in text or "|" in text or "  " in text for text in texts)


def test_travel_is_told_from_the_rest(scope: Scope) -> None:
    assert scope.score("do i need a visa for vietnam") >= SURE
    assert scope.score("what is my savings account balance") < ALIEN


def test_what_was_learned_is_kept_and_a_damaged_cache_is_learned_anew(scope: Scope, cache: Path) -> None:
    again = Words()
    Scope(again, cache).load()
    assert again.texts == 0
    (kept,) = cache.glob("scope-*.npz")
    whole = kept.read_bytes()
    kept.write_bytes(b"half of it")
    Scope(again, cache).load()
    assert again.texts > 2000
    assert len(kept.read_bytes()) == len(whole)


def test_a_first_message_that_is_not_the_desks_business_is_out_of_scope(scope: Scope) -> None:
    engine = OfflineEngine(scope=scope)
    strange = engine.understand("what is the population of france", (), TODAY)
    assert strange.has("out_of_scope")
    assert "destinations" not in strange.slots
    assert not engine.understand("do i need a visa for france", (), TODAY).has("out_of_scope")


def test_what_is_said_to_any_desk_is_never_out_of_scope(scope: Scope) -> None:
    engine = OfflineEngine(scope=scope)
    for text in (
        "I want to talk to a human about my bill",
        "please stop messaging me",
        "thanks for the joke",
    ):
        assert not engine.understand(text, (), TODAY).has("out_of_scope")
