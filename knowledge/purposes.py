"""A thing that is asked for, told apart from what it is for: "is there a helipad for my drone?".

A passage about drones is like such a question by its purpose alone, and says nothing of helipads.
"""

import re
from collections.abc import Iterable

_ASKS_FOR = re.compile(
    r"(?P<asked>[^.!?\n]*\b(?:(?:is|are) there|"
    r"(?:do|does|will|would) (?:\w+ ){1,3}(?:have|offer|provide|rent|sell)|"
    r"(?:can|could|may|shall) (?:we|i|you|they) (?:get|have|rent|borrow|find|use|book|arrange)) "
    r"(?:an? |any |some |the )?(?P<thing>[^.,;!?\n]{2,40}?)) for (?:my|our|his|her|their|the) \w",
    re.IGNORECASE,
)
# Of these every passage about the purpose may tell something: a fee for luggage, a way for old people.
_GENERAL = re.compile(
    r"\b(?:fees?|charges?|costs?|prices?|taxes|rules?|laws?|polic(?:y|ies)|limits?|forms?|permits?|permission|"
    r"restrictions?|requirements?|problems?|issues?|risks?|places?|spots?|ways?|options?|choices?|alternatives?|"
    r"solutions?|anything|something|things?|tips?|advice|ideas?|help|support|assistance|information|details|"
    r"discounts?|deals?|offers?|extra|space|room|time|need|use)\b",
    re.IGNORECASE,
)


def thing_asked_for(question: str) -> tuple[str, str]:
    """The question without its purpose, and the noun of the thing it asks for; both empty where it asks for
    none, or for something of which any passage about the purpose may tell."""
    asks = _ASKS_FOR.search(question)
    if asks is None or _GENERAL.search(asks["thing"]):
        return "", ""
    return asks["asked"].strip(), re.findall(r"\w+", asks["thing"].lower())[-1]


def is_named_in(noun: str, texts: Iterable[str]) -> bool:
    """Whether a noun stands in one of these texts, in the singular or the plural."""
    stem = re.escape(noun[:-1] if noun.endswith("s") and len(noun) > 3 else noun)
    return any(re.search(rf"\b{stem}", text, re.IGNORECASE) for text in texts)
