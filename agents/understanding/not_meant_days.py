"""Days that a message names and does not mean: refused ones, and those told of what was said before."""

from agents.regexes import regex

_AT = r"\s*(?:(?:the|on|in|from|im|am|ab|vom|el|le|du|en|em|o|a|dia|в|на|с|из|في|من) ){0,2}$"
# "Why not in May?" asks for May, and "whether or not in May" tells of it.
_INSTEAD_OF = regex(
    r"(?<!\w)(?:instead(?: of)?|rather than|(?<!why )(?<!or )(?<!if )not|statt|anstatt|"
    r"(?<!warum )(?<!wieso )(?<!oder )(?<!wenn )nicht|en vez de|en lugar de|"
    r"(?<!por que )(?<!si o )no (?:es|el|en)|au lieu d[eu']|"
    r"(?<!pourquoi )(?<!ou )(?:et )?(?<!pourquoi )(?<!ou )pas|em vez de|(?<!por que )(?<!ou )nao (?:e|em)|"
    r"вместо|"
    rf"(?<!почему )(?<!почему бы )(?<!или )(?<!если )не|بدلا من|ليس){_AT}"
)
_INSTEAD_BEHIND = regex(r"\s*(?:ki jagah|ke bajay\w*|की जगह|के बजाय|nahi\w*|नहीं)(?![\w\u0900-\u0963])")
_SAID_BEFORE = regex(
    r"(?<!\w)(?:(?<!as )(?<!like )(?:i|we) (?:wrote|said|told you|put|typed|mentioned)|schrieb|sagte|"
    r"(?:habe|hatte|haben)(?: ich| wir)?|"
    rf"escribi|dije|puse|j'ai (?:ecrit|dit|mis)|escrevi|disse|написала?|сказала?|كتبت|قلت){_AT}"
)
_SAID_BEHIND = regex(r"\s*(?:likha tha|bola tha|लिखा था|बोला था|geschrieben|gesagt)(?![\w\u0900-\u0963])")
# What keeps somebody at home ends no trip: "I work until the day before Christmas".
_BUSY_UNTIL = regex(
    r"(?<!\w)(?:work(?:ing|s)?|busy|occupied|exams?|school(?: is)?|in (?:the )?office|on duty|"
    r"(?:not|n't) (?:be )?(?:free|available)|"
    r"trabaj\w+|ocupad[oa]s?|travaill\w+|occupe\w*|arbeit\w*|beschaftigt|trabalh\w+|работа\w+|занят\w*|"
    r"اعمل|نعمل|مشغول\w*)(?: \w+){0,3}? (?:until|till|til|to|hasta|jusqu\w+|bis|ate|до|حتي|الي)"
    r"(?: (?:the|el|le|la|au|a|zum|den|o))?\s*$"
)


def is_refused(plain: str, begin: int, end: int) -> bool:
    """Whether a day is named as the one that is not meant: "March instead of February", "not in May"."""
    before = plain[max(0, begin - 40) : begin]
    return bool(_INSTEAD_OF.search(before) or _INSTEAD_BEHIND.match(plain, end))


def is_told_before(plain: str, begin: int, end: int) -> bool:
    """Whether a day is named as what was said before: "I wrote 5 Feb, it is 5 March"."""
    before = plain[max(0, begin - 40) : begin]
    return bool(_SAID_BEFORE.search(before) or _SAID_BEHIND.match(plain, end))


def keeps_at_home(before: str) -> bool:
    """Whether a day ends what keeps somebody at home, by the words before it."""
    return _BUSY_UNTIL.search(before) is not None
