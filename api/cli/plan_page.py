"""The page of a plan: its map, its days as timelines with slack, and its price, in one file."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, select_autoescape

import templates
from agents.wording.papers import Wording
from bot.paper.days import Names, gateway_of, where_eaten
from bot.paper.telling import tell
from crm.agency.rules import Agency
from crm.quotes.values import Quote
from crm.trips.flights import clock_time, flights_of
from crm.trips.idle_days import IDLE
from crm.trips.values import Catalogue, DayPlan, Itinerary
from crm.trips.ways import moves_on

FROM, TO = 6 * 60, 22 * 60  # what the timelines show, minutes since midnight
_SAY = Wording.of("en")
_PAUSES = {
    "lunch": "Lunch",
    "lunch_out": "Lunch during the outing",
    "lunch_way": "Lunch on the way",
    "dinner": "Dinner",
    "rest": "Rest",
    "engagement": "Booked by you",
}


@dataclass(frozen=True)
class Block:
    """A stretch of a timeline, in percent of its width."""

    kind: str
    left: float
    width: float
    label: str


@dataclass(frozen=True)
class Row:
    """One line of a day in words; `slack` says how late it could begin at most."""

    at: int
    kind: str
    time: str
    text: str
    slack: str = ""


@dataclass(frozen=True)
class Drawn:
    """One day, drawn and told."""

    number: int
    date: str
    area: str
    blocks: tuple[Block, ...]
    rows: tuple[Row, ...]


def write_page(itinerary: Itinerary, catalogue: Catalogue, quote: Quote | None, unpriced: str) -> str:
    """Write the page. Without a quote the map and the prices give way to the reason."""
    names = Names(catalogue)
    story = tell(Agency(), catalogue, itinerary, quote, customer="", version=1) if quote else None
    slack = _slack(itinerary, names)
    environment = Environment(
        loader=FileSystemLoader(Path(templates.__file__).parent), autoescape=select_autoescape(("html",))
    )
    nights = f"{itinerary.nights} night{'s' * (itinerary.nights != 1)}"
    stops = " · ".join(f"{names.area(s.area)} {s.nights}" for s in itinerary.stops)
    return environment.get_template("plan/page.html").render(
        title=f"{nights} in {catalogue.destination.name}",
        lead=f"From {_SAY.day(itinerary.start)}. Nights: {stops}.",
        map_svg=story.map_svg if story else "",
        map_narrow=story.map_svg_narrow if story else "",
        map_legend=story.map_legend if story else "",
        days=[_draw(day, itinerary, names, slack) for day in itinerary.days],
        hours=[f"{hour:02d}" for hour in range(FROM // 60, TO // 60 + 1, 2)],
        hour_width=round(100 * 60 / (TO - FROM), 4),
        prices=story.prices if story else (),
        total=story.total if story else "",
        unpriced=unpriced,
        checks=len(itinerary.certificate),
        broken=sum(not check.holds for check in itinerary.certificate),
    )


def _slack(itinerary: Itinerary, names: Names) -> dict[str, int]:
    """Give the minutes by which each visit could begin later, from the certificate."""
    by_name = {
        check.subject: check.numbers for check in itinerary.certificate if check.rule == "opening hours"
    }
    places = (names.places[visit.place] for day in itinerary.days for visit in day.visits)
    return {place.id: by_name.get(place.name, {}).get("slack", 0) for place in places}


def _draw(day: DayPlan, itinerary: Itinerary, names: Names, slack: dict[str, int]) -> Drawn:
    blocks = tuple(block for block in _blocks(day, itinerary, names, slack) if block.width > 0)
    rows = tuple(sorted(_rows(day, itinerary, names, slack), key=lambda row: row.at))
    return Drawn(day.number, _SAY.day(day.date), names.area(day.area), blocks, rows)


def _block(kind: str, starts: int, ends: int, label: str) -> Block:
    left, right = (min(max(minute, FROM), TO) - FROM for minute in (starts, ends))
    return Block(
        kind, round(100 * left / (TO - FROM), 2), round(100 * (right - left) / (TO - FROM), 2), label
    )


def _blocks(day: DayPlan, itinerary: Itinerary, names: Names, slack: dict[str, int]) -> Iterator[Block]:
    for visit in day.visits:
        yield _block("room", visit.starts_at, visit.ends_at + slack[visit.place], "slack")
    for _, leaves, arrives in moves_on(day, itinerary):
        yield _block("move", leaves, arrives, "move")
    for visit in day.visits:
        yield _block("visit", visit.starts_at, visit.ends_at, names.places[visit.place].name)
    for meal in day.meals:  # last: on a long outing it lies within the visit
        yield _block("meal", meal.starts_at, meal.ends_at, _PAUSES[meal.name])


def _rows(day: DayPlan, itinerary: Itinerary, names: Names, slack: dict[str, int]) -> Iterator[Row]:
    if not day.visits:
        yield from (Row(0, "note", "", why) for why in _why_idle(day, itinerary))
    for visit in day.visits:
        place, spare = names.places[visit.place], slack[visit.place]
        way = f", {visit.travel} min from the last point"
        hours = f"slack {spare // 60}:{spare % 60:02d}"
        yield Row(visit.starts_at, "visit", _span(visit.starts_at, visit.ends_at), place.name + way, hours)
    for meal in day.meals:
        title = _PAUSES[f"{meal.name}{where_eaten(meal, day, itinerary)}"]
        yield Row(meal.starts_at, "meal", _span(meal.starts_at, meal.ends_at), title)
    for moving, leaves, arrives in moves_on(day, itinerary):
        move = names.transfers[moving.transfer or ""]
        text = f"{names.area(move.from_area)} to {names.area(move.to_area)} by {move.mode}"
        yield Row(leaves, "move", _span(leaves, arrives), text)
    for flight in flights_of(itinerary):
        if flight.number == day.number:
            where = f"{flight.end.capitalize()}: {names.area(gateway_of(flight, day, names))}"
            assumed = "assumed" if flight.is_assumed else ""
            yield Row(flight.at, "flight", clock_time(flight.at), where, assumed)


def _why_idle(day: DayPlan, itinerary: Itinerary) -> Iterator[str]:
    for check in itinerary.certificate:
        if check.rule == IDLE and check.subject == f"day {day.number}":
            yield check.note


def _span(starts: int, ends: int) -> str:
    return f"{clock_time(starts)}–{clock_time(ends)}"
