"""The board on which days are laid out: spots, minutes between them, and what each day allows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from crm.trips import rhythm
from crm.trips.timeline import NEVER, Windows
from crm.trips.travel import Spot, TravelTimes
from crm.trips.values import Area, Catalogue, Interval, Place, Stop, Transfer, TripRequest

_ON_LAND = ("car", "walk")
DAY = 24 * 60  # minutes


@dataclass(frozen=True)
class Ways:
    """Transfers by pair of areas; the way back serves where only one direction is sold."""

    by_pair: Mapping[tuple[str, str], Transfer]

    @classmethod
    def of(cls, catalogue: Catalogue) -> "Ways":
        best: dict[tuple[str, str], Transfer] = {}
        for back in (False, True):
            for t in catalogue.transfers:
                pair = (t.to_area, t.from_area) if back else (t.from_area, t.to_area)
                known = best.get(pair)
                is_sold = known is not None and (known.from_area, known.to_area) == pair
                if known is None or (t.minutes < known.minutes and not (back and is_sold)):
                    best[pair] = t
        return cls(best)

    def between(self, a: str, b: str) -> Transfer | None:
        return self.by_pair.get((a, b))

    def day_trip(self, home: str, other: str) -> Transfer | None:
        """Give the way of a day trip, if there is one short enough and not by air."""
        way = self.by_pair.get((home, other))
        if way is None or way.mode == "flight" or way.minutes > rhythm.DAY_TRIP_UP_TO:
            return None
        return way


@dataclass(frozen=True)
class Ground:
    """Everything that does not change while days are tried: spots, minutes, durations, scores."""

    spots: tuple[Spot, ...]
    index: Mapping[str, int]
    table: Sequence[Sequence[int]]
    durations: Sequence[int]
    places: Mapping[int, Place]
    worth: Sequence[float]


def stay_key(stay: str) -> str:
    return f"stay:{stay}"


def area_key(area: str) -> str:
    return f"area:{area}"


def survey(catalogue: Catalogue, scores: Mapping[str, float], travel: TravelTimes, ways: Ways) -> Ground:
    """Number the spots and fill the table of minutes; areas without a way between them are never."""
    spots = [Spot(p.id, p.latitude, p.longitude) for p in catalogue.places]
    areas = [p.area for p in catalogue.places]
    for stay in catalogue.stays:
        spots.append(Spot(stay_key(stay.id), stay.latitude, stay.longitude))
        areas.append(stay.area)
    for area in catalogue.areas:
        spots.append(Spot(area_key(area.id), area.latitude, area.longitude))
        areas.append(area.id)
    table = travel.table(spots)
    names = sorted({*areas})
    members = {name: [i for i, a in enumerate(areas) if a == name] for name in names}
    for a in names:
        for b in names:
            if a != b:
                _join(table, members[a], members[b], ways.day_trip(a, b))
    durations = [p.duration for p in catalogue.places] + [0] * (len(spots) - len(catalogue.places))
    worth = [scores.get(p.id, 0.0) for p in catalogue.places]
    index = {spot.id: i for i, spot in enumerate(spots)}
    return Ground(tuple(spots), index, table, durations, dict(enumerate(catalogue.places)), worth)


def _join(table: list[list[int]], here: list[int], there: list[int], way: Transfer | None) -> None:
    if way is not None and way.mode in _ON_LAND:
        return
    least = NEVER if way is None else way.minutes
    for row in [table[i] for i in here]:
        for j in there:
            if row[j] < least:
                row[j] = least


def windows_on(place: Place, day: date) -> Windows:
    """Give (opens, latest start) on a date, in order; empty when the place is closed that day."""
    return () if is_closed(place, day) else windows_in_the_week(place, day.weekday())


def is_closed(place: Place, day: date) -> bool:
    """Tell whether a closure of the season takes in a date, whatever the hours of its weekday."""
    return any(first <= day <= last for first, last in place.closures)


def windows_in_the_week(place: Place, weekday: int) -> Windows:
    """Give (opens, latest start) on a weekday (Monday 0) of the usual hours, in order."""
    spans = [_span(interval, place.duration) for interval in place.hours.get(weekday, ())]
    return tuple(sorted((opens, latest) for opens, latest in spans if opens <= latest))


def _span(interval: Interval, duration: int) -> tuple[int, int]:
    latest = interval.closes - duration
    if interval.last_entry is not None:
        latest = min(latest, interval.last_entry)
    return interval.opens, latest


@dataclass(frozen=True)
class Route:
    """Stops with their stays, and the transfers that join gateways and stops.

    `moves[k]` leads to stop k; the last one leads to the gateway out. None: the same area.
    """

    gateway_in: Area
    gateway_out: Area
    stops: tuple[Stop, ...]
    moves: tuple[Transfer | None, ...]


def stop_of_night(route: Route, number: int) -> int:
    """Index of the stop where the night after day `number` is slept; the last one after the trip."""
    nights = 0
    for k, stop in enumerate(route.stops):
        nights += stop.nights
        if number <= nights:
            return k
    return len(route.stops) - 1


def ready_on_arrival(route: Route, request: TripRequest, ground: Ground) -> tuple[int, int]:
    """Minutes at which the party leaves the gateway and is at its first stay."""
    leaves = request.lands_at + rhythm.LEAVE_GATEWAY
    way = route.moves[0]
    return leaves, leaves + (way.minutes if way else _gateway_hop(route, ground, first=True))


def leave_for_departure(route: Route, request: TripRequest, ground: Ground) -> tuple[int, int]:
    """Minutes at which the party leaves its last stay and is at the gateway; negative: the evening before."""
    there = request.flies_at - rhythm.CHECK_IN
    way = route.moves[-1]
    return there - (way.minutes if way else _gateway_hop(route, ground, first=False)), there


def leaves_by(number: int, route: Route, request: TripRequest, ground: Ground) -> int | None:
    """Minute of the evening at which the party must leave for a flight soon after midnight.

    None on every other day than the one before such a departure.
    """
    if number != request.nights:
        return None
    leaves = leave_for_departure(route, request, ground)[0]
    return DAY + leaves if leaves < 0 else None


def _gateway_hop(route: Route, ground: Ground, *, first: bool) -> int:
    stay = ground.index[stay_key((route.stops[0] if first else route.stops[-1]).stay)]
    gate = ground.index[area_key((route.gateway_in if first else route.gateway_out).id)]
    return ground.table[gate][stay] if first else ground.table[stay][gate]
