"""Three plans that differ on purpose: value, balanced, comfort, on one front of cost and delight."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from crm.money import Money, written
from crm.trips.affording import steer
from crm.trips.patience import Patience
from crm.trips.planner import plan
from crm.trips.refusing import Infeasible
from crm.trips.taste import NIGHT_IN_CLASS
from crm.trips.travel import TravelTimes
from crm.trips.values import Catalogue, HotelClass, Itinerary, Pace, TripRequest

AS_WISHED = 2  # shares of the seconds for the trip as asked for, whose search is the whole one
# For a plan that keeps the budget, where none of the variants does: steps, and CPU seconds at most
SAVING, SAVING_SECONDS = 10_000, 1.0

Flavour = Literal["value", "balanced", "comfort"]

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


@dataclass(frozen=True)
class Variant:
    """One plan that could become an option. `delight` counts the stays too."""

    request: TripRequest
    itinerary: Itinerary
    delight: float


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
    pool = plan_variants(request, catalogue, seconds=seconds, travel=travel, cancelled=cancelled)
    priced = [(v, cost(v.itinerary)) for v in pool]
    if (
        saved := saved_variant(priced, request, catalogue, cost, travel=travel, cancelled=cancelled)
    ) is not None:
        priced.append((saved, cost(saved.itinerary)))
    return choose_options(priced, request)


def saved_variant(
    priced: Sequence[tuple[Variant, Money]],
    request: TripRequest,
    catalogue: Catalogue,
    cost: Callable[[Itinerary], Money],
    *,
    travel: TravelTimes | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Variant | None:
    """Give a plan within the budget where there is one and none of the priced variants keeps it.

    It is made from the cheapest of them, by cheaper stays of its class and by leaving out what is dear for
    its delight. None too where the request has no budget, or one in another currency than the prices.
    """
    if not priced or request.budget is None or any(_stands(c, request) != "over" for _, c in priced):
        return None
    cheapest, _ = min(priced, key=lambda pair: pair[1].amount)
    found = steer(
        replace(cheapest.request, budget=request.budget),
        catalogue,
        cost,
        cheapest.itinerary,
        seconds=SAVING_SECONDS,
        most_steps=SAVING,
        travel=travel,
        cancelled=cancelled,
    )
    return None if found is None else _variant(cheapest.request, found, catalogue)


def plan_variants(
    request: TripRequest,
    catalogue: Catalogue,
    *,
    seconds: float = 3.0,
    further: int | None = 0,
    patience: Patience | None = None,
    travel: TravelTimes | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Callable[[TripRequest, Itinerary], None] | None = None,
) -> tuple[Variant, ...]:
    """Plan the trip as asked for, and in the other classes of stay and paces that options are made of.

    `seconds` of CPU, and the `patience` where one is given, are shared by all: what a search that ends by
    itself leaves over goes to those after it.
    `further` is as in `plan`; `progress` is given each better plan with the request it answers.

    Raises Infeasible where the trip as asked for has no plan.
    """
    wanted, patience = _variants(request), patience or Patience()
    ends = time.thread_time() + seconds
    pool: list[Variant] = []
    for number, (hotel_class, pace) in enumerate(wanted):
        varied = replace(request, hotel_class=hotel_class, pace=pace)
        if (hotel_class, pace) != wanted[0]:
            varied = replace(varied, stays=())  # a stay wished for by name binds the class
        told = partial(progress, varied) if progress is not None else None
        left = max(ends - time.thread_time(), 0.0)
        mine, all_ = (AS_WISHED if number == 0 else 1), len(wanted) - number + (AS_WISHED - 1) * (number == 0)
        own = patience.share(mine, of=all_)
        try:
            found = plan(
                varied,
                catalogue,
                seconds=left * mine / all_,
                further=further,
                is_brief=number > 0,
                patience=own,
                travel=travel,
                cancelled=cancelled,
                progress=told,
            )
        except Infeasible:
            if (hotel_class, pace) == wanted[0]:
                raise
            continue
        finally:
            patience.spend(own.spent)
        pool.append(_variant(varied, found, catalogue))
    return tuple(pool)


def _variant(request: TripRequest, found: Itinerary, catalogue: Catalogue) -> Variant:
    nights = (NIGHT_IN_CLASS[_class_of(stop.stay, catalogue)] * stop.nights for stop in found.stops)
    return Variant(request, found, round(found.delight + sum(nights), 2))


def _stands(cost: Money, request: TripRequest) -> Literal["within", "over", ""]:
    """Tell how a price stands to the budget; nothing where there is none in its currency."""
    if request.budget is None or request.budget.currency != cost.currency:
        return ""
    return "over" if cost > request.budget else "within"


def choose_options(priced: Sequence[tuple[Variant, Money]], request: TripRequest) -> tuple[Option, ...]:
    """Choose the three options among priced variants: none dearer than another that is liked as much.

    The request's budget is held against the prices where it is in their currency.
    """
    pool = [Option("balanced", v.request, v.itinerary, cost, v.delight, "") for v, cost in priced]
    return _with_reasons(_pick(_front(pool), request), request)


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

        def strangeness(option: Option) -> tuple[bool, int, bool, float]:
            classes = abs(_CLASSES.index(option.request.hotel_class) - max(asked, 1))
            is_over = _stands(option.cost, request) == "over"
            return is_over, classes, option.request.pace != request.pace, -option.delight

        chosen = [front[0], min(front[1:-1], key=strangeness), front[-1]]
    flavours: tuple[Flavour, ...] = ("value", "balanced", "comfort")
    if len(chosen) < 3:
        flavours = ("balanced",) if len(chosen) == 1 else ("value", "comfort")
    return [replace(o, flavour=f) for o, f in zip(chosen, flavours, strict=True)]


def _with_reasons(options: list[Option], request: TripRequest) -> tuple[Option, ...]:
    if not options:
        return ()
    middle = options[len(options) // 2] if len(options) == 3 else options[0]
    return tuple(replace(o, reason=_reason(o, middle, request)) for o in options)


def _reason(option: Option, other: Option, request: TripRequest) -> str:
    visits, stops = len(option.itinerary.places), len(option.itinerary.stops)
    what = f"{visits} visits over {stops} stop{'s' * (stops != 1)} in {option.request.hotel_class} stays"
    pace = f" at a {option.request.pace} pace"
    pace += _beside_the_budget(option, request)
    if option is other:
        return f"The middle way: {what}{pace}."
    apart = option.cost - other.cost if option.cost > other.cost else other.cost - option.cost
    words = "Saves" if option.cost.amount < other.cost.amount else "For"
    more = "" if words == "Saves" else " more"
    return f"{words} {written(apart)}{more}: {what}{pace}."


def _beside_the_budget(option: Option, request: TripRequest) -> str:
    budget = request.budget
    if budget is None or not (stands := _stands(option.cost, request)):
        return ""
    if stands == "within":
        return f", within the budget of {written(budget)}"
    return f", {written(option.cost - budget)} over the budget of {written(budget)}"
