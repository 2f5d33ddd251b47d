"""Stretching a day for what is booked at an unusual hour, or must be seen at one: a boat that leaves at half
past seven, a show at nine. All else keeps to the day's usual hours."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from crm.trips import rhythm
from crm.trips.board import Ground
from crm.trips.booked import booked_visits
from crm.trips.timeline import Frame, Windows
from crm.trips.values import TripRequest

EARLIEST, LATEST = 5 * 60, 23 * 60 + 30  # of a day that only a wish stretches; a booking may ask for more


@dataclass(frozen=True)
class Limits:
    """How far a day can be stretched at all: to an arrival, a flight, or a booked evening."""

    ready: int
    until: int


@dataclass(frozen=True)
class _Wanted:
    """One place, with the minutes to it from the morning's stay and from it to the evening's.

    None where the move between towns lies on that side.
    """

    id: str
    node: int
    windows: Windows
    there: int | None
    back: int | None
    minutes: int

    def hours(self, ready: int, until: int) -> Iterator[tuple[int, int]]:
        """Give what the day must last from and to, for each of its windows."""
        for opens, latest in self.windows:
            start = min(latest, max(opens, ready + (self.there or 0)))
            leaves = ready if self.there is None else min(ready, start - self.there)
            yield leaves, until if self.back is None else max(until, start + self.minutes + self.back)


def stretched(frame: Frame, request: TripRequest, ground: Ground, limits: Limits) -> Frame:
    """Give the frame with longer hours where something on its day needs them; all else as it was."""
    ready, until = frame.ready, frame.until
    wanted: set[int] = set()
    for place in _wanted(frame, request, ground):
        least = min(place.hours(frame.ready, frame.until), key=lambda hours: hours[1] - hours[0])
        if least == (frame.ready, frame.until) or not _may_be(least, place, frame, request, limits):
            continue
        wanted.add(place.node)
        ready, until = min(ready, least[0]), max(until, least[1])
    if not wanted:
        return frame
    return replace(
        frame,
        ready=ready,
        until=until,
        usual_ready=frame.ready,
        before=_as_usual(frame, frame.before, wanted, ground, is_last=not frame.is_moving, is_first=True),
        after=_as_usual(frame, frame.after, wanted, ground, is_last=True, is_first=False),
    )


def is_wanted(place: str, request: TripRequest) -> bool:
    """Tell whether a day may be stretched for a place."""
    return place in request.must_see or place in booked_visits(request)


def _wanted(frame: Frame, request: TripRequest, ground: Ground) -> Iterator[_Wanted]:
    names = {*request.must_see, *booked_visits(request)}
    for windows, is_first in ((frame.before, True), (frame.after, False)):
        for node, spans in windows.items():
            if (id_ := ground.places[node].id) in names:
                there = ground.table[frame.start][node] if is_first else None
                back = None if frame.is_moving and is_first else ground.table[node][frame.end]
                yield _Wanted(id_, node, spans, there, back, ground.durations[node])


def _may_be(
    hours: tuple[int, int], place: _Wanted, frame: Frame, request: TripRequest, limits: Limits
) -> bool:
    ready, until = hours
    if ready < limits.ready or until > limits.until:
        return False
    if place.id in booked_visits(request):
        return True
    if frame.is_moving and ready < frame.ready:
        return False  # without the visit, the move would begin as early
    is_late = until > (rhythm.rhythm_of(request.pace, request.party).ends if _has_young(request) else LATEST)
    return ready >= EARLIEST and not is_late


def _has_young(request: TripRequest) -> bool:
    return bool(request.party.infants) or any(a <= rhythm.YOUNG_CHILD for a in request.party.child_ages)


def _as_usual(
    frame: Frame,
    windows: Mapping[int, Windows],
    wanted: Collection[int],
    ground: Ground,
    *,
    is_first: bool,
    is_last: bool,
) -> Mapping[int, Windows]:
    """Narrow the hours of all that did not ask for the longer day."""
    found: dict[int, Windows] = {}
    for node, spans in windows.items():
        if node in wanted:
            found[node] = spans
            continue
        first = frame.ready + ground.table[frame.start][node] if is_first else 0
        last = frame.until - ground.durations[node] - ground.table[node][frame.end]
        kept = [(max(opens, first), min(latest, last) if is_last else latest) for opens, latest in spans]
        if usual := tuple((opens, latest) for opens, latest in kept if opens <= latest):
            found[node] = usual
    return found
