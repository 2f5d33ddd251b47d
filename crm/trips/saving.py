"""What a plan could save: cheaper stays of the same towns, and visits left out. Prices are the caller's."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from crm.money import Money
from crm.trips.booked import booked_nights, booked_visits
from crm.trips.stays import RANK, holds
from crm.trips.taste import NIGHT_IN_CLASS, score
from crm.trips.values import Catalogue, Itinerary, Stay, Stop, TripRequest

_STAR = 3.0  # delight of a star more, each night


@dataclass(frozen=True)
class Saving:
    """One thing to do otherwise. `loss` is the delight it costs; `plan` is only to be priced, not to be kept:
    its days are not laid out anew."""

    kind: Literal["visit", "stay"]
    id: str  # of the place left out, or of the stay taken instead
    area: str
    loss: float
    plan: Itinerary


def savings(
    plan: Itinerary, request: TripRequest, catalogue: Catalogue, *, may_lower: bool
) -> tuple[Saving, ...]:
    """List what could be done otherwise; what must be seen, is booked or was named by the party stays.

    With `may_lower` a stay of a lower class than wished for may take the place of one.
    """
    return (*_visits(plan, request, catalogue), *_stays(plan, request, catalogue, may_lower=may_lower))


def cheaper(
    request: TripRequest, found: Iterable[tuple[Saving, Money]], over: Money, *, is_firm: bool, total: Money,
    delight: float,
) -> TripRequest | None:  # fmt: skip
    """Give the request with the savings that cost the least delight for their money, until `over` is saved.

    `found` pairs each with what it saves of `total`. A budget that is not firm takes only what is worth it: a
    share of the price counts twice as much as a share of the plan's `delight`, for the price is what the
    party named. None where they do not suffice.
    """
    worth = [(one, saved) for one, saved in found if saved.amount > 0]
    if not is_firm:
        worth = [
            (one, saved)
            for one, saved in worth
            if 2 * float(saved.amount / total.amount) >= one.loss / max(delight, 1.0)
        ]
    worth.sort(key=lambda pair: (pair[0].loss / float(pair[1].amount), -pair[1].amount, pair[0].id))
    taken: list[Saving] = []
    saved_so_far, done = over - over, set[str]()
    for one, saved in worth:
        if saved_so_far >= over:
            break
        if one.kind == "stay":
            if one.area in done:
                continue
            done.add(one.area)
        taken.append(one)
        saved_so_far = saved_so_far + saved
    return None if saved_so_far < over else with_savings(request, taken)


def worth_saving(found: Iterable[tuple[Saving, Money]]) -> list[Saving]:
    """Give the savings that together save most, those first that cost the least delight for their money."""
    worth = [(one, saved) for one, saved in found if saved.amount > 0]
    dearest: dict[str, Saving] = {}
    for one, _ in sorted(worth, key=lambda pair: (-pair[1].amount, pair[0].id)):
        if one.kind == "stay":
            dearest.setdefault(one.area, one)
    kept = [(one, saved) for one, saved in worth if one.kind == "visit" or dearest[one.area] is one]
    kept.sort(key=lambda pair: (pair[0].loss / float(pair[1].amount), -pair[1].amount, pair[0].id))
    return [one for one, _ in kept]


def with_savings(request: TripRequest, taken: Sequence[Saving]) -> TripRequest:
    """Give the request with some savings."""
    never = [one.id for one in taken if one.kind == "visit"]
    stays = [one.id for one in taken if one.kind == "stay"]
    return replace(
        request,
        never=tuple(dict.fromkeys((*request.never, *never))),
        stays=tuple(dict.fromkeys((*request.stays, *stays))),
    )


def _visits(plan: Itinerary, request: TripRequest, catalogue: Catalogue) -> Iterator[Saving]:
    kept = {*request.must_see, *booked_visits(request)}
    places = {place.id: place for place in catalogue.places}
    for id_ in dict.fromkeys(plan.places):
        if id_ in kept:
            continue
        days = tuple(replace(day, visits=tuple(v for v in day.visits if v.place != id_)) for day in plan.days)
        place = places[id_]
        yield Saving("visit", id_, place.area, score(place, request), replace(plan, days=days))


def _stays(
    plan: Itinerary, request: TripRequest, catalogue: Catalogue, *, may_lower: bool
) -> Iterator[Saving]:
    known = {stay.id: stay for stay in catalogue.stays}
    held = {*request.stays, *(stay.id for stay in booked_nights(request, catalogue).values())}
    for number, stop in enumerate(plan.stops):
        if stop.stay in held:
            continue
        now = known[stop.stay]
        for other in catalogue.stays:
            is_lower = RANK[other.hotel_class] < RANK[now.hotel_class]
            if (
                other.area != stop.area
                or other.id == now.id
                or RANK[other.hotel_class] > RANK[now.hotel_class]
                or (is_lower and not may_lower)
                or (
                    request.needs_step_free
                    and (other.is_step_free is False or (now.is_step_free and not other.is_step_free))
                )
                or not holds(other, request)
            ):
                continue
            yield Saving("stay", other.id, stop.area, _lost(now, other, stop), _sleeping(plan, number, other))


def _lost(now: Stay, other: Stay, stop: Stop) -> float:
    apart = NIGHT_IN_CLASS[now.hotel_class] - NIGHT_IN_CLASS[other.hotel_class]
    return stop.nights * max(0.0, apart + _STAR * (now.stars - other.stars))


def _sleeping(plan: Itinerary, number: int, stay: Stay) -> Itinerary:
    """Give the plan with another stay in one stop, on every page of it that is priced."""
    before = plan.stops[number].stay

    def swapped(id_: str | None) -> str | None:
        return stay.id if id_ == before else id_

    stops = tuple(replace(s, stay=stay.id) if k == number else s for k, s in enumerate(plan.stops))
    days = tuple(
        replace(day, from_stay=swapped(day.from_stay), to_stay=swapped(day.to_stay)) for day in plan.days
    )
    return replace(plan, stops=stops, days=days)
