"""The whole trip some days later or earlier: "what if we go a week later?". Pure."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from agents.captured import Slots
from agents.understanding.contract import Slot, SlotName, Understanding
from agents.understanding.numbers import ENGLISH, number
from agents.understanding.reading import read
from agents.wishes import as_date, value_of

_N = (
    rf"(?P<n>\d{{1,2}}|{ENGLISH}|an?|one|una?|un|une|eine?n?|um|uma|одну|один|ek|एक|do|दो|"
    r"dos|deux|zwei|dois|duas|две|два)"
)
_UNIT = (
    r"(?P<unit>days?|weeks?|months?|dias?|semanas?|mes(?:es)?|jours?|semaines?|mois|tage?|wochen?|monate?|"
    r"дн(?:я|ей|ь)|день|недел\w+|месяц\w*|din|hafte|hafta|mahine|mahina|दिन|हफ्ते|हफ्ता|महीने|महीना|ايام|"
    r"يوم|اسبوع|شهر)"
)
_LATER = (
    r"later|later than (?:that|planned)|despues|mas tarde|plus tard|apres|spater|depois|mais tarde|позже|"
    r"позднее|"
    r"aage|baad|आगे|बाद|بعد ذلك|لاحقا"
)
_EARLIER = (
    r"earlier|sooner|antes|mas temprano|plus tot|avant|fruher|mais cedo|раньше|pehle|peeche|पहले|पीछे|"
    r"قبل ذلك|ابكر"
)
_SHIFT = re.compile(
    rf"(?<!\w)(?:(?:на )?{_N} |на ){_UNIT} (?:(?P<later>{_LATER})|(?P<earlier>{_EARLIER}))(?!\w)"
    r"(?! (?:of|than|in|que|del|than that|we fly|return|back))"
)
# Hours of a day, the length of the trip and a stop are shifted by other words.
_NOT_THE_TRIP = re.compile(
    r"(?<!\w)(?:pay\w*|deposit|cancel\w*|book\w*|confirm\w*|decide|call|reply|answer|come back|return|"
    r"returning|"
    r"check[ -]?out|pag\w+|pay\w+|bezahl\w*|оплат\w+|return|zuruck|volver|retour|voltar|обратно|wapas)(?!\w)"
)
_DAYS = (
    (r"week|semana|semaine|woche|недел|haft|हफ्त|اسبوع", 7),
    (r"month|mes|mois|monat|месяц|mahin|महीन|شهر", 30),
)
_MONTHLY = re.compile(r"month|mes(?:es)?$|mois|monat|месяц|mahin|महीन|شهر")
_DATES: tuple[SlotName, ...] = ("start_date", "end_date", "date_window", "days", "nights")


def with_shift(understanding: Understanding, text: str, known: Slots) -> Understanding:
    """Move the day on which the trip is known to start; what comes later than something else, or than a day
    that nobody has named, is no date of the trip."""
    reading = read(text)
    match = _SHIFT.search(reading.plain)
    start = as_date(value_of(known, "start_date"))
    if match is None:
        return understanding
    span = reading.span(*match.span())
    if start is None or _NOT_THE_TRIP.search(reading.plain):
        return replace(understanding, slots=_without_dates_of(understanding.slots, span))
    moved = _moved(start, match)
    kept = {n: slot for n, slot in understanding.slots.items() if n not in _DATES}
    day = Slot(moved.isoformat(), span, confidence=0.85)
    slots: dict[SlotName, Slot] = {**kept, "start_date": day}
    end = as_date(value_of(known, "end_date"))
    if end is not None:
        slots["end_date"] = replace(day, value=(end + (moved - start)).isoformat())
    return replace(understanding, slots=slots)


def _without_dates_of(slots: Mapping[SlotName, Slot], span: tuple[int, int]) -> dict[SlotName, Slot]:
    begin, end = span
    return {
        name: slot
        for name, slot in slots.items()
        if name not in _DATES or slot.message or not (slot.span[0] < end and begin < slot.span[1])
    }


def _moved(start: date, match: re.Match[str]) -> date:
    words = match["n"] or "a"
    count = {"do": 2, "ek": 1}.get(words) or number(words) or 1
    days = next((n for unit, n in _DAYS if re.match(unit, match["unit"])), 1) * count
    if _MONTHLY.match(match["unit"]):
        days = _months(start, -count if match["earlier"] else count)
        return start + timedelta(days)
    return start + timedelta(-days if match["earlier"] else days)


def _months(start: date, count: int) -> int:
    """Days to the same day of another month, or to its last where it is shorter."""
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    for day in range(start.day, 0, -1):
        try:
            return (date(year, month + 1, day) - start).days
        except ValueError:
            continue
    return 0
