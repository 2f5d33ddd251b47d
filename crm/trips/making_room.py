"""Making room in a plan to keep: what must now be seen takes the place of the visit that is missed least."""

from collections.abc import Iterator, Sequence

from crm.trips import taste
from crm.trips.fill import Filling, Orders
from crm.trips.timeline import MOVE, walk


def with_room_for(
    wanted: Sequence[int], filling: Filling, fixed: frozenset[int]
) -> tuple[Orders, frozenset[int]]:
    """Give orders in which each of `wanted`, where it can, stands instead of one held visit.

    `fixed` are visits that may not go. Also gives what is still held.
    """
    orders, held = filling.copy_orders(), filling.held
    for node in wanted:
        trials = [
            trial for d in range(len(orders)) for trial in _exchanges(node, d, orders[d], filling, fixed)
        ]
        if not trials:
            continue
        _, d, order = max(trials)
        held = (held - {*orders[d]}) | (held & {*order})
        orders[d] = order
    return orders, held


def _exchanges(
    node: int, d: int, order: list[int], filling: Filling, fixed: frozenset[int]
) -> Iterator[tuple[float, int, list[int]]]:
    """Yield (what it costs, the less the better), the day and its order for each visit that could go."""
    frame, ground = filling.frames[d], filling.ground
    if node not in frame.before and node not in frame.after:
        return
    for gone in order:
        if gone == MOVE or gone in fixed:
            continue
        rest = [n for n in order if n != gone]
        if filling.kinds[node] in {filling.kinds[n] for n in rest if n != MOVE}:
            continue
        for at in range(len(rest) + 1):
            trial = [*rest[:at], node, *rest[at:]]
            done = walk(frame, trial, ground.table, ground.durations)
            if done is not None:
                yield -ground.worth[gone] - taste.TRAVEL_COST * done[1], d, trial
