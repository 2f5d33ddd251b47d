"""The nights told of a first or last stop: "at the end in Phuket we want 3 nights"."""

from collections.abc import Sequence

from agents.regexes import regex
from agents.understanding.end_cues import CLAUSE
from agents.understanding.gazetteer import Mention
from agents.understanding.numbers import ENGLISH, number
from agents.understanding.reading import TAKEN, Reading

_COUNT = regex(
    rf"(?<![\w.,-])(?P<n>\d{{1,2}}|{ENGLISH})\s*(?:nights?|noches?|nuits?|nachte?|noites?|ноч\w+|raat\w*|"
    rf"रात\w*|"
    r"ليال\w*|ليله)(?!\w)"
)
_TOTAL = regex(r"(?<!\w)(?:total|in all|altogether|overall|trip|insgesamt|en tout|всего)(?!\w)")
_SHARE = regex(
    r"(?<!\w)(?:for|want|need|stay\w*|spend|por|durante|quer\w+|pour|pendant|voul\w+|woll\w+|fur|bleib\w+|"
    r"por|хот\w+|на|chahiye|ke liye|لمدة|نريد|के लिए|चाहिए)(?![\w\u0900-\u0963])"
)
_BESIDE = regex(r"\s*[,(:-]\s*(?:for )?")
_LAST_WORDS = regex(
    r"\s+(?:at the (?:very )?(?:end|start|beginning)|to (?:end|finish|start|begin)|al final|al principio|"
    r"a la fin|au debut|am ende|zum schluss|am anfang|no final|no fim|no inicio|в конце|в начале)"
    r"(?: (?:in|at|with|en|a|em|в|на))?\s+(?:the )?$"
)


def nights_there(
    reading: Reading, mention: Mention, mentions: Sequence[Mention], *, is_settled: bool
) -> tuple[int, tuple[int, int]] | None:
    """The nights of the clause that are of this stop alone, and where they stand; None where none are.

    Before anything is settled, a bare count may be of the whole trip: it is this stop's where the clause
    gives it to the stop ("for 3 nights") and another count is told of the trip.
    """
    counts = list(_COUNT.finditer(reading.plain))
    for found in counts:
        before = found.end() <= mention.begin
        between = (
            reading.plain[found.end() : mention.begin]
            if before
            else reading.plain[mention.end : found.start()]
        )
        is_shared = any(
            found.end() <= m.begin < mention.begin or mention.end <= m.begin < found.start() for m in mentions
        )
        if is_shared or TAKEN in between or _TOTAL.search(_rest(reading.plain, found.end())):
            continue
        if before and not _LAST_WORDS.fullmatch(between):
            continue
        is_beside = bool(_BESIDE.fullmatch(between))  # "end in Phuket, 3 nights"
        if not before and CLAUSE.search(between) and not (is_beside and is_settled):
            continue
        is_given = before or bool(_SHARE.search(reading.plain, mention.end, found.end() + 10))
        if (is_settled or (is_given and len(counts) > 1)) and (count := number(found["n"])):
            return count, found.span()
    return None


def _rest(plain: str, at: int) -> str:
    cut = CLAUSE.search(plain, at)
    return plain[at : cut.start() if cut else len(plain)]
