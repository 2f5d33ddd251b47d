"""What is booked already, as the desk says it back."""

from collections.abc import Mapping
from typing import Any

from agents.scene.wishes import as_date
from agents.wording.phrasing import Pen


def booking_told(item: Mapping[str, Any], pen: Pen) -> str:
    """Say one booking of the slot `booked` in the reader's words: what, on which day or nights, and when."""
    name = pen.word("engagement", str(item.get("name") or ""))
    if item.get("kind") == "stay":
        first, last = (_day(item.get(key), pen) for key in ("from", "until"))
        return pen.write("recap.booked_stay", name=name, first=first, last=last)
    told = pen.write("recap.booked_day", name=name, day=_day(item.get("day"), pen))
    at = str(item.get("at") or "")
    return f"{told} {at}" if at else told


def _day(said: Any, pen: Pen) -> str:
    if isinstance(said, int):
        return pen.write("recap.day_number", n=said) if said > 0 else pen.write("recap.last_day")
    day = as_date(said)
    return pen.day(day) if day else ""
