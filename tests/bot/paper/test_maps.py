"""The drawn maps: routes through a country, and days within one city."""

import re
from xml.etree import ElementTree as ET

import pytest

from bot.paper.labels import Labels
from bot.paper.projection import NARROW, WIDE, Leg, Mark, Size, Spot
from bot.paper.route_map import draw_route
from tests.bot.paper.proposals import planned, priced, sample, told

_SVG = "{http://www.w3.org/2000/svg}"
UBUD, SEMINYAK = Spot("Ubud", -8.507, 115.263), Spot("Seminyak", -8.691, 115.168)


def _words(svg: str) -> list[str]:
    return [node.text or "" for node in ET.fromstring(svg).iter(f"{_SVG}text")]


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("destination", [c.destination.id for c in sample().catalogues])
def test_every_destination_has_a_map_that_stays_in_its_frame(destination: str, size: Size) -> None:
    story = told(planned(destination, 4), priced(planned(destination, 4)))
    svg = story.map_svg if size is WIDE else story.map_svg_narrow
    root = ET.fromstring(svg)
    assert root.find(f"{_SVG}title") is not None
    names = {stay.area for stay in story.nights}
    assert names <= set(_words(svg))
    for circle in root.iter(f"{_SVG}circle"):
        if circle.get("fill") != "none":
            assert 0 <= float(circle.get("cx", "-1")) <= size.width
            assert 0 <= float(circle.get("cy", "-1")) <= size.height


def test_stops_are_numbered_in_order_and_flights_are_dotted() -> None:
    svg = draw_route("A route", [UBUD, SEMINYAK], [Leg(UBUD, SEMINYAK, "flight")], [])
    assert [word for word in _words(svg) if word.isdigit()] == ["1", "2"]
    assert "stroke-dasharray" in svg
    assert "stroke-dasharray" not in draw_route("A route", [UBUD, SEMINYAK], [Leg(UBUD, SEMINYAK, "car")], [])


def test_one_city_is_drawn_with_days_and_distances_and_without_a_coast() -> None:
    near = [Mark(Spot(f"Place {n}", -8.507 + n / 500, 115.263), n) for n in (1, 2, 3, 4)]
    far = Mark(Spot("Temple in the sea", -8.62, 115.09), 3)
    svg = draw_route("A city", [UBUD], [], [*near, far])
    assert "#d8e9ee" not in svg
    assert sorted(word for word in _words(svg) if word.isdigit()) == ["1", "2", "3", "3", "4"]
    assert any(re.fullmatch(r"Temple in the sea, \d+ km", word) for word in _words(svg))
    assert any(word.endswith(" km") for word in _words(svg))


def test_places_on_the_very_same_spot_do_not_hide_each_other() -> None:
    svg = draw_route("A city", [UBUD], [], [Mark(UBUD, 1), Mark(UBUD, 2), Mark(UBUD, 3)])
    dots = {(c.get("cx"), c.get("cy")) for c in ET.fromstring(svg).iter(f"{_SVG}circle")}
    assert len(dots) >= 4


def test_names_do_not_cover_each_other_while_there_is_room() -> None:
    labels = Labels(1000, 640, 1.0)
    drawn = [labels.place((500, 300), "Alleppey backwaters", 20) for _ in range(4)]
    boxes = [[float(v) for v in re.findall(r'(?:x|y|width|height)="([\d.]+)"', text)[:4]] for text in drawn]
    for i, (x, y, w, h) in enumerate(boxes):
        for u, v, ww, hh in boxes[i + 1 :]:
            assert x + w <= u or u + ww <= x or y + h <= v or v + hh <= y


def test_a_name_in_markup_is_only_a_name() -> None:
    svg = draw_route("<script>", [Spot('</svg><img src="x">', 1.0, 1.0), UBUD], [], [])
    assert '</svg><img src="x">' in _words(svg)
    assert "<script>" not in svg


def test_nothing_to_draw_is_no_map() -> None:
    assert draw_route("Nothing", [], [], []) == ""
