"""The questions that the sample library is measured with, written by hand."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Case:
    """A question with the ids of the documents that answer it; none for what the library must leave
    unanswered."""

    language: str
    text: str
    documents: tuple[str, ...] = ()


def _lines(name: str) -> list[list[str]]:
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line.strip()]


def questions() -> list[Case]:
    """Questions that the sample library answers."""
    return [
        Case(language, text, tuple(f"{name}.md" for name in names.split(",")))
        for language, names, text in _lines("questions.tsv")
    ]


def off_topic() -> list[Case]:
    """Questions that it does not answer: other subjects, and travel to places that it does not know."""
    return [Case(language, text) for language, text in _lines("off_topic.tsv")]
