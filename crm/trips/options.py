"""Three plans that differ on purpose: value, balanced, comfort, on one front of cost and delight."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from crm.money import Money
from crm.trips.planner import plan
from crm.trips.travel import TravelTimes
from crm.trips.values import Catalogue, HotelClass, Infeasible, Itinerary, Pace, TripRequest

Flavour = Literal["value", "balanced", "comfort"]

# Delight of a night in a class, against a place's 0..150: a stay is liked, but it is not the trip.
_NIGHT: dict[HotelClass, float] = {"value": 0.0, "comfort": 12.0, "luxury": 21.0}
_CLASSES: tuple[HotelClass, ...] = ("value", "comfort", "luxury")
_SLOWER: dict[Pace, Pace] = {"full": "normal", "normal": "relaxed", "relaxed": "relaxed"}
_FULLER: dict[Pace, Pace] = {"relaxed": "normal", "normal": "full", "full": "full"}


@dataclass(frozen=True)
class Option:
    """One plan of the three. `delight` counts the stays too; `reason` is one sentence for people."""

    flavour: Flavour
    request: TripRequest
    itinerary: Itinerary
    cost: Money
    delight: float
    reason: str


def plan_options(
    request: TripRequest,
    catalogue: Catalogue,
    cost: Callable[[Itinerary], Money],
    *,
    seconds: float = 3.0,
    travel: TravelTimes | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Option, ...]:
    """Give up to three plans, cheapest first, none dominated by another in cost and delight.

    `cost` prices a plan, all in one currency; what it raises for a plan that cannot be priced goes up.
    Fewer than three come back where the catalogue holds no plan that is dearer and better. Raises
    Infeasible as `plan` does.
    """
    share = seconds / len(_CLASSES) / 2
    pool: list[Option] = []
    for hotel_class, pace in _variants(request):
        varied = replace(request, hotel_class=hotel_class, pace=pace)
        try:
            found = plan(varied, catalogue, seconds=share, travel=travel, cancelled=cancelled)
        except Infeasible:
            if (hotel_class, pace) == (request.hotel_class, request.pace):
                raise
            continue
        liked = found.delight + sum(
            _NIGHT[_class_of(stop.stay, catalogue)] * stop.nights for stop in found.stops
        )
        pool.append(Option("balanced", varied, found, cost(found), round(liked, 2), ""))
    return _with_reasons(_pick(_front(pool), request))


def _variants(request: TripRequest) -> list[tuple[HotelClass, Pace]]:
    asked = (request.hotel_class, request.pace)
    same_pace = [(c, request.pace) for c in _CLASSES]
    others = [("value", _SLOWER[request.pace]), ("luxury", _FULLER[request.pace])]
    return list(dict.fromkeys([asked, *same_pace, *others]))  # type: ignore[list-item]


def _class_of(stay: str, catalogue: Catalogue) -> HotelClass:
    return next(s.hotel_class for s in catalogue.stays if s.id == stay)


def _front(pool: list[Option]) -> list[Option]:
    """Keep the plans that no other beats in cost without losing delight, cheapest first."""
    front: list[Option] = []
    for option in sorted(pool, key=lambda o: (o.cost.amount, -o.delight)):
        if not front or option.delight > front[-1].delight:
            front.append(option)
    return front


def _pick(front: list[Option], request: TripRequest) -> list[Option]:
    """Take the cheapest, the best, and between them the one nearest to what was asked for."""
    if len(front) <= 3:
        chosen = front
    else:
        asked = _CLASSES.index(request.hotel_class)

        def strangeness(option: Option) -> tuple[int, bool, float]:
            classes = abs(_CLASSES.index(option.request.hotel_class) - max(asked, 1))
            return classes, option.request.pace != request.pace, -option.delight

        chosen = [front[0], min(front[1:-1], key=strangeness), front[-1]]
    flavours: tuple[Flavour, ...] = ("value", "balanced", "comfort")
    if len(chosen) < 3:
        flavours = ("balanced",) if len(chosen) == 1 else ("value", "comfort")
    return [replace(o, flavour=f) for o, f in zip(chosen, flavours, strict=True)]


def _with_reasons(options: list[Option]) -> tuple[Option, ...]:
    if not options:
        return ()
    middle = options[len(options) // 2] if len(options) == 3 else options[0]
    return tuple(replace(o, reason=_reason(o, middle)) for o in options)


def _reason(option: Option, other: Option) -> str:
    visits, stops = len(option.itinerary.places), len(option.itinerary.stops)
    what = f"{visits} visits over {stops} stop{'s' * (stops != 1)} in {option.request.hotel_class} stays"
    pace = f" at a {option.request.pace} pace"
    if option is other:
        return f"The middle way: {what}{pace}."
    apart = abs((option.cost - other.cost).rounded().amount)
    words = "Saves" if option.cost.amount < other.cost.amount else "For"
    more = "" if words == "Saves" else " more"
    return f"{words} {option.cost.currency} {apart:,}{more}: {what}{pace}."
