"""Drafting routes: an outline laid out with stays and days, filled greedily, then made better."""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise

from crm.trips import paper, promise, taste
from crm.trips.board import Ground, Route, Ways, survey, windows_on
from crm.trips.booked import booked_visits, why_not_as_booked
from crm.trips.certificate import certify
from crm.trips.fill import Filling, Orders, improve
from crm.trips.fitting import KnownDay, Memory
from crm.trips.framing import Opened, frames
from crm.trips.keeping import is_kept, kept_orders, outline_bonus
from crm.trips.left_over import leftovers, why_closed
from crm.trips.making_room import with_room_for
from crm.trips.patience import Patience
from crm.trips.stays import choose_stay, missed_stays, other_classes
from crm.trips.stops import Outline, Towns
from crm.trips.timeline import MOVE, Frame
from crm.trips.travel import TravelTimes
from crm.trips.values import Catalogue, Itinerary, Place, Stay, Stop, TripRequest, Unplaced

MUST = 1000.0  # lifts what must be seen above everything else
MUST_ATTRACTS = 150.0  # the same, when towns to sleep in are weighed
NEIGHBOURS_TRIED = 30  # of a route, the most promising

_Key = tuple[str, str, tuple[str, ...], tuple[int, ...]]


def _key(outline: Outline) -> _Key:
    return outline.gateway_in, outline.gateway_out, outline.towns, outline.nights


@dataclass
class Draft:
    """One route with its days filled; `delight` counts everything, wishes that must hold included."""

    outline: Outline
    route: Route
    frames: list[Frame]
    held: frozenset[int]
    beyond_days: float  # delight of nights less that of moves
    orders: Orders
    delight: float
    promise: float  # its delight as it was laid out: routes are compared by it before they are searched in
    days: list[KnownDay]
    is_searched: bool = False


class Desk:
    """What one planning run knows and has tried."""

    def __init__(
        self,
        request: TripRequest,
        catalogue: Catalogue,
        travel: TravelTimes,
        is_over: Callable[[], bool],
        progress: Callable[[Itinerary], None] | None = None,
        patience: Patience | None = None,
    ) -> None:
        self.request, self.catalogue, self.progress = request, catalogue, progress
        self._is_late, self.patience = is_over, patience or Patience()
        self.scores: Mapping[str, float] = taste.scores(catalogue, request)
        self.ways = Ways.of(catalogue)
        self.must = tuple(dict.fromkeys((*request.must_see, *booked_visits(request))))
        must = set(self.must)
        weights = {p: s + (MUST if p in must else 0.0) for p, s in self.scores.items()}
        self.attractions = {p: s + (MUST_ATTRACTS if p in must else 0.0) for p, s in self.scores.items()}
        self.ground: Ground = survey(catalogue, weights, travel, self.ways)
        self.memory, self.opened = Memory(self.ground, self.patience), Opened(request, self.ground)
        self._stays: dict[str, Stay | None] = {}
        self.areas = {a.id: a for a in catalogue.areas}
        self._must_nodes = frozenset(self.ground.index[p] for p in must)
        self.tried: dict[_Key, Draft | None] = {}
        self.best: Draft | None = None

    def is_over(self) -> bool:
        """Tell whether the search is to end: its patience is used up, or its time."""
        return self.patience.is_used_up or self._is_late()

    def draft(self, outline: Outline) -> Draft | None:
        """Lay an outline out once; None when it cannot be."""
        key = _key(outline)
        if key not in self.tried:
            self.tried[key] = draft = self._lay_out(outline)
            if draft is not None:
                self._notice(draft)
        return self.tried[key]

    def has_tried(self, outline: Outline) -> bool:
        return _key(outline) in self.tried

    def climb(self, towns: Towns, expanded: int, slice_: int) -> Iterator[None]:
        """Try the neighbours of the best routes, of their neighbours, and so on; yield after each slice."""
        done: set[int] = set()
        for _ in range(expanded):
            waiting = [d for d in self.by_promise() if id(d) not in done]
            if not waiting:
                return
            done.add(id(waiting[0]))
            near = towns.neighbours(waiting[0].outline)[:NEIGHBOURS_TRIED]
            for number, outline in enumerate(near, start=1):
                self.draft(outline)
                if self.is_over():
                    return
                if number % slice_ == 0 or number == len(near):
                    yield

    def by_promise(self) -> list[Draft]:
        """Every route that can be, as it was laid out, best first."""
        return sorted((d for d in self.tried.values() if d is not None), key=lambda d: -d.promise)

    def drafts(self) -> list[Draft]:
        """Every route that can be, best first."""
        return sorted((d for d in self.tried.values() if d is not None), key=lambda d: -d.delight)

    def worth_deepening(self, most: int) -> list[Draft]:
        """Give the best routes, and the one of the plan to keep, which is judged by its best days too."""
        found = self.drafts()
        kept = [d for d in found[most:] if is_kept(d.outline, self.request.keep)]
        return [*found[:most], *kept]

    def deepen(self, draft: Draft, rounds: int, seed: int) -> None:
        """Search on from a draft's days; it keeps what it has unless something better is found."""
        self._search_days(draft, draft.orders, rounds, seed)

    def begin_afresh(self, draft: Draft, rounds: int, dice: random.Random) -> None:
        """Empty some days of a route, or all, fill them by chance, and search from there."""
        emptied = dice.sample(range(len(draft.frames)), dice.randint(1, len(draft.frames)))
        orders = [
            [n for n in order if d not in emptied or n == MOVE or n in draft.held]
            for d, order in enumerate(draft.orders)
        ]
        filling = Filling(draft.frames, self.ground, draft.held, orders, draft.days)
        filling.fill_up(dice)
        self._search_days(draft, filling.orders, rounds, dice.randrange(1 << 30))

    def _search_days(self, draft: Draft, orders: Orders, rounds: int, seed: int) -> None:
        draft.is_searched = True
        filling = Filling(draft.frames, self.ground, draft.held, orders, draft.days)
        better = improve(filling, rounds, seed, self.is_over)
        filled = Filling(draft.frames, self.ground, draft.held, better, draft.days)
        if filled.delight + draft.beyond_days > draft.delight + 1e-9:
            draft.orders, draft.delight = better, filled.delight + draft.beyond_days
            self._notice(draft)

    def unseen(self, draft: Draft) -> tuple[str, ...]:
        """Give the ids of what must be seen and is not."""
        placed = {self.ground.places[n].id for order in draft.orders for n in order if n != MOVE}
        return tuple(p for p in self.must if p not in placed)

    def missing(self, draft: Draft) -> tuple[Unplaced, ...]:
        """Name what must be seen and is not, with the reason."""
        by_id = {p.id: p for p in self.catalogue.places}
        full = "does not fit into any day of the trip"
        return tuple(Unplaced(by_id[p].name, self._why_not(by_id[p]) or full) for p in self.unseen(draft))

    def _why_not(self, place: Place) -> str:
        why = taste.why_not(place, self.request) or why_not_as_booked(place, self.request, windows_on)
        return why or why_closed(place, self.request) or ""

    def write(self, draft: Draft) -> Itinerary:
        """Write a draft down as an itinerary with its certificate."""
        days = paper.write_days(draft.frames, draft.orders, draft.route, self.request, self.ground, self.ways)
        placed = [v.place for d in days for v in d.visits]
        slept = {stop.area for stop in draft.route.stops}
        lifted = MUST * sum(1 for p in placed if p in self.must)
        bonus = outline_bonus(draft.outline, self.request.keep)
        result = Itinerary(
            destination=self.catalogue.destination.id,
            start=self.request.start,
            nights=self.request.nights,
            stops=draft.route.stops,
            days=days,
            certificate=(),
            unplaced=(
                *missed_stays(draft.route.stops, self.request, self.catalogue),
                *other_classes(draft.route.stops, self.request, self.catalogue),
                *leftovers(placed, slept, self.request, self.catalogue, self.scores, self.ways),
            ),
            delight=round(draft.delight - lifted - bonus, 2),
        )
        return replace(result, certificate=certify(result, self.request, self.catalogue, self.ground))

    def _notice(self, draft: Draft) -> None:
        if self.best is None or draft.delight > self.best.delight or draft is self.best:
            self.best = draft
            if self.progress is not None and not self.missing(draft):
                self.progress(self.write(draft))

    def _lay_out(self, outline: Outline) -> Draft | None:
        route = self._route(outline)
        if route is None:
            return None
        days = frames(route, self.request, self.ground, self.ways, self.catalogue.areas, self.opened)
        orders, held = kept_orders(self.request, route, days, self.ground)
        known = self.memory.days(days)
        try:
            filling = Filling(days, self.ground, held, orders, known)
        except ValueError:
            return None
        filling.fill_up()
        if held and (wanted := sorted(self._must_nodes - filling.used)):
            orders, held = with_room_for(wanted, filling, self._must_nodes)
            filling = Filling(days, self.ground, held, orders, known)
            filling.fill_up()
        beyond = self._beyond_days(route) + outline_bonus(outline, self.request.keep)
        delight = beyond + filling.delight
        return Draft(outline, route, days, held, beyond, filling.copy_orders(), delight, delight, known)

    def _route(self, outline: Outline) -> Route | None:
        laid, check_in = [], self.request.start
        for town, nights in zip(outline.towns, outline.nights, strict=True):
            stay = self._stay(town)
            if stay is None:
                return None
            laid.append(Stop(town, stay.id, check_in, nights))
            check_in += timedelta(days=nights)
        chain = (outline.gateway_in, *outline.towns, outline.gateway_out)
        moves = tuple(self.ways.between(a, b) for a, b in pairwise(chain))
        return Route(self.areas[outline.gateway_in], self.areas[outline.gateway_out], tuple(laid), moves)

    def _stay(self, town: str) -> Stay | None:
        if town not in self._stays:
            self._stays[town] = choose_stay(town, self.request, self.catalogue, self.ground)
        return self._stays[town]

    def _beyond_days(self, route: Route) -> float:
        nights = sum(taste.night_delight(self.areas[s.area], s.nights) for s in route.stops)
        moved = sum(taste.MOVE_COST for _ in route.moves[1:-1])
        moved += sum(promise.move_score(m.minutes) for m in route.moves if m is not None)
        return nights - moved
