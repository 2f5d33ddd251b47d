"""Whose words a sentence of a summary rests on: what a customer claims is never told as what happened."""

import re
from collections.abc import Mapping, Sequence

from agents.regexes import regex
from agents.staff.briefing import Line
from agents.understanding.reading import words
from crm.conversations.values import Past

# Who must have spoken for a sentence of that kind to rest on their words.
SPEAKERS: Mapping[str, tuple[str, ...]] = {
    "told": ("customer", "desk", "human"),
    "wants": ("customer",),
    "concern": ("customer",),
    "promised": ("human",),
    "open": ("customer",),
}
# What was done, paid, agreed to or given away is believed in the very words of the house alone.
_DONE = regex(
    r"\b(book|confirm|reserv|cancel|refund|approv|charg|agre|paid|promis|waive?|discount|guarant|compensat|"
    r"complimentary|grant|accept)\w*",
    re.IGNORECASE,
)
# Before it in the same breath stands that the customer says it, or wishes it.
_SAYS = regex(
    r"\b(?:says?|said|claims?|wrote|writes|mentions?|reports?|tells? us|believes?|thinks?|expects?|"
    r"complains?|(?:asks?|wants? to know|wonders?) (?:if|whether|how|what|when|why|about|to))\b[^.;:]*$",
    re.IGNORECASE,
)
_WISHES = regex(
    r"\b(?:asks? for|wants?|would like|hopes? for|requests?|needs?|wishes|looks? for)"
    r"(?: (?!and\b)[\w'’-]+){0,4} $",
    re.IGNORECASE,
)
_IS_THEIRS = regex(
    r"\b(?:says?|claims?|asks?|wants?|would like|wonders?|hopes?|thinks?|expects?)\b", re.IGNORECASE
)
# What is asked, denied or left open was not done.
_LEFT_OPEN = regex(
    r"\b(?:not|no|never|cannot|unable|if|once|until|unless|whether|would|could|may|might)\b|n['’]t\b|\?",
    re.IGNORECASE,
)
_HOUSE = regex(
    r"\b(?:agency|desk|managers?|colleagues?|team|staff|house|company|serai|we|us|our)\b", re.IGNORECASE
)
_PART = regex(r"[;:.!?](?:\s|$)")
_SENTENCE = regex(r"[^.!?\n]+[.!?]?")
_WORD = regex(r"[^\W\d_]{4,}")
_STEM = 5  # letters by which two forms of a word are known as one
# Words that tell who acts and when, and nothing of what is done.
_BLANK = words(
    "agenc colle manag custo human someb someo about their there they them that this with will have been were"
)


def unvouched(line: Line, cited: Sequence[Past], language: str) -> list[str]:
    """Say what in a sentence nobody said who could; empty where all of it stands. Pure.

    `language` is the customer's: what the house wrote in English is also held against the sentence's words.
    """
    if not any(past.role in SPEAKERS[line.of] for past in cited):
        return ["it rests on nobody's words who could say so"]
    house = [past.text for past in cited if past.role != "customer"]
    theirs = [past.text for past in cited if past.role == "customer"]
    if line.of == "promised" and theirs:
        return ["a promise rests on a colleague's words alone"]
    if theirs and not all(
        _is_theirs(part) for part in _PART.split(line.text) if _needs_saying(line.of, part)
    ):
        return ["what the customer says is told as what happened"]
    found = [f"act {act!r}" for act in _acts(line.text, house, theirs)]
    if line.of in ("told", "promised") and not theirs and language == "en":
        found += [] if _is_retold(line.text, house) else ["the house did not say so"]
    return found


def _acts(text: str, house: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """The acts that neither the house tells of in that word, nor the sentence as the customer's saying."""
    told = [s for one in house for s in _SENTENCE.findall(one.casefold())]
    missing = []
    for match in _DONE.finditer(text):
        stem, before = match[1].casefold(), text[: match.start()]
        is_open = _LEFT_OPEN.search(text) is not None
        by_house = any(stem in s and (is_open or not _LEFT_OPEN.search(s)) for s in told)
        by_customer = _says_so(before) and any(stem in one.casefold() for one in theirs)
        if not by_house and not by_customer:
            missing.append(match.group())
    return missing


def _says_so(before: str) -> bool:
    said = _SAYS.search(before) or _WISHES.search(before)
    return said is not None and not _HOUSE.search(_PART.split(before[: said.start()])[-1])


def _needs_saying(of: str, part: str) -> bool:
    """Whether words of a customer prove a part of a sentence only as their saying."""
    return bool(part.strip()) and (of == "told" or _HOUSE.search(part) is not None)


def _is_theirs(part: str) -> bool:
    said = _IS_THEIRS.search(part)
    return said is not None and not _HOUSE.search(part[: said.start()])


def _is_retold(text: str, house: Sequence[str]) -> bool:
    """Whether at least half of what a sentence says stands in the words it rests on."""
    stems = {word.casefold()[:_STEM] for word in _WORD.findall(text)} - _BLANK
    said = {word.casefold()[:_STEM] for one in house for word in _WORD.findall(one)}
    return 2 * len(stems & said) >= len(stems)
