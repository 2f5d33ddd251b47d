"""Documents that disagree: two sentences about the same thing with different figures, or a yes and a no."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.gazetteer import Gazetteer

# Measured on the sample library, whose documents agree, and on contradictions written against it.
ALIKE = 0.7  # likeness of two sentences, each with its title and heading, from which they may disagree
NEARLY_SAME = 0.86  # from here on a "not" in one of them alone is a disagreement

_UNITS = {
    "money": r"(?P<code1>INR|IDR|THB|USD|EUR|GBP|SGD|AED|LKR|Rs\.?|₹|\$|€|£)\s?(?P<n1>\d[\d,]*(?:\.\d+)?)",
    "percent": r"(?P<n>\d+(?:\.\d+)?)\s?(?:%|per ?cent)",
    "years": r"(?P<n>\d+)[ -]years?|aged? (?P<n2>\d+)|under (?P<n3>\d+)(?! (?:hours|days|weeks|kg))",
    "months": r"(?P<n>\d+)[ -]months?",
    "weeks": r"(?P<n>\d+)[ -]weeks?",
    "days": r"(?P<n>\d+)[ -](?:working |calendar )?days?",
    "hours": r"(?P<n>\d+)[ -]hours?",
    "minutes": r"(?P<n>\d+)[ -]minutes?",
    "kilograms": r"(?P<n>\d+)[ -]?(?:kg|kilos?|kilograms?)",
    "centimetres": r"(?P<n>\d+)[ -]?(?:cm|centimet(?:re|er)s?)",
    "metres": r"(?P<n>\d+)[ -]?(?:m|met(?:re|er)s?)(?!\w)",
    "kilometres": r"(?P<n>\d+)[ -]?(?:km|kilomet(?:re|er)s?)",
    "clock": r"(?P<n>\d{1,2}(?:[:.]\d\d)?)\s?(?:am|pm|h\b|o'clock)|(?P<n2>\d{1,2}:\d\d)",
}
_PATTERNS = {unit: re.compile(pattern, re.IGNORECASE) for unit, pattern in _UNITS.items()}
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905 - as one reads
_WORDS = {word: str(number) for number, word in enumerate(_NUMBERS, start=1)}
_WORD = re.compile(
    rf"\b({'|'.join(_WORDS)})\b(?=[ -](?:working |calendar )?(?:years?|months?|weeks?|days?|hours?))",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:not|no|never|cannot|without|none|isn't|aren't|don't|doesn't|can't|won't|nor|forbidden)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Told:
    """A sentence with where it stands. `vector` has length one."""

    document: str
    title: str
    section: str
    text: str
    vector: NDArray[np.float32]


@dataclass(frozen=True)
class Conflict:
    """Two sentences of different documents that cannot both be right, and in what they differ."""

    document: str
    title: str
    text: str
    other_document: str
    other_title: str
    other_text: str
    about: str  # money, days, … or "yes or no"

    def for_staff(self) -> str:
        """The disagreement in words."""
        return f"“{self.title}” says “{self.text}”, but “{self.other_title}” says “{self.other_text}”"


def figures(text: str) -> Mapping[str, frozenset[str]]:
    """What a sentence states in figures, by unit; amounts with their currency."""
    text = _WORD.sub(lambda match: _WORDS[match[1].lower()], text)
    found: dict[str, set[str]] = {}
    for unit, pattern in _PATTERNS.items():
        for match in pattern.finditer(text):
            groups = match.groupdict()
            number = next(v for k, v in groups.items() if k.startswith("n") and v is not None)
            value = number.replace(",", "").lstrip("0") or "0"
            if unit == "clock":
                value = _minutes(number, match.group())
            found.setdefault(unit, set()).add(f"{(groups.get('code1') or '').upper()}{value}")
    return {unit: frozenset(values) for unit, values in found.items()}


def _minutes(number: str, whole: str) -> str:
    hours, _, minutes = number.replace(".", ":").partition(":")
    half = whole.lower().rstrip(". ")
    hour = int(hours) % 12 + 12 if half.endswith("pm") else int(hours)
    return str(hour * 60 + int(minutes or 0))


def disagreement(one: str, other: str, likeness: float) -> str | None:
    """In what two sentences about the same thing disagree; None where they do not."""
    if likeness < ALIKE:
        return None
    mine, theirs = figures(one), figures(other)
    shared = [unit for unit in mine if unit in theirs]
    for unit in shared:
        # A sentence that names one of the other's figures among its own says more, not otherwise.
        if not mine[unit] & theirs[unit]:
            return unit
    if likeness >= NEARLY_SAME and not shared and bool(_NOT.search(one)) != bool(_NOT.search(other)):
        return "yes or no"
    return None


def conflicts(told: Sequence[Told], gazetteer: Gazetteer) -> Iterator[Conflict]:
    """Every disagreement between documents, each pair of sentences once.

    Two sentences meet if each is, of its document, the one most like the other, and the places and
    passports that they speak of are not different ones.
    """
    if not told:
        return
    vectors = np.stack([one.vector for one in told])
    likeness = vectors @ vectors.T
    documents = {name: number for number, name in enumerate(dict.fromkeys(one.document for one in told))}
    of = np.array([documents[one.document] for one in told])
    for row, one in enumerate(told):
        for document in np.unique(of[(likeness[row] >= ALIKE) & (of > of[row])]):
            column = int(np.argmax(np.where(of == document, likeness[row], -1.0)))
            if int(np.argmax(np.where(of == of[row], likeness[column], -1.0))) != row:
                continue
            other = told[column]
            about = disagreement(one.text, other.text, float(likeness[row, column]))
            if about and _same_place(one, other, gazetteer):
                yield Conflict(
                    one.document, one.title, one.text, other.document, other.title, other.text, about
                )


def _same_place(one: Told, other: Told, gazetteer: Gazetteer) -> bool:
    """Sentences under headings of different places, or of different passports, do not meet."""
    mine = gazetteer.places(f"{one.title}. {one.section}. {one.text}")
    theirs = gazetteer.places(f"{other.title}. {other.section}. {other.text}")
    if mine.named and theirs.named and not gazetteer.related(mine.named, theirs.named):
        return False
    if bool(mine.named) != bool(theirs.named):
        return False
    holders = mine.holders, theirs.holders
    return not (all(holders) and not gazetteer.related(*holders))
