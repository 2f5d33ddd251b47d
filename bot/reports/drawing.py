"""The report's chart: an SVG for pages, the same as a PNG for messengers."""

import asyncio
from collections.abc import Mapping
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any

from crm.db import forbid_in_transaction
from crm.reports.values import Chart

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
_WIDTH, _HEIGHT = 760, 320
_LEFT, _RIGHT, _TOP, _FLOOR = 44, 20, 60, 36


@lru_cache(maxsize=1)
def _environment() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(TEMPLATES / "charts"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )


def _top_of(highest: int) -> int:
    """Give a round number at or above the highest bar that four lines divide evenly."""
    tops = (lead * int(10**power) for power in count() for lead in (4, 8, 12, 20))
    return next(top for top in tops if top >= highest)


def draw_chart(figures: Chart) -> str:
    """Draw the window's new and won leads per day as an SVG of 760 by 320 points."""
    top = _top_of(max((day.new for day in figures.series), default=0))
    floor = _HEIGHT - _FLOOR
    scale = (floor - _TOP) / top
    apart = 7 * max(1, len(figures.series) // 60)  # days between two labels, which need their room
    pitch = (_WIDTH - _LEFT - _RIGHT) / max(len(figures.series), 1)

    def bar(number: int) -> dict[str, Any]:
        day = figures.series[number]
        new, won = day.new * scale, min(day.won, top) * scale
        labelled = number % apart == (len(figures.series) - 1) % apart
        return {
            "x": round(_LEFT + number * pitch + pitch * 0.14, 1),
            "width": round(pitch * 0.72, 1),
            "new_y": round(floor - new, 1),
            "new_height": round(new, 1),
            "won_y": round(floor - won, 1),
            "won_height": round(won, 1),
            "label": f"{day.day.day} {day.day:%b}" if labelled else "",
        }

    lines = [{"y": round(floor - top * scale * part / 4, 1), "label": top * part // 4} for part in range(5)]
    chart = _environment().get_template("new_and_won.svg")
    return str(
        chart.render(
            width=_WIDTH,
            height=_HEIGHT,
            title=f"New and won leads, {figures.window_days} days to {figures.day.day} {figures.day:%B %Y}",
            lines=lines,
            bars=[bar(number) for number in range(len(figures.series))],
        )
    )


def png_of(svg: str) -> bytes:
    """Turn a chart into a PNG at twice its size. Blocking; call it off the event loop."""
    forbid_in_transaction("a picture")
    from resvg_py import svg_to_bytes

    fonts = [str(path) for path in sorted((TEMPLATES / "fonts").glob("Inter-*.ttf"))]
    return bytes(svg_to_bytes(svg_string=svg, zoom=2, font_files=fonts, skip_system_fonts=True))


async def picture_of(figures: Mapping[str, Any]) -> bytes:
    """Draw the chart that waits in a message (`Chart.as_body`) as a PNG."""
    return await asyncio.to_thread(lambda: png_of(draw_chart(Chart.of_body(figures))))
