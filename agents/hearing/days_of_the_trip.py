"""Days that are told while the start of the trip is known: a weekday beside it, and days of something "
"else."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from agents.regexes import regex
from agents.scene.captured import Joined, Slots
from agents.scene.wishes import as_date, value_of
from agents.understanding.calendar_words import OFFSETS, WEEKDAYS
from agents.understanding.contract import Slot, SlotName, Understanding
from agents.understanding.leave import names_a_beginning
from agents.understanding.reading import read

_ENDS: tuple[SlotName, ...] = ("start_date", "end_date")
_DATES: tuple[SlotName, ...] = (*_ENDS, "date_window")
_SOON = 7  # days; a trip that begins within them may well begin tomorrow
_BARE_WEEKDAY = regex(
    r"\W*(?:(?:on|a|el|al|le|un|am|den|na|no|em|numa|num|в|во|на|يوم|ko|"
    r"को)\W+){0,2}(?P<day>[^\W\d_]+(?:-feira)?)\W*"
)
_OCCASION = (
    r"(?:(?:birth|b-?|wedding )day|birthday|anniversary|engagement|cumpleanos|aniversario|anniversaire|"
    r"geburtstag|hochzeitstag|jahrestag|день рождения|д р|годовщин\w+|юбиле\w+|"
    r"(?:ال)?(?:عيد ميلاد|ذكري زواج)\w*|janamdin|janmdin|saalgirah|salgirah|जन्मदिन|सालगिरह|वर्षगांठ)"
)
_OF_AN_OCCASION = regex(
    rf"(?<!\w){_OCCASION}(?:\W+(?:is|are|falls?|comes?|will be|es|sera|cae|est|tombe|sera|ist|fallt|e|cai|"
    rf"sera|"
    r"будет|hai|है|on|the|of|el|le|am|dem|den|no|dia|em|de|в|во|يوم|في|ko|को)){0,4}\W*$"
)


def beside_the_trip(understanding: Understanding, joined: Joined, known: Slots, today: date) -> Understanding:
    """Move a weekday told alone next to the start that is known; leave out the day of an occasion, and a
    "tomorrow" on which something else is done.

    "Can we start on Saturday?", said of a trip that starts on Friday, 5 February, means the 6th. "Our
    anniversary is on the 8th" moves no trip whose start is known.
    """
    start = as_date(value_of(known, "start_date"))
    if start is None:
        return understanding
    slots = dict(understanding.slots)
    for name in _DATES:
        slot = slots.get(name)
        if slot is None or slot.retracted or slot.message:
            continue
        if _is_of_an_occasion(joined.text, slot.span) or _is_by_the_way(joined.text, slot, start, today):
            del slots[name]
        elif name in _ENDS and (day := _weekday_in(joined.text, slot)) is not None:
            near = start if name == "start_date" else as_date(value_of(known, "end_date"))
            if near is not None and (moved := _nearest(day, near)) >= today:
                slots[name] = replace(slot, value=moved.isoformat())
    return replace(understanding, slots=slots)


def _is_of_an_occasion(text: str, span: tuple[int, int]) -> bool:
    reading = read(text)
    begin, _ = reading.range_of(*span)
    return _OF_AN_OCCASION.search(reading.plain[max(0, begin - 60) : begin]) is not None


def _is_by_the_way(text: str, slot: Slot, start: date, today: date) -> bool:
    """Whether "tomorrow" is when something else is done, as a trip of another month does not begin then."""
    is_relative = read(text[slot.span[0] : slot.span[1]]).plain.strip() in OFFSETS
    return is_relative and (start - today).days > _SOON and not names_a_beginning(read(text).plain)


def _weekday_in(text: str, slot: Slot) -> int | None:
    """The weekday that is all a slot was told by; none where words say which one: "next Saturday"."""
    match = _BARE_WEEKDAY.fullmatch(read(text[slot.span[0] : slot.span[1]]).plain)
    days: Mapping[str, int] = WEEKDAYS
    return days.get(match["day"]) if match else None


def _nearest(weekday: int, day: date) -> date:
    """The day with that weekday which is at most three days away."""
    ahead = (weekday - day.weekday()) % 7
    return day + timedelta(days=ahead if ahead <= 3 else ahead - 7)
