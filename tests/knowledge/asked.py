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


def _answered(name: str) -> list[Case]:
    return [
        Case(language, text, tuple(f"{document}.md" for document in documents.split(",")))
        for language, documents, text in _lines(name)
    ]


def questions() -> list[Case]:
    """Questions that the sample library answers."""
    return _answered("questions.tsv")


def held_out() -> list[Case]:
    """More of them, written from the documents' titles alone. Nothing is ever tuned to these."""
    return _answered("held_out.tsv")


def fresh() -> list[Case]:
    """Yet more, written after the library was tuned and before the entries named their questions."""
    return _answered("fresh.tsv")


def fresh_off_topic() -> list[Case]:
    """Questions that it does not answer, written beside the fresh ones."""
    return [Case(language, text) for language, text in _lines("fresh_off_topic.tsv")]


def of_places(*, aside: bool = False) -> list[Case]:
    """Questions about places that the library knows, on matters that it does not: how many live there, who
    rules. Nothing is tuned to those kept `aside`."""
    name = "of_places_aside.tsv" if aside else "of_places.tsv"
    return [Case(language, text) for language, text in _lines(name)]


def off_topic() -> list[Case]:
    """Questions that it does not answer: other subjects, and travel to places that it does not know."""
    return [Case(language, text) for language, text in _lines("off_topic.tsv")]
