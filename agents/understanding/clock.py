"""Times of day as people write them: "14:30", "9 am", "9h30", "21 Uhr", "7 in the evening"."""

import re
from dataclasses import dataclass

from agents.regexes import regex
from agents.understanding.calendar_words import MONTHS, either
from agents.understanding.counted_nouns import COUNTED_NOUNS

_MORNING = r"in the morning|de la manana|da manha|du matin|morgens|vormittags|утра|صباحا|subah"
_OF_MONEY = r"euros?|eur|cents?|dollars?|usd|pfund|gbp|franken|chf|rupien|inr|rs|dirham|aed|tausend|mille"
# "20 Uhr 15", and no "12 Uhr, 14 Tage", "12 Uhr 14. Mai", "12 Uhr 14 Personen".
_MINUTES_OF_UHR = (
    rf"\s?uhr (?P<m2>[0-5]\d)(?![\w:/]|[.,]\d|\.? ?(?:{either(MONTHS)}|{COUNTED_NOUNS}|{_OF_MONEY})"
    r"(?![\w\u0900-\u0963])| ?[€$£₹])"
)
_EVENING = (
    r"in the (?:afternoon|evening)|at night|de la (?:tarde|noche)|da (?:tarde|noite)|"
    r"de l'apres-midi|du soir|nachmittags|abends|вечера|дня|مساء|sham"
)
CLOCK = (
    r"(?<![\d.,:/-])(?:"
    rf"(?P<h>[01]?\d|2[0-3])(?:{_MINUTES_OF_UHR}|"
    r"(?:\s?[:h]\s?|\.)(?P<m>[0-5]\d)|(?P<hours>\s?(?:h|hrs?|hours|uhr|heures?|"
    r"час(?:а|"
    r"ов)?|"
    r"baje|बजे)(?!\w)))?"
    rf"(?:\s?(?P<half>[ap])\.?\s?m\.?(?!\w)|\s(?:(?P<am>{_MORNING})|(?P<pm>{_EVENING}))(?!\w))?"
    r"|(?P<noon>noon|midday|mediodia|midi|mittag|meio-dia|полдень)|(?P<midnight>midnight|medianoche|"
    r"minuit|mitternacht|meia-noite|полночь))(?![\d/-]|\.\d)"
)
_CLOCK = regex(CLOCK)


@dataclass(frozen=True)
class Time:
    """A time of day at `begin:end` of the plain text; `minute` counts from midnight."""

    begin: int
    end: int
    minute: int

    @property
    def written(self) -> str:
        return f"{self.minute // 60:02d}:{self.minute % 60:02d}"


def times(plain: str, begin: int = 0, end: int | None = None) -> list[Time]:
    """Give the times of day between two points of a text; a bare "9" is none, for nobody said which half."""
    found = []
    for match in _CLOCK.finditer(plain, begin, len(plain) if end is None else end):
        minute = _minute(match)
        if minute is not None:
            found.append(Time(*match.span(), minute))
    return found


def _minute(match: re.Match[str]) -> int | None:
    if match["noon"] or match["midnight"]:
        return 12 * 60 if match["noon"] else 0
    hour, minute = int(match["h"]), int(match["m"] or match["m2"] or 0)
    half = "a" if match["am"] else "p" if match["pm"] else match["half"]
    if half is None:
        return hour * 60 + minute if match["m"] or match["m2"] or match["hours"] else None
    if hour > 12 or hour == 0:
        return hour * 60 + minute
    return (hour % 12 + (12 if half == "p" else 0)) * 60 + minute
