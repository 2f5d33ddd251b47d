"""Rides out for the day: two places of another town that share the way, where one alone is not worth it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

from crm.trips import taste
from crm.trips.board import Ground
from crm.trips.timeline import Frame, walk

FEW_PLACES = 40  # up to these a plan has the time for rides; of more, visits nearby fill the days
BEST_LIKED = 6  # places of a town that are paired with each other


@dataclass(frozen=True, slots=True)
class Ride:
    """Two visits on an otherwise empty day; `ratio` weighs them against single visits as they are weighed."""

    ratio: float
    pair: tuple[int, int]


def weight_of_time(home: int, home_then: int, stayed: int) -> float:
    """Weigh the minutes that visits of `stayed` minutes take of a day whose party was `home` without them.

    A visit may bring the party home earlier, where a pause falls into a wait that there was not before:
    then only the visit itself counts.
    """
    return max(home_then - home, 0) + stayed * 0.25 + 10


def rides(frame: Frame, ground: Ground) -> Sequence[Ride]:
    """Give the pairs that bring delight to an empty day though their first place alone would not."""
    if len(ground.places) > FEW_PLACES or frame.is_moving or frame.most_visits < 2:
        return ()
    empty = walk(frame, (), ground.table, ground.durations)
    if empty is None:
        return ()
    dear: dict[str, list[int]] = defaultdict(list)
    for node in frame.before:
        there_and_back = ground.table[frame.start][node] + ground.table[node][frame.end] - empty[1]
        if ground.worth[node] <= taste.TRAVEL_COST * there_and_back:
            dear[ground.places[node].area].append(node)
    for nodes in dear.values():
        nodes.sort(key=lambda n: (-ground.worth[n], n))
    pairs = (pair for nodes in dear.values() for pair in permutations(nodes[:BEST_LIKED], 2))
    return [ride for pair in pairs if (ride := _ride(frame, pair, ground, empty)) is not None]


def _ride(frame: Frame, pair: tuple[int, int], ground: Ground, empty: tuple[int, int]) -> Ride | None:
    if ground.places[pair[0]].kind == ground.places[pair[1]].kind:
        return None
    done = walk(frame, pair, ground.table, ground.durations)
    if done is None:
        return None
    gain = sum(ground.worth[n] for n in pair) - taste.TRAVEL_COST * (done[1] - empty[1])
    if gain <= 0:
        return None
    stayed = sum(ground.durations[n] for n in pair)
    return Ride(gain * gain / weight_of_time(empty[0], done[0], stayed), pair)
