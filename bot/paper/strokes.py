"""Dots, numbers and the scale of a map, as SVG."""

from html import escape
from math import ceil, cos, log10, radians, sin

from bot.paper.land import Point
from bot.paper.projection import Projection, Size

GROUND = "#f6f2e7"


def dot(at: Point, radius: float, colour: str) -> str:
    return (
        f'<circle cx="{at[0]}" cy="{at[1]}" r="{radius:g}" fill="{colour}" stroke="#fff" stroke-width="1.5"/>'
    )


def stop(at: Point, words: str, size: Size) -> str:
    circle = (
        f'<circle cx="{at[0]}" cy="{at[1]}" r="{18 * size.text:g}" fill="#0f6b54" stroke="#fff" '
        'stroke-width="3"/>'
    )
    if words == "★":
        return circle + _star(at, 11 * size.text)
    return circle + text(at[0], at[1] + 7 * size.text, words, 20 * size.text, "#ffffff")


def _star(at: Point, radius: float) -> str:
    """Draw the star itself: fonts differ in whether they hold one."""
    corners = []
    for k in range(10):
        reach = radius if k % 2 == 0 else radius * 0.42
        turn = radians(-90 + 36 * k)
        corners.append(f"{at[0] + cos(turn) * reach:.1f},{at[1] + sin(turn) * reach:.1f}")
    return f'<polygon points="{" ".join(corners)}" fill="#f2d9a8"/>'


def text(x: float, y: float, words: str, size: float, colour: str) -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" font-weight="600" fill="{colour}" '
        f'text-anchor="middle">{escape(words)}</text>'
    )


def round_km(wanted: float) -> float:
    """Give the largest of 1, 2, 5, 10, 20 … kilometres (or a tenth of them) within `wanted`."""
    power = 10.0 ** (ceil(log10(max(wanted, 0.1))) - 1)
    return max((lead * power for lead in (1, 2, 5, 10) if lead * power <= wanted), default=power)


def scale_bar(map_: Projection) -> str:
    """Draw a bar of a round number of kilometres, near a sixth of the map's width."""
    length = round_km(map_.size.width / 6 / map_.units(1))
    pixels = map_.units(length)
    y = map_.size.height - 26
    bar = f"M28,{y - 8} V{y} H{28 + pixels:.1f} V{y - 8}"
    return (
        f'<path d="{bar}" fill="none" stroke="#4d615c" stroke-width="2.5"/>'
        f'<text x="{36 + pixels:.1f}" y="{y + 3}" font-size="{17 * map_.size.text:g}" fill="#4d615c">'
        f"{length:g} km</text>"
    )
