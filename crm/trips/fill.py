"""Filling the days: which places, on which day, in which order, for most delight.

A greedy filling gives a first feasible plan; an iterated local search (take a stretch out, put the
best back; Vansteenwegen et al., 2009) makes it better until its rounds or its time are used.
"""

import random
from collections.abc import Callable, Sequence

from crm.trips import taste
from crm.trips.board import Ground
from crm.trips.fitting import Fit, KnownDay, Memory
from crm.trips.patience import PLACED
from crm.trips.rides import FEW_PLACES
from crm.trips.timeline import MOVE, Frame, on_the_way, walk

Orders = list[list[int]]
FORCED = 0.3  # share of the rounds in which a day is begun anew around a place that alone may not be worth it


class Filling:
    """Orders of visits for all days, with what each day earns and how each place would fit best."""

    def __init__(
        self,
        frames: Sequence[Frame],
        ground: Ground,
        held: frozenset[int] = frozenset(),
        orders: Orders | None = None,
        days: Sequence[KnownDay] | None = None,
    ) -> None:
        self.days = days or Memory(ground).days(frames)
        self.frames, self.ground, self.held = frames, ground, held
        self.kinds = {i: p.kind for i, p in ground.places.items()}
        self.orders: Orders = [[MOVE] if f.is_moving else [] for f in frames]
        self.walks: list[tuple[int, int]] = [self._must_walk(d) for d in range(len(frames))]
        self.fits: list[dict[int, Fit]] = [{} for _ in frames]
        self.used: set[int] = set()
        for d, order in enumerate(orders or ()):
            self._take_over(d, order)
        for d in range(len(frames)):
            self._weigh(d)

    def _must_walk(self, d: int) -> tuple[int, int]:
        done = self.days[d].ordered(self.orders[d]).walked
        if done is None:
            raise ValueError(f"day {self.frames[d].number} has no feasible way home")
        return done

    def _take_over(self, d: int, order: Sequence[int]) -> None:
        """Lay an order out as it is; where it cannot be walked, what fits of it."""
        frame, visits = self.frames[d], [n for n in order if n != MOVE]
        done = self.days[d].ordered(order).walked
        kinds = {self.kinds[n] for n in visits}
        if done and len(kinds) == len(visits) <= frame.most_visits and not self.used & set(visits):
            self.orders[d], self.walks[d] = list(order), done
            self.used.update(visits)
            return
        for node in visits:
            self._append_if_it_fits(d, node)

    def _append_if_it_fits(self, d: int, node: int) -> None:
        frame, order = self.frames[d], self.orders[d]
        if node in self.used or len(self._visits(d)) >= frame.most_visits:
            return
        if self.kinds[node] in {self.kinds[n] for n in self._visits(d)}:
            return
        for at in range(len(order), -1, -1):
            trial = [*order[:at], node, *order[at:]]
            done = walk(frame, trial, self.ground.table, self.ground.durations)
            if done is not None:
                self.orders[d], self.walks[d] = trial, done
                self.used.add(node)
                for fits in self.fits:
                    fits.pop(node, None)
                return

    def _visits(self, d: int) -> list[int]:
        return [n for n in self.orders[d] if n != MOVE]

    @property
    def delight(self) -> float:
        worth = self.ground.worth
        earned = sum(worth[n] for n in self.used)
        return earned - taste.TRAVEL_COST * sum(way for _, way in self.walks)

    def _weigh(self, d: int) -> None:
        """Find, for every place that could join day `d`, where it fits best and what it then brings."""
        used, known = self.used, self.days[d].ordered(self.orders[d])
        self.fits[d] = dict(known.fits(node for node in self.days[d].nodes if node not in used))

    def put(self, d: int, nodes: Sequence[int], at: int) -> None:
        self.orders[d][at:at] = nodes
        self.walks[d] = self._must_walk(d)
        self.used.update(nodes)
        self.days[d].spend(PLACED)
        for fits in self.fits:
            for node in nodes:
                fits.pop(node, None)
        self._weigh(d)

    def take_out(self, d: int, first: int, count: int) -> None:
        """Take `count` nodes out of a day from `first` on; the move and held places stay."""
        order = self.orders[d]
        gone = {n for n in order[first : first + count] if n != MOVE and n not in self.held}
        if not gone:
            return
        trial = [n for n in order if n not in gone]
        done = self.days[d].ordered(trial).walked
        if done is None:  # held places may lean on the others
            return
        self.orders[d], self.walks[d] = trial, done
        self.used -= gone
        self._weigh(d)
        back = sorted(gone)
        for k in range(len(self.frames)):
            if k != d:
                self.fits[k].update(self.days[k].ordered(self.orders[k]).fits(back))

    def force_in(self, d: int, dice: random.Random) -> None:
        """Put a random place into a day, though it may cost more than it brings by itself."""
        frame, kinds = self.frames[d], {self.kinds[n] for n in self._visits(d)}
        open_ = [n for n in sorted({*frame.before, *frame.after} - self.used) if self.kinds[n] not in kinds]
        if open_ and len(kinds) < frame.most_visits:
            self._append_if_it_fits(d, dice.choice(open_))
            self._weigh(d)

    def fill_up(self, dice: random.Random | None = None) -> None:
        """Put in the place that brings most for its time, again and again, until none fits."""
        while True:
            most = 0.0
            best: tuple[int, tuple[int, ...], int] | None = None
            for d, fits in enumerate(self.fits):
                for node, (ratio, _, at) in fits.items():
                    weight = ratio * (1 + 0.3 * dice.random()) if dice else ratio
                    if weight > most:
                        most, best = weight, (d, (node,), at)
                for ride in self.days[d].rides if not self.orders[d] else ():
                    weight = ride.ratio * (1 + 0.3 * dice.random()) if dice else ride.ratio
                    if weight > most and self.used.isdisjoint(ride.pair):
                        most, best = weight, (d, ride.pair, 0)
            if best is None:
                return
            self.put(*best)

    def tidy(self) -> None:
        """Move single visits within their days for as long as that shortens the way."""
        for d in range(len(self.frames)):
            while self._shorten(d):
                pass
            self._weigh(d)

    def _shorten(self, d: int) -> bool:
        order, way = self.orders[d], self.walks[d][1]
        for first, node in enumerate(order):
            rest = [*order[:first], *order[first + 1 :]]
            for at in range(len(order)):
                trial = [*rest[:at], node, *rest[at:]]
                if on_the_way(self.frames[d], trial, self.ground.table) >= way:
                    continue
                done = walk(self.frames[d], trial, self.ground.table, self.ground.durations)
                if done is not None and done[1] < way:
                    self.orders[d], self.walks[d] = trial, done
                    return True
        return False

    def copy_orders(self) -> Orders:
        return [list(order) for order in self.orders]


def improve(
    filling: Filling,
    rounds: int,
    seed: int,
    is_over: Callable[[], bool],
    on_better: Callable[[Orders, float], None] | None = None,
) -> Orders:
    """Search around a filling for `rounds` rounds (the same for a seed), or until `is_over`."""
    dice = random.Random(seed)  # noqa: S311 - a search, not a secret
    filling.fill_up()
    best, best_delight = filling.copy_orders(), filling.delight
    current, since = best_delight, 0
    for _ in range(rounds):
        if is_over():
            break
        _shake(filling, dice, 1 + since % 4)
        filling.fill_up(dice)
        delight = filling.delight
        if delight > best_delight + 1e-9:
            best, best_delight, since = filling.copy_orders(), delight, 0
            if on_better:
                on_better(best, best_delight)
        else:
            since += 1
        if delight < current - 25 or since > 60:
            filling = Filling(filling.frames, filling.ground, filling.held, best, filling.days)
            current, since = best_delight, 0 if since > 60 else since
        else:
            current = delight
    if len(filling.ground.places) > FEW_PLACES:
        return best
    filling = Filling(filling.frames, filling.ground, filling.held, best, filling.days)
    filling.tidy()
    filling.fill_up()
    return filling.copy_orders() if filling.delight > best_delight else best


def _shake(filling: Filling, dice: random.Random, strength: int) -> None:
    days = [d for d, order in enumerate(filling.orders) if any(n != MOVE for n in order)]
    for d in dice.sample(days, min(len(days), 1 + strength // 2)):
        length = len(filling.orders[d])
        filling.take_out(d, dice.randrange(length), 1 + dice.randrange(min(length, strength + 1)))
    if len(filling.ground.places) <= FEW_PLACES and dice.random() < FORCED:
        d = dice.randrange(len(filling.orders))
        filling.take_out(d, 0, len(filling.orders[d]))
        filling.force_in(d, dice)
