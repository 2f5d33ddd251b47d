"""Planning a whole trip: towns, nights, stays, and every day filled, with a feasibility certificate.

Pure and deterministic: the same request, catalogue and seed give the same plan, as long as the rounds
of the search end before the seconds given do (they do on any ordinary machine).
"""

import time
from collections.abc import Callable

from crm.trips.checking import check_request
from crm.trips.drafting import Desk
from crm.trips.giving_up import ways_out
from crm.trips.keeping import outline_bonus
from crm.trips.stops import Towns
from crm.trips.travel import GreatCircle, TravelTimes
from crm.trips.values import Catalogue, Infeasible, Itinerary, TripRequest, Unplaced

ROUTES_TRIED, ROUTES_EXPANDED = 24, 12
DEEPENING = ((8, 40), (3, 160))  # (routes, rounds of the search) per stage: many a little, few a lot


EARLIEST_DEPARTURE = 5 * 60  # before that, the way to the gateway falls into the night
REFUSAL_SECONDS = 0.6  # at most, to find out which wishes stand in the way


def plan(
    request: TripRequest,
    catalogue: Catalogue,
    *,
    seconds: float = 1.0,
    travel: TravelTimes | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Callable[[Itinerary], None] | None = None,
) -> Itinerary:
    """Plan a trip; the best plan found within `seconds` of CPU time of this thread.

    `progress` is given the first feasible plan and every better one. `cancelled` is asked often; when it
    says yes, the best plan so far is returned.

    Raises BadRequest when the request makes no sense, Infeasible when no plan keeps every hard wish.
    """
    check_request(request, catalogue)
    ends = time.thread_time() + seconds

    def is_over() -> bool:
        return time.thread_time() >= ends or cancelled()

    port = travel or GreatCircle()
    try:
        return _search(Desk(request, catalogue, port, is_over, progress), seconds)
    except Infeasible as refused:
        raise _explained(refused, request, catalogue, port, min(seconds, REFUSAL_SECONDS)) from None


def _search(desk: Desk, seconds: float, *, is_thorough: bool = True) -> Itinerary:
    began = time.thread_time()
    request = desk.request
    towns = Towns(desk.catalogue, request, desk.attractions, desk.ways)
    if (first := towns.first_outline()) is not None:
        desk.draft(first)
    found = towns.outlines(ROUTES_TRIED)
    found.sort(key=lambda o: -(o.guess + outline_bonus(o, request.keep)))
    for outline in found:
        desk.draft(outline)
        if desk.best is not None and (desk.is_over() or not (is_thorough or desk.unseen(desk.best))):
            break
    if is_thorough:
        desk.climb(towns, ROUTES_EXPANDED, began + 0.5 * seconds)
        for stage, (routes, rounds) in enumerate(DEEPENING):
            for draft in desk.drafts()[:routes]:
                desk.deepen(draft, rounds, request.seed + stage)
    if desk.best is None:
        raise Infeasible((_why_no_day(request),))
    if missing := desk.missing(desk.best):
        raise Infeasible(missing, desk.unseen(desk.best))
    plan_ = desk.write(desk.best)
    broken = tuple(Unplaced(c.subject, f"{c.rule}: does not hold") for c in plan_.certificate if not c.holds)
    if broken:
        raise Infeasible(broken)
    return plan_


def _why_no_day(request: TripRequest) -> Unplaced:
    at = f"{request.departs_at // 60:02d}:{request.departs_at % 60:02d}"
    if request.departs_at < EARLIEST_DEPARTURE:
        why = f"at {at} is too early in the day: let the trip end on the evening before"
        return Unplaced("the departure", why)
    what = "the flights and what is booked" if request.locked else "the flights"
    return Unplaced("the days", f"{what} leave no time to reach the stops and come back")


def _explained(
    refused: Infeasible, request: TripRequest, catalogue: Catalogue, travel: TravelTimes, seconds: float
) -> Infeasible:
    """Find the smallest sets of wishes to give up; each is tried with a quick plan of its own."""
    ends = time.thread_time() + seconds

    def is_over() -> bool:
        return time.thread_time() >= ends

    def attempt(looser: TripRequest) -> Itinerary:
        return _search(Desk(looser, catalogue, travel, is_over), 0.0, is_thorough=False)

    found = ways_out(request, catalogue, attempt, is_over)
    return Infeasible(refused.reasons, found[0].give_up if found else refused.give_up, found)
