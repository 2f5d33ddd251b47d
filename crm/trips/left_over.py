"""What found no place in a plan, and why."""

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta

from crm.trips import taste
from crm.trips.board import Ways, windows_on
from crm.trips.values import Catalogue, Place, TripRequest, Unplaced

WELL_LIKED, MOST_NAMED = 60, 3  # score from which a place that was not wished for is named, and how many
_FULL = "would be liked, but the days are full"
_AWAY = "would be liked, but is far from the stops of the trip"
_CLOSED = "is closed on every day of the trip"


def leftovers(
    placed: Sequence[str],
    slept: Collection[str],
    request: TripRequest,
    catalogue: Catalogue,
    scores: Mapping[str, float],
    ways: Ways,
) -> tuple[Unplaced, ...]:
    """Name the well-liked places that found no room, and the wished ones that do not suit the party.

    `slept` are the areas of the stops: what lies in none, and no day trip away, would need another stop.
    """
    by_id = {p.id: p for p in catalogue.places}
    out = [
        Unplaced(by_id[wished].name, reason)
        for wished in request.must_see
        if wished not in placed and (reason := taste.why_not(by_id[wished], request))
    ]
    rest = [p for p in catalogue.places if scores.get(p.id, 0) >= WELL_LIKED and p.id not in placed]
    for place in sorted(rest, key=lambda p: -scores[p.id])[:MOST_NAMED]:
        is_near = any(place.area == town or ways.day_trip(town, place.area) for town in slept)
        out.append(Unplaced(place.name, why_closed(place, request) or (_FULL if is_near else _AWAY)))
    return tuple(out)


def why_closed(place: Place, request: TripRequest) -> str | None:
    """Say so where a place has no open hour on any day of the trip."""
    days = (request.start + timedelta(n) for n in range(request.nights + 1))
    return None if any(windows_on(place, day) for day in days) else _CLOSED
