"""When a word that is a month's name among others means the month: "Bali March, 5 nights", "May or June"."""

import re

from agents.regexes import regex
from agents.understanding.counted_nouns import COUNTED_NOUNS
from agents.understanding.date_grammar import M
from agents.understanding.gazetteer import Gazetteer
from agents.understanding.reading import TAKEN

# "Bali March, 5 nights", and no "women's march, 8 people", "last March" nor "we march".
_MARCH_OF_FEET = regex(
    r"(?<!\w)(?:(?:an?|the|our|my|his|her|their|this|that) (?:\w+ )?|last |to |will |we |they |you |i |"
    rf"us |must |can |on |protest |long |peace |wedding |forward |quick |day |\d+ |[^\W\d_]+'s |{M},? )$"
)
# What is counted beside it, or a length that was heard before.
_A_COUNT = regex(rf"[ ,.;]{{0,3}}(?:{TAKEN}|\d{{1,2}}(?:\+\d|[ -]?(?:{COUNTED_NOUNS})(?![\w\u0900-\u0963])))")
_ALONE = regex(r"\W{0,60}march\W{0,60}")


def is_march_by_itself(m: re.Match[str]) -> bool:
    """Whether "march" is the month: beside a count of nights nobody marches, and it may stand all alone."""
    if m["mon"].rstrip(".") != "march":
        return False
    counted = _A_COUNT.match(m.string, m.end()) and not _MARCH_OF_FEET.search(m.string[: m.start()][-40:])
    return bool(counted or _ALONE.fullmatch(m.string))


def beside_march_alone(plain: str, known: Gazetteer) -> list[tuple[int, int]]:
    """The name of a place where a message is made up of it and "march": "Bali March"."""
    names = known.mentions(plain) if "march" in plain and len(plain) < _SHORT else []
    if len(names) != 1:
        return []
    (one,) = names
    rest = plain[: one.begin] + TAKEN + plain[one.end :]
    return [(one.begin, one.end)] if _ALONE.fullmatch(rest) else []


_SHORT = 60  # characters of a place and a month


# "Kerala, Jan, 2 adults": between commas of a list the name stands for nothing but the month.
_LISTED_BEFORE = regex(r"[,;\n][^\S\n]{0,4}$")
_LISTED_BEHIND = regex(r"[^\S\n]{0,4}(?:[,;\n]|\.?$)")


def is_listed(m: re.Match[str]) -> bool:
    """Whether a month's name is all that stands between two commas, or between one and the end."""
    before, name = m.string[: m.start("mon")][-40:], m["mon"].rstrip(".")
    is_within = "," in m.string[: m.start()] or "," in m.string[m.end() :]
    return (
        name in _LISTED
        and is_within
        and _LISTED_BEFORE.search(before) is not None
        and _LISTED_BEHIND.match(m.string, m.end()) is not None
    )


_LISTED = frozenset({"jan", "feb", "jun", "jul", "sep", "dec", "apr", "aug", "nov", "oct", "march", "may"})


def is_beside_another(m: re.Match[str]) -> bool:
    """Whether another month stands beside this one ("May or June")."""
    after = re.match(
        rf"\s*(?:or|and|to|instead of|rather than|not|au lieu de|em vez de|en vez de|statt|anstatt|-|/|o|ou|"
        rf"oder|y|et|und|или|и)\s*(?:early |mid |late |"
        rf"in )?({M})(?!\w)",
        m.string[m.end() :],
    )
    before = re.search(
        rf"(?<!\w)({M})\s*(?:ki jagah|or|and|to|-|/|o|ou|oder|y|et|und|или|и)\s*$", m.string[: m.start()]
    )
    return bool(after or before)
