"""Vectors that a run of the suite computes once: all its desks and libraries read the same documents."""

import fcntl
import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from agents.understanding.scope import Scope
from knowledge.embedding import Embedder, Vectors


@contextmanager
def remembered(folder: Path) -> Iterator[None]:
    """Let embedders look into a folder first; what is not there is computed, as always, and kept there."""
    compute = Embedder.compute
    folder.mkdir(parents=True, exist_ok=True)

    def look(embedder: Embedder, texts: Sequence[str]) -> Vectors:
        path = folder / f"{hashlib.sha256(chr(0).join(texts).encode()).hexdigest()}.npy"
        if path.exists():
            return _read(path)
        with path.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # another worker of the suite may be at these very texts
            if path.exists():
                return _read(path)
            vectors = compute(embedder, texts)
            draft = path.with_suffix(f".{os.getpid()}")
            with draft.open("wb") as file:
                np.save(file, vectors)
            draft.replace(path)  # whole or not at all: whoever looks for it takes no lock
            return vectors

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Embedder, "compute", look)
        yield


def _read(path: Path) -> Vectors:
    kept: Vectors = np.load(path)
    return kept


def learn(models: Path) -> None:
    """Build the model in this folder, and learn what is a desk's business; a second caller waits for it."""
    with (models / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        Scope(Embedder(models).embed, models).load()
