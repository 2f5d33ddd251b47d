"""One day-planning problem: places with opening hours and scores, and the minutes between them.

Times are integers in the problem's own unit. Spot 0 is the hotel, where each day starts and ends inside
the window; spot k is the k-th place. A visit must *start* between `opens` and `closes`; waiting is allowed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Orders = list[list[int]]  # per day, spots in order of visit


MOST_DAYS = 366
MOST = 1_000_000_000  # of any number: sums of them stay exact where the search counts in doubles and in longs


class BadProblem(ValueError):
    """A problem that cannot be read; the message names the row and the field."""


@dataclass(frozen=True)
class Sight:
    """One place of a day-planning problem."""

    id: Any
    duration: int
    score: int
    opens: int
    closes: int


@dataclass(frozen=True)
class DayProblem:
    """`travel[i][j]` is the time from spot i to spot j."""

    id: Any
    days: int
    starts: int
    ends: int
    sights: tuple[Sight, ...]
    travel: Sequence[Sequence[int]]

    def score(self, orders: Sequence[Sequence[int]]) -> int:
        return sum(self.sights[spot - 1].score for order in orders for spot in order)


def read_problem(row: Mapping[str, Any]) -> DayProblem:
    """Read one line of the format of `serai plan-day`; raises BadProblem naming the field."""
    days = _whole(row, "days", "problem", least=1)
    if days > MOST_DAYS:
        raise BadProblem(f"problem: days ({days}) is more than {MOST_DAYS}")
    window = row.get("window")
    if not isinstance(window, list) or len(window) != 2 or not all(_is_whole(w) for w in window):
        raise BadProblem("problem: window must be [start, end]")
    if window[0] < 0:
        raise BadProblem(f"problem: window begins ({window[0]}) before 0")
    if window[1] > MOST:
        raise BadProblem(f"problem: window ends ({window[1]}) after {MOST}")
    if window[0] > window[1]:
        raise BadProblem(f"problem: window ends ({window[1]}) before it begins ({window[0]})")
    places = row.get("places")
    if not isinstance(places, list):
        raise BadProblem("problem: places must be a list")
    sights = tuple(_read_sight(place, f"places[{i}]") for i, place in enumerate(places))
    if len({repr(s.id) for s in sights}) < len(sights):
        raise BadProblem("problem: two places have the same id")
    return DayProblem(row.get("id"), days, window[0], window[1], sights, _read_travel(row, len(sights) + 1))


def _read_sight(place: Any, where: str) -> Sight:
    if not isinstance(place, Mapping):
        raise BadProblem(f"{where}: is not an object")
    if "id" not in place:
        raise BadProblem(f"{where}: id is missing")
    duration = _whole(place, "duration", where, least=0)
    score = _whole(place, "score", where, least=0)
    opens, closes = _whole(place, "open", where, least=0), _whole(place, "close", where)
    if closes < opens:
        raise BadProblem(f"{where}: close ({closes}) is before open ({opens})")
    return Sight(place["id"], duration, score, opens, closes)


def _read_travel(row: Mapping[str, Any], size: int) -> list[list[int]]:
    travel = row.get("travel")
    if not isinstance(travel, list) or len(travel) != size:
        raise BadProblem(f"problem: travel must have {size} rows, one for the hotel and one per place")
    for i, line in enumerate(travel):
        if not isinstance(line, list) or len(line) != size:
            raise BadProblem(f"travel[{i}]: must have {size} numbers")
        wrong = next((j for j, t in enumerate(line) if not _is_whole(t) or not 0 <= t <= MOST), None)
        if wrong is not None:
            raise BadProblem(f"travel[{i}][{wrong}]: {line[wrong]!r} is not a whole number of 0 to {MOST}")
    return travel


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _whole(row: Mapping[str, Any], field: str, where: str, least: int | None = None) -> int:
    value = row.get(field)
    if not isinstance(value, int) or isinstance(value, bool):
        raise BadProblem(f"{where}: {field} must be a whole number, not {value!r}")
    if least is not None and value < least:
        raise BadProblem(f"{where}: {field} ({value}) is less than {least}")
    if value > MOST:
        raise BadProblem(f"{where}: {field} ({value}) is more than {MOST}")
    return value


def is_feasible(problem: DayProblem, orders: Sequence[Sequence[int]]) -> bool:
    """Walk every day minute by minute: no place twice, every start inside its hours, home in time."""
    seen: set[int] = set()
    if len(orders) > problem.days:
        return False
    for order in orders:
        now, at = problem.starts, 0
        for spot in order:
            sight = problem.sights[spot - 1]
            now = max(now + problem.travel[at][spot], sight.opens)
            if spot in seen or now > sight.closes:
                return False
            seen.add(spot)
            now, at = now + sight.duration, spot
        if now + problem.travel[at][0] > problem.ends:
            return False
    return True
