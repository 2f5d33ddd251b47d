"""On which day a way between stays, or to the way home, begins."""

from collections.abc import Iterator

from crm.trips.values import DayPlan, Itinerary

_DAY = 24 * 60


def moves_on(day: DayPlan, itinerary: Itinerary) -> Iterator[tuple[DayPlan, int, int]]:
    """Give the days whose move begins on `day`, with its minutes on `day`: the way to a flight soon after
    midnight begins on the evening before."""
    for other, shift in ((day, 0), *((d, _DAY) for d in itinerary.days if d.number == day.number + 1)):
        if other.transfer is None or other.moves_at is None or other.arrives_at is None:
            continue
        if (other.moves_at < 0) == (shift > 0):
            yield other, other.moves_at + shift, other.arrives_at + shift
