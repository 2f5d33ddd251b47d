"""Tells, by the meaning of a sentence, whether it is a travel desk's business. English only.

A kernel machine over sentence vectors, learned from `scope_sentences.txt`: each sentence written there
speaks for or against a new one by how near it lies (f(x) = sum of a_i exp(-|x - s_i|^2), a from ridge
regression in closed form). Learning takes some seconds and happens once: the result is kept in a cache.
"""

import hashlib
import itertools
import os
import re
import tempfile
import threading
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from agents.understanding.contract import Intent, IntentName, Slot, SlotName

Embed = Callable[[Sequence[str]], Any]  # texts -> a matrix with one row of length one for each

SENTENCES = Path(__file__).parent / "scope_sentences.txt"
SURE = 0.25  # at and above: the desk's business
ALIEN = 0.05  # below: not the desk's business; what lies between is left to the rules
_MOST_PER_LINE = 24  # ways of saying one line that are learned from
_RIDGE = 0.1
_VECTORS = 2  # raise it when the embedder gives other vectors, so that the sentences are learned anew


class Scope:
    """Judges sentences by the vectors that `embed` gives; safe to share between threads."""

    def __init__(self, embed: Embed, cache: Path | None = None) -> None:
        self._embed, self._cache = embed, cache
        self._lock = threading.Lock()
        self._learned: tuple[Any, Any] | None = None

    def score(self, text: str) -> float:
        """How much the text is the desk's business: about 1 for yes, -1 for no (see SURE, ALIEN)."""
        return self.scores([text])[0]

    def scores(self, texts: Sequence[str]) -> list[float]:
        """One score for each text."""
        return self.scores_of(self._embed([text[:300].lower() for text in texts]))

    def scores_of(self, vectors: Any) -> list[float]:
        """One score for each row of vectors that the same embedder gave."""
        import numpy as np

        rows, weights = self.load()
        # Products of BLAS would wake threads that spin for 50 ms after each, beside the turns.
        likeness = np.einsum("ij,kj->ik", np.asarray(vectors), rows)
        return [float(s) for s in np.einsum("ik,k->i", np.exp(2 * likeness - 2), weights)]

    def load(self) -> tuple[Any, Any]:
        """The learned sentences and their weights, from the cache or learned now."""
        with self._lock:
            if self._learned is None:
                self._learned = self._from_cache() or self._learn()
            return self._learned

    @property
    def is_learned(self) -> bool:
        """Whether loading takes a moment and not some seconds."""
        path = self._path()
        return self._learned is not None or (path is not None and path.exists())

    def _path(self) -> Path | None:
        if self._cache is None:
            return None
        made = str((_MOST_PER_LINE, _RIDGE, _VECTORS))
        digest = hashlib.sha256(SENTENCES.read_bytes() + made.encode()).hexdigest()
        return self._cache / f"scope-{digest[:16]}.npz"

    def _from_cache(self) -> tuple[Any, Any] | None:
        import numpy as np

        path = self._path()
        if path is None or not path.exists():
            return None
        try:
            with np.load(path) as kept:
                return kept["rows"].astype(np.float32), kept["weights"]
        except (OSError, ValueError, KeyError, zipfile.BadZipFile):
            return None  # a damaged cache is learned anew

    def _learn(self) -> tuple[Any, Any]:
        import numpy as np

        texts, labels = sentences()
        rows = np.asarray(self._embed(texts), dtype=np.float32)
        kernel = np.exp(2 * (rows @ rows.T).astype(np.float64) - 2)
        truth = 2 * np.asarray(labels, dtype=np.float64) - 1
        weights = np.linalg.solve(kernel + _RIDGE * np.eye(len(texts)), truth).astype(np.float32)
        if path := self._path():
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, draft = tempfile.mkstemp(dir=path.parent, suffix=".npz")
            with os.fdopen(handle, "wb") as file:
                np.savez(file, rows=rows.astype(np.float16), weights=weights)
            Path(draft).replace(path)
        return rows, weights


def sentences() -> tuple[list[str], list[int]]:
    """The sentences written for this desk, expanded, with 1 for its business and 0 for the rest."""
    texts: list[str] = []
    labels: list[int] = []
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        if line[:2] not in {"+ ", "- "}:
            continue
        said = _expanded(line[2:])
        texts += said
        labels += [int(line[0] == "+")] * len(said)
    return texts, labels


def _expanded(line: str) -> list[str]:
    parts = re.split(r"\{([^}]*)\}", line)
    choices = [part.split("|") if index % 2 else [part] for index, part in enumerate(parts)]
    ways = [re.sub(r"\s+", " ", "".join(way)).strip() for way in itertools.product(*choices)]
    step = max(1, len(ways) // _MOST_PER_LINE)
    if step > 1 and step % 2 == 0:
        step += 1  # an odd step does not skip every second choice of the last place
    return ways[::step][:_MOST_PER_LINE]


# What is said to any desk, of travel or not: these are never out of scope.
_ALWAYS_OURS: frozenset[IntentName] = frozenset(
    {
        "human",
        "opt_out",
        "opt_in",
        "complaint",
        "not_a_customer",
        "greeting",
        "thanks",
        "affirm",
        "deny",
        "skip",
        "ask_status",
        "approve",
        "reject",
    }
)


def within_scope(
    intents: tuple[Intent, ...], slots: dict[SlotName, Slot], text: str, scope: Scope
) -> tuple[Intent, ...]:
    """Settle by meaning whether a first message without a plain trip in it is the desk's business."""
    heard = {intent.name: intent.confidence for intent in intents}
    if _ALWAYS_OURS & set(heard) or len(slots) > 2 or len(text.split()) < 3:
        return intents
    score = scope.score(text)
    if score < ALIEN:
        heard.pop("enquiry", None)
        heard["out_of_scope"] = 0.8
    elif score >= SURE:
        heard.pop("out_of_scope", None)
        if not heard:
            heard["enquiry" if slots else "question"] = 0.55
    return tuple(Intent(n, c) for n, c in sorted(heard.items(), key=lambda item: -item[1]))
