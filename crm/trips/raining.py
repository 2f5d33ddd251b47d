"""The rain plan: for each day with visits outdoors, the same day under a roof."""

from dataclasses import replace

from crm.trips import paper
from crm.trips.fill import Filling
from crm.trips.revisiting import Board, lay_out_again
from crm.trips.timeline import MOVE, Frame
from crm.trips.travel import TravelTimes
from crm.trips.values import Catalogue, DayPlan, Itinerary, TripRequest


def rain_days(
    plan: Itinerary, request: TripRequest, catalogue: Catalogue, *, travel: TravelTimes | None = None
) -> tuple[DayPlan, ...]:
    """Give, for each day with visits outdoors, the same day with indoor places only.

    What is booked stays, and places of the other days are left to them. A day for which there is
    nothing indoors is left out.
    """
    board = lay_out_again(plan, request, catalogue, travel)
    places = {p.id: p for p in catalogue.places}
    found = []
    for d, day in enumerate(plan.days):
        if all(places[v.place].is_indoor for v in day.visits):
            continue
        elsewhere = {v.place for other in plan.days if other is not day for v in other.visits}
        if (dry := _dry(board, d, elsewhere, request)) is not None:
            found.append(dry)
    return tuple(found)


def _dry(board: Board, d: int, elsewhere: set[str], request: TripRequest) -> DayPlan | None:
    frame = board.frames[d]
    booked = {item.id for item in request.locked if item.kind == "visit" and item.day == frame.day}
    places = board.ground.places
    held = frozenset(n for n in board.orders[d] if n != MOVE and places[n].id in booked)
    free = {i for i, p in places.items() if p.is_indoor and p.id not in elsewhere} | held
    roofed = _only(frame, free)
    filling = Filling([roofed], board.ground, held, [[n for n in board.orders[d] if n == MOVE or n in held]])
    filling.fill_up()
    if filling.used <= held:
        return None
    return paper.write_day(roofed, filling.orders[0], board.route, request, board.ground, board.ways)


def _only(frame: Frame, free: set[int]) -> Frame:
    return replace(
        frame,
        before={i: spans for i, spans in frame.before.items() if i in free},
        after={i: spans for i, spans in frame.after.items() if i in free},
    )
