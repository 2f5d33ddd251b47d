"""Passages as they lie in the store: one vector for the whole, one for each sentence, and one for each
question that the author says it answers.

A question is often met by one sentence of a passage only, and a single sentence says little without
its title; so every sentence is embedded together with the title and the headings above it. An author's
question stands alone: it is worded as customers word it, which the text is not.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from knowledge.chunks import Chunk, cut
from knowledge.conflicts import Told
from knowledge.documents import Document
from knowledge.embedding import Embedder
from knowledge.store import Fact, Record

LAYOUT = 3  # raise it when passages or vectors change, so that documents are embedded anew


@dataclass(frozen=True)
class Sentence:
    """A sentence of a passage with its likeness to the question, -1 to 1."""

    text: str
    score: float


@dataclass(frozen=True)
class Passage:
    """A found passage. `document` is the document's id; `score` is its likeness to the question,
    at most 1; `page` counts from 1, for PDFs only. `version` names the document as it is now, and
    `of` is the number of passages that it has. `lifted` is how much of the score is owed to a question
    that the author says the passage answers, which the text alone would not have reached."""

    document: str
    title: str
    section: str
    text: str
    score: float
    source: str = ""
    page: int | None = None
    is_sample: bool = False
    sentences: tuple[Sentence, ...] = field(default=(), repr=False)
    version: str = field(default="", repr=False)
    of: int = field(default=0, repr=False)
    lifted: float = 0.0

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
        for index, question in enumerate(chunk.asked):
            texts.append(question)
            drafts.append((f"{key}.q{index}", question, {"document": document.id, "digest": mark}))
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
        "asked": len(chunk.asked),
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


def sentence_ids(whole: Record) -> tuple[str, ...]:
    """The ids of the records that hold a passage's sentences."""
    return _numbered(whole.id, "s", int(whole.facts["sentences"]))


@lru_cache(8192)  # the same passages are weighed for question after question
def _numbered(whole_id: str, letter: str, count: int) -> tuple[str, ...]:
    stem = whole_id.rpartition(".")[0]
    return tuple(f"{stem}.{letter}{index}" for index in range(count))


def whole_ids(passage: Passage) -> list[str]:
    """The ids of all passages of the document that a found one belongs to."""
    return [f"{passage.version}.{number}.w" for number in range(passage.of)]


def told_in(wholes: Mapping[str, Record], sentences: Mapping[str, Record]) -> list[Told]:
    """Every sentence of some passages with where it stands, in their order."""
    return [
        Told(
            str(whole.facts["document"]),
            str(whole.facts["title"]),
            str(whole.facts["section"]),
            sentences[id_].text,
            sentences[id_].vector,
        )
        for whole in wholes.values()
        for id_ in sentence_ids(whole)
        if id_ in sentences
    ]


def asked_ids(whole: Record) -> tuple[str, ...]:
    """The ids of the records that hold the questions that its author says a passage answers."""
    return _numbered(whole.id, "q", int(whole.facts.get("asked", 0)))


def part_ids(whole: Record) -> tuple[str, ...]:
    """The ids of all records of a passage beside the whole."""
    return sentence_ids(whole) + asked_ids(whole)


def likenesses(records: Iterable[Record], question: NDArray[np.float32]) -> Mapping[str, float]:
    """How like the question each record is, by its id."""
    held = list(records)
    if not held:
        return {}
    # Not a product by BLAS, whose threads spin for 50 ms after each, beside the turns.
    like = np.einsum("ij,j->i", np.array([record.vector for record in held]), question)
    return dict(zip((record.id for record in held), like.tolist(), strict=True))


def weighed(whole: Record, found: Mapping[str, Record], likeness: Mapping[str, float]) -> Passage:
    """A passage with its score: the mean of the likeness of the whole and of its best sentence, or of
    the author's question that is most like the one asked. `likeness` is that of all of them."""
    sentences = tuple(Sentence(found[id_].text, likeness[id_]) for id_ in sentence_ids(whole) if id_ in found)
    own = likeness[whole.id]
    told_best = max((sentence.score for sentence in sentences), default=own)
    best = max([told_best, *(likeness[id_] for id_ in asked_ids(whole) if id_ in found)])
    facts = whole.facts
    return Passage(
        document=str(facts["document"]),
        title=str(facts["title"]),
        section=str(facts["section"]),
        text=whole.text,
        score=round((own + best) / 2, 6),
        source=str(facts["source"]),
        page=int(facts["page"]) or None,
        is_sample=bool(facts["is_sample"]),
        sentences=sentences,
        version=whole.id.rsplit(".", 2)[0],
        of=int(facts["passages"]),
        lifted=round((best - told_best) / 2, 6),
    )
