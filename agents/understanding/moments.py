"""What one expression of time means: a day or a window, and the next such day ahead."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

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


def on_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def ahead(month: int, day: int, today: date) -> date | None:
    """The next date with this month and day, today included."""
    for year in range(today.year, today.year + 5):
        found = on_day(year, month, day)
        if found and found >= today:
            return found
    return None


def day_ahead(day: int, today: date) -> date | None:
    """The next date with this day of the month, today included."""
    year, month = today.year, today.month
    for _ in range(4):
        found = on_day(year, month, day)
        if found and found >= today:
            return found
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return None


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
