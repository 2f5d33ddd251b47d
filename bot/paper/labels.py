"""Names on a map, each put where it covers neither a dot nor another name."""

from collections.abc import Iterator
from html import escape

from bot.paper.land import Point

_LETTER, _SMALL_LETTER = 12.2, 9.6  # units a letter is wide, on average, at the two sizes
_EDGE = 8.0


class _Box:
    def __init__(self, left: float, top: float, width: float, height: float) -> None:
        self.left, self.top, self.width, self.height = left, top, width, height

    def overlap(self, other: "_Box") -> float:
        wide = min(self.left + self.width, other.left + other.width) - max(self.left, other.left)
        high = min(self.top + self.height, other.top + other.height) - max(self.top, other.top)
        return max(wide, 0) * max(high, 0)


class Labels:
    """The names placed so far. Greedy: the first name gets the best place."""

    def __init__(self, width: float, height: float, text: float) -> None:
        self._width, self._height, self._text = width, height, text
        self._taken: list[_Box] = [_Box(0, height - 50, 240 * text, 50)]  # where the scale stands

    def keep_free(self, point: Point, radius: float) -> None:
        """Cover nothing within `radius` of a point while there is room elsewhere."""
        self._taken.append(_Box(point[0] - radius, point[1] - radius, 2 * radius, 2 * radius))

    def place(self, point: Point, name: str, gap: float, *, small: bool = False) -> str:
        """Draw a name by its point, `gap` units off, on the side that covers least."""
        letter = (_SMALL_LETTER if small else _LETTER) * self._text
        size = (16 if small else 21) * self._text
        width, height = letter * len(name) + 20 * self._text, size * 1.6
        box = min(self._candidates(point, width, height, gap), key=self._covered)
        self._taken.append(box)
        ground = (
            f'<rect x="{box.left:g}" y="{box.top:g}" width="{width:g}" height="{height:g}" '
            f'rx="{9 * self._text:g}" fill="#ffffff" fill-opacity="0.93"/>'
        )
        return ground + (
            f'<text x="{box.left + width / 2:g}" y="{box.top + size * 1.15:g}" font-size="{size:g}" '
            f'font-weight="600" fill="#16302b" text-anchor="middle">{escape(name)}</text>'
        )

    def _candidates(self, point: Point, width: float, height: float, gap: float) -> Iterator[_Box]:
        x, y = point
        for left, top in (
            (x - width / 2, y + gap + 4),
            (x - width / 2, y - gap - 4 - height),
            (x + gap + 4, y - height / 2),
            (x - gap - 4 - width, y - height / 2),
        ):
            yield _Box(
                round(min(max(left, _EDGE), self._width - width - _EDGE), 1),
                round(min(max(top, _EDGE), self._height - height - _EDGE), 1),
                width,
                height,
            )

    def _covered(self, box: _Box) -> float:
        return sum(box.overlap(other) for other in self._taken)
