"""The drawn map of a trip: coasts, stops in order, legs by mode, and what is visited."""

from collections.abc import Sequence
from html import escape

from bot.paper.city_map import draw_city
from bot.paper.labels import Labels
from bot.paper.land import Point, land_within
from bot.paper.projection import WIDE, Leg, Mark, Projection, Size, Spot
from bot.paper.strokes import GROUND, dot, scale_bar, stop

_SEA, _COAST = "#d8e9ee", "#c9c3ae"


def is_one_city(stops: Sequence[Spot]) -> bool:
    """Whether all nights are in one place, so that the map is one of a city."""
    return len({(stop.latitude, stop.longitude) for stop in stops}) == 1


def draw_route(
    title: str, stops: Sequence[Spot], legs: Sequence[Leg], visits: Sequence[Mark], size: Size = WIDE
) -> str:
    """Draw a trip as an SVG; `title` is its alternative text. Gives "" where there is nothing to draw."""
    if not stops and not visits:
        return ""
    drawn = draw_city(stops[0], visits, size) if is_one_city(stops) else _country(stops, legs, visits, size)
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size.width} {size.height}" role="img" '
        'font-family="Inter, sans-serif">'
    )
    return "\n".join([opening, f"<title>{escape(title)}</title>", *drawn, "</svg>"])


def _country(stops: Sequence[Spot], legs: Sequence[Leg], visits: Sequence[Mark], size: Size) -> list[str]:
    spots = [*stops, *(mark.spot for mark in visits), *(s for leg in legs for s in (leg.start, leg.end))]
    map_ = Projection(spots, size)
    points = [map_.spot(stop) for stop in stops]
    labels = Labels(size.width, size.height, size.text)
    for point in points:
        labels.keep_free(point, 20 * size.text)
    return [
        *_land(map_),
        *(dot(map_.spot(mark.spot), 5.5 * size.text, "#d99a3d") for mark in visits),
        *(_leg(map_.spot(leg.start), map_.spot(leg.end), leg.mode) for leg in legs),
        *(stop(points[i], str(i + 1), size) for i in range(len(stops))),
        *(labels.place(points[i], stop.name, 20 * size.text) for i, stop in enumerate(stops)),
        scale_bar(map_),
    ]


def _land(map_: Projection) -> list[str]:
    width, height = map_.size.width, map_.size.height
    rings = land_within(map_.frame)
    # Deep inland there is no coast: the ground is land all the same.
    drawn = [f'<rect width="{width}" height="{height}" fill="{_SEA if rings else GROUND}"/>']
    for ring in rings:
        points = " ".join(f"{x:g},{y:g}" for x, y in (map_.place(*point) for point in ring))
        drawn.append(f'<polygon points="{points}" fill="{GROUND}" stroke="{_COAST}" stroke-width="1.2"/>')
    return drawn


def _leg(start: Point, end: Point, mode: str) -> str:
    """Draw a gentle bow, so that there and back do not lie on one another; flights and boats are dotted."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    bow = 0.14
    bend = (round((start[0] + end[0]) / 2 - dy * bow, 1), round((start[1] + end[1]) / 2 + dx * bow, 1))
    dash = ' stroke-dasharray="3 9"' if mode in ("flight", "boat") else ""
    return (
        f'<path d="M{start[0]},{start[1]} Q{bend[0]},{bend[1]} {end[0]},{end[1]}" fill="none" '
        f'stroke="#0f6b54" stroke-width="4" stroke-linecap="round"{dash}/>'
    )
