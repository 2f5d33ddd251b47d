"""What a turn may say of the library: that it does not answer a question, or answers one wrongly."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Unanswered:
    """A customer's question that no document answers, or on which documents disagree."""

    question: str
    language: str
    conflict: str | None = None  # what the documents say against one another


@dataclass(frozen=True)
class Correct:
    """A member of staff says that an answer was wrong, and what it should have been.

    `turn_id` is the customer's turn whose answer is meant; `text` is empty where only the wrong is known.
    """

    turn_id: int
    question: str
    answer: str
    documents: Sequence[str]
    text: str = ""
