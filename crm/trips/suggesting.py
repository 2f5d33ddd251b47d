"""What else would fit: places for a gap of a finished plan, and other days for when it rains."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from crm.money import Money
from crm.trips import paper
from crm.trips.certificate import certify
from crm.trips.fill import Filling
from crm.trips.revisiting import Board, lay_out_again
from crm.trips.travel import TravelTimes
from crm.trips.values import Catalogue, DayPlan, Itinerary, TripRequest


@dataclass(frozen=True)
class Suggestion:
    """A place that fits into a day as it stands; nothing else is dropped. Times in minutes.

    `extra_travel` and `home_later` are what it changes in that day, `price` what it adds to the cost.
    `plan` is the plan with it.
    """

    place: str
    day: int
    starts_at: int
    extra_travel: int
    home_later: int
    delight: float
    price: Money | None
    plan: Itinerary
    sentence: str


def suggest(
    plan: Itinerary,
    request: TripRequest,
    catalogue: Catalogue,
    *,
    day: int | None = None,
    most: int = 5,
    cost: Callable[[Itinerary], Money] | None = None,
    travel: TravelTimes | None = None,
) -> tuple[Suggestion, ...]:
    """Give places that would still fit, the best-liked first, each on the day where it fits best.

    `day` limits them to one day of the trip. `cost` prices a plan, to say what a place adds.
    """
    board = lay_out_again(plan, request, catalogue, travel)
    filling = Filling(board.frames, board.ground, orders=board.orders)
    best: dict[int, tuple[float, int, int]] = {}
    for d, fits in enumerate(filling.fits):
        if day is not None and board.frames[d].number != day:
            continue
        for node, (_, gain, at) in fits.items():
            if node not in best or gain > best[node][0]:
                best[node] = (gain, d, at)
    ranked = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))[:most]
    before = cost(plan) if cost is not None else None
    return tuple(
        _suggestion(board, plan, request, catalogue, (node, d, at, gain), cost, before)
        for node, (gain, d, at) in ranked
    )


def _suggestion(
    board: Board,
    plan: Itinerary,
    request: TripRequest,
    catalogue: Catalogue,
    choice: tuple[int, int, int, float],
    cost: Callable[[Itinerary], Money] | None,
    before: Money | None,
) -> Suggestion:
    node, d, at, gain = choice
    order = [*board.orders[d][:at], node, *board.orders[d][at:]]
    old = plan.days[d]
    new = paper.write_day(board.frames[d], order, board.route, request, board.ground, board.ways)
    after = replace(
        plan,
        days=tuple(new if i == d else kept for i, kept in enumerate(plan.days)),
        delight=round(plan.delight + gain, 2),
    )
    after = replace(after, certificate=certify(after, request, catalogue, board.ground))
    place = board.ground.places[node]
    visit = next(v for v in new.visits if v.place == place.id)
    extra = sum(v.travel for v in new.visits) - sum(v.travel for v in old.visits)
    later = new.home_at - old.home_at
    price = cost(after) - before if cost is not None and before is not None else None
    return Suggestion(
        place.id, old.number, visit.starts_at, extra, later, round(gain, 2), price, after,
        _sentence(place.name, old.number, visit.starts_at, later, price),
    )  # fmt: skip


def _sentence(name: str, day: int, starts_at: int, later: int, price: Money | None) -> str:
    when = f"{starts_at // 60:02d}:{starts_at % 60:02d}"
    home = f"; you are back {later} minutes later" if later > 0 else ""
    added = "" if price is None else f"; it adds {price.currency} {price.rounded().amount:,}"
    return f"{name} fits into day {day} at {when}{home}{added}."


def rain_days(
    plan: Itinerary, request: TripRequest, catalogue: Catalogue, *, travel: TravelTimes | None = None
) -> tuple[DayPlan, ...]:
    """Give, for each day with visits outdoors, the same day under a roof: indoor places only.

    Places of the other days are left to them. A day for which there is nothing indoors is left out.
    """
    board = lay_out_again(plan, request, catalogue, travel)
    places = {p.id: p for p in catalogue.places}
    found = []
    for frame, day in zip(board.frames, plan.days, strict=True):
        if all(places[v.place].is_indoor for v in day.visits):
            continue
        elsewhere = {v.place for other in plan.days if other is not day for v in other.visits}
        free = {i for i, p in board.ground.places.items() if p.is_indoor and p.id not in elsewhere}
        dry = replace(
            frame,
            before={i: spans for i, spans in frame.before.items() if i in free},
            after={i: spans for i, spans in frame.after.items() if i in free},
        )
        filling = Filling([dry], board.ground)
        filling.fill_up()
        if filling.used:
            order = filling.orders[0]
            found.append(paper.write_day(dry, order, board.route, request, board.ground, board.ways))
    return tuple(found)
