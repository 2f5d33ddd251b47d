"""Days told while the start of the trip is known: a weekday beside it, and days of something else."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from agents.regexes import regex
from agents.scene.captured import Joined, Slots
from agents.scene.wishes import as_date, nights_of, value_of
from agents.understanding.calendar_words import CELEBRATIONS, OFFSETS, WEEKDAYS
from agents.understanding.contract import Slot, SlotName, Understanding
from agents.understanding.leave import names_a_beginning
from agents.understanding.reading import read

_ENDS: tuple[SlotName, ...] = ("start_date", "end_date")
_DATES: tuple[SlotName, ...] = (*_ENDS, "date_window")
_SOON = 7  # days; a trip that begins within them may well begin tomorrow
_FEW = 4  # words of a bare answer: "tomorrow please"
_BARE_WEEKDAY = regex(
    r"\W*(?:(?:on|a|el|al|le|un|am|den|na|no|em|numa|num|в|во|на|يوم|ko|"
    r"को)\W+){0,2}(?P<day>[^\W\d_]+(?:-feira)?)\W*"
)
_OF_AN_OCCASION = regex(
    rf"(?<!\w){CELEBRATIONS}(?:\W+(?:is|are|falls?|comes?|will be|es|sera|cae|est|tombe|sera|ist|fallt|e|cai|"
    r"будет|hai|है|on|the|of|el|le|am|dem|den|no|dia|em|de|в|во|يوم|في|ko|को)){0,4}\W*$"
)
# Words by which a day is one of the trip, whatever else is done on it.
_OF_THE_TRIP = regex(
    r"(?<!\w)(?:starts?|starting|begins?|beginning|arriv\w+|land(?:ing)?|return(?:ing)?|until|till|instead|rather|"
    r"make it|change|(?:can|could|shall|will|let's|let us|we|to) (?:we )?(?:go|travel|come)|travelling|from|"
    r"dates?|empez\w+|empiez\w+|comenz\w+|comienz\w+|lleg\w+|vamos|salimos|volv\w+|mejor|desde|hasta|"
    r"commenc\w+|part(?:ir|ons|ez)|rentr\w+|plutot|jusqu\w+|start\w*|beginn\w*|anfang\w*|ankomm\w*|abreis\w*|"
    r"zuruck\w*|lieber|statt\w*|comec\w+|cheg\w+|volt\w+|melhor|нач\w+|приез\w+|прилет\w+|верн\w+|давайте|"
    r"лучше|вместо|поед\w+|نبدا|نصل|نعود|نرجع|بدلا|chal\w*|shuru|aana|jana|wapas|चल\S*|शुरू|वापस)"
    r"(?![\w\u0900-\u0963])"
)


def beside_the_trip(understanding: Understanding, joined: Joined, known: Slots, today: date) -> Understanding:
    """Move weekdays told alone next to the start that is known; leave out the day of an occasion, and a
    weekday or a "tomorrow" on which something else is done.

    "Can we start on Saturday?", said of a trip that starts on Friday, 5 February, means the 6th. "Our
    anniversary is on the 8th" moves no trip whose start is known, nor does "I will decide by Friday".
    """
    start = as_date(value_of(known, "start_date"))
    if start is None:
        return understanding
    slots = dict(understanding.slots)
    told = {name for name in _ENDS if name in slots and not slots[name].message}
    is_of_it = len(told) == len(_ENDS) or _speaks_of_the_trip(joined.text)
    is_far = (start - today).days > _SOON
    days: dict[SlotName, int] = {}
    for name in _DATES:
        slot = slots.get(name)
        if slot is None or slot.retracted or slot.message:
            continue
        weekday = _weekday_in(joined.text, slot)
        is_elsewhen = is_far and (weekday is not None or _is_relative(joined.text, slot))
        if not is_of_it and (is_elsewhen or _is_of_an_occasion(joined.text, slot.span)):
            del slots[name]
        elif weekday is not None and name in _ENDS:
            days[name] = weekday
    moved = _beside(start, nights_of(known), days)
    if moved and min(moved.values()) >= today:
        slots |= {name: replace(slots[name], value=day.isoformat()) for name, day in moved.items()}
    return replace(understanding, slots=slots)


def _speaks_of_the_trip(text: str) -> bool:
    plain = read(text).plain
    is_bare = len(plain.split()) <= _FEW
    return is_bare or names_a_beginning(plain) or _OF_THE_TRIP.search(plain) is not None


def _beside(start: date, nights: int | None, days: Mapping[SlotName, int]) -> dict[SlotName, date]:
    """The days with those weekdays that lie nearest to the trip; an end is never before its start."""
    moved: dict[SlotName, date] = {}
    if "start_date" in days:
        moved["start_date"] = start = _nearest(days["start_date"], start)
        if "end_date" in days:
            moved["end_date"] = start + timedelta(days=(days["end_date"] - days["start_date"]) % 7 or 7)
    elif "end_date" in days and nights:
        moved["end_date"] = _nearest(days["end_date"], start + timedelta(days=nights))
    return moved


def _is_of_an_occasion(text: str, span: tuple[int, int]) -> bool:
    reading = read(text)
    begin, _ = reading.range_of(*span)
    return _OF_AN_OCCASION.search(reading.plain[max(0, begin - 60) : begin]) is not None


def _is_relative(text: str, slot: Slot) -> bool:
    """Whether a day is told from today: "tomorrow", "tonight"."""
    return read(text[slot.span[0] : slot.span[1]]).plain.strip() in OFFSETS


def _weekday_in(text: str, slot: Slot) -> int | None:
    """The weekday that is all a slot was told by; none where words say which one: "next Saturday"."""
    match = _BARE_WEEKDAY.fullmatch(read(text[slot.span[0] : slot.span[1]]).plain)
    days: Mapping[str, int] = WEEKDAYS
    return days.get(match["day"]) if match else None


def _nearest(weekday: int, day: date) -> date:
    """The day with that weekday which is at most three days away."""
    ahead = (weekday - day.weekday()) % 7
    return day + timedelta(days=ahead if ahead <= 3 else ahead - 7)
