"""How much a party would like a place or a town: the scores that the planner adds up."""

from collections.abc import Mapping, Sequence

from crm.trips.diet import is_unsure, why_not_eaten
from crm.trips.values import Area, Catalogue, HotelClass, Place, TripRequest

TRAVEL_COST = 0.25  # score per minute on the way: of two equal days the shorter wins
MOVE_COST = 40.0  # score lost by packing, leaving and settling in again
_PLAIN = 0.55  # share of its appeal that a place keeps when it meets no interest
_SEEN_BEFORE = 0.35  # share that remains of a place the party knows already
_UNSURE_KITCHEN = 0.6  # share that remains of a place to eat at whose kitchen is unknown

# Delight of a night in a class, against a place's 0..150: a stay is liked, but it is not the trip.
NIGHT_IN_CLASS: Mapping[HotelClass, float] = {"value": 0.0, "comfort": 12.0, "luxury": 21.0}


def why_not(place: Place, request: TripRequest) -> str | None:
    """Say why a place is out of the question for this party, or None."""
    if place.id in request.never or place.kind in request.never or set(place.tags) & set(request.never):
        return "is not wanted"
    if request.needs_step_free and not place.is_step_free:
        return "is not step-free"
    youngest = min((*request.party.child_ages, *(0,) * request.party.infants), default=99)
    if youngest < place.least_age:
        return f"takes guests from {place.least_age} years"
    return why_not_eaten(place, request.diet)


def score(place: Place, request: TripRequest) -> float:
    """Delight of visiting a place, about 0..150: its appeal, raised by the interests it meets."""
    weights = [request.interests.get(word, 0.0) for word in {place.kind, *place.tags}]
    met = max(weights, default=0.0)
    also = min(0.3, 0.15 * sum(w for w in weights if w > 0) - 0.15 * met) if met else 0.0
    share = _SEEN_BEFORE if place.id in request.seen else 1.0
    share *= _UNSURE_KITCHEN if is_unsure(place, request.diet) else 1.0
    return place.appeal * (_PLAIN + (1 - _PLAIN) * met + also) * share


def night_delight(area: Area, nights: int) -> float:
    """Delight of sleeping in a town, each night adding less than the one before."""
    return 0.6 * area.appeal * float(1 - 0.7**nights)


def scores(catalogue: Catalogue, request: TripRequest) -> Mapping[str, float]:
    """Score of every place that is not out of the question, nor one too many of its kind."""
    places = [p for p in catalogue.places if why_not(p, request) is None]
    worth = {p.id: score(p, request) for p in places}
    for spare in _spare(places, worth, request) if request.fewer else ():
        del worth[spare]
    return worth


def _spare(places: Sequence[Place], worth: Mapping[str, float], request: TripRequest) -> frozenset[str]:
    """Places beyond the most visits that the party wants of a kind.

    Those stay that must be seen or are booked, then those of the plan to keep, then the best ones where the
    party may sleep nearby. What stays is settled before any route is: a plan never holds one too many.
    """
    fixed = {*request.must_see, *(item.id for item in request.locked)}
    kept = frozenset(request.keep.places if request.keep else ())
    shut = {stop.area for stop in request.stops if stop.most == 0 or stop.exactly == 0}
    ranked = sorted(
        places, key=lambda p: (p.id not in fixed, p.id not in kept, p.area in shut, -worth[p.id], p.id)
    )
    spare: set[str] = set()
    for word, most in request.fewer.items():
        of_it = [p for p in ranked if word in (p.kind, *p.tags) and p.id not in spare]
        spare |= {p.id for p in of_it[most:] if p.id not in fixed}
    return frozenset(spare)
