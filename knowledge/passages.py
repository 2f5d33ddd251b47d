"""Passages as they lie in the store: one vector for the whole, and one for each sentence.

A question is often met by one sentence of a passage only, and a single sentence says little without
its title; so every sentence is embedded together with the title and the headings above it.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from knowledge.chunks import Chunk, cut
from knowledge.documents import Document
from knowledge.embedding import Embedder
from knowledge.store import Fact, Record

LAYOUT = 1  # raise it when passages or vectors change, so that documents are embedded anew


@dataclass(frozen=True)
class Sentence:
    """A sentence of a passage with its likeness to the question, -1 to 1."""

    text: str
    score: float


@dataclass(frozen=True)
class Passage:
    """A found passage. `document` is the document's id; `score` is its likeness to the question,
    at most 1; `page` counts from 1, for PDFs only."""

    document: str
    title: str
    section: str
    text: str
    score: float
    source: str = ""
    page: int | None = None
    is_sample: bool = False
    sentences: tuple[Sentence, ...] = field(default=(), repr=False)

    @property
    def heading(self) -> str:
        """Title and section, as a reader would cite them."""
        return f"{self.title} › {self.section}" if self.section else self.title


def digest(document: Document) -> str:
    """A fingerprint of everything about the document that the store holds."""
    parts = [str(LAYOUT), document.title, document.text, document.format, document.source]
    whole = "\x00".join([*parts, str(document.is_sample)])
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


def records(document: Document, embedder: Embedder) -> list[Record]:
    """All records of a document, embedded; empty if it holds no sentence."""
    parts = cut(document)
    topics = ", ".join(parts.topics)
    mark = digest(document)
    texts: list[str] = []
    drafts: list[tuple[str, str, dict[str, Fact]]] = []
    for chunk in parts.chunks:
        key = f"{_key(document.id)}.{mark}.{chunk.number}"
        context = f"{document.title}. {chunk.section}".strip(". ")
        texts.append(f"{context}. {chunk.text}" + (f" {topics}" if topics else ""))
        drafts.append((f"{key}.w", chunk.text, _facts(document, chunk, mark, len(parts.chunks))))
        for index, sentence in enumerate(chunk.sentences):
            texts.append(f"{context}: {sentence}")
            drafts.append((f"{key}.s{index}", sentence, {"document": document.id, "digest": mark}))
    vectors = embedder.embed(texts)
    return [Record(id_, vectors[row], text, facts) for row, (id_, text, facts) in enumerate(drafts)]


def _facts(document: Document, chunk: Chunk, mark: str, total: int) -> dict[str, Fact]:
    return {
        "document": document.id,
        "digest": mark,
        "face": "whole",
        "title": document.title,
        "section": chunk.section,
        "page": chunk.page or 0,
        "sentences": len(chunk.sentences),
        "passages": total,
        "source": document.source,
        "format": document.format,
        "is_sample": document.is_sample,
    }


def _key(document_id: str) -> str:
    return hashlib.sha256(document_id.encode()).hexdigest()[:20]


def keys(record_ids: Sequence[str], limit: int) -> list[str]:
    """The ids of the whole passages to which records belong, in order, each once."""
    passages = dict.fromkeys(f"{id_.rpartition('.')[0]}.w" for id_ in record_ids)
    return list(passages)[:limit]


def sentence_ids(whole: Record) -> list[str]:
    """The ids of the records that hold a passage's sentences."""
    stem = whole.id.rpartition(".")[0]
    return [f"{stem}.s{index}" for index in range(int(whole.facts["sentences"]))]


def weighed(whole: Record, found: Mapping[str, Record], question: NDArray[np.float32]) -> Passage:
    """A passage with its score: the mean of the likeness of the whole and of its best sentence."""
    told = [found[id_] for id_ in sentence_ids(whole) if id_ in found]
    sentences = tuple(Sentence(record.text, float(record.vector @ question)) for record in told)
    likeness = float(whole.vector @ question)
    best = max((sentence.score for sentence in sentences), default=likeness)
    facts = whole.facts
    return Passage(
        document=str(facts["document"]),
        title=str(facts["title"]),
        section=str(facts["section"]),
        text=whole.text,
        score=round((likeness + best) / 2, 6),
        source=str(facts["source"]),
        page=int(facts["page"]) or None,
        is_sample=bool(facts["is_sample"]),
        sentences=sentences,
    )
