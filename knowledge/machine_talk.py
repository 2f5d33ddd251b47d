"""Text that speaks to a machine instead of a reader: no customer is told it, whatever document it stands in.

It is no defence of the desk, which obeys no text (decision 19); it keeps a planted sentence from being
read out under the agency's name.
"""

import re
from functools import lru_cache

_KEPT = 8192  # texts that are not looked at again
_SPOKEN_TO = re.compile(
    r"\b(?:ignor\w*|disregard\w*|forget|override)\b[^.!?\n]{0,30}\b(?:(?:previous|prior|earlier|above|your|all|"
    r"system|these|those)\b[^.!?\n]{0,20}\b(?:rules|guidelines)|instruc\w*|prompts?|consignes|anweisung\w*|"
    r"instru[cç]\w*)\b|"
    r"\b(?:system prompt|you are (?:now )?(?:an? )?(?:ai|assistant|language model|chatbot)|as an ai|"
    r"(?:do not|don't) tell the user|when the (?:ai|assistant|model) (?:reads?|summari[sz]e)\w*|"
    r"ignora\w* (?:las|todas|as)|vergiss alle|oublie[zr]? (?:toutes|les) (?:consignes|instructions))\b|"
    r"(?:^|\n)\s*(?:system prompt|system message|tool output)\s*:|"
    r"игнорируй\w*|забудь (?:все )?инструкц|تجاهل (?:كل|جميع)? ?(?:التعليمات|الأوامر)|"
    r"(?:सभी|पिछले) निर्देश\w* (?:भूल|अनदेखा)|निर्देश भूल",
    re.IGNORECASE,
)


@lru_cache(_KEPT)
def speaks_to_a_machine(text: str) -> bool:
    """Whether some sentence of a text is an order to a model or a program."""
    return _SPOKEN_TO.search(text) is not None
