"""Coasts for route maps, cut out of the vendored Natural Earth land (1:10 million)."""

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_LAND = Path(__file__).resolve().parents[2] / "templates" / "maps" / "land-10m.json.gz"

Point = tuple[float, float]  # longitude, latitude in degrees


@dataclass(frozen=True)
class Frame:
    """A window on the map, in degrees."""

    west: float
    south: float
    east: float
    north: float

    def meets(self, other: "Frame") -> bool:
        return (
            self.west <= other.east
            and other.west <= self.east
            and self.south <= other.north
            and other.south <= self.north
        )


@lru_cache(maxsize=1)
def _rings() -> list[tuple[Frame, list[Point]]]:
    """Every ring of land with its bounds. Takes about half a second once per process."""
    world = json.loads(gzip.decompress(_LAND.read_bytes()))
    (step_x, step_y), (left, bottom) = world["transform"]["scale"], world["transform"]["translate"]
    arcs: list[list[Point]] = []
    for packed in world["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in packed:
            x, y = x + dx, y + dy
            arc.append((x * step_x + left, y * step_y + bottom))
        arcs.append(arc)
    rings = []
    for shape in world["objects"]["land"]["geometries"]:
        for polygon in shape["arcs"]:
            for ring in polygon:
                points = [
                    point
                    for number in ring
                    for point in (arcs[number] if number >= 0 else arcs[~number][::-1])
                ]
                rings.append((_bounds(points), points))
    return rings


def _bounds(points: Sequence[Point]) -> Frame:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return Frame(min(xs), min(ys), max(xs), max(ys))


@lru_cache(maxsize=64)  # the same trip is looked at again and again
def land_within(frame: Frame) -> Sequence[Sequence[Point]]:
    """Give the land inside a frame as closed rings, clipped to it (Sutherland and Hodgman, 1974)."""
    found = []
    for bounds, ring in _rings():
        if bounds.meets(frame):
            clipped = _clip(ring, frame)
            if len(clipped) > 2:
                found.append(clipped)
    return found


def _clip(ring: list[Point], frame: Frame) -> list[Point]:
    for axis, limit, keeps_above in (
        (0, frame.west, True),
        (0, frame.east, False),
        (1, frame.south, True),
        (1, frame.north, False),
    ):
        if not ring:
            return []
        ring = _clip_side(ring, axis, limit, keeps_above)
    return ring


def _clip_side(ring: list[Point], axis: int, limit: float, keeps_above: bool) -> list[Point]:
    kept: list[Point] = []
    before = ring[-1]
    was_in = before[axis] >= limit if keeps_above else before[axis] <= limit
    for point in ring:
        is_in = point[axis] >= limit if keeps_above else point[axis] <= limit
        if is_in != was_in:
            share = (limit - before[axis]) / (point[axis] - before[axis])
            kept.append(
                (before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1]))
            )
        if is_in:
            kept.append(point)
        before, was_in = point, is_in
    return kept
