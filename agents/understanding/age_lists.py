"""Ages written behind a count of children: "2 kids 7+11", "2 Kinder 7/11", "2+2 (5, 9)"."""

import re
from collections.abc import Sequence

from agents.regexes import regex
from agents.understanding.numbers import count_of
from agents.understanding.party_words import COUNTED, DUAL, PLUS, YEARS

_BETWEEN = r"(?:\s*(?:[+/&,-]|and|y|et|und|e|и|و|aur|और)\s*|\s+'?n'?\s+)"
# What a figure counts when it is no age: the day of a month, money, a time, the next thing that is counted.
_COUNTS = (
    r"(?![\w%:+/]|[.,-]\d|\s*-\s*\d|\s*(?:adult|grown|erw|mayores|взросл|بالغ|वयस्क|bade|people|persons?|"
    r"personas|personnes|pax|guest|travell?er|nights?|noches?|nuits?|nacht|nachte|noites?|ноч|days?|dias?|"
    r"jours?|tage|"
    r"дн|weeks?|wochen|semanas?|semaines?|недел|(?:bed)?rooms?|beds?|habitaci|chambre|zimmer|quarto|номер|"
    r"stars?|sterne|"
    r"infant|bab(?:y|ies)|kids?|child|months?|monate|mois|meses|lakhs?|lacs?|k\b|thousand|tsd|mil\b|usd|"
    r"eur|inr|"
    r"rs\b|[€$£₹]|am\b|pm\b|uhr|hours?|hrs?|to\b|bis\b|till|until|"
    r"(?:jan|feb|fev|mar|mai|may|apr|abr|avr|jun|jul|jui|aug|ago|aou|sep|set|oct|okt|out|nov|dec|dez|dic|"
    r"янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек)\w*))"
)
_MONTHS = (
    r"\s*(?:months?|mths?|mos?|monaten?|monate|mois|meses|mes|месяц\w*|मही[नन]\S*|mahine?|شهر\w*|اشهر)"
    r"(?:[ -]old)?(?!\w)"
)
LISTED = rf"\d{{1,2}}(?:{_BETWEEN}\d{{1,2}})+(?!\d)"
_AGE = rf"\d{{1,2}}(?:{YEARS}|{_MONTHS})?"
_LIST = regex(
    rf"\s{{0,40}}(?:(?P<open>[:(=]|,|-)\s{{0,40}})?"
    rf"(?:(?:aged?|ages?|im alter von|de|of|alter|edades|возраст\w*|عمر\w*)\s+)?"
    rf"(?P<list>(?<![\w.]){_AGE}(?:{_BETWEEN}{_AGE})+)(?!\d)(?:{YEARS})?{_COUNTS}"
)
_IN_BRACKETS = regex(rf"\s*\(\s*(?P<list>{_AGE}(?:{_BETWEEN}{_AGE})*)\s*\)")
_ONE = regex(rf"(\d{{1,2}})({_MONTHS})?")


def age_lists(plain: str) -> Sequence[tuple[tuple[int, int], list[int]]]:
    """Where ages stand behind a count of children, and which: only as many figures as children are counted.

    The range begins with the first figure and ends with the last.
    """
    counted = [(m.end(), count_of(m)) for m in COUNTED["children"].finditer(plain)]
    counts = [(end, count, pattern) for end, count in counted for pattern in (_LIST, _IN_BRACKETS)]
    counts += [(m.end(), 2, _LIST) for m in DUAL.finditer(plain) if m["children"]]
    counts += [(m.end(), int(m["c"]), _IN_BRACKETS) for m in PLUS.finditer(plain)]
    found: dict[tuple[int, int], list[int]] = {}
    for end, count, pattern in counts:
        match = pattern.match(plain, end)
        if match is None or (pattern is _LIST and _tells_of_a_date(match)):
            continue
        ages = [int(age) // (12 if months else 1) for age, months in _ONE.findall(match["list"])]
        if len(ages) == count and max(ages) <= 17:
            found[match.span("list")] = ages
    return list(found.items())


def _tells_of_a_date(match: re.Match[str]) -> bool:
    """Whether a list reads as a day as well, and stands apart from the children: "2 kids, 7/11"."""
    return match["open"] in {",", "-"} and bool(re.search(r"[/-]", match["list"]))
