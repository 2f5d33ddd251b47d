"""The cheapest order of a set of towns, and the nights that it gives them.

Orders are found by dynamic programming over sets of towns (Held and Karp, 1962); nights within a set by
giving each further night to the town where it adds most, which is exact where each night adds less
than the one before.
"""

from collections.abc import Iterator, Sequence

from crm.trips.promise import FAR, Town


def cheapest_orders(
    must: frozenset[int],
    nights: int,
    towns: Sequence[Town],
    cost: Sequence[Sequence[float]],
    first: Sequence[float],
    last: Sequence[float],
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...], float]]:
    """Yield (set of towns, best order of them, its cost) for every set that fits the nights."""
    count, least = len(towns), [t.least for t in towns]
    best: dict[int, dict[int, tuple[float, tuple[int, ...]]]] = {
        1 << i: {i: (first[i], (i,))} for i in range(count) if first[i] < FAR and least[i] <= nights
    }
    needed = sum(1 << i for i in must)
    while best:
        longer: dict[int, dict[int, tuple[float, tuple[int, ...]]]] = {}
        for chosen, ends in best.items():
            if chosen & needed == needed:
                price, order = min((c + last[i], o) for i, (c, o) in ends.items())
                if price < FAR:
                    yield tuple(i for i in range(count) if chosen >> i & 1), order, price
            spare = nights - sum(least[i] for i in range(count) if chosen >> i & 1)
            for j in range(count):
                if chosen >> j & 1 or least[j] > spare:
                    continue
                step = min((c + cost[i][j], (*o, j)) for i, (c, o) in ends.items())
                if step[0] < FAR:
                    longer.setdefault(chosen | 1 << j, {})[j] = step
        best = longer


def share_nights(towns: Sequence[Town], nights: int) -> list[int] | None:
    """Give the nights of each town, or None when they hold fewer or ask for more."""
    shares = [t.least for t in towns]
    spare = nights - sum(shares)
    if spare < 0:
        return None
    for _ in range(spare):
        open_ = [k for k, t in enumerate(towns) if shares[k] < t.most]
        if not open_:
            return None
        k = max(open_, key=lambda k: (towns[k].gains[shares[k]], -k))
        shares[k] += 1
    return shares
