"""A day told without its month is of the month that is known: "in July", and later "from the 5th"."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from agents.regexes import regex
from agents.scene.captured import Joined, Slots
from agents.scene.wishes import as_date, value_of
from agents.understanding.contract import Slot, SlotName, Understanding

_ENDS: tuple[SlotName, ...] = ("start_date", "end_date")
_BARE_DAY = regex(
    r"(?:(?:the|on|from|dia|día|le|du|el|del|den|dem|am|vom|ab|em|no|с|со|на|يوم|tarikh|तारीख)\W*){0,3}"
    r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?",
    re.IGNORECASE,
)


def in_the_known_month(
    understanding: Understanding, joined: Joined, known: Slots, today: date
) -> Understanding:
    """Put days told alone into the month that the customer told before, where it is still to come."""
    month = _month(known)
    if month is None or "date_window" in understanding.slots:
        return understanding
    moved: dict[SlotName, Slot] = {}
    for name in _ENDS:
        slot = understanding.slots.get(name)
        if slot is None or slot.retracted or slot.message:
            continue
        match = _BARE_DAY.fullmatch(joined.text[slot.span[0] : slot.span[1]].strip())
        if match is None:
            return understanding  # one that tells its month tells that of both
        if (day := _day_of(month, int(match["day"]))) is not None and day >= today:
            moved[name] = replace(slot, value=day.isoformat())
    first, last = (moved[n].value if n in moved else None for n in _ENDS)
    if not moved or (first and last and first > last):
        return understanding
    return replace(understanding, slots={**understanding.slots, **moved})


def _month(known: Slots) -> date | None:
    """The first day of the one month that is known: of the window, or of the day that was told."""
    window: Any = value_of(known, "date_window")
    if isinstance(window, Mapping):
        first, last = as_date(window.get("from")), as_date(window.get("to"))
        if first is None or last is None or (first.year, first.month) != (last.year, last.month):
            return None
        return first.replace(day=1)
    start = as_date(value_of(known, "start_date"))
    return start.replace(day=1) if start else None


def _day_of(month: date, day: int) -> date | None:
    try:
        return month.replace(day=day)
    except ValueError:
        return None
