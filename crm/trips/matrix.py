"""Travel times that the caller of a door knows better than a straight line does: a matrix in the request."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from crm.trips.board import area_key, stay_key
from crm.trips.checking import BadRequest
from crm.trips.store import NotStorable, strict
from crm.trips.travel import GreatCircle, Table, TravelTimes
from crm.trips.values import Catalogue, TripRequest

LONGEST = 24 * 60  # minutes of one way


@dataclass(frozen=True)
class TravelMatrix:
    """Whole minutes from each spot to each other.

    `spots` are ids of places, and of stays and areas with `stay:` or `area:` before them. `minutes[i][j]`
    leads from `spots[i]` to `spots[j]`; null where it is not known, then another measure serves.
    """

    spots: tuple[str, ...]
    minutes: tuple[tuple[int | None, ...], ...]


@dataclass(frozen=True)
class PlanWishes(TripRequest):
    """A trip request as the planning doors take it: with the caller's own travel times, if there are any."""

    travel: TravelMatrix | None = None

    def request(self) -> TripRequest:
        """Give what is asked for without the travel times, which are kept with no trip."""
        return TripRequest(**{f.name: getattr(self, f.name) for f in fields(TripRequest)})


def wishes_from_json(stored: Any) -> PlanWishes:
    """Read what a planning door was given. Raises `NotStorable` whose message begins with the field."""
    try:
        return strict(PlanWishes, stored)
    except NotStorable as problem:
        told = str(problem).removeprefix(PlanWishes.__name__).removeprefix(".")
        raise NotStorable(told) from problem


def ways_given(
    matrix: TravelMatrix | None, catalogue: Catalogue, otherwise: TravelTimes | None = None
) -> TravelTimes:
    """Give the port that knows a matrix, and asks `otherwise` for the ways it leaves out.

    Raises BadRequest naming the row and the cell of whatever is no travel time.
    """
    port = otherwise or GreatCircle()
    if matrix is None:
        return port
    if problems := tuple(_problems(matrix, catalogue)):
        raise BadRequest(problems)
    return Table(_cells(matrix), port)


def _cells(matrix: TravelMatrix) -> Mapping[tuple[str, str], int]:
    return {
        (a, b): minutes
        for a, row in zip(matrix.spots, matrix.minutes, strict=True)
        for b, minutes in zip(matrix.spots, row, strict=True)
        if minutes is not None and a != b
    }


def _problems(matrix: TravelMatrix, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    known = {place.id for place in catalogue.places}
    known |= {stay_key(stay.id) for stay in catalogue.stays} | {area_key(area.id) for area in catalogue.areas}
    size = len(matrix.spots)
    for i, spot in enumerate(matrix.spots):
        if spot not in known:
            yield f"travel.spots[{i}]", f"{spot!r} is not in the catalogue"
        if spot in matrix.spots[:i]:
            yield f"travel.spots[{i}]", f"{spot!r} stands twice"
    if len(matrix.minutes) != size:
        yield "travel.minutes", f"has {len(matrix.minutes)} rows for {size} spots"
    for i, row in enumerate(matrix.minutes):
        if len(row) != size:
            yield f"travel.minutes[{i}]", f"has {len(row)} cells for {size} spots"
        for j, minutes in enumerate(row):
            if minutes is not None and not 0 <= minutes <= LONGEST:
                yield f"travel.minutes[{i}][{j}]", f"{minutes} is not between 0 and {LONGEST} minutes"
