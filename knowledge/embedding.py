"""Texts to vectors: all-MiniLM-L6-v2 through tokenizers and onnxruntime, with no network and no torch."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge import kept
from knowledge.model import make_session, make_tokenizer, prepare

Vectors = NDArray[np.float32]
WIDTH = 384
FEW, KEPT = 4, 512  # texts at once that count as questions; questions whose vectors are kept


class Embedder:
    """Turns English texts into vectors of length one, whose dot product is their likeness.

    Loads on first use (about 0.3 s); safe to share between threads.
    """

    def __init__(self, cache: Path, *, progress: Callable[[float], None] = lambda share: None) -> None:
        self._cache, self._progress = cache, progress
        self._lock = threading.Lock()
        self._loaded: tuple[Any, Any] | None = None
        self._questions: dict[str, NDArray[np.float32]] = {}

    def load(self) -> tuple[Any, Any]:
        """The tokenizer and the session; builds the graph if the cache has none."""
        with self._lock:
            if self._loaded is None:
                path = prepare(self._cache, self._progress)
                self._loaded = make_tokenizer(), make_session(path)
            return self._loaded

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row per text, float32, length one; an empty sequence gives an empty matrix.

        A few texts at once are questions: one message is looked at from several sides, and many customers
        ask the same, so the vectors of the last questions are kept. The model knows no capitals. The
        vectors of many texts may come with the product.
        """
        if not 0 < len(texts) <= FEW:
            return self._of_many(texts)
        texts = [text.lower() for text in texts]
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
        # One by one: a batch pads its shorter texts, and rounds each by what stands beside it.
        for row, text in enumerate(texts):
            words = np.array([tokenizer.encode(text).ids])
            vectors[row] = session.run(["vector"], {"input_ids": words})[0][0]
        return vectors

    def embed_one(self, text: str) -> NDArray[np.float32]:
        """The vector of one text."""
        row: NDArray[np.float32] = self.embed([text])[0]
        return row
