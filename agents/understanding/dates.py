"""Finds days and stretches of days in a plain message and says which dates they are.

Years that nobody said are chosen so that the moment lies ahead of the customer's today.
"""

import re
from datetime import date, timedelta

from agents.understanding.date_meanings import GRAMMAR
from agents.understanding.moments import Moment, ahead, day_ahead


def moments(plain: str, today: date) -> list[Moment]:
    """Every date and window of dates in a plain message, in order, none overlapping."""
    found: list[Moment] = []
    taken: list[tuple[int, int]] = []
    for pattern, resolve in GRAMMAR:
        for match in pattern.finditer(plain):
            if any(begin < match.end() and match.start() < end for begin, end in taken):
                continue
            if meant := resolve(match, today):
                found += meant
                taken.append(match.span())
    return _with_weekdays(plain, sorted(found, key=lambda m: m.begin))


def _with_weekdays(plain: str, found: list[Moment]) -> list[Moment]:
    """Draw "Friday the 17th" together: the next such day that is a Friday."""
    joined: list[Moment] = []
    for moment in found:
        last = joined[-1] if joined else None
        if (
            last
            and last.said == "weekday"
            and moment.said in {"day", "day_month", "full"}
            and re.fullmatch(
                r"[\s,]*(?:the|on|on the|el|le|den|der|dia|,)?\s*", plain[last.end : moment.begin]
            )
        ):
            day = moment.first if moment.said == "full" else _on_weekday(moment, last.first.weekday())
            joined[-1] = Moment(last.begin, moment.end, day, day, moment.said)
            continue
        joined.append(moment)
    return joined


def _on_weekday(moment: Moment, weekday: int) -> date:
    day = moment.first
    for _ in range(14):
        if day.weekday() == weekday:
            return day
        following = (
            day_ahead(day.day, day + timedelta(days=1))
            if moment.said == "day"
            else ahead(day.month, day.day, day + timedelta(days=1))
        )
        if not following or (following - moment.first).days > 1200:
            break
        day = following
    return moment.first
