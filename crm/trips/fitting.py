"""Fitting places into days: where each fits best, remembered for every order of a day that was looked at.

A search comes back to the same days again and again, in one route and in others that share them. What is
remembered changes no plan: it only spares the walking.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from crm.trips import taste
from crm.trips.board import Ground
from crm.trips.patience import WEIGHED, Patience
from crm.trips.rides import Ride, rides, weight_of_time
from crm.trips.timeline import MOVE, Frame, Moment, walk

MOST_KNOWN = 12_000  # orders remembered by one planning run, some 3 kB each; then all are forgotten

Fit = tuple[float, float, int]  # what it weighs against others, the delight it brings, its position


class KnownOrder:
    """One order of a day: when it brings the party home, and how each further place would best fit in.

    `walked` is (home at, minutes on the way), None where the order cannot be walked.
    """

    __slots__ = ("_day", "_fits", "_kinds", "_marks", "_order", "_rest", "_spots", "walked")

    def __init__(self, day: "KnownDay", order: tuple[int, ...]) -> None:
        self._day, self._order = day, order
        self._marks: list[Moment] = []
        ground = day.ground
        self.walked = walk(day.frame, order, ground.table, ground.durations, marks=self._marks)
        self._fits: dict[int, Fit | None] = {}
        self._kinds: frozenset[str] | None = None  # of its visits; None: not looked at yet
        self._spots: Sequence[tuple[int, int]] = ()  # for each position: the spot before it and after it
        self._rest: Sequence[int] = ()  # minutes that the day lasts at least from the spot after it on

    def fits(self, nodes: Iterable[int]) -> Iterator[tuple[int, Fit]]:
        """Give the places that fit into the day, and where each fits best.

        None does into a full day, none of a kind that the day has, and none whose way costs more.
        """
        known = self._fits
        for node in nodes:
            if node not in known:
                self._day.spend(WEIGHED)
                known[node] = self._best(node)
            if (fit := known[node]) is not None:
                yield node, fit

    def _best(self, node: int) -> Fit | None:
        frame, ground, order = self._day.frame, self._day.ground, self._order
        if self._kinds is None:
            self._kinds = frozenset(ground.places[n].kind for n in order if n != MOVE)
            self._spots, self._rest = _joints(frame, order, ground)
        is_before, is_after = node in frame.before, node in frame.after
        if self.walked is None or not (is_before or is_after) or ground.places[node].kind in self._kinds:
            return None
        if len(order) - frame.is_moving >= frame.most_visits:
            return None
        turn = order.index(MOVE) if frame.is_moving else len(order)
        first = 0 if is_before else turn + 1
        final = len(order) if is_after or not frame.is_moving else turn
        table, durations, home = ground.table, ground.durations, self.walked[0]
        worth, stayed, onward = ground.worth[node], durations[node], table[node]
        best: Fit | None = None
        for at in range(first, final + 1):
            before, after = self._spots[at]
            there = table[before][node]
            gain = worth - taste.TRAVEL_COST * (there + onward[after] - table[before][after])
            if gain <= 0:
                continue
            # No pause and no wait makes a day shorter than its ways and visits.
            soonest = self._marks[at][0] + there + stayed + onward[after] + self._rest[at]
            if soonest > frame.until:
                continue
            if best is not None and gain * gain / weight_of_time(home, soonest, stayed) <= best[0]:
                continue
            done = walk(frame, (node, *order[at:]), table, durations, begin=self._marks[at])
            if done is None:
                continue
            ratio = gain * gain / weight_of_time(home, done[0], stayed)
            if best is None or ratio > best[0]:
                best = (ratio, gain, at)
        return best


def _joints(frame: Frame, order: Sequence[int], ground: Ground) -> tuple[list[tuple[int, int]], list[int]]:
    table, durations = ground.table, ground.durations
    reached = [frame.leave if n == MOVE else n for n in order] + [frame.end]
    left = [frame.start, *(frame.reach if n == MOVE else n for n in order)]
    rest = [0] * len(reached)
    for at in range(len(order) - 1, -1, -1):
        node = order[at]
        stayed = frame.move_minutes if node == MOVE else durations[node]
        rest[at] = stayed + table[left[at + 1]][reached[at + 1]] + rest[at + 1]
    return list(zip(left, reached, strict=True)), rest


class KnownDay:
    """One day as its frame allows it, with the orders of it that are known."""

    def __init__(self, frame: Frame, ground: Ground, memory: "Memory") -> None:
        self.frame, self.ground, self._memory = frame, ground, memory
        self.nodes: Sequence[int] = sorted({*frame.before, *frame.after})
        self.rides: Sequence[Ride] = rides(frame, ground)
        self._orders: dict[tuple[int, ...], KnownOrder] = {}

    def ordered(self, order: Sequence[int]) -> KnownOrder:
        """Give what is known of an order of visits."""
        key = tuple(order)
        known = self._orders.get(key)
        if known is None:
            self._memory.make_room()
            known = self._orders[key] = KnownOrder(self, key)
        return known

    def spend(self, steps: int) -> None:
        """Count what was looked at in this day."""
        self._memory.patience.spend(steps)

    def forget(self) -> None:
        self._orders.clear()


class Memory:
    """The days that one planning run knows. Days of the same hours, places and ends are one, whatever route
    they belong to."""

    def __init__(self, ground: Ground, patience: Patience | None = None) -> None:
        self._ground, self.patience = ground, patience or Patience()
        self._days: dict[object, KnownDay] = {}
        self._count = 0

    def days(self, frames: Sequence[Frame]) -> list[KnownDay]:
        """Give the days of a route."""
        return [self._day(frame) for frame in frames]

    def _day(self, frame: Frame) -> KnownDay:
        key = _key(frame)
        if key not in self._days:
            self._days[key] = KnownDay(frame, self._ground, self)
        return self._days[key]

    def make_room(self) -> None:
        """Count one more order; forget all where they are too many."""
        self._count += 1
        if self._count > MOST_KNOWN:
            self._count = 1
            for day in self._days.values():
                day.forget()


def _key(frame: Frame) -> object:
    def held(windows: Mapping[int, object]) -> object:
        return tuple(sorted(windows.items()))

    return (
        frame.start, frame.end, frame.ready, frame.until, frame.most_visits, frame.breaks, frame.leave,
        frame.reach, frame.move_minutes, frame.eats_on_the_way, held(frame.before), held(frame.after),
    )  # fmt: skip
