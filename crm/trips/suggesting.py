"""What else would fit: places for a gap of a finished plan."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from crm.money import Money
from crm.trips import paper
from crm.trips.certificate import certify
from crm.trips.fill import Filling
from crm.trips.flights import clock_time
from crm.trips.raining import rain_days
from crm.trips.revisiting import Board, lay_out_again
from crm.trips.travel import TravelTimes
from crm.trips.values import Catalogue, Itinerary, Pace, TripRequest

_FULLER: dict[Pace, Pace] = {"relaxed": "normal", "normal": "full"}


@dataclass(frozen=True)
class Suggestion:
    """A place that fits into a day as it stands; nothing else is dropped. Times in minutes.

    `extra_travel` and `home_later` are what it changes in that day, `price` what it adds to the cost.
    `plan` is the plan with it, for a party at this `pace`: a fuller one than asked for where the day
    held as many visits as the pace allows.
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
    pace: Pace
    is_fuller: bool = False


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

    What fits at the party's pace comes first, then what makes a day fuller. `day` limits them to one
    day of the trip. `cost` prices a plan, to say what a place adds.
    """
    before = cost(plan) if cost is not None else None
    found: list[Suggestion] = []
    for pace in (request.pace, _FULLER.get(request.pace)):
        if pace is None or len(found) >= most:
            continue
        wanted = replace(request, pace=pace)
        board = lay_out_again(plan, wanted, catalogue, travel)
        known = {one.place for one in found}
        for choice in _ranked(board, day, known)[: most - len(found)]:
            one = _suggestion(board, plan, wanted, catalogue, choice, cost, before)
            if pace != request.pace:
                one = replace(one, is_fuller=True, sentence=f"{one.sentence[:-1]}; that day is a fuller one.")
            found.append(one)
    return tuple(found)


def _ranked(board: Board, day: int | None, known: set[str]) -> list[tuple[int, int, int, float]]:
    """Give (place, day, position, delight) of all that fits, each place where it fits best."""
    filling = Filling(board.frames, board.ground, orders=board.orders)
    best: dict[int, tuple[float, int, int]] = {}
    for d, fits in enumerate(filling.fits):
        # A day that cannot be walked as it was planned, its hours having changed since, takes nothing more.
        if (day is not None and board.frames[d].number != day) or filling.orders[d] != board.orders[d]:
            continue
        for node, (_, gain, at) in fits.items():
            is_new = board.ground.places[node].id not in known
            if is_new and (node not in best or gain > best[node][0]):
                best[node] = (gain, d, at)
    ranked = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))
    return [(node, d, at, gain) for node, (gain, d, at) in ranked]


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
    after = replace(after, rain_days=rain_days(after, request, catalogue, travel=board.travel))
    place = board.ground.places[node]
    visit = next(v for v in new.visits if v.place == place.id)
    extra = sum(v.travel for v in new.visits) - sum(v.travel for v in old.visits)
    later = new.home_at - old.home_at
    price = cost(after) - before if cost is not None and before is not None else None
    return Suggestion(
        place.id, old.number, visit.starts_at, extra, later, round(gain, 2), price, after,
        _sentence(place.name, old.number, visit.starts_at, later, price), request.pace,
    )  # fmt: skip


def _sentence(name: str, day: int, starts_at: int, later: int, price: Money | None) -> str:
    home = f"; you are back {later} minutes later" if later > 0 else ""
    added = "" if price is None else f"; it adds {price.currency} {price.rounded().amount:,}"
    return f"{name} fits into day {day} at {clock_time(starts_at)}{home}{added}."
