"""When a word that is a month's name among others means the month: "Bali March, 5 nights", "May or June"."""

import re

from agents.regexes import regex
from agents.understanding.date_grammar import M

# "Bali March, 5 nights", and no "protest march, 2,000 people" nor "we march".
_MARCH_OF_FEET = regex(
    r"(?<!\w)(?:an?|the|to|will|we|they|you|i|must|can|on|protest|long|peace|wedding|forward|quick|day|\d+) $"
)


def is_march_by_itself(m: re.Match[str]) -> bool:
    """Whether "march" ends what is said, so that it is the month: nobody marches beside a count of nights."""
    ends = re.match(r"\s*(?:$|[,.;\x1f\d])", m.string[m.end() :])
    return bool(m["mon"] == "march" and ends and not _MARCH_OF_FEET.search(m.string[: m.start()][-12:]))


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
