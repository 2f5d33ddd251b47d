"""Sections cut into passages: long enough to answer, short enough to be seen whole by the model."""

import re
from dataclasses import dataclass

from knowledge.documents import Document, matter
from knowledge.sections import Section, sections

MOST_WORDS = 140  # with title and headings this stays under the model's 256 word pieces
LEAST_WORDS = 25  # a tail shorter than this joins the passage before it

_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|approx|incl|excl|max|min|no|nos|rs|mr|mrs|ms|dr|st|vs|hrs?|mins?|tel|fig|dept|"
    r"govt|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)|\b[A-Za-z])\.$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?।؟])(?:['\")\]]*)\s+(?=[^\s])")


@dataclass(frozen=True)
class Chunk:
    """One passage. `section` is the heading path in words; `page` counts from 1, for PDFs only;
    `asked` are questions that its author says it answers."""

    number: int
    section: str
    page: int | None
    sentences: tuple[str, ...]
    text: str
    asked: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cut:
    """A document's passages, and the topics that its front matter names."""

    topics: tuple[str, ...]
    chunks: tuple[Chunk, ...]


def sentences(text: str) -> list[str]:
    """The sentences of a text. Lines are never joined, so list items stay apart; abbreviations and
    decimals do not end a sentence."""
    found: list[str] = []
    for line in text.split("\n"):
        pending = ""
        for part in _SENTENCE_END.split(line.strip()):
            pending = f"{pending} {part}".strip()
            if not _ABBREVIATED.search(pending):
                found.append(pending)
                pending = ""
        if pending:
            found.append(pending)
    return [sentence for sentence in found if any(c.isalnum() for c in sentence)]


def cut(document: Document) -> Cut:
    """The document's passages in order.

    A section makes one passage if it is short enough; otherwise it is parted between blocks, and a
    long block between sentences.
    """
    pairs = matter(document.text)[0] if document.format == "markdown" else {}
    topics = tuple(topic.strip() for topic in pairs.get("topics", "").strip("[]").split(",") if topic.strip())
    chunks: list[Chunk] = []
    for section in sections(document):
        path, asked = " › ".join(section.path), tuple(section.asked)
        for text in _packed(section):
            parts = tuple(sentences(text))
            if parts:
                chunks.append(Chunk(len(chunks), path, section.page, parts, text, asked))
                asked = ()  # a long section answers where it begins
    return Cut(topics, tuple(chunks))


def _packed(section: Section) -> list[str]:
    """The section's blocks gathered into texts of at most `MOST_WORDS`."""
    texts: list[list[str]] = []
    words = 0
    for piece in [piece for block in section.blocks for piece in _pieces(block)]:
        size = len(piece.split())
        if texts and words + size <= MOST_WORDS:
            texts[-1].append(piece)
            words += size
        else:
            texts.append([piece])
            words = size
    if len(texts) > 1 and words < LEAST_WORDS:
        tail = texts.pop()
        texts[-1].extend(tail)
    return ["\n".join(pieces) for pieces in texts]


def _pieces(block: str) -> list[str]:
    if len(block.split()) <= MOST_WORDS:
        return [block]
    pieces: list[list[str]] = [[]]
    for sentence in sentences(block):
        for part in _folded(sentence):
            if pieces[-1] and sum(len(p.split()) for p in pieces[-1]) + len(part.split()) > MOST_WORDS:
                pieces.append([])
            pieces[-1].append(part)
    return [" ".join(piece) for piece in pieces]


def _folded(sentence: str) -> list[str]:
    """A sentence longer than a whole passage (a table without full stops, say) in equal parts."""
    words = sentence.split()
    return [" ".join(words[start : start + MOST_WORDS]) for start in range(0, len(words), MOST_WORDS)]
