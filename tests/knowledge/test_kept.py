"""The vectors that come with the product are those that its model makes, and none is missing."""

import numpy as np
import pytest

from agents.understanding.scope import sentences
from knowledge import kept
from knowledge.embedding import Embedder
from knowledge.passages import records
from knowledge.sample import documents

ANEW = "make vectors"


def _nothing_computed(embedder: Embedder, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    computed = list[str]()

    def listen(texts):
        computed.extend(texts)
        return np.ones((len(texts), 384), dtype=np.float32)

    monkeypatch.setattr(embedder, "compute", listen)
    return computed


def test_a_first_start_computes_no_vector_of_the_sample_library(embedder: Embedder, monkeypatch) -> None:
    computed = _nothing_computed(embedder, monkeypatch)
    assert sum(len(records(document, embedder)) for document in documents()) > 1_000
    assert computed == [], ANEW


def test_a_first_start_computes_no_vector_of_what_shows_a_desks_business(
    embedder: Embedder, monkeypatch
) -> None:
    computed = _nothing_computed(embedder, monkeypatch)
    assert len(embedder.embed(sentences()[0])) > 3_000
    assert computed == [], ANEW


def test_what_is_kept_points_where_the_model_points(embedder: Embedder) -> None:
    texts = [*sentences()[0][::199], *(record.text for record in records(documents()[3], embedder))]
    held = kept.look_up(texts)
    assert len(held) > 18
    computed = embedder.compute([texts[at] for at in held])
    likeness = np.einsum("ij,ij->i", computed, np.stack(list(held.values())))
    # Processors that lack VNNI add products of 8 bits with less room, and give vectors a little aside.
    assert likeness.min() > 0.995, ANEW
    assert likeness.max() <= 1.00001


def test_a_text_that_was_changed_is_computed(embedder: Embedder) -> None:
    known = sentences()[0][:6]
    mixed = [*known[:3], "a sentence that nobody kept", *known[3:]]
    assert sorted(kept.look_up(mixed)) == [0, 1, 2, 4, 5, 6]
    vectors = embedder.embed(mixed)
    assert np.allclose(vectors[3], embedder.compute(mixed[3:4])[0], atol=1e-5)
    assert np.allclose(vectors[0], embedder.compute(mixed[:1])[0], atol=0.01)
