"""Which towns to sleep in, in what order, how many nights each: a shortlist of routes, best guess first.

Orders are found by dynamic programming over sets of towns (Held and Karp, 1962); nights within a set by
giving each further night to the town where it adds most, which is exact where each night adds less
than the one before.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

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


class Towns:
    """The towns of one request, with what their nights bring and what the ways between them cost."""

    def __init__(
        self, catalogue: Catalogue, request: TripRequest, scores: Mapping[str, float], ways: Ways
    ) -> None:
        self.request = request
        self.towns = _towns(catalogue, request, scores, ways)
        self.by_id = {t.area.id: t for t in self.towns}
        self.wished = {w.area for w in request.stops if _is_asked_for(w)}
        unknown = sorted(self.wished - self.by_id.keys())
        if unknown:
            names = {a.id: a.name for a in catalogue.areas}
            why = "has no stay in the catalogue"
            raise Infeasible(tuple(Unplaced(names[a], why) for a in unknown), tuple(unknown))
        self.gates = gateways(catalogue, request)
        ids = [a.id for a in catalogue.areas]
        self.move = {(a, b): _move_cost(ways, a, b) for a in self.by_id for b in self.by_id}
        self.gate = {(a, b): _gate_cost(ways, a, b) for a in ids for b in ids}

    def outlines(self, most: int) -> list[Outline]:
        """Give up to `most` routes that keep every wish about stops, the most promising first.

        Raises Infeasible, naming the wishes in the way, when no route keeps them all.
        """
        found: list[Outline] = []
        must = frozenset(i for i, t in enumerate(self.towns) if t.area.id in self.wished)
        ids = [t.area.id for t in self.towns]
        cost = [[self.move[a, b] for b in ids] for a in ids]
        first = [min(self.gate[g.id, a] for g in self.gates[0]) for a in ids]
        last = [min(self.gate[a, g.id] for g in self.gates[1]) for a in ids]
        for chosen, order, price in _orders(must, self.request.nights, self.towns, cost, first, last):
            nights = _share_nights([self.towns[i] for i in chosen], self.request.nights)
            if nights is None:
                continue
            by_town = dict(zip(chosen, nights, strict=True))
            value = sum(sum(self.towns[i].gains[: by_town[i]]) for i in chosen) - price
            names, shares = tuple(ids[i] for i in order), tuple(by_town[i] for i in order)
            found.append(Outline(*self._gates_for(names), names, shares, value))
        if not found:
            raise _no_route(self.request, self.towns, self.wished)
        found.sort(key=lambda o: (-o.guess, o.towns))
        return found[:most]

    def neighbours(self, outline: Outline) -> list[Outline]:
        """Give the routes one step away, the most promising first.

        A step gives a night from one town to another, moves a town, turns a part of the order round, or drops
        a town in favour of another.
        """
        seen: set[tuple[tuple[str, ...], tuple[int, ...]]] = {(outline.towns, outline.nights)}
        found = []
        for stops_ in _steps(list(zip(outline.towns, outline.nights, strict=True))):
            names, nights = tuple(n for n, _ in stops_), tuple(k for _, k in stops_)
            if (names, nights) in seen or not self.wished <= set(names) or not self._holds(names, nights):
                continue
            seen.add((names, nights))
            into, out = self._gates_for(names)
            cost = self.gate[into, names[0]] + self.gate[names[-1], out]
            cost += sum(self.move[a, b] for a, b in pairwise(names))
            if cost < _FAR:
                value = sum(sum(self.by_id[n].gains[:k]) for n, k in stops_)
                found.append(Outline(into, out, names, nights, value - cost))
        found.sort(key=lambda o: (-o.guess, o.towns, o.nights))
        return found

    def _gates_for(self, names: tuple[str, ...]) -> tuple[str, str]:
        into = min(self.gates[0], key=lambda g: (self.gate[g.id, names[0]], g.id))
        out = min(self.gates[1], key=lambda g: (self.gate[names[-1], g.id], g.id))
        return into.id, out.id

    def _holds(self, names: tuple[str, ...], nights: tuple[int, ...]) -> bool:
        return all(self.by_id[n].least <= k <= self.by_id[n].most for n, k in zip(names, nights, strict=True))


def _steps(stops_: list[tuple[str, int]]) -> Iterator[list[tuple[str, int]]]:
    count = len(stops_)
    for i in range(count):
        for j in range(count):
            if i == j:
                continue
            shifted = list(stops_)
            shifted[i] = (stops_[i][0], stops_[i][1] - 1)
            shifted[j] = (stops_[j][0], stops_[j][1] + 1)
            yield shifted
            dropped = [(n, k + stops_[i][1] if m == j else k) for m, (n, k) in enumerate(stops_) if m != i]
            yield dropped
            rest = stops_[:i] + stops_[i + 1 :]
            yield [*rest[:j], stops_[i], *rest[j:]]
            if i < j:
                yield [*stops_[:i], *reversed(stops_[i : j + 1]), *stops_[j + 1 :]]


def nights_allowed(area: Area, wish: StopWish | None) -> tuple[int, int]:
    """Give the fewest and the most nights of a town that is a stop; a wish wins over the catalogue."""
    if wish is None:
        return max(1, area.least_nights), area.most_nights
    if wish.exactly is not None:
        return wish.exactly, wish.exactly
    most = wish.most if wish.most is not None else max(area.most_nights, wish.least or 0)
    return max(1, wish.least or min(area.least_nights, most)), most


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


def _is_asked_for(wish: StopWish) -> bool:
    if wish.exactly is not None:
        return wish.exactly > 0
    return wish.most is None or wish.most > 0


def _towns(
    catalogue: Catalogue, request: TripRequest, scores: Mapping[str, float], ways: Ways
) -> list[_Town]:
    with_stay = {stay.area for stay in catalogue.stays}
    wishes = {w.area: w for w in request.stops}
    towns = []
    for area in catalogue.areas:
        if area.id not in with_stay:
            continue
        least, most = nights_allowed(area, wishes.get(area.id))
        if most >= 1:
            towns.append(_Town(area, least, most, _gains(area, catalogue, request, scores, ways)))
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
    must: frozenset[int],
    nights: int,
    towns: Sequence[_Town],
    cost: Sequence[Sequence[float]],
    first: Sequence[float],
    last: Sequence[float],
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...], float]]:
    """Yield (set of towns, best order of them, its cost) for every set that fits the nights."""
    count, least = len(towns), [t.least for t in towns]
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
    asked = sorted((t for t in towns if t.area.id in wished), key=lambda t: t.least)
    least, most = sum(t.least for t in asked), sum(t.most for t in towns)
    ids, names = tuple(t.area.id for t in asked), ", ".join(t.area.name for t in asked)
    if least > request.nights:
        reason = f"the stops wished for need {least} nights, the trip has {request.nights}"
        give_up: list[str] = []
        while asked and sum(t.least for t in asked) > request.nights:
            give_up.append(asked.pop().area.id)
        return Infeasible((Unplaced(names, reason),), tuple(give_up))
    if most < request.nights:
        reason = f"the towns of this destination hold {most} nights at most, the trip has {request.nights}"
        return Infeasible((Unplaced("nights", reason),), ("nights",))
    reason = "no chain of transfers joins them with the gateways"
    return Infeasible((Unplaced(names or "stops", reason),), ids)
