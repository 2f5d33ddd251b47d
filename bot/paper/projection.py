"""The ground that maps are drawn on: spots in degrees, and where they come to lie in the picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, radians

from bot.paper.land import Frame, Point

_MARGIN = 0.24  # of the route's extent, kept free around it
_LEAST_EXTENT = 0.12  # degrees of latitude, so that a village does not fill the map
KM_PER_DEGREE = 111.195  # of latitude, on a sphere of 6,371 km
_BLEED = 0.02  # of the frame: land is cut outside the picture, so that no cut is seen


@dataclass(frozen=True)
class Size:
    """The picture's units, and how much larger than on paper its words are."""

    width: int
    height: int
    text: float = 1.0


WIDE, NARROW = Size(1000, 640), Size(640, 620, 1.25)


@dataclass(frozen=True)
class Spot:
    """A point with a name."""

    name: str
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Leg:
    """A move between two spots, by mode."""

    start: Spot
    end: Spot
    mode: str


@dataclass(frozen=True)
class Mark:
    """Something visited, and on which day of the trip."""

    spot: Spot
    day: int


class Projection:
    """Equirectangular around the middle latitude: true enough for one trip."""

    def __init__(self, spots: Sequence[Spot], size: Size, least: float = _LEAST_EXTENT) -> None:
        lats, lons = [s.latitude for s in spots], [s.longitude for s in spots]
        middle = ((min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2)
        self._squeeze = max(cos(radians(middle[0])), 0.1)
        self.size = size
        high = max(max(lats) - min(lats), least) * (1 + 2 * _MARGIN)
        wide = max((max(lons) - min(lons)) * self._squeeze, least) * (1 + 2 * _MARGIN)
        self.scale = min(size.height / high, size.width / wide)  # units for a degree of latitude
        self._middle = middle
        half_high = size.height / self.scale / 2 * (1 + _BLEED)
        half_wide = size.width / self.scale / 2 / self._squeeze * (1 + _BLEED)
        self.frame = Frame(
            middle[1] - half_wide, middle[0] - half_high, middle[1] + half_wide, middle[0] + half_high
        )

    def place(self, longitude: float, latitude: float) -> Point:
        x = self.size.width / 2 + (longitude - self._middle[1]) * self._squeeze * self.scale
        y = self.size.height / 2 - (latitude - self._middle[0]) * self.scale
        return round(x, 1), round(y, 1)

    def spot(self, spot: Spot) -> Point:
        return self.place(spot.longitude, spot.latitude)

    def units(self, km: float) -> float:
        return km / KM_PER_DEGREE * self.scale


def distance(a: Spot, b: Spot) -> float:
    """Give the kilometres between two spots of one region."""
    squeeze = cos(radians((a.latitude + b.latitude) / 2))
    return hypot(a.latitude - b.latitude, (a.longitude - b.longitude) * squeeze) * KM_PER_DEGREE
