"""Choosing the stay of a stop: in the class wished for, near what will be visited."""

from collections.abc import Sequence

from crm.trips.board import Ground, stay_key
from crm.trips.booked import booked_nights
from crm.trips.timeline import NEVER
from crm.trips.values import Catalogue, HotelClass, Stay, Stop, TripRequest, Unplaced

_RANK: dict[HotelClass, int] = {"value": 0, "comfort": 1, "luxury": 2}
_PLACES_THAT_COUNT = 12


def choose_stay(area: str, request: TripRequest, catalogue: Catalogue, ground: Ground) -> Stay | None:
    """Give the best stay of a town for the party, or None when none takes it.

    The class wished for comes first, then the nearest one; within a class the shortest way to the
    best-liked places, a star being worth three minutes. A stay that is booked, or
    part of the plan to keep, stays.
    """
    booked = [s for s in booked_nights(request, catalogue).values() if s.area == area]
    if booked:
        return booked[0]
    heads = request.party.heads
    fitting = [s for s in catalogue.stays if s.area == area and (request.rooms or heads) * s.sleeps >= heads]
    if not fitting:
        return None
    if request.keep is not None:
        kept = {stop.stay for stop in request.keep.stops}
        same = [s for s in fitting if s.id in kept and s.hotel_class == request.hotel_class]
        if same:
            return same[0]
    wished = _RANK[request.hotel_class]
    return min(
        fitting, key=lambda s: (abs(_RANK[s.hotel_class] - wished), _remoteness(s, area, ground), s.id)
    )


def _remoteness(stay: Stay, area: str, ground: Ground) -> float:
    row = ground.table[ground.index[stay_key(stay.id)]]
    near = [i for i, p in ground.places.items() if p.area == area and ground.worth[i] > 0 and row[i] < NEVER]
    near.sort(key=lambda i: -ground.worth[i])
    minutes = [row[i] for i in near[:_PLACES_THAT_COUNT]]
    return sum(minutes) / max(1, len(minutes)) - 3 * stay.stars


def other_classes(stops: Sequence[Stop], request: TripRequest, catalogue: Catalogue) -> tuple[Unplaced, ...]:
    """Name the stops whose stay is of another class than wished for, and not booked."""
    stays, areas = {s.id: s for s in catalogue.stays}, {a.id: a.name for a in catalogue.areas}
    booked = {item.id for item in request.locked}
    return tuple(
        Unplaced(
            f"a {request.hotel_class} stay in {areas[stop.area]}",
            f"none takes the party; {stays[stop.stay].name} is of the {stays[stop.stay].hotel_class} class",
        )
        for stop in stops
        if stays[stop.stay].hotel_class != request.hotel_class and stop.stay not in booked
    )
