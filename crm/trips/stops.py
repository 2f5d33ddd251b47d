"""Which towns to sleep in, in what order, how many nights each: a shortlist of routes, best guess first.

Of many towns, each set is tried in its cheapest order with the nights where they add most; of few, every
order and every share of the nights.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from crm.trips.board import Ways
from crm.trips.booked import agrees, booked_nights, calendars
from crm.trips.no_route import no_route, told_ends
from crm.trips.promise import FAR, ends_of, gate_cost, move_cost, promising_towns
from crm.trips.refusing import Infeasible
from crm.trips.touring import cheapest_orders, share_nights
from crm.trips.values import Area, Catalogue, StopWish, TripRequest, Unplaced

QUICK_TOWNS = 6  # of many, for a first route at once
FEW_TOWNS, FEW_NIGHTS = 5, 7  # up to these, every order and share of nights is looked at
MOST_CALENDARS = 6000  # priced where every one is looked at; five towns and seven nights have 5225


@dataclass(frozen=True)
class Outline:
    """A route in outline: towns in order, nights in each, and a first guess at its delight."""

    gateway_in: str
    gateway_out: str
    towns: tuple[str, ...]
    nights: tuple[int, ...]
    guess: float


class Towns:
    """The towns of one request, with what their nights bring and what the ways between them cost."""

    def __init__(
        self, catalogue: Catalogue, request: TripRequest, scores: Mapping[str, float], ways: Ways
    ) -> None:
        self.request = request
        self.towns = promising_towns(catalogue, request, scores, ways)
        self.by_id = {t.area.id: t for t in self.towns}
        self.wished = {w.area for w in request.stops if _is_asked_for(w)} | ends_of(request)
        unknown = sorted(self.wished - self.by_id.keys())
        if unknown:
            names = {a.id: a.name for a in catalogue.areas}
            why = "has no stay in the catalogue"
            raise Infeasible(tuple(Unplaced(names[a], why) for a in unknown), tuple(unknown))
        self.gates = gateways(catalogue, request)
        self.booked = booked_nights(request, catalogue)
        self.bounds = {t.area.id: (t.least, t.most) for t in self.towns}
        self._make_room_for_the_booked()
        ids = [a.id for a in catalogue.areas]
        self.move = {(a, b): move_cost(ways, a, b) for a in self.by_id for b in self.by_id}
        self.gate = {(a, b): gate_cost(ways, a, b) for a in ids for b in ids}

    def first_outline(self) -> Outline | None:
        """Give a fair route at once: the most promising towns, each put where it costs least.

        None where the towns are few enough for the whole search, or where that leads nowhere.
        """
        if len(self.towns) <= QUICK_TOWNS or self.booked:
            return None
        few = max(QUICK_TOWNS, len(self.wished))
        while few < len(self.towns) and sum(t.most for t in self.towns[:few]) < self.request.nights:
            few += 1
        nights = share_nights(self.towns[:few], self.request.nights)
        if nights is None:
            return None
        left = dict(zip((t.area.id for t in self.towns[:few]), nights, strict=True))
        order: list[str] = []
        for town in left:
            order = self._put_where_it_costs_least(order, town)
        for town in left:  # the first ones were put where few others stood
            order = self._put_where_it_costs_least([t for t in order if t != town], town)
        return self.outline([(town, left[town]) for town in order])

    def _put_where_it_costs_least(self, order: list[str], town: str) -> list[str]:
        trials = [[*order[:at], town, *order[at:]] for at in range(len(order) + 1)]
        return min(trials, key=lambda names: (self._way_cost(names), names))

    def _way_cost(self, names: Sequence[str]) -> float:
        if self._is_misplaced(names):
            return FAR
        into, out = self._gates_for(tuple(names))
        inner = sum(self.move[a, b] for a, b in pairwise(names))
        return self.gate[into, names[0]] + inner + self.gate[names[-1], out]

    def _is_misplaced(self, names: Sequence[str]) -> bool:
        """Tell whether the stop to begin or to end in stands among the towns, but elsewhere."""
        first, last = self.request.first_stop, self.request.last_stop
        return (first in names and names[0] != first) or (last in names and names[-1] != last)

    def outlines(self, most: int) -> list[Outline]:
        """Give up to `most` routes that keep every wish about stops, the most promising first.

        Raises Infeasible, naming the wishes in the way, when no route keeps them all.
        """
        if self.booked:
            return self._around_the_booked(most)
        found: list[Outline] = []
        must = frozenset(i for i, t in enumerate(self.towns) if t.area.id in self.wished)
        ids = [t.area.id for t in self.towns]
        cost = [[self.move[a, b] for b in ids] for a in ids]
        begins, ends = self.request.first_stop or "", self.request.last_stop or ""
        first = [min(self.gate[g.id, a] for g in self.gates[0]) if begins in ("", a) else FAR for a in ids]
        last = [min(self.gate[a, g.id] for g in self.gates[1]) if ends in ("", a) else FAR for a in ids]
        for chosen, order, price in cheapest_orders(must, self.request.nights, self.towns, cost, first, last):
            nights = share_nights([self.towns[i] for i in chosen], self.request.nights)
            if nights is None:
                continue
            by_town = dict(zip(chosen, nights, strict=True))
            value = sum(sum(self.towns[i].gains[: by_town[i]]) for i in chosen) - price
            names, shares = tuple(ids[i] for i in order), tuple(by_town[i] for i in order)
            found.append(Outline(*self._gates_for(names), names, shares, value))
        if not found:
            raise no_route(self.request, self.towns, self.wished)
        found.sort(key=lambda o: (-o.guess, o.towns))
        return found[:most]

    def every_outline(self, most: int) -> list[Outline]:
        """Give the best of all routes, in every order and share of nights; none where they are many."""
        if self.booked or len(self.towns) > FEW_TOWNS or self.request.nights > FEW_NIGHTS:
            return []
        return self._of_every_calendar()[:most]

    def all_of_few(self) -> list[Outline] | None:
        """Give every route that can be, so that a search can prove itself done; None where they are many."""
        if len(self.towns) > FEW_TOWNS or self.request.nights > FEW_NIGHTS:
            return None
        return self._of_every_calendar()

    def _of_every_calendar(self) -> list[Outline]:
        joined = {pair for pair, cost in self.move.items() if cost < FAR}
        ends = (self.request.first_stop, self.request.last_stop)
        chains = calendars(self.bounds, self.request.nights, self.booked, joined, ends)
        found = [o for c in islice(chains, MOST_CALENDARS) if (o := self.outline(c)) is not None]
        found.sort(key=lambda o: (-o.guess, o.towns, o.nights))
        return found

    def _around_the_booked(self, most: int) -> list[Outline]:
        """Give the best routes, of the first few thousand, that sleep where nights are booked."""
        found = self._of_every_calendar()
        if not found:
            names = ", ".join(sorted({stay.name for stay in self.booked.values()}))
            why = f"cannot be joined with the rest of the trip{told_ends(self.request, self.towns)}"
            raise Infeasible((Unplaced(names, why),))
        return found[:most]

    def _make_room_for_the_booked(self) -> None:
        """Let a town hold the nights that are booked there, whatever the catalogue's bounds; a wish binds."""
        wished_most = {w.area: w.exactly if w.exactly is not None else w.most for w in self.request.stops}
        for stay in self.booked.values():
            count = sum(1 for s in self.booked.values() if s.area == stay.area)
            if stay.area not in self.bounds:
                why = "is booked in a town where no night is wanted"
                raise Infeasible((Unplaced(stay.name, why),), (stay.area,))
            limit = wished_most.get(stay.area)
            if limit is not None and count > limit:
                why = f"is booked for {count} nights, but no more than {limit} are wished for there"
                raise Infeasible((Unplaced(stay.name, why),), (stay.area,))
            least, longest = self.bounds[stay.area]
            fewest = least if stay.area in wished_most else min(least, count)
            self.bounds[stay.area] = (fewest, max(longest, count))

    def outline(self, chain: Sequence[tuple[str, int]]) -> Outline | None:
        """Price a chain of (town, nights); None when a wish or a way is missing."""
        names, nights = tuple(n for n, _ in chain), tuple(k for _, k in chain)
        if not self.wished <= set(names):
            return None
        into, out = self._gates_for(names)
        cost = self._way_cost(names)
        value = sum(sum(self.by_id[n].gains[:k]) for n, k in chain)
        return Outline(into, out, names, nights, value - cost) if cost < FAR else None

    def neighbours(self, outline: Outline) -> list[Outline]:
        """Give the routes one step away, the most promising first.

        A step gives a night from one town to another, moves a town, turns a part of the order round, or drops
        a town in favour of another.
        """
        seen: set[tuple[tuple[str, ...], tuple[int, ...]]] = {(outline.towns, outline.nights)}
        found = []
        for chain in _steps(list(zip(outline.towns, outline.nights, strict=True))):
            names, nights = tuple(n for n, _ in chain), tuple(k for _, k in chain)
            if (names, nights) in seen or not self.holds(names, nights):
                continue
            seen.add((names, nights))
            if (near := self.outline(chain)) is not None:
                found.append(near)
        found.sort(key=lambda o: (-o.guess, o.towns, o.nights))
        return found

    def _gates_for(self, names: tuple[str, ...]) -> tuple[str, str]:
        into = min(self.gates[0], key=lambda g: (self.gate[g.id, names[0]], g.id))
        out = min(self.gates[1], key=lambda g: (self.gate[names[-1], g.id], g.id))
        return into.id, out.id

    def holds(self, names: tuple[str, ...], nights: tuple[int, ...]) -> bool:
        """Tell whether a route keeps the fewest and most nights of its towns, and the nights booked."""
        fits = all(self.bounds[n][0] <= k <= self.bounds[n][1] for n, k in zip(names, nights, strict=True))
        return fits and agrees(names, nights, self.booked)


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


def gateways(catalogue: Catalogue, request: TripRequest) -> tuple[list[Area], list[Area]]:
    """Gateways in and out; where the catalogue marks none, every area serves."""
    marked = [a for a in catalogue.areas if a.is_gateway] or list(catalogue.areas)
    into = [a for a in marked if a.id == request.gateway_in] if request.gateway_in else marked
    out = [a for a in marked if a.id == request.gateway_out] if request.gateway_out else marked
    for name, found in ((request.gateway_in, into), (request.gateway_out, out)):
        if not found:
            raise Infeasible((Unplaced(str(name), "is not a gateway of this destination"),), (str(name),))
    if request.gateway_in is None and request.gateway_out is None and not ends_of(request):
        return into[:3], into[:3]
    return into, out


def _is_asked_for(wish: StopWish) -> bool:
    if wish.exactly is not None:
        return wish.exactly > 0
    return wish.most is None or wish.most > 0
