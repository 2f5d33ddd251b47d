"""A lead and its conversation in a few lines for staff, each with the messages that prove it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from agents.gate import Evidence, check
from agents.regexes import regex
from agents.scene.captured import Slots
from agents.staff.summary import standing, summarise
from agents.telling.proof import known_evidence
from crm.conversations.values import Past, TripFacts

_LONGEST = 240  # characters of a quotation
_PROMISE = regex(
    r"\b(?:(?:i|we)(?:'ll| will| shall| can)|let me|i am going to|we are going to)\b(?! not\b)", re.IGNORECASE
)
_CONCERN = regex(
    r"\b(?:too (?:expensive|much|costly|long|far)|expensive|cheaper|discount|worried|concern\w*|complain\w*|"
    r"refund|cancel\w*|not happy|disappointed|other agency|elsewhere|better price|allerg\w+|wheelchair|"
    r"pregnan\w+|medical|visa)\b",
    re.IGNORECASE,
)
_SENTENCE = regex(r"[^.!?\n]+[.!?]?")


@dataclass(frozen=True)
class Line:
    """One line of a brief. `of` says what it tells; `messages` are ids such as `in:12` and `out:34`."""

    of: str
    text: str
    messages: tuple[str, ...] = ()


def brief(slots: Slots, trip: TripFacts | None, history: Sequence[Past], currency: str) -> tuple[Line, ...]:
    """Sum up what a lead wants, how its trip stands, what worries, what was promised, what is open.

    Words of people are quoted and not retold. Every line is held against what it rests on.
    """
    evidence = known_evidence(slots, currency)
    found = [
        Line("wants", summarise(slots, None, currency), _said_in(slots)),
        Line("plan", standing(trip), ()),
        *_concerns(history),
        *_promises(history),
        *_open_end(history),
    ]
    lines = [line for line in found if line.text]
    return tuple(line for line in lines if line.of == "plan" or _is_proven(line, evidence, history))


def lines_of(kept: Sequence[Mapping[str, Any]]) -> tuple[Line, ...]:
    """Read lines as they are kept in the book."""
    return tuple(Line(str(one["of"]), str(one["text"]), tuple(one["messages"])) for one in kept)


def _is_proven(line: Line, evidence: Evidence, history: Sequence[Past]) -> bool:
    said = {past.id: past.text for past in history}
    words = [said[message] for message in line.messages if message in said]
    return check(line.text, evidence.with_words(*words)).passes


def _said_in(slots: Slots) -> tuple[str, ...]:
    numbers = {slot.get("message") for slot in slots.values()}
    return tuple(f"in:{number}" for number in sorted(n for n in numbers if isinstance(n, int)))


def _concerns(history: Sequence[Past]) -> list[Line]:
    """Quote what may stand in the way: price, health, visa, another agency; the last two of them."""
    return _quoted(history, "customer", "concern", _CONCERN)


def _promises(history: Sequence[Past]) -> list[Line]:
    """Quote what people of the agency said they would do; the last two. The desk itself promises nothing."""
    return _quoted(history, "human", "promised", _PROMISE)


def _quoted(history: Sequence[Past], role: str, kind: str, pattern: re.Pattern[str]) -> list[Line]:
    found = [
        Line(kind, f"“{_cut(sentence)}”", (past.id,))
        for past in history
        if past.role == role
        for sentence in _sentences(past.text)
        if pattern.search(sentence)
    ]
    return found[-2:]


def _open_end(history: Sequence[Past]) -> list[Line]:
    """Say whose turn it is: the customer's unanswered words, or who spoke last."""
    spoken = [past for past in history if past.text.strip()]
    if not spoken:
        return []
    unanswered: list[Past] = []
    for past in reversed(spoken):
        if past.role != "customer":
            break
        unanswered.insert(0, past)
    if unanswered:
        words = " / ".join(_cut(past.text, 120) for past in unanswered[-3:])
        return [Line("open", f"“{words}”", tuple(past.id for past in unanswered[-3:]))]
    last = spoken[-1]
    return [Line("last", f"“{_cut(last.text, 120)}”", (last.id,))]


def _sentences(text: str) -> list[str]:
    return [match.group().strip() for match in _SENTENCE.finditer(text) if match.group().strip()]


def _cut(text: str, most: int = _LONGEST) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= most else f"{plain[: most - 1].rsplit(' ', 1)[0]}…"


LABELS: Mapping[str, str] = {
    "wants": "Wants",
    "plan": "Plan",
    "concern": "On their mind",
    "promised": "Promised",
    "open": "Waits for an answer to",
    "last": "Last said by us",
    "told": "In short",
}
