"""Matters that are not for a machine, in one table: money in dispute, bodies, accidents, the law.

A question about rules ("what is the refund policy?", "do we need vaccinations?", "until which month may
pregnant women fly?") is none of them: the library answers it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from agents.regexes import regex
from agents.understanding.contract import IntentName
from agents.understanding.delicate_bodies import ASKED_OF_A_BODY, OWN_STATES
from agents.understanding.delicate_words import EMERGENCIES, LAW, MONEY_IN_DISPUTE


def _in_any_language(words: Mapping[str, str]) -> re.Pattern[str]:
    return regex(rf"(?<!\w)(?:{'|'.join(words.values())})(?![\w\u0900-\u0963])")


@dataclass(frozen=True)
class Matter:
    """A kind of matter that goes to a human. Where something has to be `asked` of it, it counts only in the
    same sentence as such a question, or in the one beside: what is told in passing ("my wife is pregnant, so
    an easy pace please") asks for nobody."""

    name: IntentName
    meaning: str
    told: re.Pattern[str]
    asked: re.Pattern[str] | None = None


TABLE = (
    Matter("money_dispute", "charged wrongly, or a refund is missing", _in_any_language(MONEY_IN_DISPUTE)),
    Matter("medical", "an emergency, an operation, a death", _in_any_language(EMERGENCIES)),
    Matter(
        "medical",
        "what somebody's own body allows: may she fly while pregnant?",
        _in_any_language(OWN_STATES),
        _in_any_language(ASKED_OF_A_BODY),
    ),
    Matter("legal", "lawyers, courts, the police", _in_any_language(LAW)),
)
SURENESS = 0.85
_SENTENCES = regex(r"(?:[^.!?;\n؟।]|(?<=\d)\.)*(?:[.!?;\n؟।]+|$)")
_ASKED_WITHIN = 1  # sentences between what is told of a body and what is asked of it


def delicate_matters(plain: str) -> dict[IntentName, float]:
    """The delicate matters that a plain message is about, each with how sure that is."""
    return {matter.name: SURENESS for matter in TABLE if _is_about(plain, matter)}


def _is_about(plain: str, matter: Matter) -> bool:
    if not matter.told.search(plain):
        return False
    if matter.asked is None:
        return True
    sentences = [match.group() for match in _SENTENCES.finditer(plain) if match.group().strip()]
    told = [n for n, words in enumerate(sentences) if matter.told.search(words)]
    asked = [n for n, words in enumerate(sentences) if matter.asked.search(words)]
    return any(abs(t - a) <= _ASKED_WITHIN for t in told for a in asked)
