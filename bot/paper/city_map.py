"""The map of a trip to one city.

Coasts at 1:10 million are true enough for a country and false within a city, so a city is drawn on plain
ground, with rings of distance around the stay and the number of the day on what is visited.
"""

from collections.abc import Sequence
from math import atan2, ceil, cos, degrees, hypot, radians, sin

from bot.paper.labels import Labels
from bot.paper.land import Point
from bot.paper.projection import KM_PER_DEGREE, Mark, Projection, Size, Spot, distance
from bot.paper.strokes import GROUND, dot, round_km, scale_bar, stop, text

_DAYS = ("#b4622d", "#7a5ea8", "#2f7fa3", "#9a7413", "#a8466b", "#56743a", "#6b5a4a")
_FEWEST_NEAR = 3.0  # km around a stay that the map shows at least


def draw_city(stay: Spot, visits: Sequence[Mark], size: Size) -> list[str]:
    """Draw a city around its stay; what lies far out is shown at the edge, with its distance."""
    near, far = _near_and_far(stay, visits)
    map_ = Projection([stay, *(mark.spot for mark in near)], size, _FEWEST_NEAR / KM_PER_DEGREE)
    middle, radius = map_.spot(stay), 13 * size.text
    points = _apart([middle, *(map_.spot(mark.spot) for mark in near)], radius * 1.9)
    labels = Labels(size.width, size.height, size.text)
    for point in points:
        labels.keep_free(point, radius)
    return [
        f'<rect width="{size.width}" height="{size.height}" fill="{GROUND}"/>',
        *_rings(map_, middle),
        *(_day_dot(point, mark.day, radius, size) for point, mark in zip(points[1:], near, strict=True)),
        *_pointers(map_, stay, far, labels),
        stop(points[0], "★", size),
        labels.place(points[0], stay.name, 20 * size.text),
        scale_bar(map_),
    ]


def _near_and_far(stay: Spot, visits: Sequence[Mark]) -> tuple[list[Mark], list[Mark]]:
    away = sorted(distance(stay, mark.spot) for mark in visits)
    if not away:
        return [], []
    usual = away[ceil(len(away) * 0.8) - 1]
    limit = max(usual * 1.7, _FEWEST_NEAR)
    return (
        [mark for mark in visits if distance(stay, mark.spot) <= limit],
        [mark for mark in visits if distance(stay, mark.spot) > limit],
    )


def _rings(map_: Projection, middle: Point) -> list[str]:
    """Draw rings at round distances around the stay."""
    step = round_km(map_.size.height / 4.5 / map_.units(1))
    drawn = []
    for k in (1, 2, 3, 4):
        radius = map_.units(step * k)
        ring = f'<circle cx="{middle[0]}" cy="{middle[1]}" r="{radius:.1f}" fill="none" '
        drawn.append(f'{ring}stroke="#ddd4bd" stroke-width="1.5"/>')
        if radius < middle[1] - 20:
            size = 15 * map_.size.text
            drawn.append(text(middle[0], middle[1] - radius - 5, f"{step * k:g} km", size, "#7d7355"))
    return drawn


def _apart(points: Sequence[Point], least: float) -> list[Point]:
    """Push points apart that would cover each other; the first one stays where it is."""
    placed = [list(point) for point in points]
    for _ in range(40):
        for i in range(len(placed)):
            for j in range(i + 1, len(placed)):
                dx, dy = placed[j][0] - placed[i][0], placed[j][1] - placed[i][1]
                gap = hypot(dx, dy)
                if gap >= least:
                    continue
                # Points on the very same spot part at an angle of their own.
                turn = atan2(dy, dx) if gap > 0.1 else radians(j * 137.5)
                push = (least - gap) / (1 if i == 0 else 2)
                placed[j][0] += cos(turn) * push
                placed[j][1] += sin(turn) * push
                if i:
                    placed[i][0] -= cos(turn) * push
                    placed[i][1] -= sin(turn) * push
    return [(round(x, 1), round(y, 1)) for x, y in placed]


def _at_the_edge(map_: Projection, middle: Point, mark: Mark) -> tuple[Point, float]:
    """Give where the way to a far place leaves the picture, and its direction in radians."""
    x, y = map_.spot(mark.spot)
    inset = 42 * map_.size.text
    turn = atan2(y - middle[1], x - middle[0])
    along, across = cos(turn) or 1e-9, sin(turn) or 1e-9
    reach = min(
        ((map_.size.width - inset if along > 0 else inset) - middle[0]) / along,
        ((map_.size.height - inset if across > 0 else inset) - middle[1]) / across,
    )
    return (round(middle[0] + along * reach, 1), round(middle[1] + across * reach, 1)), turn


def _pointers(map_: Projection, stay: Spot, far: Sequence[Mark], labels: Labels) -> list[str]:
    """Show places beyond the edge: a dot near it, an arrow outwards, the name and how far it is."""
    if not far:
        return []
    radius = 13 * map_.size.text
    found = [_at_the_edge(map_, map_.spot(stay), mark) for mark in far]
    points = _apart([point for point, _ in found], radius * 2.6)
    for point in points:
        labels.keep_free(point, radius)
    drawn = []
    for point, (_, turn), mark in zip(points, found, far, strict=True):
        arrow = (
            f'<path d="M{point[0]},{point[1]} m{radius + 12:g},0 l-9,-7 v14 z" fill="{_colour(mark.day)}" '
            f'transform="rotate({degrees(turn):.1f} {point[0]} {point[1]})"/>'
        )
        name = f"{mark.spot.name}, {distance(stay, mark.spot):.0f} km"
        drawn += [arrow, _day_dot(point, mark.day, radius, map_.size)]
        drawn.append(labels.place(point, name, radius, small=True))
    return drawn


def _colour(day: int) -> str:
    return _DAYS[(day - 1) % len(_DAYS)]


def _day_dot(at: Point, day: int, radius: float, size: Size) -> str:
    words = text(at[0], at[1] + 5 * size.text, str(day), 14 * size.text, "#ffffff")
    return dot(at, radius, _colour(day)) + words
