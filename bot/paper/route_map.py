"""The drawn route map of a trip: coasts, stops in order, legs by mode, and what is visited."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import cos, hypot, log10, radians

from bot.paper.land import Frame, Point, land_within

WIDTH, HEIGHT = 1000, 640
_MARGIN = 0.24  # of the route's extent, kept free around it
_LEAST_EXTENT = 0.12  # degrees of latitude, so that one city does not fill a street's width
_KM_PER_DEGREE = 111.195  # of latitude, on a sphere of 6,371 km


_OPENING = (
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
    'font-family="Inter, sans-serif">'
)


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


class _Projection:
    """Equirectangular around the middle latitude: true enough for one trip."""

    def __init__(self, spots: Sequence[Spot]) -> None:
        lats, lons = [s.latitude for s in spots], [s.longitude for s in spots]
        middle = ((min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2)
        self._squeeze = max(cos(radians(middle[0])), 0.1)
        high = max(max(lats) - min(lats), _LEAST_EXTENT) * (1 + 2 * _MARGIN)
        wide = max((max(lons) - min(lons)) * self._squeeze, _LEAST_EXTENT) * (1 + 2 * _MARGIN)
        self.scale = min(HEIGHT / high, WIDTH / wide)  # pixels for a degree of latitude
        self._middle = middle
        half_high, half_wide = HEIGHT / self.scale / 2, WIDTH / self.scale / 2 / self._squeeze
        self.frame = Frame(
            middle[1] - half_wide, middle[0] - half_high, middle[1] + half_wide, middle[0] + half_high
        )

    def place(self, longitude: float, latitude: float) -> Point:
        x = WIDTH / 2 + (longitude - self._middle[1]) * self._squeeze * self.scale
        y = HEIGHT / 2 - (latitude - self._middle[0]) * self.scale
        return round(x, 1), round(y, 1)

    def spot(self, spot: Spot) -> Point:
        return self.place(spot.longitude, spot.latitude)


def draw_route(title: str, stops: Sequence[Spot], legs: Sequence[Leg], visits: Sequence[Spot]) -> str:
    """Draw a route as an SVG of 1000 by 640 units; `title` is its alternative text."""
    spots = [*stops, *visits, *(spot for leg in legs for spot in (leg.start, leg.end))]
    if not spots:
        return ""
    map_ = _Projection(spots)
    parts = [
        _OPENING,
        f"<title>{escape(title)}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="18" fill="#d8e9ee"/>',
        *_land(map_),
        *(_visit(map_.spot(spot)) for spot in visits),
        *(_leg(map_.spot(leg.start), map_.spot(leg.end), leg.mode) for leg in legs),
        *_stops(map_, stops),
        _scale_bar(map_.scale),
        "</svg>",
    ]
    return "\n".join(part for part in parts if part)


def _land(map_: _Projection) -> list[str]:
    drawn = []
    for ring in land_within(map_.frame):
        points = " ".join(f"{x:g},{y:g}" for x, y in (map_.place(*point) for point in ring))
        drawn.append(f'<polygon points="{points}" fill="#f6f2e7" stroke="#c9c3ae" stroke-width="1.2"/>')
    # Deep inland there is no coast: the ground is land all the same.
    return drawn or [f'<rect width="{WIDTH}" height="{HEIGHT}" rx="18" fill="#f6f2e7"/>']


def _visit(at: Point) -> str:
    return f'<circle cx="{at[0]}" cy="{at[1]}" r="5.5" fill="#d99a3d" stroke="#ffffff" stroke-width="1.5"/>'


def _leg(start: Point, end: Point, mode: str) -> str:
    """Draw a gentle bow, so that there and back do not lie on one another; flights and boats are dashed."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    bow = 0.14
    bend = (round((start[0] + end[0]) / 2 - dy * bow, 1), round((start[1] + end[1]) / 2 + dx * bow, 1))
    dash = ' stroke-dasharray="3 9"' if mode in ("flight", "boat") else ""
    return (
        f'<path d="M{start[0]},{start[1]} Q{bend[0]},{bend[1]} {end[0]},{end[1]}" fill="none" '
        f'stroke="#0f6b54" stroke-width="4" stroke-linecap="round"{dash}/>'
    )


def _stops(map_: _Projection, stops: Sequence[Spot]) -> list[str]:
    drawn: list[str] = []
    taken: list[Point] = []
    for number, stop in enumerate(stops, start=1):
        x, y = map_.spot(stop)
        crowded = any(hypot(x - tx, y - ty) < 40 for tx, ty in taken)
        taken.append((x, y))
        top = y - 60 if crowded or y > HEIGHT - 60 else y + 24
        drawn += [
            f'<circle cx="{x}" cy="{y}" r="18" fill="#0f6b54" stroke="#ffffff" stroke-width="3"/>',
            _text(x, y + 7, str(number), 20, "#ffffff"),
            *_label(x, top, stop.name),
        ]
    return drawn


def _label(x: float, top: float, name: str) -> list[str]:
    width = 13 * len(name) + 22
    left = min(max(x - width / 2, 8), WIDTH - width - 8)
    box = f'x="{left:g}" y="{top:g}" width="{width}" height="34" rx="9"'
    ground = f'<rect {box} fill="#ffffff" fill-opacity="0.93"/>'
    return [ground, _text(left + width / 2, top + 24, name, 21, "#16302b")]


def _text(x: float, y: float, words: str, size: int, colour: str) -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size}" font-weight="600" fill="{colour}" '
        f'text-anchor="middle">{escape(words)}</text>'
    )


def _scale_bar(scale: float) -> str:
    """Draw a bar of a round number of kilometres, near a sixth of the map's width."""
    wanted = WIDTH / 6 / scale * _KM_PER_DEGREE
    power = 10.0 ** int(log10(max(wanted, 1)))
    length = max(lead * power for lead in (1, 2, 5) if lead * power <= max(wanted, power))
    pixels = length / _KM_PER_DEGREE * scale
    y = HEIGHT - 26
    bar = f"M28,{y - 8} V{y} H{28 + pixels:.1f} V{y - 8}"
    return (
        f'<path d="{bar}" fill="none" stroke="#4d615c" stroke-width="2.5"/>'
        f'<text x="{36 + pixels:.1f}" y="{y + 3}" font-size="17" fill="#4d615c">{length:g} km</text>'
    )
