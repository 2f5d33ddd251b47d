"""When staff want something: a moment ahead for reminders, a stretch of days for lists and reports."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from unicodedata import normalize

from agents.regexes import regex
from agents.understanding.dates import moments

MORNING = time(9)  # the hour of a reminder for which only a day was named
_PARTS = {
    "morning": time(9), "subah": time(9), "noon": time(12), "midday": time(12), "lunch": time(13),
    "afternoon": time(15), "dopahar": time(15), "evening": time(18), "shaam": time(18), "eod": time(18),
    "end of day": time(18), "end of the day": time(18), "tonight": time(20), "night": time(20),
}  # fmt: skip
_PART = regex(r"\b(?:(?:in |at )?(?:the )?|by )(" + "|".join(sorted(_PARTS, key=len, reverse=True)) + r")\b")
_CLOCK = regex(
    r"\b(?:at |by |@ ?|a las? )?(?:(\d{1,2})[:.](\d{2})\s*(am|pm)?|(\d{1,2})\s*(am|pm|o'clock|baje)"
    r"|(?<=at )(\d{1,2})|(?<=a las )(\d{1,2})|(?<=a la )(1))\b(?![/.-]?\d)"
)
_AFTER_DAY = regex(r"\s{1,9}(1[0-2]|[1-9])(?= |$)(?! (?:adults?|people|pax|nights?|days?|leads?)\b)")
_NEXT_WEEK = regex(r"\b(?:early )?next week\b|\bagle hafte\b|\bla (?:semana que viene|pr[oó]xima semana)\b")
_AFTER = regex(r"\bin (?:an?|one|half an|(\d{1,3})) ?(minutes?|mins?|min|hours?|hrs?|hr|h|days?|weeks?)\b")
_WEEK_FIRST = regex(r"\bnext week,? (?:on )?((?:mon|tues|wednes|thurs|fri|satur|sun)day)\b")
_WITHOUT_A_NUMBER = ("weekday", "offset")  # how days are said behind which a number is no date
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_PREPOSITION = regex(r"(?:\b(?:on|at|by|for|this|coming|the|from|el|los?)\s*)+$")


@dataclass(frozen=True)
class Moment:
    """A local moment, and what of the words stands before and after it: `rest` without it."""

    at: datetime
    rest: str


def moment(plain: str, now: datetime) -> Moment | None:
    """Read one moment ahead of the local `now`; None where none is named or it has passed.

    A day without an hour means nine in the morning; an hour without a day means the next such hour.
    Two days ("Friday or Saturday") mean none.
    """
    plain = _WEEK_FIRST.sub(r"\1 next week", plain)
    after = _AFTER.search(plain)
    if after:
        unit = _UNITS[after[2][0]]
        amount = float(after[1]) if after[1] else 0.5 if "half" in after.group() else 1.0
        whole = now + timedelta(**{unit: amount})
        if unit in ("minutes", "hours"):
            at = whole.replace(second=0, microsecond=0)
            return Moment(at, _without(plain, after.span()))
    days = [found for found in moments(_unaccented(plain), now.date()) if found.said != "window"]
    if len({found.first for found in days}) > 1:
        return None
    cut = [(found.begin, found.end) for found in days]
    clock, part, week = _clock(plain, cut), _PART.search(plain), _NEXT_WEEK.search(plain)
    if not days and not clock and not part and not week:
        return None
    if days and not clock and not part and days[0].said in _WITHOUT_A_NUMBER:
        clock = _bare_hour(plain, days[0].end)
    at_time = MORNING
    if part:
        cut.append(part.span())
        at_time = _PARTS[part[1]]
    if clock:
        cut.append(clock[1])
        at_time = _meant(clock[0], clock[2], part[1] if part else "")
    day = days[0].first if days else now.date()
    if week:
        cut += [] if any(day.end >= week.end() > day.begin for day in days) else [week.span()]
        monday = now.date() + timedelta(days=7 - now.weekday())
        day = monday + timedelta(days=day.weekday() if days else 0)
    at = datetime.combine(day, at_time, now.tzinfo)
    if at <= now and not days and not week:
        at += timedelta(days=1)
    return Moment(at, _without(plain, *cut)) if at > now else None


def _clock(plain: str, taken: list[tuple[int, int]]) -> tuple[time, tuple[int, int], bool] | None:
    """Find an hour of the clock; the last value says whether morning or afternoon was said."""
    for match in _CLOCK.finditer(plain):
        begin, end = match.span()
        if any(first < end and begin < last for first, last in taken):
            continue
        hour = int(next(part for part in match.group(1, 4, 6, 7, 8) if part))
        minute, half = int(match[2] or 0), match[3] or match[5] or ""
        if hour > 23 or minute > 59:
            continue
        is_told = half in ("am", "pm") or hour > 12 or hour == 0
        if half == "pm" and hour < 12:
            hour += 12
        elif half == "am" and hour == 12:
            hour = 0
        return time(hour, minute), (begin, end), is_told
    return None


def _unaccented(plain: str) -> str:
    """Take accents off, letter for letter: the calendar's words are kept without them."""
    return "".join(normalize("NFD", letter)[0] for letter in plain)


def _bare_hour(plain: str, end: int) -> tuple[time, tuple[int, int], bool] | None:
    """Read "tomorrow 11": a small number right behind a day is its hour."""
    found = _AFTER_DAY.match(plain, end)
    return (time(int(found[1])), found.span(), False) if found else None


def _meant(told: time, is_told: bool, part: str) -> time:
    """Nobody is reminded at five in the night: a bare hour before seven is of the afternoon."""
    if is_told:
        return told
    late = part in ("afternoon", "evening", "tonight", "night", "shaam", "dopahar")
    if told.hour < 12 and (late or told.hour < 7):
        return told.replace(hour=told.hour + 12)
    return told


def _without(plain: str, *spans: tuple[int, int]) -> str:
    kept, free_from = plain, len(plain)
    for begin, end in sorted(spans, reverse=True):
        if end > free_from:
            continue  # "tonight" is a day and an hour
        free_from = begin
        kept = _PREPOSITION.sub("", kept[:begin]).rstrip() + " " + kept[end:].lstrip()
    return " ".join(kept.split())


@dataclass(frozen=True)
class Days:
    """A stretch of local days, both included; None leaves an end open. `span` is where it stands."""

    first: date | None
    last: date | None
    span: tuple[int, int]


_BACK = regex(r"\b(?:in |from |over |of )?(?:the )?(?:last|past) (\d{1,3}) (days?|weeks?)\b")
_NAMED = regex(
    r"\b(?:from |in |of |for |created |during )?(?:the )?"
    r"(today(?:'s)?|aaj|hoy|yesterday(?:'s)?|ayer|(?:this|last) (?:week|month)(?:'s)?)\b"
)
_SINCE = regex(r"\b(?:since|after)\s+")


def days_back(plain: str, today: date) -> Days | None:
    """Read a stretch of days that lies behind: today, yesterday, last week, since Monday, last 7 days."""
    if back := _BACK.search(plain):
        number = int(back[1]) * (7 if back[2].startswith("week") else 1)
        return Days(today - timedelta(days=number), None, back.span())
    if named := _NAMED.search(plain):
        first, last = _named(named[1].removesuffix("'s"), today)
        return Days(first, last, named.span())
    if since := _SINCE.search(plain):
        found = [m for m in moments(plain[since.end() :], today) if m.begin == 0]
        if found:
            return Days(
                before_today(found[0].first, found[0].said, today),
                None,
                (since.start(), since.end() + found[0].end),
            )
    return None


def _named(word: str, today: date) -> tuple[date, date | None]:
    monday = today - timedelta(days=today.weekday())
    first = today.replace(day=1)
    before = first - timedelta(days=1)
    match word:
        case "today" | "aaj" | "hoy":
            return today, None
        case "yesterday" | "ayer":
            return today - timedelta(days=1), today - timedelta(days=1)
        case "this week":
            return monday, None
        case "last week":
            return monday - timedelta(days=7), monday - timedelta(days=1)
        case "this month":
            return first, None
        case _:
            return before.replace(day=1), before


def before_today(day: date, said: str, today: date) -> date:
    """Read as past what the calendar's grammar reads as ahead."""
    if day <= today:
        return day
    if said == "weekday":
        return day - timedelta(days=7)
    if said == "day_month":
        length = monthrange(day.year - 1, day.month)[1]
        return day.replace(year=day.year - 1, day=min(day.day, length))
    return day
