"""The whole trip some days later or earlier: "what if we go a week later?". Pure."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from agents.hearing.shifting_words import moves_the_trip
from agents.regexes import regex
from agents.scene.captured import Slots
from agents.scene.wishes import as_date, value_of
from agents.understanding.contract import Slot, SlotName, Understanding
from agents.understanding.durations import durations
from agents.understanding.moved_by import way_moved
from agents.understanding.numbers import ENGLISH, number
from agents.understanding.reading import Reading, read
from agents.understanding.spoken_of import is_wished_by_us
from agents.understanding.trip_dates import trip_dates

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
_SHIFT = regex(
    rf"(?<!\w)(?:(?:на )?{_N} |на ){_UNIT} (?:(?P<later>{_LATER})|(?P<earlier>{_EARLIER}))(?!\w)"
    r"(?! (?:of|than|in|que|del|than that|we fly|return|back))"
)
_COUNT = regex(rf"(?<!\w)(?:{_N} )?{_UNIT}(?!\w)")
_DAYS = (
    (r"week|semana|semaine|woche|недел|haft|हफ्त|اسبوع", 7),
    (r"month|mes|mois|monat|месяц|mahin|महीन|شهر", 30),
)
_MONTHLY = regex(r"month|mes(?:es)?$|mois|monat|месяц|mahin|महीन|شهر")
_ENDS: tuple[SlotName, ...] = ("start_date", "end_date", "date_window")
_LENGTHS: frozenset[SlotName] = frozenset({"days", "nights"})
_TIMES = _LENGTHS.union(_ENDS)


def with_shift(understanding: Understanding, text: str, known: Slots, today: date) -> Understanding:
    """Move the day on which the trip is known to start; what comes later than something else, or than a day
    that nobody has named, is no date of the trip. A day that is named beside it counts before it, and
    nights that are told anew stay as they are told."""
    reading = read(text)
    found = list(_SHIFT.finditer(reading.plain))
    if not found:
        return _moved_by_a_verb(understanding, reading, known)
    slots: Mapping[SlotName, Slot] = understanding.slots
    for match in found:
        slots = _without_dates_of(slots, reading.span(*match.span()))
    start = as_date(value_of(known, "start_date"))
    places = value_of(known, "destinations")
    named = [str(one) for one in places] if isinstance(places, list) else []
    moving = [match for match in found if moves_the_trip(reading.plain, match.span(), named)]
    beside = _said_beside(reading.without(*(m.span() for m in found)), today, known)
    if start is None or not moving or len({bool(match["later"]) for match in found}) > 1:
        # The reader of dates may have taken these words for the day that is named beside them.
        hidden = understanding.slots.keys() - slots.keys()
        told = {
            n: s
            for n, s in beside.items()
            if hidden and is_wished_by_us(reading.plain, *reading.range_of(*s.span))
        }
        return replace(understanding, slots={**slots, **told})
    kept = {name: slot for name, slot in slots.items() if name not in _ENDS}
    if "start_date" in beside or "date_window" in beside:
        return replace(understanding, slots={**kept, **beside})
    moved = _moved(start, moving[0], is_earlier=moving[0]["earlier"] is not None)
    span = reading.span(*moving[0].span())
    shifted = _shifted({**kept, **beside}, start, Slot(moved.isoformat(), span, confidence=0.85), known)
    return replace(understanding, slots=shifted)


def _moved_by_a_verb(understanding: Understanding, reading: Reading, known: Slots) -> Understanding:
    """Move the known start by "postpone it by two days", whose verb says which way."""
    start, way = as_date(value_of(known, "start_date")), way_moved(reading.plain)
    counted = _COUNT.search(reading.plain, *way[:2]) if way else None
    if start is None or way is None or counted is None or set(understanding.slots) & _TIMES:
        return understanding
    moved = _moved(start, counted, is_earlier=way[2])
    day = Slot(moved.isoformat(), reading.span(*way[:2]), confidence=0.85)
    return replace(understanding, slots=_shifted(understanding.slots, start, day, known))


def _said_beside(reading: Reading, today: date, known: Slots) -> dict[SlotName, Slot]:
    """Dates that differ from those known, and lengths, that are told beside the shift."""
    lengths, rest = durations(reading)
    dates, _ = trip_dates(rest, today, None, None, False)
    told = {name: slot for name, slot in lengths.items() if name in _LENGTHS}
    return told | {name: slot for name, slot in dates.items() if slot.value != value_of(known, name)}


def _shifted(slots: Mapping[SlotName, Slot], start: date, day: Slot, known: Slots) -> dict[SlotName, Slot]:
    moved = date.fromisoformat(str(day.value))
    shifted: dict[SlotName, Slot] = {**slots, "start_date": day}
    end = as_date(value_of(known, "end_date"))
    if "end_date" in slots or end is None:
        return shifted
    if slots.keys() & _LENGTHS:
        shifted["end_date"] = replace(day, value=None, retracted=True)
    else:
        shifted["end_date"] = replace(day, value=(end + (moved - start)).isoformat())
    return shifted


def _without_dates_of(slots: Mapping[SlotName, Slot], span: tuple[int, int]) -> dict[SlotName, Slot]:
    begin, end = span
    return {
        name: slot
        for name, slot in slots.items()
        if name not in _TIMES or slot.message or not (slot.span[0] < end and begin < slot.span[1])
    }


def _moved(start: date, match: re.Match[str], *, is_earlier: bool) -> date:
    words = match["n"] or "a"
    count = {"do": 2, "ek": 1}.get(words) or number(words) or 1
    days = next((n for unit, n in _DAYS if re.match(unit, match["unit"])), 1) * count
    if _MONTHLY.match(match["unit"]):
        days = _months(start, -count if is_earlier else count)
        return start + timedelta(days)
    return start + timedelta(-days if is_earlier else days)


def _months(start: date, count: int) -> int:
    """Days to the same day of another month, or to its last where it is shorter."""
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    for day in range(start.day, 0, -1):
        try:
            return (date(year, month + 1, day) - start).days
        except ValueError:
            continue
    return 0
