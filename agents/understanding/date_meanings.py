"""The meaning of each pattern of `date_grammar`, given the customer's today."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from agents.regexes import regex
from agents.understanding.calendar_words import (
    FEASTS,
    MONTHS,
    OFFSETS,
    SEASONS,
    SHAKY_MONTHS,
    SHAKY_WEEKDAYS,
    WEEKDAYS,
    next_feast,
)
from agents.understanding.date_grammar import (
    BARE_DAY,
    BETWEEN_DAYS,
    DAY_MONTH,
    DAY_WORDS,
    DOTTED_SPREAD,
    FEAST,
    IN_N,
    ISO,
    MONTH,
    MONTH_DAY,
    MONTH_SPREAD,
    OFFSET,
    SEASON,
    SLASHED,
    SPREAD,
    STRETCH,
    WEEKDAY,
    WEEKS_ON,
    WORD_MONTH,
)
from agents.understanding.feast_days import COUNTED as FEAST_DAY
from agents.understanding.feast_days import counted_from_a_feast
from agents.understanding.feast_stretches import NAMED_STRETCH, named_stretch
from agents.understanding.moments import Moment, Said, ahead, day_ahead, on_day
from agents.understanding.numbers import number
from agents.understanding.shaky_months import is_beside_another, is_listed, is_march_by_itself

_AFTER = ("after", "despues", "apres", "nach", "depois", "после", "بعد", "baad", "bad", "बाद")
_BEFORE = ("before", "antes", "avant", "vor", "перед", "قبل", "pehle", "पहले", "до")
_LONG = ("around", "over", "during", "for", "durante", "pendant", "uber", "at", "на")


def _month_of(name: str) -> int:
    return MONTHS[name.rstrip(".")] if name.rstrip(".") in MONTHS else MONTHS[name]


def _year(match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    said = groups.get("year") or groups.get("year0")
    return None if not said else int(said) + (2000 if len(said) == 2 else 0)


def _on(month: int, day: int, year: int | None, today: date) -> date | None:
    return on_day(year, month, day) if year else ahead(month, day, today)


def _exact(match: re.Match[str], day: date | None, said: Said) -> list[Moment]:
    return [Moment(match.start(), match.end(), day, day, said)] if day else []


def _window(match: re.Match[str], first: date, last: date, today: date) -> list[Moment]:
    if last < first:
        return []
    return [Moment(match.start(), match.end(), max(first, today) if last >= today else first, last, "window")]


def _iso(m: re.Match[str], today: date) -> list[Moment]:
    return _exact(m, on_day(int(m["y"]), int(m["m"]), int(m["d"])), "full")


def _slashed(m: re.Match[str], today: date) -> list[Moment]:
    a, b = int(m["a"]), int(m["b"])
    if m["sep"] != "/" and not m["y"]:
        return []  # "4.5" is a rating and "2-3" a choice; only a full date may use dots or dashes
    day, month = (b, a) if b > 12 and a <= 12 else (a, b)
    if not 1 <= month <= 12:
        return []
    year = int(m["y"]) + (2000 if len(m["y"]) == 2 else 0) if m["y"] else None
    return _exact(m, _on(month, day, year, today), "full" if year else "day_month")


def _spread(m: re.Match[str], today: date) -> list[Moment]:
    month, year = _month_of(m["mon"]), _year(m)
    first, last = _on(month, int(m["d1"]), year, today), _on(month, int(m["d2"]), year, today)
    if not first or not last:
        return []
    if last < first:
        before = month - 1 or 12
        first = (
            on_day(last.year - (month == 1), before, int(m["d1"]))
            if int(m["d1"]) > int(m["d2"])
            else (on_day(last.year, month, int(m["d1"])))
        )
    if not first:
        return []
    left = Moment(m.start("d1"), m.end("d1"), first, first, "day_month")
    return [left, Moment(m.start("d2"), m.end(), last, last, "full" if year else "day_month")]


def _dotted_spread(m: re.Match[str], today: date) -> list[Moment]:
    """ "05.03.-15.03.2027": both months are told, and the year behind the second."""
    year = int(m["y"]) + (2000 if len(m["y"]) == 2 else 0) if m["y"] else None
    last = _on(int(m["m2"]), int(m["d2"]), year, today) if 1 <= int(m["m2"]) <= 12 else None
    if last is None or not 1 <= int(m["m1"]) <= 12:
        return []
    first = on_day(last.year, int(m["m1"]), int(m["d1"]))
    if first and first > last:
        first = on_day(last.year - 1, int(m["m1"]), int(m["d1"]))
    if first is None:
        return []
    left = Moment(m.start("d1"), m.end("m1"), first, first, "day_month")
    return [left, Moment(m.start("d2"), m.end(), last, last, "full" if year else "day_month")]


def _day_month(m: re.Match[str], today: date) -> list[Moment]:
    year = _year(m)
    return _exact(m, _on(_month_of(m["mon"]), int(m["d"]), year, today), "full" if year else "day_month")


def _word_month(m: re.Match[str], today: date) -> list[Moment]:
    return _exact(m, _on(_month_of(m["mon"]), DAY_WORDS.index(m["dw"]) + 1, _year(m), today), "day_month")


_PARTS = {
    (
        1,
        10,
    ): (
        "early beginning start first debut anfang inicio comeco principios inicios начало начале "
        "اوايل بدايه शुरू"
    ),
    (11, 20): "mid middle mi mitte meados mediados середина середине منتصف मध्य",
    (21, 31): "late end last fin ende fim final finales fines конец конце نهايه اواخر",
}
_PART_DAYS = {word: days for days, words in _PARTS.items() for word in words.split()}


_WEEK = regex(r"week|woche|semaine|semana|недел|اسبوع|हफ्त|सप्ताह|hafte")
_NTH = (
    ((8, 14), regex(r"second|2nd|zweite|deuxieme|segunda|втор|الثاني|दूसर|doosre")),
    ((15, 21), regex(r"third|3rd|dritte|troisieme|tercera|terceira|треть|الثالث|तीसर")),
    ((1, 7), regex(r"first|1st|erste|premiere|primera|primeira|перв|الاول|पहल|pehle")),
)


def _part(said: str) -> tuple[int, int]:
    if _WEEK.search(said):
        return next((days for days, words in _NTH if words.search(said)), (25, 31))
    if "half" in said:
        return (1, 15) if "first" in said or "1st" in said else (16, 31)
    for word in said.split():
        if word in _PART_DAYS:
            return _PART_DAYS[word]
    return 1, 31


def _month(m: re.Match[str], today: date) -> list[Moment]:
    name = m["mon"].rstrip(".")
    said = f"{m['part'] or ''} {m['late'] or ''}".strip()
    is_told = m["prep"] or said or _year(m) or is_beside_another(m) or is_march_by_itself(m) or is_listed(m)
    if name in SHAKY_MONTHS and not is_told:
        return []
    month = MONTHS[name]
    first_day, last_day = _part(said)
    year = _year(m)
    if not year:
        year = today.year + (month < today.month or (month == today.month and last_day < today.day))
    end = monthrange(year, month)[1]
    return _window(m, date(year, month, min(first_day, end)), date(year, month, min(last_day, end)), today)


def _bare_day(m: re.Match[str], today: date) -> list[Moment]:
    is_german = m["the"] == "am" and m.string[m.end("d") :][:1] == "." and m.string[: m.start()][-2:] != "i "
    if not (
        is_german
        or m["ord"]
        or m["of"]
        or m["the"] in {"the", "on the", "le", "el", "den", "dia", "du", "vom", "zum"}
    ):
        return []
    if m["the"] in {"the", "on the"} and not (m["ord"] or m["of"]):
        return []
    day = int(m["d"])
    if m["which"] == "next":
        year, month = (today.year + 1, 1) if today.month == 12 else (today.year, today.month + 1)
        return _exact(m, on_day(year, month, day), "day_month")
    return _exact(m, day_ahead(day, today), "day")


def _weekday(m: re.Match[str], today: date) -> list[Moment]:
    name = m["wd"]
    if (
        name in SHAKY_WEEKDAYS
        and not (m["before"] or m["after"])
        and not re.search(rf"\b{name}\b\s*(?:\d|$|to|-|till|until|,)", m.string[m.start() :])
    ):
        return []
    weekday, before, after = WEEKDAYS[name], m["before"] or "", m["after"] or ""
    monday = today - timedelta(days=today.weekday())
    if before == "last":
        return []
    if after == "this week":
        day = monday + timedelta(days=weekday)
    elif before in {"next", "agle", "अगले", "nachsten"} or after == "next week":
        day = monday + timedelta(days=7 + weekday)
    else:
        day = today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    return _exact(m, day, "weekday")


def _offset(m: re.Match[str], today: date) -> list[Moment]:
    return _exact(m, today + timedelta(days=OFFSETS[m["word"]]), "offset")


def _weeks_on(m: re.Match[str], today: date) -> list[Moment]:
    weekday = m["wd"] or m["wd2"]
    if weekday:
        day = today + timedelta(days=(WEEKDAYS[weekday] - today.weekday() - 1) % 7 + 1)
    else:
        day = today + timedelta(days="tomorrow" in (m["day"] or m["day2"]))
    weeks = 2 if "fortnight" in (m["unit"] or m["unit2"]) else 1
    return _exact(m, day + timedelta(days=7 * weeks * (number(m["n"] or "one") or 1)), "offset")


_FREE_BEFORE = regex(r"flexi[bv]\w+ $")  # "datas flexíveis em 3 dias": how far they may move


def _in_n(m: re.Match[str], today: date) -> list[Moment]:
    if m.group().startswith("em ") and _FREE_BEFORE.search(m.string, 0, m.start()):
        return []
    said, unit = (m["n"], m["unit"]) if m["n"] else (m["n2"], m["unit2"])
    count = number(said) or 1
    if re.match(r"mo|mes|mois|меся", unit):
        total = today.year * 12 + today.month - 1 + count
        year, month = divmod(total, 12)
        day = date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))
        return _window(m, day - timedelta(days=7), day + timedelta(days=7), today)
    days = 14 if unit == "fortnight" else 7 if re.match(r"w|sem|недел", unit) else 1
    return _exact(m, today + timedelta(days=days * count), "offset")


def _stretch(m: re.Match[str], today: date) -> list[Moment]:
    which = m["which"] or ("next" if m["nextweek"] or m["nextmonth"] else "this")
    unit = m["unit"] or ("weekend" if m["weekend"] else "week" if m["nextweek"] else "month")
    monday = today - timedelta(days=today.weekday())
    is_next = "next" in which
    if unit == "weekend":
        first = monday + timedelta(days=12 if is_next else 5)
        return _window(m, first, first + timedelta(days=1), today)
    if unit == "week":
        first = monday + timedelta(days=7 if "this" not in which and which != "later" else 0)
        return _window(
            m, first + timedelta(days=3 if "end" in which else 0), first + timedelta(days=6), today
        )
    if unit == "year":
        year = today.year + is_next
        return _window(m, date(year, 1, 1), date(year, 12, 31), today)
    year, month = today.year, today.month
    if which in {"next", "coming", "the coming", "end of next"}:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    first = date(year, month, 21 if "end" in which else 1)
    return _window(m, first, date(year, month, monthrange(year, month)[1]), today)


def _feast(m: re.Match[str], today: date) -> list[Moment]:
    day = next_feast(FEASTS[m["name"]], today, int(m["year"]) if m["year"] else None)
    if not day:
        return []
    how = f"{m['how'] or ''} {m['post'] or ''}".split()
    if any(word in _AFTER for word in how):
        return _window(m, day + timedelta(days=1), day + timedelta(days=14), today)
    if any(word in _BEFORE for word in how):
        return _window(m, day - timedelta(days=14), day - timedelta(days=1), today)
    # Easter is a time of holidays wherever it is named with a preposition: "à Pâques", "an Ostern".
    if any(word in _LONG for word in how) or (FEASTS[m["name"]] == "easter" and m["how"]):
        return _window(m, day - timedelta(days=3), day + timedelta(days=4), today)
    return _exact(m, day, "day_month")


def _season(m: re.Match[str], today: date) -> list[Moment]:
    first_month, last_month = SEASONS[(m["name"] or m["bare"]).split()[0]]
    year = today.year - (last_month < first_month and today.month <= last_month)
    while True:
        last_year = year + (last_month < first_month)
        last = date(last_year, last_month, monthrange(last_year, last_month)[1])
        if last >= today:
            return _window(m, date(year, first_month, 1), last, today)
        year += 1


Meaning = Callable[[re.Match[str], date], list[Moment]]
GRAMMAR: tuple[tuple[re.Pattern[str], Meaning], ...] = (
    (ISO, _iso),
    (BETWEEN_DAYS, _spread),
    (DOTTED_SPREAD, _dotted_spread),
    (SPREAD, _spread),
    (MONTH_SPREAD, _spread),
    (DAY_MONTH, _day_month),
    (MONTH_DAY, _day_month),
    (WORD_MONTH, _word_month),
    (SLASHED, _slashed),
    (NAMED_STRETCH, named_stretch),
    (FEAST_DAY, counted_from_a_feast),
    (FEAST, _feast),
    (WEEKS_ON, _weeks_on),
    (IN_N, _in_n),
    (OFFSET, _offset),
    (WEEKDAY, _weekday),
    (BARE_DAY, _bare_day),
    (STRETCH, _stretch),
    (MONTH, _month),
    (SEASON, _season),
)
# Those in which a month stands by its name: a message that names none needs no look for them.
OF_MONTHS = frozenset({BETWEEN_DAYS, SPREAD, MONTH_SPREAD, DAY_MONTH, MONTH_DAY, WORD_MONTH, MONTH})
