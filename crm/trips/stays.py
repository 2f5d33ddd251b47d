"""Choosing the stay of a stop: in the class wished for, near what will be visited."""

from collections.abc import Sequence

from crm.trips.board import Ground, stay_key
from crm.trips.booked import booked_nights
from crm.trips.timeline import NEVER
from crm.trips.values import Catalogue, HotelClass, Stay, Stop, TripRequest, Unplaced

RANK: dict[HotelClass, int] = {"value": 0, "comfort": 1, "luxury": 2}
_PLACES_THAT_COUNT = 12


def choose_stay(area: str, request: TripRequest, catalogue: Catalogue, ground: Ground) -> Stay | None:
    """Give the best stay of a town for the party, or None when none takes it.

    The class wished for comes first, then the nearest one; within a class the shortest way to the
    best-liked places, a star being worth three minutes. A stay that is booked, named by the party, or
    part of the plan to keep, stays. Who needs step-free ways sleeps in no house that has steps, and in one
    of which nobody knows only where there is no other.
    """
    booked = [s for s in booked_nights(request, catalogue).values() if s.area == area]
    if booked:
        return booked[0]
    fitting = [s for s in catalogue.stays if s.area == area and holds(s, request) and suits(s, request)]
    if not fitting:
        return None
    if named := [s for s in fitting if s.id in request.stays]:
        return min(named, key=lambda s: request.stays.index(s.id))
    if request.keep is not None:
        kept = {stop.stay for stop in request.keep.stops}
        same = [s for s in fitting if s.id in kept and s.hotel_class == request.hotel_class]
        if same:
            return same[0]
    wished = RANK[request.hotel_class]
    return min(
        fitting,
        key=lambda s: (
            request.needs_step_free and not s.is_step_free,  # what is known to be step-free goes first
            abs(RANK[s.hotel_class] - wished),
            _remoteness(s, area, ground),
            s.id,
        ),
    )


def holds(stay: Stay, request: TripRequest) -> bool:
    """Tell whether the party fits into its rooms there: without a number, it takes as many as it needs."""
    sleepers = request.party.sleepers
    return (request.rooms or sleepers) * stay.sleeps >= sleepers


def suits(stay: Stay, request: TripRequest) -> bool:
    """Tell whether a party may sleep there: where no step is possible, a house known to have some is out."""
    return not request.needs_step_free or stay.is_step_free is not False


def _remoteness(stay: Stay, area: str, ground: Ground) -> float:
    row = ground.table[ground.index[stay_key(stay.id)]]
    near = [i for i, p in ground.places.items() if p.area == area and ground.worth[i] > 0 and row[i] < NEVER]
    near.sort(key=lambda i: -ground.worth[i])
    minutes = [row[i] for i in near[:_PLACES_THAT_COUNT]]
    return sum(minutes) / max(1, len(minutes)) - 3 * stay.stars


def apart_in_class(stops: Sequence[Stop], request: TripRequest, catalogue: Catalogue) -> tuple[Stop, ...]:
    """Give the stops whose stay is of another class than wished for, and neither booked nor named."""
    stays = {s.id: s for s in catalogue.stays}
    chosen = {*(item.id for item in request.locked), *request.stays}
    return tuple(
        stop
        for stop in stops
        if stays[stop.stay].hotel_class != request.hotel_class and stop.stay not in chosen
    )


def other_classes(stops: Sequence[Stop], request: TripRequest, catalogue: Catalogue) -> tuple[Unplaced, ...]:
    """Name the stops whose stay is of another class than wished for, and not booked."""
    stays, areas = {s.id: s for s in catalogue.stays}, {a.id: a.name for a in catalogue.areas}
    none = "none is known to be step-free and takes" if request.needs_step_free else "none takes"
    return tuple(
        Unplaced(
            f"a {request.hotel_class} stay in {areas[stop.area]}",
            f"{none} the party; {stays[stop.stay].name} is of the {stays[stop.stay].hotel_class} class",
        )
        for stop in apart_in_class(stops, request, catalogue)
    )


def missed_stays(stops: Sequence[Stop], request: TripRequest, catalogue: Catalogue) -> tuple[Unplaced, ...]:
    """Name the stays that the party wished for and does not sleep in, with the reason."""
    slept, towns = {stop.stay for stop in stops}, {stop.area for stop in stops}
    found = []
    for stay in (s for s in catalogue.stays if s.id in request.stays and s.id not in slept):
        rooms = request.rooms or request.party.heads
        if stay.area not in towns:
            why = "the trip has no night there"
        elif rooms * stay.sleeps < request.party.heads:
            why = "its rooms do not take the party"
        elif not suits(stay, request):
            why = "is not step-free"
        else:
            why = "another stay of that town was chosen"
        found.append(Unplaced(stay.name, why))
    return tuple(found)
