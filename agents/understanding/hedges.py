"""Words that take back, in the same breath, the content that a message shows: "looks good, but …"."""

import re

from agents.regexes import regex

_HEDGE = regex(
    r"(?<!\w)(?:"
    r"not|\w+n't|no(?! problem| worries| doubt)|nor|never|nothing|neither|hardly|barely|but|however|although|"
    r"though|except|only|if|unless|until|before|first|check|think\w*|discuss|ask|talk|which|what|how|why|"
    r"when|"
    r"who|ni|nunca|nada|pero|aunque|solo|consultar\w*|pensar\w*|hablar\w*|preguntar\w*|cual(?:es)?|"
    r"ne|n'\w+|pas|rien|jamais|mais|sauf|demander|reflechir|parler|quel\w*|"
    r"nicht|nie|niemals|kein\w*|kaum|aber|nur|wenn|falls|fragen|uberlegen|besprechen|welch\w*|"
    r"nao|nem|mas|porem|falar|perguntar|qual|quais|"
    r"не|ни|нет|мало|но|если|только|подума\w+|посовет\w+|спро[сш]\w+|обсу[дж]\w+|как(?:ой|ая|ие|ое)|"
    r"غير|ليس|لست|لسنا|لا|لم|لن|لكن|ولكن|اذا|بس|اي|"
    r"nahi\w*|nahin|nhi|mat|lekin|magar|agar|kaun\w*|soch\w*|puch\w*|"
    r"नहीं|नही|मत|लेकिन|मगर|अगर|पर|कौन\w*|सोच\S*|पूछ\S*"
    r")(?![\w\u0900-\u097f])"
)
_NEGATOR = (
    r"(?:not|don't|do not|no|never|nunca|ne|nao|nem|nicht|nie|kein\w*|ohne|bitte nicht noch|не|ни|не надо|"
    r"لا|لن|بدون|mat|nahi\w*|मत|नहीं)"
)
_NEGATED_BEFORE = regex(rf"(?<!\w)(?<!why )(?<!por que )(?:{_NEGATOR}\s+(?:[\w']+\s+){{0,2}}|n')$")


def hedges(plain: str) -> bool:
    """Say whether a plain text denies, doubts, asks or sets a condition, in any of the desk's languages."""
    return _HEDGE.search(plain) is not None


def is_denied(plain: str, begin: int) -> bool:
    """Say whether what begins at `begin` is what somebody does not want: "do not add a day"."""
    clause = re.split(r"[.!?;:\n]", plain[max(0, begin - 40) : begin])[-1]
    return _NEGATED_BEFORE.search(clause) is not None
