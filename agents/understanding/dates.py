"""Finds days and stretches of days in a plain message and says which dates they are.

A `Moment` is what one expression means: a day (`first == last`, `is_exact`) or a window. Years that
nobody said are chosen so that the moment lies ahead of the customer's today.
"""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from agents.understanding.calendar_words import (
    FEASTS,
    MONTHS,
    OFFSETS,
    SEASONS,
    SHAKY_MONTHS,
    SHAKY_WEEKDAYS,
    WEEKDAYS,
    either,
    next_feast,
)
from agents.understanding.numbers import LANGUAGE_WORDS, SAFE_WORDS, number

Said = Literal["full", "day_month", "day", "weekday", "offset", "window"]


@dataclass(frozen=True)
class Moment:
    """A date or window of dates found at `begin:end` of the plain text; `said` tells what was left open."""

    begin: int
    end: int
    first: date
    last: date
    said: Said

    @property
    def is_exact(self) -> bool:
        return self.said != "window"


_M = rf"(?:{either(MONTHS)})\.?"
_D = r"(?:3[01]|[12]\d|0?[1-9])"
_ORD = r"(?:st|nd|rd|th|er|ere|\.|o|a|-?го|-?е)?"
_OF = r"(?:\s*(?:of|de|del|do|da|d'|den|the|-|/|,)\s*|\s+)?"
_YEAR = r"(?:\s*,?\s*(?:of |de |del |do )?'?(?P<year>20\d\d|(?<=')\d\d)(?!\d))?"
_LEFT = r"(?<![\w/:.-])"
_NO_UNIT = r"(?!\s*(?:nights?|days?|adults?|people|kids?|children|rooms?|%|:\d|am\b|pm\b|\d))"
_TO = (
    r"\s*(?:-|to the|to|till|until|through|thru|hasta el|hasta|al|au|bis zum|bis|ate|a|ao|до|по|الي|से|se)\s*"
)
_DAY_WORDS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()

_ISO = re.compile(r"(?<!\d)(?P<y>20\d\d)-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)")
_SLASHED = re.compile(
    r"(?<![\d/.:-])(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?:(?P=sep)(?P<y>20\d\d|\d\d))?(?![\d/]|\s*(?:%|star|\*|usd|eur|k\b|lakh|hours?|hrs?))"
)
_SPREAD = re.compile(
    rf"{_LEFT}(?P<d1>{_D}){_ORD}(?P<to>{_TO})(?:the )?(?P<d2>{_D}){_ORD}{_OF}(?P<mon>{_M})(?!\w){_YEAR}"
)
_MONTH_SPREAD = re.compile(
    rf"(?<!\w)(?P<mon>{_M})\s*(?:the\s*)?(?P<d1>{_D}){_ORD}(?P<to>{_TO})(?:the )?(?P<d2>{_D}){_ORD}(?![\w/]){_NO_UNIT}{_YEAR}"
)
_DAY_MONTH = re.compile(rf"{_LEFT}(?P<d>{_D})\s?{_ORD}{_OF}(?P<mon>{_M})(?!\w){_YEAR}")
_MONTH_DAY = re.compile(
    rf"(?<!\w)(?P<mon>{_M})\s*,?\s*(?:the\s*)?(?P<d>{_D}){_ORD}(?![\w/])(?!\s*(?:-|to)\s*\d+\s*(?:nights|days)){_NO_UNIT}{_YEAR}"
)
_WORD_MONTH = re.compile(
    rf"(?<!\w)(?:the )?(?P<dw>{'|'.join(_DAY_WORDS)})\s+(?:of\s+)?(?P<mon>{_M})(?!\w){_YEAR}"
)
_PART = (
    r"(?:(?P<part>early|beginning of|beginning|start of|first week of|first half of|mid|middle of|the middle of|late|end of|"
    r"the end of|last week of|second week of|third week of|second half of|around|principios de|inicios de|mediados de|"
    r"finales de|fines de|debut|mi|fin|anfang|mitte|ende|inicio de|comeco de|meados de|fim de|final de|в начале|начало|"
    r"в середине|середина|середине|в конце|конец|конце|اوائل|بدايه|منتصف|نهايه|اواخر|शुरू|मध्य)[ -]*(?:of |de |d')?)?"
)
_MONTH = re.compile(
    rf"(?<![\w'])(?P<prep>(?:in|for|during|en|im|em|no|na|в|на|au|this|next|by|of|since|until|till|around|في|شهر|mes de)\s+(?:the )?)?{_PART}(?P<mon>{_M})(?!\w)(?:\s+(?:ke?\s+)?(?P<late>end|mid|start|mein|me|में))?{_YEAR}"
)
_BARE_DAY = re.compile(
    rf"(?<![\w/:.$€£₹-])(?:(?P<the>on the|the|on|le|el|am|den|dia|a partir del|du|del|al|au|vom|zum)\s+)?(?P<d>{_D})(?P<ord>st|nd|rd|th|-?го|-?е|ere?)?"
    r"(?P<of>\s+of\s+(?P<which>this|next|the)\s+month|\s+(?:of the month|inst)|\s+(?P<this>de este mes|ce mois|dieses monats|deste mes|этого месяца))?(?![\w/:]|[.,]\d)"
)
_WD = either(WEEKDAYS)
_WEEKDAY = re.compile(
    rf"(?<!\w)(?:(?P<before>this coming|this|next|coming|upcoming|last|on|este|proximo|ce|cette|prochain|nachsten|kommenden|diesen|neste|nesta|proxima|в следующую|следующий|следующую|эту|в эту|इस|अगले|agle|is)\s+)?"
    rf"(?P<wd>{_WD})s?(?!\w)(?:\s+(?:of\s+)?(?P<after>next week|this week|coming|after next|prochain|que viene|proximo|proxima|que vem|القادم|القادمه|المقبل))?"
)
_OFFSET = re.compile(rf"(?<!\w)(?:later |late )?(?P<word>{either(OFFSETS)})(?:'?s)?(?!\w)")
_COUNT = rf"(?P<n>\d{{1,3}}|{SAFE_WORDS}|a|an|one|un|une|una|ein|einer|einem|uma?)"
_UNIT = r"(?P<unit>days?|weeks?|months?|fortnight|dias?|semanas?|mes(?:es)?|jours?|semaines?|mois|tage?n?|wochen?|monate?n?|дн(?:я|ей)|день|недел[юиь]|месяц(?:а|ев)?)"
_IN_N = re.compile(
    rf"(?<!\w)(?:in|after|dentro de|en|dans|em|daqui a|через)\s+{_COUNT}\s+{_UNIT}(?:'? time)?(?!\w)|(?<!\w){_COUNT.replace('<n>', '<n2>')}\s+{_UNIT.replace('<unit>', '<unit2>')}\s+(?:from now|from today|later|hence)(?!\w)"
)
_STRETCH = re.compile(
    r"(?<!\w)(?:(?P<which>this|next|coming|the coming|end of|later|end of this|end of next)\s+(?P<unit>weekend|week|month|year)|"
    r"(?P<weekend>este fin de semana|ce week-?end|dieses wochenende|am wochenende|este fim de semana|neste fim de semana|в эти выходные|на выходных|на выходные|"
    r"نهايه الاسبوع|इस वीकेंड|is weekend|is hafte ke end)|(?P<nextweek>la semana que viene|la proxima semana|la semaine prochaine|nachste woche|semana que vem|"
    r"proxima semana|на следующей неделе|الاسبوع القادم|الاسبوع المقبل|अगले हफ्ते|agle hafte)|"
    r"(?P<nextmonth>el mes que viene|el proximo mes|le mois prochain|nachsten monat|mes que vem|proximo mes|в следующем месяце|الشهر القادم|الشهر المقبل|अगले महीने|agle mahine|agle month))(?!\w)"
)
_FEAST = re.compile(
    rf"(?<!\w)(?P<how>(?:right |just )?(?:before|after|around|over|during|for|at|despues de|antes de|durante|por|en|apres|avant|pendant|a|nach|vor|uber|an|zu|depois do|depois de|antes do|no|после|перед|до|на|بعد|قبل|في)\s+(?:the |la |el |le |o |das )?)?(?P<name>{either(FEASTS)})(?!\w)(?:\s+(?:ke|के)\s+(?P<post>baad|bad|pehle|बाद|पहले))?(?:\s+(?P<year>20\d\d))?"
)
_SEASON = re.compile(
    rf"(?<!\w)(?:(?P<next>next|this|en|im|in|the|in the|this coming|no|na|au|l'|cet)\s*)(?P<name>{either(SEASONS)})(?!\w)(?:\s+(?:holidays?|vacations?|break))?|(?<!\w)(?P<bare>летом|осенью|зимой|весной|गर्मियों|सर्दियों|summer holidays?|summer vacations?|winter holidays?|winter break|spring break)(?!\w)"
)

_AFTER = ("after", "despues", "apres", "nach", "depois", "после", "بعد", "baad", "bad", "बाद")
_BEFORE = ("before", "antes", "avant", "vor", "перед", "قبل", "pehle", "पहले", "до")
_LONG = ("around", "over", "during", "for", "durante", "pendant", "uber", "at", "на")


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def ahead(month: int, day: int, today: date) -> date | None:
    """The next date with this month and day, today included."""
    for year in range(today.year, today.year + 5):
        found = _safe(year, month, day)
        if found and found >= today:
            return found
    return None


def day_ahead(day: int, today: date) -> date | None:
    """The next date with this day of the month, today included."""
    year, month = today.year, today.month
    for _ in range(4):
        found = _safe(year, month, day)
        if found and found >= today:
            return found
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return None


def _month_of(name: str) -> int:
    return MONTHS[name.rstrip(".")] if name.rstrip(".") in MONTHS else MONTHS[name]


def _year(match: re.Match[str]) -> int | None:
    said = match.groupdict().get("year")
    return None if not said else int(said) + (2000 if len(said) == 2 else 0)


def _on(month: int, day: int, year: int | None, today: date) -> date | None:
    return _safe(year, month, day) if year else ahead(month, day, today)


def _exact(match: re.Match[str], day: date | None, said: Said) -> list[Moment]:
    return [Moment(match.start(), match.end(), day, day, said)] if day else []


def _window(match: re.Match[str], first: date, last: date, today: date) -> list[Moment]:
    if last < first:
        return []
    return [Moment(match.start(), match.end(), max(first, today) if last >= today else first, last, "window")]


def _iso(m: re.Match[str], today: date) -> list[Moment]:
    return _exact(m, _safe(int(m["y"]), int(m["m"]), int(m["d"])), "full")


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
        first = _safe(last.year - (month == 1), before, int(m["d1"])) if int(m["d1"]) > int(m["d2"]) else (
            _safe(last.year, month, int(m["d1"])))  # fmt: skip
    if not first:
        return []
    left = Moment(m.start("d1"), m.end("d1"), first, first, "day_month")
    return [left, Moment(m.start("d2"), m.end(), last, last, "full" if year else "day_month")]


def _day_month(m: re.Match[str], today: date) -> list[Moment]:
    year = _year(m)
    return _exact(m, _on(_month_of(m["mon"]), int(m["d"]), year, today), "full" if year else "day_month")


def _word_month(m: re.Match[str], today: date) -> list[Moment]:
    return _exact(m, _on(_month_of(m["mon"]), _DAY_WORDS.index(m["dw"]) + 1, _year(m), today), "day_month")


_PARTS = {
    (
        1,
        10,
    ): "early beginning start first debut anfang inicio comeco principios inicios начало начале اوائل بدايه शुरू",
    (11, 20): "mid middle mi mitte meados mediados середина середине منتصف मध्य",
    (21, 31): "late end last fin ende fim final finales fines конец конце نهايه اواخر",
}
_PART_DAYS = {word: days for days, words in _PARTS.items() for word in words.split()}


def _part(said: str) -> tuple[int, int]:
    if "second week" in said:
        return 8, 14
    if "third week" in said:
        return 15, 21
    if "week" in said:
        return (1, 7) if "first" in said else (25, 31)
    if "half" in said:
        return (1, 15) if "first" in said else (16, 31)
    for word in said.split():
        if word in _PART_DAYS:
            return _PART_DAYS[word]
    return 1, 31


def _month(m: re.Match[str], today: date) -> list[Moment]:
    name = m["mon"].rstrip(".")
    said = f"{m['part'] or ''} {m['late'] or ''}".strip()
    if name in SHAKY_MONTHS and not (m["prep"] or said or _year(m)):
        return []
    month = MONTHS[name]
    first_day, last_day = _part(said)
    year = _year(m)
    if not year:
        year = today.year + (month < today.month or (month == today.month and last_day < today.day))
    end = monthrange(year, month)[1]
    return _window(m, date(year, month, min(first_day, end)), date(year, month, min(last_day, end)), today)


def _bare_day(m: re.Match[str], today: date) -> list[Moment]:
    if not (
        m["ord"] or m["of"] or m["the"] in {"the", "on the", "le", "el", "den", "dia", "du", "vom", "zum"}
    ):
        return []
    if m["the"] in {"the", "on the"} and not (m["ord"] or m["of"]):
        return []
    day = int(m["d"])
    if m["which"] == "next":
        year, month = (today.year + 1, 1) if today.month == 12 else (today.year, today.month + 1)
        return _exact(m, _safe(year, month, day), "day_month")
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


def _in_n(m: re.Match[str], today: date) -> list[Moment]:
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
    if any(word in _LONG for word in how):
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


_GRAMMAR = (
    (_ISO, _iso), (_SPREAD, _spread), (_MONTH_SPREAD, _spread), (_DAY_MONTH, _day_month), (_MONTH_DAY, _day_month),
    (_WORD_MONTH, _word_month), (_SLASHED, _slashed), (_FEAST, _feast), (_IN_N, _in_n), (_OFFSET, _offset),
    (_WEEKDAY, _weekday), (_BARE_DAY, _bare_day), (_STRETCH, _stretch), (_MONTH, _month), (_SEASON, _season),
)  # fmt: skip


def moments(plain: str, today: date) -> list[Moment]:
    """Every date and window of dates in a plain message, in order, none overlapping."""
    found: list[Moment] = []
    taken: list[tuple[int, int]] = []
    for pattern, resolve in _GRAMMAR:
        for match in pattern.finditer(plain):
            if any(begin < match.end() and match.start() < end for begin, end in taken):
                continue
            if meant := resolve(match, today):
                found += meant
                taken.append(match.span())
    return _with_weekdays(plain, sorted(found, key=lambda m: m.begin))


def _with_weekdays(plain: str, found: list[Moment]) -> list[Moment]:
    """Draw "Friday the 17th" together: the next such day that is a Friday."""
    joined: list[Moment] = []
    for moment in found:
        last = joined[-1] if joined else None
        if last and last.said == "weekday" and moment.said in {"day", "day_month", "full"} and re.fullmatch(r"[\s,]*(?:the|on|on the|el|le|den|der|dia|,)?\s*", plain[last.end : moment.begin]):
            day = moment.first if moment.said == "full" else _on_weekday(moment, last.first.weekday())
            joined[-1] = Moment(last.begin, moment.end, day, day, moment.said)
            continue
        joined.append(moment)
    return joined


def _on_weekday(moment: Moment, weekday: int) -> date:
    day = moment.first
    for _ in range(14):
        if day.weekday() == weekday:
            return day
        following = day_ahead(day.day, day + timedelta(days=1)) if moment.said == "day" else ahead(day.month, day.day, day + timedelta(days=1))
        if not following or (following - moment.first).days > 1200:
            break
        day = following
    return moment.first


def moved_after(moment: Moment, start: date) -> Moment:
    """The same words read as an end: the first such day that does not come before `start`."""
    if moment.first >= start or moment.said in {"full", "window"}:
        return moment
    if moment.said == "day":
        later = day_ahead(moment.first.day, start)
    elif moment.said == "day_month":
        later = ahead(moment.first.month, moment.first.day, start)
    elif moment.said == "weekday":
        later = moment.first + timedelta(days=7 * (1 + (start - moment.first).days // 7))
    else:
        later = None
    return replace(moment, first=later, last=later) if later else moment
