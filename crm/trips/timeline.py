"""Times of one day: a given order of visits, walked through minute by minute."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from crm.trips.rhythm import LONG_VISIT, Break, BreakName

MOVE = -1  # stands in an order of visits for the move to the next area
NEVER = 10**6  # minutes: there is no way
NEVER_EARLY = -NEVER

Windows = tuple[tuple[int, int], ...]  # (opens, latest start), in order


@dataclass(frozen=True, slots=True)
class Frame:
    """What a day allows. Spots are indexes into the board's table of minutes.

    The party leaves `start` at `ready` and is at `end` by `until`. On a day of moving, the order
    holds `MOVE` once: the party goes back to `leave`, moves for `move_minutes`, goes on from `reach`.
    A meal fits into a move only where `eats_on_the_way`; a child sleeps on any.
    `usual_ready` is when the party would leave at its pace, where something wanted made the day longer.
    `before` and `after` hold the windows of the places that may be visited on either side.
    """

    number: int
    day: date
    start: int
    end: int
    ready: int
    until: int
    most_visits: int
    breaks: tuple[Break, ...]
    before: Mapping[int, Windows]
    after: Mapping[int, Windows] = field(default_factory=dict)
    leave: int = -1
    reach: int = -1
    move_minutes: int = 0
    eats_on_the_way: bool = False
    usual_ready: int = NEVER_EARLY

    @property
    def is_moving(self) -> bool:
        return self.leave >= 0


# Within a walk: minute, spot, minutes on the way so far, windows of the places, pauses still to be taken.
Moment = tuple[int, int, int, Mapping[int, Windows], tuple[Break, ...]]


@dataclass(slots=True)
class Record:
    """What a walk through the day wrote down, for people."""

    visits: list[tuple[int, int, int, int, int]] = field(
        default_factory=list
    )  # node, travel, arrive, start, end
    breaks: list[tuple[BreakName, int, int]] = field(default_factory=list)
    moves_at: int | None = None
    moved_at: int | None = None


def walk(  # noqa: C901 - the search's innermost loop: calls would double its time
    frame: Frame,
    order: Sequence[int],
    table: Sequence[Sequence[int]],
    durations: Sequence[int],
    record: Record | None = None,
    *,
    begin: Moment | None = None,
    marks: list[Moment] | None = None,
) -> tuple[int, int] | None:
    """Walk through a day as early as possible; give (home at, minutes on the way), or None.

    `marks` is given the moment before each node of the order and before the way home; from such a moment a
    walk can `begin`, with what is left of the order.

    A pause is taken in a wait when it fits there, else as soon as its time has come, else before
    the step that would make it too late; lunch within a visit that lasts so long that people eat there.
    """
    now, at, on_the_way, windows, pending = begin or (
        frame.ready, frame.start, 0, frame.before, frame.breaks
    )  # fmt: skip
    for node in (*order, frame.end):
        if marks is not None:
            marks.append((now, at, on_the_way, windows, pending))
        is_last, busy_until, at_door = False, 0, 0
        if node == MOVE:
            hop, target, length, spans = table[at][frame.leave], frame.reach, frame.move_minutes, None
        elif node == frame.end:
            hop, target, length, spans, is_last = table[at][node], node, 0, None, True
        else:
            hop, target, length, spans = table[at][node], node, durations[node], windows.get(node, ())
        while True:
            arrive = now + hop
            start = arrive
            if spans is not None:
                for opens, latest in spans:
                    if arrive <= latest:
                        start = max(arrive, opens)
                        break
                else:
                    return None
            if not pending:
                break
            pause = pending[0]
            free_from = max(arrive, busy_until, pause.earliest)
            free_until = frame.until if is_last else start
            if node == MOVE and (frame.eats_on_the_way or pause.name == "rest"):
                free_until += length
            if free_from <= pause.latest and free_from + pause.minutes <= free_until:
                starts = free_from
                if spans is None:
                    busy_until = starts + pause.minutes
                else:  # at the door; the next pause is taken there too
                    now, at_door = starts + pause.minutes - hop, hop
            elif now + at_door >= pause.earliest and not busy_until:
                starts = now + at_door
                now += pause.minutes
            elif is_last or start + length > pause.latest:
                at_table = max(start, pause.earliest)
                if length >= LONG_VISIT and spans is not None and pause.name == "lunch" and (
                    at_table <= pause.latest and at_table + pause.minutes <= start + length
                ):  # fmt: skip
                    starts = at_table
                else:
                    starts = NEVER if busy_until else pause.earliest
                    now = starts + pause.minutes - at_door
            else:
                break
            if starts > pause.latest:
                return None
            pending = pending[1:]
            if record is not None:
                record.breaks.append((pause.name, starts, starts + pause.minutes))
        on_the_way += hop
        if is_last:
            return (arrive, on_the_way) if arrive <= frame.until else None
        if node == MOVE:
            windows = frame.after
            if record is not None:
                record.moves_at, record.moved_at = start, start + length
        elif record is not None:
            record.visits.append((node, hop, arrive, start, start + length))
        now, at = start + length, target
    return None


def on_the_way(frame: Frame, order: Sequence[int], table: Sequence[Sequence[int]]) -> int:
    """Give the minutes on the way that an order asks for, whether or not its times can be kept."""
    at, minutes = frame.start, 0
    for node in order:
        minutes += table[at][frame.leave if node == MOVE else node]
        at = frame.reach if node == MOVE else node
    return minutes + table[at][frame.end]
