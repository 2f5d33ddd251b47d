"""Planning a whole trip: towns, nights, stays, and every day filled, with a feasibility certificate.

Pure and deterministic: the same request, catalogue, seed and patience give the same plan, as long as the
search ends by itself or by its patience before the seconds given do.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from itertools import chain, islice

from crm.trips.booked import refuse_what_cannot_be
from crm.trips.checking import check_request
from crm.trips.drafting import Desk
from crm.trips.giving_up import ROOMS, ways_out
from crm.trips.patience import Patience
from crm.trips.raining import rain_days
from crm.trips.refusing import Infeasible
from crm.trips.search import BRIEF, WHOLE, Effort, first_steps, further_steps, usual_steps
from crm.trips.stays import holds
from crm.trips.stops import Towns
from crm.trips.travel import GreatCircle, TravelTimes
from crm.trips.values import Catalogue, Itinerary, TripRequest, Unplaced

REFUSAL_SECONDS = 3.0  # at most, to find out which wishes stand in the way
REFUSAL_PATIENCE = 30_000  # steps for the same: some 0.6 s on an ordinary machine
ATTEMPT = 130  # steps that could be taken in the time that each attempt needs to begin
_END = object()


def plan(
    request: TripRequest,
    catalogue: Catalogue,
    *,
    seconds: float = 1.0,
    further: int | None = 0,
    is_sketch: bool = False,
    is_brief: bool = False,
    patience: Patience | None = None,
    travel: TravelTimes | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Callable[[Itinerary], None] | None = None,
) -> Itinerary:
    """Plan a trip; the best plan found within `seconds` of CPU time of this thread.

    The search ends before the seconds do once it has taken its usual steps and `further` ones; None: it goes
    on until they are used, or it is proven that nothing better is left. Where a `patience` is given, it ends
    with that too, at the same step on every machine.

    A sketch is only to be weighed: it lacks the days for when it rains. A brief search takes fewer of the
    usual steps: it is for a plan that stands beside another.

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
        refuse_what_cannot_be(request, catalogue)
        _refuse_too_few_rooms(request, catalogue)
        found = _search(
            Desk(request, catalogue, port, is_over, progress, patience), further, BRIEF if is_brief else WHOLE
        )
    except Infeasible as refused:
        looking = _looking_for_ways(seconds, patience)
        raise _explained(refused, request, catalogue, port, *looking) from None
    wet = () if is_sketch else rain_days(found, request, catalogue, travel=port)
    return replace(found, rain_days=wet, ways=port.measured)


def _refuse_too_few_rooms(request: TripRequest, catalogue: Catalogue) -> None:
    """Raise Infeasible where no house of the catalogue takes the party in so many rooms."""
    if request.rooms is None or any(holds(stay, request) for stay in catalogue.stays):
        return
    most, sleepers = max((stay.sleeps for stay in catalogue.stays), default=0), request.party.sleepers
    rooms = f"{request.rooms} room{'s' * (request.rooms != 1)}"
    why = f"{sleepers} travellers do not fit into {rooms}: the largest takes {most}"
    raise Infeasible((Unplaced("the rooms", why),), (ROOMS,))


def _search(desk: Desk, further: int | None, effort: Effort) -> Itinerary:
    towns = Towns(desk.catalogue, desk.request, desk.attractions, desk.ways)
    for _ in first_steps(desk, towns):
        if desk.best is not None and desk.is_over():
            break
    looking = chain(usual_steps(desk, towns, effort), islice(further_steps(desk, towns), further))
    while not desk.is_over() and next(looking, _END) is not _END:
        pass
    return _written(desk)


def _quick_search(desk: Desk) -> Itinerary:
    """Take the first route on which everything that must be seen is seen; any one where that cannot be."""
    is_hopeless = any(place not in desk.scores for place in desk.must)
    for _ in first_steps(desk, Towns(desk.catalogue, desk.request, desk.attractions, desk.ways)):
        if desk.best is not None and (is_hopeless or desk.is_over() or not desk.unseen(desk.best)):
            break
    return _written(desk)


def _written(desk: Desk) -> Itinerary:
    if desk.best is None:
        raise Infeasible((_why_no_day(desk.request),))
    if missing := desk.missing(desk.best):
        raise Infeasible(missing, desk.unseen(desk.best))
    plan_ = desk.write(desk.best)
    broken = tuple(Unplaced(c.subject, f"{c.rule}: does not hold") for c in plan_.certificate if not c.holds)
    if broken:
        raise Infeasible(broken)
    return plan_


def _why_no_day(request: TripRequest) -> Unplaced:
    what = "the flights and what is booked" if request.locked else "the flights"
    return Unplaced("the days", f"{what} leave no time to reach the stops and come back")


def _looking_for_ways(seconds: float, patience: Patience | None) -> tuple[float, Patience]:
    """Give the CPU seconds and the patience in which ways out are looked for: never more than a plan got."""
    most = REFUSAL_PATIENCE
    if patience is not None and patience.most is not None:
        most = min(most, patience.most)
    return min(seconds, REFUSAL_SECONDS), Patience(most)


def _explained(
    refused: Infeasible,
    request: TripRequest,
    catalogue: Catalogue,
    travel: TravelTimes,
    seconds: float,
    patience: Patience,
) -> Infeasible:
    """Find the smallest sets of wishes to give up; each is tried with a quick plan of its own."""
    ends = time.thread_time() + seconds

    def is_late() -> bool:
        return time.thread_time() >= ends

    def is_over() -> bool:
        return patience.is_used_up or is_late()

    def attempt(looser: TripRequest) -> Itinerary:
        refuse_what_cannot_be(looser, catalogue)
        _refuse_too_few_rooms(looser, catalogue)
        patience.spend(ATTEMPT)
        return _quick_search(Desk(looser, catalogue, travel, is_late, patience=patience))

    found = ways_out(request, catalogue, attempt, is_over)
    return Infeasible(refused.reasons, found[0].give_up if found else refused.give_up, found)
