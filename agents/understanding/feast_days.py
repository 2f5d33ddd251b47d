"""Days counted from a feast: "two days after Diwali", "the day after Christmas", "Diwali ke 2 din baad"."""

import re
from datetime import date, timedelta

from agents.regexes import regex
from agents.understanding.calendar_words import FEASTS, either, next_feast
from agents.understanding.moments import Moment
from agents.understanding.numbers import LANGUAGE_WORDS, SAFE_WORDS, number

_N = "|".join(
    (rf"\d{{1,2}}|{SAFE_WORDS}", *(words for name, words in LANGUAGE_WORDS.items() if name != "en"))
)
_COUNT = rf"(?:(?P<n>{_N}|an?|un|une|una|einen?|eine|um|uma) )"
_UNIT = (
    r"(?P<unit>days?|weeks?|dias?|semanas?|jours?|semaines?|tage?|wochen?|дн(?:я|ей)|день|недел[юиь]|din|"
    r"hafte|hafta|"
    r"दिन|हफ्ते|हफ्ता|ايام|يوم|اسبوع)"
)
_AFTER = r"after|despues de|apres|nach|depois d[eoa]|после|بعد"
_BEFORE = r"before|antes de|avant|vor|antes d[eoa]|до|перед|قبل"
_THE = r"(?: (?:the|el|la|los|las|le|l'|les|o|a|den|dem|ال))?"
_YEAR = (
    r"(?: (?:(?P<year>20\d\d)|(?P<next>next year|el proximo ano|l'annee prochaine|nachstes jahr|ano que vem|"
    r"следующего года)))?"
)
_NAME = rf"(?P<name>{either(FEASTS)})"
COUNTED = regex(
    rf"(?<!\w)(?:(?:{_COUNT}{_UNIT}|(?P<day>(?:the |a |el |le |am |no |на )?(?:day|next day|dia|jour|tag|"
    rf"следующий день|lendemain|"
    rf"dia siguiente|dia seguinte))|(?P<eve>the eve)) (?:(?P<after>{_AFTER})|(?P<before>{_BEFORE})|(?P<of>of|"
    rf"de|a|al|ao))"
    rf"{_THE} {_NAME}(?!\w){_YEAR}|"
    rf"{_NAME.replace('<name>', '<name2>')} (?:ke|के|se|से) (?:(?P<n2>{_N}|ek|do|teen|एक|दो|तीन) )?"
    rf"(?P<unit2>din|hafte|hafta|दिन|हफ्ते|हफ्ता) (?:(?P<after2>baad|bad|बाद)|(?P<before2>pehle|pahle|पहले))|"
    rf"{_NAME.replace('<name>', '<name3>')} (?:ke|के) (?P<next_day>agle din|अगले दिन))(?![\w\u0900-\u0963])"
)
_FEW = {"ek": 1, "do": 2, "teen": 3, "एक": 1, "दो": 2, "तीन": 3}


def counted_from_a_feast(m: re.Match[str], today: date) -> list[Moment]:
    """The day so many days before or after a feast, the next still ahead; none where it says nothing."""
    name = m["name"] or m["name2"] or m["name3"]
    days = _days(m)
    if days is None:
        return []
    year = int(m["year"]) if m["year"] else today.year + 1 if m["next"] else None
    # The feast itself may lie behind where its third day does not: "3 days after Christmas" on the 26th.
    feast = next_feast(FEASTS[name], today - timedelta(days=days), year)
    if feast is None:
        return []
    day = feast + timedelta(days=days)
    return [Moment(m.start(), m.end(), day, day, "day_month")]


def _days(m: re.Match[str]) -> int | None:
    if m["next_day"] or (
        m["day"] and (m["after"] or (m["of"] and re.search(r"lendemain|siguiente|seguinte", m["day"])))
    ):
        return 1
    if (m["day"] and m["before"]) or m["eve"]:
        return -1
    if m["day"] or m["of"]:
        return None
    said, unit = (m["n"] or "1", m["unit"]) if m["unit"] else (m["n2"] or "1", m["unit2"])
    count = (_FEW.get(said) or number(said) or 1) * (7 if re.match(r"w|sem|недел|haf|हफ|اسبوع", unit) else 1)
    return -count if m["before"] or m["before2"] else count
