"""The rhythm of a day for a party: when it starts and ends, how much it holds, when it pauses."""

from dataclasses import dataclass
from typing import Literal

from crm.trips.values import Pace, Party, TravelMode

BreakName = Literal["lunch", "dinner", "rest", "engagement"]

# Minutes since midnight, or minutes. A flight asks for time at the airport at both ends.
LEAVE_GATEWAY = 45
CHECK_IN = 120
EVENING = 18 * 60  # an engagement from then on ends the day's round
DAY_TRIP_UP_TO = 150  # minutes one way
LONG_VISIT = 240  # minutes: a party that is out so long at one place has its lunch there
SMALL_CHILD = 3  # still naps
YOUNG_CHILD = 8  # still goes to bed early


@dataclass(frozen=True, slots=True)
class Break:
    """A pause of `minutes` that begins between `earliest` and `latest`."""

    name: BreakName
    earliest: int
    latest: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Bounds of a full day at the stay: out from `starts`, home by `ends`, at most `most_visits`."""

    starts: int
    ends: int
    most_visits: int
    breaks: tuple[Break, ...]


_BY_PACE: dict[Pace, tuple[int, int, int]] = {
    "relaxed": (9 * 60 + 30, 19 * 60, 3),
    "normal": (9 * 60, 20 * 60, 4),
    "full": (8 * 60 + 30, 21 * 60, 6),
}
LUNCH = Break("lunch", 11 * 60 + 45, 14 * 60, 60)
DINNER = Break("dinner", 18 * 60 + 30, 21 * 60 + 30, 75)
NAP = Break("rest", 13 * 60, 15 * 60 + 30, 60)


def rhythm_of(pace: Pace, party: Party) -> Rhythm:
    """Give the day's bounds; small children bring a nap, young ones an early night."""
    starts, ends, most = _BY_PACE[pace]
    ages = (*party.child_ages, *(0,) * party.infants)
    youngest = min(ages, default=99)
    if youngest <= YOUNG_CHILD:
        ends = min(ends, 19 * 60)
    breaks = (LUNCH, NAP) if youngest <= SMALL_CHILD else (LUNCH,)
    return Rhythm(starts, ends, most, breaks)


def eats_on_the_way(mode: TravelMode, minutes: int) -> bool:
    """Tell whether a move has room for a meal: on board where it lasts, by road with a stop when long."""
    return minutes >= least_to_eat(mode)


def least_to_eat(mode: TravelMode) -> int:
    """Give the minutes that a move must last for a meal on it."""
    return 180 if mode in ("car", "walk") else 90
