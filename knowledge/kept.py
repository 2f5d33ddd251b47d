"""Vectors that come with the product, so that a first start need not spend 40 s of CPU to compute them.

They are those of the sample library and of the sentences that show what is a desk's business. A text that
was changed since is not among them and is computed as any other; `make vectors` keeps them anew.
"""

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.model import BUILD

Vectors = NDArray[np.float32]
KEPT = Path(__file__).with_name("kept.npz")
_STEPS = 127  # a row holds whole steps of 1/127 of its largest part; its direction moves by less than 0.01


def look_up(texts: Sequence[str]) -> dict[int, NDArray[np.float32]]:
    """Give the vectors that are kept, of length one, by the places of their texts."""
    places, rows = _load()
    found = {at: places[name] for at, name in enumerate(map(_name, texts)) if name in places}
    if not found:
        return {}
    vectors = rows[list(found.values())].astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return dict(zip(found, vectors, strict=True))


def keep(texts: Sequence[str], vectors: Vectors) -> None:
    """Write the vectors of these texts in the place of all that were kept."""
    names = np.array([_name(text) for text in texts], dtype=np.uint64)
    order = np.argsort(names)
    steps = vectors / np.abs(vectors).max(axis=1, keepdims=True) * _STEPS
    np.savez(KEPT, names=names[order], rows=np.rint(steps).astype(np.int8)[order])
    _load.cache_clear()


def _name(text: str) -> int:
    """Name a text under the model that reads it."""
    digest = hashlib.sha256(f"{BUILD}\0{text}".encode()).digest()
    return int.from_bytes(digest[:8], "little")


@cache
def _load() -> tuple[dict[int, int], NDArray[np.int8]]:
    with np.load(KEPT) as kept:
        rows: NDArray[np.int8] = kept["rows"]
        return {int(name): at for at, name in enumerate(kept["names"])}, rows
