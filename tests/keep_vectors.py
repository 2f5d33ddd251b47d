"""Compute the vectors that come with the product, and keep them: `make vectors`."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from agents.understanding.scope import sentences
from knowledge import kept
from knowledge.embedding import Embedder, Vectors
from knowledge.passages import records
from knowledge.sample import documents


class Listening(Embedder):
    """Notes what it is asked for."""

    texts: dict[str, None]

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.texts |= dict.fromkeys(texts)
        return self.compute(texts)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        embedder = Listening(Path(folder))
        embedder.texts = dict.fromkeys(sentences()[0])
        for document in documents():
            records(document, embedder)
        texts = list(embedder.texts)
        kept.keep(texts, embedder.compute(texts))
    print(f"{len(texts)} vectors, {kept.KEPT.stat().st_size:,} bytes in {kept.KEPT.name}")


if __name__ == "__main__":
    main()
