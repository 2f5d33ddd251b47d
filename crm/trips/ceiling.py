"""What the days of a route could bring at most: where that is not more than is known, searching is idle."""

from crm.trips import taste
from crm.trips.board import Ground
from crm.trips.drafting import Draft


def ceiling(draft: Draft, ground: Ground) -> float:
    """Give a delight that no division of the places over the days of this route can pass.

    Each visit pays for half of the shortest way to it and half of the shortest from it, which together are
    never more than the ways walked; the days take their most visits, of the places that bring most.
    """
    possible = {n for frame in draft.frames for n in (*frame.before, *frame.after)}
    spots = possible | {s for f in draft.frames for s in (f.start, f.end, f.leave, f.reach) if s >= 0}
    gains = []
    for node in possible:
        others = spots - {node}
        nearest = min(ground.table[other][node] for other in others)
        back = min(ground.table[node][other] for other in others)
        gains.append(ground.worth[node] - taste.TRAVEL_COST * (nearest + back) / 2)
    most = sum(frame.most_visits for frame in draft.frames)
    return draft.beyond_days + sum(gain for gain in sorted(gains, reverse=True)[:most] if gain > 0)
