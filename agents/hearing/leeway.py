"""How far the dates may move that were told before: "our dates are flexible by 3 days". Pure."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from agents.regexes import regex
from agents.scene.wishes import as_date, value_of
from agents.understanding.contract import Slot, SlotName, Understanding
from agents.understanding.date_grammar import GIVE_OR_TAKE, NO_LEEWAY_BEHIND
from agents.understanding.numbers import ENGLISH, number
from agents.understanding.reading import read

_WEEK = r"w(?:ee)?ks?|semanas?|semaines?|wochen?|недел\w+|hafte|haft[ae]|हफ्त\S+|اسبوع\w*"
_LEEWAY = regex(
    rf"{GIVE_OR_TAKE}(?:\d ?(?:-|to|or|bis|a|o|ou|или) ?)?"
    rf"(?P<n>\d{{1,2}}|{ENGLISH}|an?|un[ae]?|eine[rn]?|uma?)"
    rf" ?(?:(?P<weeks>{_WEEK})|d(?:ays?)?|dias?|jours?|tage?n?|дн\w+|день|din|दिन|ايام|يوم)(?!\w)"
    rf"{NO_LEEWAY_BEHIND}"
)
_MOST = 21  # days


def with_leeway(understanding: Understanding, text: str, known: Mapping[str, Any]) -> Understanding:
    """Lay a window around the known start, where all that is said of dates is how far they may move."""
    start = as_date(value_of(known, "start_date"))
    if start is None or {"start_date", "end_date", "date_window"} & understanding.slots.keys():
        return understanding
    reading = read(text)
    found = _LEEWAY.search(reading.plain)
    count = (number(found["n"]) or 1) * (7 if found["weeks"] else 1) if found else 0
    if found is None or not 0 < count <= _MOST:
        return understanding
    around = timedelta(days=count)
    window = {"from": (start - around).isoformat(), "to": (start + around).isoformat()}
    span = reading.span(*found.span())
    told: dict[SlotName, Slot] = {
        "start_date": Slot(start.isoformat(), span, confidence=0.75),
        "date_window": Slot(window, span, confidence=0.85),
    }
    return replace(understanding, slots={**understanding.slots, **told})
