"""Finds days and stretches of days in a plain message and says which dates they are.

Years that nobody said are chosen so that the moment lies ahead of the customer's today.
"""

import re
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice

from agents.regexes import regex
from agents.understanding.date_grammar import M
from agents.understanding.date_meanings import GRAMMAR, OF_MONTHS
from agents.understanding.moments import Moment, ahead, day_ahead

_YEARS_AHEAD = 3
_MOST = 60  # of one kind in a message; nobody names more days
_A_MONTH = regex(rf"(?<![^\W\d_]){M}")
_IN = regex(r"(?<!\w)(?:in|im|en|em|в) $")
_MONTH_BEFORE = regex(rf"(?<!\w){M}\s*$")


def moments(plain: str, today: date) -> list[Moment]:
    """Every date and window of dates in a plain message, in order, none overlapping."""
    return list(_moments(plain, today))


@lru_cache(maxsize=64)  # one message is looked through by several readers
def _moments(plain: str, today: date) -> tuple[Moment, ...]:
    found: list[Moment] = []
    taken = bytearray(len(plain) + 1)  # characters of which a meaning is known
    names_month = _A_MONTH.search(plain) is not None
    for pattern, resolve in GRAMMAR:
        if not names_month and pattern in OF_MONTHS:
            continue
        for found_at in islice(pattern.finditer(plain), _MOST):
            match = _with_its_year(plain, found_at, today)
            if match is None or any(taken[match.start() : match.end()]):
                continue
            if meant := resolve(match, today):
                found += meant
                taken[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    return tuple(_with_weekdays(plain, sorted(found, key=lambda m: m.begin)))


def _with_its_year(plain: str, match: re.Match[str], today: date) -> re.Match[str] | None:
    """The match itself, or that behind a leading number that is no year of it: "room 2012, 10 Feb".

    Trips are planned for this year and the next three; "Feb 2027 March 3" has its year with the month before.
    A far one that a month is told in, "in 2031 February", is meant: it is kept as it was said.
    """
    year = match.groupdict().get("year0")
    if not year:
        return match
    is_near = today.year <= int(year) <= today.year + _YEARS_AHEAD
    if is_near and not _MONTH_BEFORE.search(plain, 0, match.start("year0")):
        return match
    is_of_a_month = "prep" in match.groupdict() and _IN.search(plain, 0, match.start("year0"))
    if is_of_a_month and int(year) > today.year:
        return match
    return match.re.search(plain, match.end("year0"), match.end())


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
