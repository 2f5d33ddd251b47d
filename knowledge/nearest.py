"""The vectors of a collection laid side by side, so that a question costs one product of a matrix."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

# Beyond so many a product costs more than Chroma's index does, and the memory (1.5 kB each) is felt.
MOST_LAID_OUT = 12_000


class LaidOut:
    """The ids and vectors, each of length one, of all records of a collection as it stood when read."""

    def __init__(self, ids: list[str], vectors: NDArray[np.float32]) -> None:
        self._ids, self._vectors = ids, np.ascontiguousarray(vectors, dtype=np.float32)

    @classmethod
    def of(cls, held: Any) -> "LaidOut | None":
        """Read an open collection of Chroma; None where it is too large."""
        if held.count() > MOST_LAID_OUT:
            return None
        got = held.get(include=["embeddings"])
        return cls(list(got["ids"]), np.asarray(got["embeddings"], np.float32))

    def nearest(self, vector: NDArray[np.float32], limit: int) -> list[str]:
        """The ids of the records whose vectors are most like the one given, best first."""
        if not self._ids:
            return []
        # Not a product by BLAS, whose threads spin for 50 ms after each, beside the turns.
        behind = -np.einsum("ij,j->i", self._vectors, vector)
        best = np.arange(len(behind))
        if limit < len(behind):
            best = np.sort(np.argpartition(behind, limit)[:limit])
        return [self._ids[row] for row in best[np.argsort(behind[best], kind="stable")]]
