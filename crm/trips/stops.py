"""Which towns to sleep in, in what order, how many nights each: a shortlist of routes, best guess first.

Orders are found by dynamic programming over sets of towns (Held and Karp, 1962); nights within a set by
giving each further night to the town where it adds most, which is exact where each night adds less
than the one before.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from crm.trips import rhythm, taste
from crm.trips.board import Ways
from crm.trips.values import Area, Catalogue, Infeasible, StopWish, TripRequest, Unplaced

MOST_TOWNS = 12  # beyond these the least promising towns are left out before orders are tried
_FAR = 10**6.0


@dataclass(frozen=True)
class Outline:
    """A route in outline: towns in order, nights in each, and a first guess at its delight."""

    gateway_in: str
    gateway_out: str
    towns: tuple[str, ...]
    nights: tuple[int, ...]
    guess: float


@dataclass(frozen=True)
class _Town:
    area: Area
    least: int
    most: int
    gains: tuple[float, ...]  # gains[n]: what night n + 1 adds


def outlines(
    catalogue: Catalogue, request: TripRequest, scores: Mapping[str, float], ways: Ways, most: int = 10
) -> list[Outline]:
    """Give up to `most` routes that keep every wish about stops, the most promising first.

    Raises Infeasible, naming the wishes in the way, when no route keeps them all.
    """
    towns = _towns(catalogue, request, scores, ways)
    wished = {w.area for w in request.stops if (w.exactly or 0) > 0 or (w.least or 0) > 0 or _is_plain(w)}
    unknown = sorted(wished - {t.area.id for t in towns})
    if unknown:
        raise Infeasible(tuple(Unplaced(a, "has no stay in the catalogue") for a in unknown), tuple(unknown))
    gates = gateways(catalogue, request)
    found: list[Outline] = []
    must = frozenset(i for i, t in enumerate(towns) if t.area.id in wished)
    cost = [[_move_cost(ways, a.area.id, b.area.id) for b in towns] for a in towns]
    for into in gates[0]:
        for out in gates[1]:
            first = [_gate_cost(ways, into.id, t.area.id) for t in towns]
            last = [_gate_cost(ways, t.area.id, out.id) for t in towns]
            for chosen, order, price in _orders(len(towns), must, request.nights, towns, cost, first, last):
                nights = _share_nights([towns[i] for i in chosen], request.nights)
                if nights is None:
                    continue
                by_town = dict(zip(chosen, nights, strict=True))
                value = sum(sum(towns[i].gains[: by_town[i]]) for i in chosen) - price
                names = tuple(towns[i].area.id for i in order)
                found.append(Outline(into.id, out.id, names, tuple(by_town[i] for i in order), value))
    if not found:
        raise _no_route(request, towns, wished)
    found.sort(key=lambda o: (-o.guess, o.towns))
    return found[:most]


def gateways(catalogue: Catalogue, request: TripRequest) -> tuple[list[Area], list[Area]]:
    """Gateways in and out; where the catalogue marks none, every area serves."""
    marked = [a for a in catalogue.areas if a.is_gateway] or list(catalogue.areas)
    into = [a for a in marked if a.id == request.gateway_in] if request.gateway_in else marked
    out = [a for a in marked if a.id == request.gateway_out] if request.gateway_out else marked
    for name, found in ((request.gateway_in, into), (request.gateway_out, out)):
        if not found:
            raise Infeasible((Unplaced(str(name), "is not a gateway of this destination"),), (str(name),))
    if request.gateway_in is None and request.gateway_out is None:
        return into[:3], into[:3]
    return into, out


def _is_plain(wish: StopWish) -> bool:
    return wish.exactly is None and wish.least is None and wish.most is None


def _towns(
    catalogue: Catalogue, request: TripRequest, scores: Mapping[str, float], ways: Ways
) -> list[_Town]:
    with_stay = {stay.area for stay in catalogue.stays}
    wishes = {w.area: w for w in request.stops}
    towns = []
    for area in catalogue.areas:
        if area.id not in with_stay:
            continue
        wish = wishes.get(area.id)
        least, most = area.least_nights, area.most_nights
        if wish is not None:
            most = wish.most if wish.most is not None else max(most, wish.least or 0)
            least = wish.least or min(least, most)
            if wish.exactly is not None:
                least = most = wish.exactly
        if most >= 1:
            gains = _gains(area, catalogue, request, scores, ways)
            towns.append(_Town(area, max(1, least), most, gains))
    towns.sort(key=lambda t: (t.area.id not in wishes, -sum(t.gains[:3])))
    return towns[:MOST_TOWNS]


def _gains(
    area: Area, catalogue: Catalogue, request: TripRequest, scores: Mapping[str, float], ways: Ways
) -> tuple[float, ...]:
    usual = rhythm.rhythm_of(request.pace, request.party)
    a_day = usual.ends - usual.starts - sum(b.minutes for b in usual.breaks)
    worth = []
    for place in catalogue.places:
        if (value := scores.get(place.id, 0.0)) <= 0:
            continue
        way = ways.day_trip(area.id, place.area)
        if place.area == area.id:
            worth.append((value, place.duration + 30))
        elif way is not None:  # a whole ride for it, shared with another place on average
            worth.append((value * 0.7 - 2 * way.minutes * taste.TRAVEL_COST, place.duration + way.minutes))
    worth.sort(key=lambda w: -w[0] / w[1])
    curve = [0.0]
    for days in range(1, request.nights + 1):
        minutes, visits, total = days * a_day, days * usual.most_visits, 0.0
        for value, length in worth:
            if length <= minutes and visits > 0 and value > 0:
                minutes, visits, total = minutes - length, visits - 1, total + value
        curve.append(max(curve[-1], total))
    steps = [curve[n + 1] - curve[n] for n in range(request.nights)]
    steps.sort(reverse=True)  # the greedy curve may bulge; giving nights greedily needs it concave
    sleep = [taste.night_delight(area, n + 1) - taste.night_delight(area, n) for n in range(request.nights)]
    return tuple(a + b for a, b in zip(steps, sleep, strict=True))


def _move_cost(ways: Ways, a: str, b: str) -> float:
    way = ways.between(a, b)
    return _FAR if way is None else taste.MOVE_COST + move_score(way.minutes)


def move_score(minutes: int) -> float:
    """Delight lost on a transfer: the way itself, and the visits that its hours would have held."""
    return minutes * 2.5 * taste.TRAVEL_COST


def _gate_cost(ways: Ways, a: str, b: str) -> float:
    if a == b:
        return 0.0
    way = ways.between(a, b)
    return _FAR if way is None else move_score(way.minutes)


def _orders(
    count: int,
    must: frozenset[int],
    nights: int,
    towns: Sequence[_Town],
    cost: Sequence[Sequence[float]],
    first: Sequence[float],
    last: Sequence[float],
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...], float]]:
    """Yield (set of towns, best order of them, its cost) for every set that fits the nights."""
    least = [t.least for t in towns]
    best: dict[int, dict[int, tuple[float, tuple[int, ...]]]] = {
        1 << i: {i: (first[i], (i,))} for i in range(count) if first[i] < _FAR and least[i] <= nights
    }
    needed = sum(1 << i for i in must)
    while best:
        longer: dict[int, dict[int, tuple[float, tuple[int, ...]]]] = {}
        for chosen, ends in best.items():
            if chosen & needed == needed:
                price, order = min((c + last[i], o) for i, (c, o) in ends.items())
                if price < _FAR:
                    yield tuple(i for i in range(count) if chosen >> i & 1), order, price
            spare = nights - sum(least[i] for i in range(count) if chosen >> i & 1)
            for j in range(count):
                if chosen >> j & 1 or least[j] > spare:
                    continue
                step = min((c + cost[i][j], (*o, j)) for i, (c, o) in ends.items())
                if step[0] < _FAR:
                    longer.setdefault(chosen | 1 << j, {})[j] = step
        best = longer


def _share_nights(towns: Sequence[_Town], nights: int) -> list[int] | None:
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


def _no_route(request: TripRequest, towns: Sequence[_Town], wished: set[str]) -> Infeasible:
    least = sum(t.least for t in towns if t.area.id in wished)
    most = sum(t.most for t in towns)
    asked = tuple(sorted(wished))
    if least > request.nights:
        reason = f"the stops wished for need {least} nights, the trip has {request.nights}"
        by_size = sorted((t for t in towns if t.area.id in wished), key=lambda t: t.least)
        give_up: list[str] = []
        while by_size and sum(t.least for t in by_size) > request.nights:
            give_up.append(by_size.pop().area.id)
        return Infeasible((Unplaced(", ".join(asked), reason),), tuple(give_up))
    if most < request.nights:
        reason = f"the towns of this destination hold {most} nights at most, the trip has {request.nights}"
        return Infeasible((Unplaced("nights", reason),), ("nights",))
    reason = "no chain of transfers joins them with the gateways"
    return Infeasible((Unplaced(", ".join(asked) or "stops", reason),), asked)
