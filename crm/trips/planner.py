"""Planning a whole trip: towns, nights, stays, and every day filled, with a feasibility certificate.

Pure and deterministic: the same request, catalogue and seed give the same plan, as long as the rounds
of the search end before the seconds given do (they do on any ordinary machine).
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise

from crm.trips import paper, stops, taste
from crm.trips.board import Ground, Route, Ways, frames, survey
from crm.trips.certificate import certify
from crm.trips.checking import check_request
from crm.trips.fill import Filling, Orders, improve
from crm.trips.keeping import kept_orders, outline_bonus
from crm.trips.stays import choose_stay
from crm.trips.timeline import MOVE, Frame
from crm.trips.travel import GreatCircle, TravelTimes
from crm.trips.values import Catalogue, Infeasible, Itinerary, Stop, TripRequest, Unplaced

MUST = 1000.0  # lifts what must be seen above everything else
MUST_ATTRACTS = 150.0  # the same, when towns to sleep in are weighed
ROUTES_TRIED, ROUTES_DEEPENED = 6, 2
ROUNDS = 160  # of the search, per deepened route


@dataclass
class _Draft:
    route: Route
    frames: list[Frame]
    filling: Filling
    held: frozenset[int]
    beyond_days: float  # delight of nights less that of moves
    orders: Orders
    delight: float


def plan(
    request: TripRequest,
    catalogue: Catalogue,
    *,
    seconds: float = 1.0,
    travel: TravelTimes | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Callable[[Itinerary], None] | None = None,
) -> Itinerary:
    """Plan a trip; the best plan found within `seconds` of CPU time.

    `progress` is given the first feasible plan and every better one. `cancelled` is asked often; when it
    says yes, the best plan so far is returned.

    Raises BadRequest when the request makes no sense, Infeasible when no plan keeps every hard wish.
    """
    ends = time.process_time() + seconds
    check_request(request, catalogue)
    desk = _Desk(
        request, catalogue, travel or GreatCircle(), lambda: time.process_time() >= ends or cancelled()
    )
    found = stops.outlines(catalogue, request, desk.attractions, desk.ways, ROUTES_TRIED * 4)
    found.sort(key=lambda o: -(o.guess + outline_bonus(o, request.keep)))
    drafts: list[_Draft] = []
    for outline in found[:ROUTES_TRIED]:
        if drafts and desk.is_over():
            break
        draft = desk.draft(outline)
        if draft is not None:
            drafts.append(draft)
            if progress and draft.delight >= max(d.delight for d in drafts):
                progress(desk.write(draft))
    if not drafts:
        raise Infeasible(
            (Unplaced("trip", "the flights leave no time to reach the first stop and come back"),)
        )
    drafts.sort(key=lambda d: -d.delight)
    for draft in drafts[:ROUTES_DEEPENED]:
        desk.deepen(draft)
    best = max(drafts, key=lambda d: d.delight)
    missing = desk.missing(best)
    if missing:
        raise Infeasible(missing, tuple(m.subject for m in missing))
    return desk.write(best)


class _Desk:
    """What one planning run knows."""

    def __init__(
        self, request: TripRequest, catalogue: Catalogue, travel: TravelTimes, is_over: Callable[[], bool]
    ) -> None:
        self.request, self.catalogue, self.is_over = request, catalogue, is_over
        self.scores: Mapping[str, float] = taste.scores(catalogue, request)
        self.ways = Ways.of(catalogue)
        must = set(request.must_see)
        weights = {p: s + (MUST if p in must else 0.0) for p, s in self.scores.items()}
        self.attractions = {p: s + (MUST_ATTRACTS if p in must else 0.0) for p, s in self.scores.items()}
        self.ground: Ground = survey(catalogue, weights, travel, self.ways)

    def draft(self, outline: stops.Outline) -> _Draft | None:
        """Lay an outline out: stays, frames, and a first greedy filling. None when it cannot be."""
        areas = {a.id: a for a in self.catalogue.areas}
        laid, check_in = [], self.request.start
        for town, nights in zip(outline.towns, outline.nights, strict=True):
            stay = choose_stay(town, self.request, self.catalogue, self.ground)
            if stay is None:
                return None
            laid.append(Stop(town, stay.id, check_in, nights))
            check_in += timedelta(days=nights)
        chain = (outline.gateway_in, *outline.towns, outline.gateway_out)
        moves = tuple(self.ways.between(a, b) for a, b in pairwise(chain))
        route = Route(areas[outline.gateway_in], areas[outline.gateway_out], tuple(laid), moves)
        days = frames(route, self.request, self.ground, self.ways, self.catalogue.areas)
        if days[-1].until < 0:
            return None
        orders, held = kept_orders(self.request, route, days, self.ground)
        try:
            filling = Filling(days, self.ground, held, orders)
        except ValueError:
            return None
        filling.fill_up()
        nights_ = sum(taste.night_delight(areas[s.area], s.nights) for s in laid)
        moved = sum(taste.MOVE_COST + stops.move_score(m.minutes) for m in moves[1:-1] if m is not None)
        moved += sum(stops.move_score(m.minutes) for m in (moves[0], moves[-1]) if m is not None)
        bonus = outline_bonus(outline, self.request.keep)
        beyond = nights_ - moved + bonus
        return _Draft(route, days, filling, held, beyond, filling.copy_orders(), beyond + filling.delight)

    def deepen(self, draft: _Draft) -> None:
        better = improve(draft.filling, ROUNDS, self.request.seed, self.is_over)
        filled = Filling(draft.frames, self.ground, draft.held, better)
        if filled.delight + draft.beyond_days > draft.delight:
            draft.orders, draft.delight = better, filled.delight + draft.beyond_days

    def missing(self, draft: _Draft) -> tuple[Unplaced, ...]:
        placed = {self.ground.places[n].id for order in draft.orders for n in order if n != MOVE}
        by_id = {p.id: p for p in self.catalogue.places}
        full = "does not fit into any day of the trip"
        return tuple(
            Unplaced(by_id[p].name, taste.why_not(by_id[p], self.request) or full)
            for p in self.request.must_see
            if p not in placed
        )

    def write(self, draft: _Draft) -> Itinerary:
        days = paper.write_days(draft.frames, draft.orders, draft.route, self.request, self.ground, self.ways)
        placed = [v.place for d in days for v in d.visits]
        lifted = MUST * sum(1 for p in placed if p in self.request.must_see)
        result = Itinerary(
            destination=self.catalogue.destination.id,
            start=self.request.start,
            nights=self.request.nights,
            stops=draft.route.stops,
            days=days,
            certificate=(),
            unplaced=paper.leftovers(placed, self.request, self.catalogue, self.scores),
            delight=round(draft.delight - lifted, 2),
        )
        return replace(result, certificate=certify(result, self.request, self.catalogue, self.ground))
