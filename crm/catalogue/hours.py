"""Opening hours as people write them: `Mon-Thu,Sat 09:00-12:00 14:00-18:00; Fri 09:00-21:45/20:45`.

Segments are divided by `;`, several intervals of a day by a space; what follows `/` is the last entry.
Days that are not named are closed. `24:00` closes at midnight; a later hour, such as `26:00`, is two
o'clock of the night that follows.
"""

from collections.abc import Mapping
from itertools import pairwise

from crm.trips.values import Interval

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LATEST = 30 * 60


def parse_hours(text: str) -> Mapping[int, tuple[Interval, ...]]:
    """Give open intervals by weekday (0=Monday); raises ValueError that says what is wrong."""
    result: dict[int, tuple[Interval, ...]] = {}
    for segment in filter(None, (part.strip() for part in text.split(";"))):
        days, *spans = segment.split()
        if not spans:
            raise ValueError(f"no hours follow {days!r}")
        intervals = tuple(_interval(span) for span in spans)
        for one, other in pairwise(intervals):
            if other.opens < one.closes:
                raise ValueError(f"hours overlap or are out of order in {segment!r}")
        for day in parse_weekdays(days):
            if day in result:
                raise ValueError(f"{WEEKDAYS[day]} is named twice")
            result[day] = intervals
    return result


def parse_weekdays(text: str) -> tuple[int, ...]:
    """Read `Mon-Thu,Sat` as (0, 1, 2, 3, 5); an empty text gives no days."""
    days: list[int] = []
    for part in filter(None, (p.strip() for p in text.split(","))):
        first, _, last = part.partition("-")
        start, end = _weekday(first), _weekday(last or first)
        days += range(start, end + 1) if start <= end else [*range(start, 7), *range(end + 1)]
    if len(days) != len(set(days)):
        raise ValueError(f"a day is named twice in {text!r}")
    return tuple(sorted(days))


def _weekday(text: str) -> int:
    name = text.strip().capitalize()[:3]
    if name not in WEEKDAYS:
        raise ValueError(f"{text!r} is not a weekday (Mon, Tue, …)")
    return WEEKDAYS.index(name)


def _interval(text: str) -> Interval:
    span, _, last = text.partition("/")
    first, dash, end = span.partition("-")
    if not dash:
        raise ValueError(f"{text!r} is not an interval such as 09:00-18:00")
    opens, closes = _minute(first), _minute(end)
    if closes <= opens:
        raise ValueError(f"hours end before they begin: {text}")
    last_entry = _minute(last) if last else None
    if last_entry is not None and not opens <= last_entry <= closes:
        raise ValueError(f"the last entry lies outside the hours: {text}")
    return Interval(opens, closes, last_entry)


def _minute(text: str) -> int:
    hour, colon, minute = text.partition(":")
    if not (colon and hour.isdigit() and minute.isdigit() and len(minute) == 2 and int(minute) < 60):
        raise ValueError(f"{text!r} is not a time such as 09:00")
    result = int(hour) * 60 + int(minute)
    if result > _LATEST:
        raise ValueError(f"{text!r} lies too far into the next day")
    return result
