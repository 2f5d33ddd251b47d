"""Days that lie behind: "I booked 3 days ago" tells when something happened, not when a trip begins."""

import re
from datetime import date, timedelta

from agents.regexes import regex
from agents.understanding.calendar_words import MONTHS, WEEKDAYS, either
from agents.understanding.contract import Slot
from agents.understanding.numbers import SAFE_WORDS, number
from agents.understanding.reading import Reading

_FEW = rf"(?P<n>\d{{1,3}}|{SAFE_WORDS}|an?|a couple(?: of)?|couple of|un|une|una|ein|einer|einem|uma?)"
_UNIT = (
    r"(?P<unit>days?|weeks?|fortnights?|nights?|dias?|semanas?|jours?|semaines?|tage?n?|wochen?|дн(?:я|ей)|"
    r"день|недел[юиь]|din|hafte|दिन|हफ्ते)"
)
_AGO = regex(
    rf"(?<!\w){_FEW}\s+{_UNIT}\s+(?:ago|back|earlier|atras|назад|pehle|पहले)(?!\w)|"
    rf"(?<!\w)(?:hace|il y a|vor|ha)\s+{_FEW.replace('<n>', '<n2>')}\s+"
    rf"{_UNIT.replace('<unit>', '<unit2>')}(?!\w)"
)
_BEFORE = regex(
    r"(?<!\w)(?:(?P<two>(?:the )?day before yesterday|anteayer|avant-hier|vorgestern|anteontem|позавчера|"
    r"اول امس)|(?P<one>yesterday|last night|ayer|anoche|hier soir|d'hier|depuis hier|gestern|ontem|вчера|"
    r"امس))(?!\w)"
)
_LAST = regex(rf"(?<!\w)last (?P<wd>{either(WEEKDAYS)})(?!\w)")

# A month with its year, or a year: of one long over nobody tells when a trip is to be.
_YEAR = (
    r"(?P<year>(?:19|20)\d\d)"
    r"(?!\d|[.,]\d|\s*(?:usd|eur|inr|rs|euros?|dollars?|rupees?|aed|k\b|m\b|mtr|met|ft|feet))"
)
# "In March, 2000 per person": a round figure beside a month may be money.
_OF_MONEY_BEFORE = regex(
    r"(?:[$€£₹¥₽]|(?<!\w)(?:usd|eur|gbp|inr|aed|rs\.?|budget|presupuesto|orcamento|бюджет|الميزانيه|"
    r"ميزانيه|बजट|"
    r"max|maximum|about|around|under|upto|up to))\s*(?:(?:is|of|es|est|ist|e|de|von|:|=)\s*)?$"
)
_OF_MONEY_BEHIND = regex(
    r"\s*(?:[$€£₹¥₽/]|(?:usd|eur|euros?|gbp|inr|rs|aed|sgd|chf|dollars?|bucks|pounds?|rupees?|rupay\w*|"
    r"rupias|"
    r"dirhams?|dolar\w*|libras|reais|franken|евро|доллар\w*|руб\w*|دولار|يورو|درهم|ريال|रुपये|रुपए|"
    r"per|each|pp|p\.p|p/p|apiece|a head|a person|a couple|total|max\w*|all in|for (?:two|both|all|us|each)|"
    r"budget|por|cada|par|chacun\w*|pro|je|jeder?|insgesamt|на (?:человека|каждого|двоих|всех|пару)|"
    r"с человека|"
    r"каждому|всего|"
    r"prati|har|ek (?:aadmi|vyakti|log)|प्रति|हर|لكل|للشخص|للفرد|لشخصين)(?![\w\u0900-\u0963]))"
)
_OF_A_YEAR = regex(
    rf"(?<!\w)(?<!\d )(?<!\d\. )(?<!\d[snrt][tdh] )(?<!\d de )(?<!\d of )(?:(?:in|en|im|em|no|в|mein|में|"
    rf"في)\s+(?:the year |el ano |l'annee |jahr |ano |году? )?)?"
    rf"(?:(?:{either(MONTHS)}),?\s+(?:(?:of|de|del|von|от)\s+)?{_YEAR}"
    rf"|{_YEAR.replace('<year>', '<year2>')},?\s+(?:(?:in|en|im)\s+)?(?:{either(MONTHS)})(?!\w))"
)


def _long_over(reading: Reading, today: date) -> list[tuple[int, int]]:
    """The months of years that ended a year ago or earlier: an experience that somebody tells of.

    Of a month with a round sum of money beside it the sum alone, which is no year.
    """
    told = [(m, "year" if m["year"] else "year2") for m in _OF_A_YEAR.finditer(reading.plain)]
    return [
        m.span(figure) if _is_money(reading.plain, m, figure) else m.span()
        for m, figure in told
        if int(m[figure]) < today.year - 1
    ]


def _is_money(plain: str, match: re.Match[str], figure: str) -> bool:
    """Whether what looks like a year beside its month is what the trip may cost."""
    if _OF_MONEY_BEHIND.match(plain, match.end(figure)) or _OF_MONEY_BEFORE.search(
        plain[: match.start(figure)][-24:]
    ):
        return True
    return "," in match.group() and int(match[figure]) % 100 == 0


def happened(reading: Reading, today: date) -> tuple[Slot | None, Reading]:
    """The last day behind us that a message names, and the message without such days."""
    found: list[tuple[int, int, date]] = []
    reading = reading.without(*_long_over(reading, today))
    for match in _AGO.finditer(reading.plain):
        days = _days(match["n"] or match["n2"], match["unit"] or match["unit2"])
        found.append((*match.span(), today - timedelta(days=days)))
    found += [
        (*match.span(), today - timedelta(days=2 if match["two"] else 1))
        for match in _BEFORE.finditer(reading.plain)
    ]
    for match in _LAST.finditer(reading.plain):
        since = (today.weekday() - WEEKDAYS[match["wd"]] - 1) % 7 + 1
        found.append((*match.span(), today - timedelta(days=since)))
    if not found:
        return None, reading
    begin, end, day = max(found)
    slot = Slot(day.isoformat(), reading.span(begin, end), confidence=0.85)
    return slot, reading.without(*((first, last) for first, last, _ in found))


def _days(said: str, unit: str) -> int:
    count = 2 if "couple" in said else number(said) or 1
    times = 14 if unit.startswith("fortnight") else 7 if re.match(r"w|sem|недел|haf|हफ", unit) else 1
    return count * times
