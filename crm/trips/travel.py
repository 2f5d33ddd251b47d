"""How long it takes to get from one spot to another, behind one port.

Three ways to know it: by great circle (the default), from a table that the caller gives, and from a
road server, whose adapter does network and therefore lives with the doors.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np

# "roads unreached": a road server is set, but did not answer in time; the great circle stood in for it.
Ways = Literal["great circle", "given", "roads", "roads unreached"]
EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG


@dataclass(frozen=True, slots=True)
class Spot:
    """A point that a party can stand on: a place, a stay, or the middle of an area."""

    id: str
    latitude: float
    longitude: float


class TravelTimes(Protocol):
    """The port. Minutes are whole, rounded up; the time from a spot to itself is 0."""

    @property
    def measured(self) -> Ways:
        """Say how the minutes are known; a plan keeps it."""
        ...

    def table(self, spots: Sequence[Spot]) -> list[list[int]]:
        """Give minutes from every spot to every other, in the order given."""
        ...


@dataclass(frozen=True)
class GreatCircle:
    """Straight-line distance times a detour factor; short ways are walked, others driven.

    Speeds are km/h door to door in traffic; `overhead` minutes stand for parking or hailing a car.
    """

    detour: float = 1.35
    car_speed: float = 32.0
    walk_speed: float = 4.5
    walk_up_to_km: float = 0.9
    overhead: int = 5
    measured: Ways = "great circle"

    def minutes(self, a: Spot, b: Spot) -> int:
        return self.table((a, b))[0][1]

    def table(self, spots: Sequence[Spot]) -> list[list[int]]:
        latitude = np.radians([s.latitude for s in spots])
        longitude = np.radians([s.longitude for s in spots])
        half_lat = np.sin((latitude[:, None] - latitude[None, :]) / 2) ** 2
        half_lon = np.sin((longitude[:, None] - longitude[None, :]) / 2) ** 2
        square = half_lat + np.cos(latitude)[:, None] * np.cos(latitude)[None, :] * half_lon
        km = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(square, 0.0, 1.0))) * self.detour
        walked = km / self.walk_speed * 60
        driven = km / self.car_speed * 60 + self.overhead
        minutes = np.where(km <= self.walk_up_to_km, walked, driven)
        # Rounding first to a thousandth keeps 12.0000000001 from becoming 13.
        whole: list[list[int]] = np.ceil(np.round(minutes, 3)).astype(int).tolist()
        return whole


@dataclass(frozen=True)
class Table:
    """Minutes given by the caller, by spot ids; pairs that are missing fall back on another port."""

    minutes: Mapping[tuple[str, str], int]
    otherwise: TravelTimes = GreatCircle()
    measured: Ways = "given"

    def table(self, spots: Sequence[Spot]) -> list[list[int]]:
        known = self.minutes
        rows = self.otherwise.table(spots)
        for i, a in enumerate(spots):
            for j, b in enumerate(spots):
                if i != j and (given := known.get((a.id, b.id))) is not None:
                    rows[i][j] = given
        return rows


def kilometres(a: Spot, b: Spot) -> float:
    """Great-circle distance (haversine formula)."""
    lat_a, lat_b = math.radians(a.latitude), math.radians(b.latitude)
    half_lat = math.sin((lat_a - lat_b) / 2) ** 2
    half_lon = math.sin(math.radians(a.longitude - b.longitude) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(half_lat + math.cos(lat_a) * math.cos(lat_b) * half_lon))
