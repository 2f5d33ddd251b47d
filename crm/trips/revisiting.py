"""Going back to a finished plan: its board laid out again, to fit something more into it."""

from dataclasses import dataclass

from crm.trips.board import Ground, Route, Ways, survey
from crm.trips.fill import Orders
from crm.trips.framing import frames
from crm.trips.taste import scores
from crm.trips.timeline import MOVE, Frame
from crm.trips.travel import GreatCircle, TravelTimes
from crm.trips.values import Area, Catalogue, Itinerary, Transfer, TripRequest


@dataclass(frozen=True)
class Board:
    """A plan as the planner laid it out: frames of the days and the order of visits in each."""

    route: Route
    ground: Ground
    ways: Ways
    frames: list[Frame]
    orders: Orders
    travel: TravelTimes


def lay_out_again(
    plan: Itinerary, request: TripRequest, catalogue: Catalogue, travel: TravelTimes | None = None
) -> Board:
    """Lay a plan's board out again from the plan, the request it answered and its catalogue."""
    ways = Ways.of(catalogue)
    port = travel or GreatCircle()
    ground = survey(catalogue, scores(catalogue, request), port, ways)
    route = _route_of(plan, catalogue)
    days = frames(route, request, ground, ways, catalogue.areas)
    number = {p.id: i for i, p in ground.places.items()}
    orders: Orders = []
    for frame, day in zip(days, plan.days, strict=True):
        order = [number[v.place] for v in day.visits]
        if frame.is_moving:
            first = sum(1 for v in day.visits if day.moves_at is not None and v.starts_at < day.moves_at)
            order.insert(first, MOVE)
        orders.append(order)
    return Board(route, ground, ways, days, orders, port)


def _route_of(plan: Itinerary, catalogue: Catalogue) -> Route:
    transfers = {t.id: t for t in catalogue.transfers}
    areas = {a.id: a for a in catalogue.areas}
    moves: list[Transfer | None] = [transfers.get(plan.days[0].transfer or "")]
    day = 0
    for stop in plan.stops[:-1]:
        day += stop.nights
        moves.append(transfers.get(plan.days[day].transfer or ""))
    moves.append(transfers.get(plan.days[-1].transfer or ""))
    into = _other_end(moves[0], plan.stops[0].area, areas)
    out = _other_end(moves[-1], plan.stops[-1].area, areas)
    return Route(into, out, plan.stops, tuple(moves))


def _other_end(way: Transfer | None, area: str, areas: dict[str, Area]) -> Area:
    if way is None:
        return areas[area]
    return areas[way.from_area if way.to_area == area else way.to_area]
