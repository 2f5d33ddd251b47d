"""A beam search through a day: partial days that reach a place at about the same time compete by score.

Time is cut into slices. In every slice, per place, only the `width` best partial days go on; of two
that saw the same places, only the sooner. It is the exact label-setting search for orienteering
(Righini and Salani, 2009) with its dominance cut short, done on whole arrays at a time.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[Any]  # whole numbers: 32 bits where they hold them, for speed

NO_WAY = -1


@dataclass(frozen=True)
class Field:
    """The arrays of a problem: spot k's hours are at index k - 1; `travel` includes spot 0."""

    travel: Ints
    opens: Ints
    closes: Ints
    durations: Ints
    scores: Ints


@dataclass(frozen=True)
class Stretch:
    """A part of a day: leave spot `start` at `ready`, visit some of `allowed`, be at `end` by `until`."""

    start: int
    ready: int
    end: int
    until: int
    allowed: Ints  # indexes of places, that is spot - 1


@dataclass
class _Labels:
    """Partial days, in the order in which they were kept."""

    seen: NDArray[np.bool_]
    count: int = 0
    nodes: list[Ints] = field(default_factory=list)
    parents: list[Ints] = field(default_factory=list)

    def keep(self, nodes: Ints, parents: Ints) -> Ints:
        more = len(nodes)
        while self.count + more > len(self.seen):
            self.seen = np.concatenate([self.seen, np.zeros_like(self.seen)])
        seen = self.seen[parents]
        seen[parents < 0] = False
        seen[np.arange(more), nodes] = True
        ids = np.arange(self.count, self.count + more)
        self.seen[ids] = seen
        self.count += more
        self.nodes.append(nodes)
        self.parents.append(parents)
        return ids

    def trace(self, label: int) -> list[int]:
        nodes, parents = np.concatenate(self.nodes), np.concatenate(self.parents)
        way = []
        while label >= 0:
            way.append(int(nodes[label]))
            label = int(parents[label])
        return way[::-1]


class _Queue:
    """Partial days waiting in their slices of time; each slice is emptied, refilled and emptied again."""

    def __init__(self, ready: int, step: int, slices: int) -> None:
        self.ready, self.step = ready, step
        self.waiting: list[list[list[Ints]]] = [[] for _ in range(slices + 1)]

    def add(self, *columns: Ints) -> None:
        """Queue columns of nodes, times, totals, parents and sets."""
        slices = ((columns[1] - self.ready) // self.step).astype(np.int16)
        order = np.argsort(slices, kind="stable")
        slices = slices[order]
        edges = np.concatenate(([0], np.nonzero(np.diff(slices))[0] + 1, [len(slices)]))
        for a, b in pairwise(edges):
            if a < b:
                part = order[a:b]
                self.waiting[int(slices[a])].append([column[part] for column in columns])

    def __iter__(self) -> Iterator[list[Ints]]:
        for slice_ in self.waiting:
            while slice_:
                columns = [np.concatenate(column) for column in zip(*slice_, strict=True)]
                slice_.clear()
                yield columns


def search(
    ground: Field, stretch: Stretch, *, width: int, slices: int, seed: int = 0
) -> tuple[int, int, list[int]]:
    """Give (score, arrival at the end, spots in order) of the best way found through a stretch.

    Of equal scores the earliest arrival wins. The arrival is `NO_WAY` when even going straight is too late.
    """
    allowed, travel = stretch.allowed, ground.travel
    straight = stretch.ready + int(travel[stretch.start, stretch.end])
    best = (0, straight if straight <= stretch.until else NO_WAY, -1)
    if not len(allowed):
        return best[0], best[1], []
    spots = allowed + 1
    between = np.ascontiguousarray(travel[np.ix_(spots, spots)])
    home = travel[spots, stretch.end]
    opens, durations, scores = ground.opens[allowed], ground.durations[allowed], ground.scores[allowed]
    closes = np.minimum(ground.closes[allowed], stretch.until - durations - home)
    step = max(1, -(-(stretch.until - stretch.ready + 1) // slices))
    names = np.random.default_rng(seed).integers(
        1, 2**62, len(allowed)
    )  # a set of places is the xor of names
    labels = _Labels(np.zeros((4096, len(allowed)), dtype=bool))
    queue = _Queue(stretch.ready, step, slices)
    begin = np.maximum(stretch.ready + travel[stretch.start, spots], opens)
    to = np.nonzero(begin <= closes)[0]
    queue.add(to, (begin + durations)[to], scores[to], np.full(len(to), -1), names[to])
    for waiting in queue:
        nodes, times, totals, parents, sets = _select(waiting, width, stretch.ready)
        ids = labels.keep(nodes, parents)
        best = _better(best, totals, times + home[nodes], ids)
        begin = np.maximum(times[:, None] + between[nodes], opens)
        fits = begin <= closes
        fits &= ~labels.seen[ids]
        which, to = np.nonzero(fits)
        if len(which):
            times, totals = begin[which, to] + durations[to], totals[which] + scores[to]
            queue.add(to, times, totals, ids[which], sets[which] ^ names[to])
    return best[0], best[1], [int(spots[n]) for n in labels.trace(best[2])] if best[2] >= 0 else []


def _better(best: tuple[int, int, int], totals: Ints, arrivals: Ints, ids: Ints) -> tuple[int, int, int]:
    top = int(totals.max())
    if top < best[0]:
        return best
    tied = np.nonzero(totals == top)[0]
    k = int(tied[np.argmin(arrivals[tied])])
    arrival = int(arrivals[k])
    if top > best[0] or best[1] == NO_WAY or arrival < best[1]:
        return top, arrival, int(ids[k])
    return best


def _select(waiting: list[Ints], width: int, ready: int) -> list[Ints]:
    nodes, times, totals, _, _ = waiting
    order = _by_node_score_and_time(nodes, totals, times - ready)
    waiting = [column[order] for column in waiting]
    nodes, _, _, _, sets = waiting
    fresh = np.ones(len(nodes), dtype=bool)
    fresh[1:] = (nodes[1:] != nodes[:-1]) | (sets[1:] != sets[:-1])
    waiting = [column[fresh] for column in waiting]
    nodes = waiting[0]
    edges = np.concatenate(([0], np.nonzero(np.diff(nodes))[0] + 1, [len(nodes)]))
    rank = np.arange(len(nodes)) - np.repeat(edges[:-1], np.diff(edges))
    kept = rank < width
    return [column[kept] for column in waiting]


def _by_node_score_and_time(nodes: Ints, totals: Ints, times: Ints) -> Ints:
    most, span = int(totals.max()) + 1, int(times.max()) + 1
    if (int(nodes.max()) + 1) * most * span >= 2**62:
        return np.lexsort((times, -totals, nodes))
    key = (nodes.astype(np.int64) * most + (most - 1 - totals)) * span + times  # one sort instead of three
    return np.argsort(key)
