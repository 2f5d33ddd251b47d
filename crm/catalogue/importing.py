"""Importing a catalogue from a folder of CSV files, strictly: all or nothing, every problem named.

Pure apart from reading the folder. `Loaded.problems` holds everything that is wrong, with file, row and
field; a catalogue with problems is not to be stored. The files and their columns are `COLUMNS`.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from crm.catalogue.hours import parse_hours
from crm.catalogue.rate_files import check_rates, read_exchange_rates, read_rates
from crm.catalogue.reading import (
    Problem,
    Row,
    Table,
    currency,
    degrees,
    flag,
    one_of,
    read_table,
    spans,
    whole,
    word,
    words,
)
from crm.quotes.values import ExchangeRate, RateRow
from crm.trips.values import Area, Catalogue, Destination, HotelClass, Place, Stay, Transfer, TravelMode

T = TypeVar("T")

SAMPLE = Path(__file__).parent / "sample"

COLUMNS: Mapping[str, frozenset[str]] = {
    "destinations.csv": frozenset({"id", "name", "country", "currency", "timezone", "blurb", "sample"}),
    "areas.csv": frozenset(
        {"id", "destination", "name", "latitude", "longitude", "least_nights", "most_nights", "gateway"}
        | {"appeal", "blurb"}
    ),
    "places.csv": frozenset(
        {"id", "area", "name", "kind", "latitude", "longitude", "hours", "minutes", "appeal", "tags"}
        | {"closures", "indoor", "step_free", "least_age", "blurb"}
    ),
    "stays.csv": frozenset(
        {"id", "area", "name", "hotel_class", "stars", "latitude", "longitude", "sleeps", "blurb"}
    ),
    "transfers.csv": frozenset({"id", "from_area", "to_area", "mode", "minutes", "seats"}),
}


@dataclass(frozen=True)
class Loaded:
    """What a folder holds. `rates` covers all catalogues; `rates_of` gives those of one destination."""

    catalogues: tuple[Catalogue, ...]
    rates: tuple[RateRow, ...]
    exchange_rates: tuple[ExchangeRate, ...]
    problems: tuple[Problem, ...] = ()

    def catalogue(self, destination: str) -> Catalogue:
        """Give one destination's catalogue; raises KeyError when it is not in the folder."""
        for found in self.catalogues:
            if found.destination.id == destination:
                return found
        raise KeyError(destination)

    def rates_of(self, destination: str) -> tuple[RateRow, ...]:
        """Give the rates of one destination's stays, places, transfers and services."""
        items = _items(self.catalogue(destination))
        return tuple(rate for rate in self.rates if rate.item_id in items)


class BrokenCatalogue(ValueError):
    """A folder that may not be imported; `problems` names every reason."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@cache
def load_sample() -> Loaded:
    """Read the sample catalogue that comes with the product; raises BrokenCatalogue if it was spoilt.

    It cannot change while a process runs, so it is read once.
    """
    loaded = read_catalogue(SAMPLE)
    if loaded.problems:
        raise BrokenCatalogue(loaded.problems)
    return loaded


def read_catalogue(folder: Path) -> Loaded:
    """Read a folder of CSV files; never raises for what is in them, but lists it in `problems`."""
    problems: list[Problem] = []
    tables = {name: read_table(folder, name, columns, problems) for name, columns in COLUMNS.items()}
    named = {name: {(row.cells["id"] or "").strip() for row in table} for name, table in tables.items()}
    destinations = _gather(tables["destinations.csv"], _destination)
    areas = _gather(tables["areas.csv"], lambda row: _area(row, named["destinations.csv"]))
    places = _gather(tables["places.csv"], lambda row: _place(row, named["areas.csv"]))
    stays = _gather(tables["stays.csv"], lambda row: _stay(row, named["areas.csv"]))
    transfers = _gather(tables["transfers.csv"], lambda row: _transfer(row, named["areas.csv"]))
    catalogues = tuple(_assemble(d, areas, places, stays, transfers) for d in destinations.values())
    kinds = {item: kind for found in catalogues for item, kind in _items(found).items()}
    rates = read_rates(folder, kinds, frozenset().union(*named.values()), problems)
    check_rates(rates, problems)
    priced = {rate.item_id for rate, _ in rates}
    for name in ("places.csv", "stays.csv", "transfers.csv"):
        for row in tables[name]:
            if row.is_sound and row.cells["id"].strip() not in priced:
                row.fail("id", f"{row.cells['id']} has no rate in rates.csv")
    exchange_rates = read_exchange_rates(folder, problems)
    return Loaded(catalogues, tuple(rate for rate, _ in rates), exchange_rates, tuple(problems))


def _gather(table: Table, read: Callable[[Row], T]) -> dict[str, T]:
    """Read the rows of a table by id; rows with a problem are left out, their ids are remembered."""
    found: dict[str, T] = {}
    seen: dict[str, int] = {}
    for row in table:
        identity = row.get("id", word, "")
        if identity in seen:
            row.fail("id", f"{identity!r} stands already in row {seen[identity]}")
        seen[identity] = row.number
        item = read(row)
        if row.is_sound:
            found[identity] = item
    return found


def _destination(row: Row) -> Destination:
    return Destination(
        id=row.get("id", word, ""),
        name=row.get("name", word, ""),
        country=row.get("country", word, ""),
        currency=row.get("currency", currency, ""),
        timezone=row.get("timezone", _timezone, ""),
        is_sample=row.get("sample", flag, False),
        blurb=row.optional("blurb", word, ""),
    )


def _area(row: Row, destinations: Collection[str]) -> Area:
    area = Area(
        id=row.get("id", word, ""),
        destination=row.get("destination", _known(destinations, "destination"), ""),
        name=row.get("name", word, ""),
        latitude=row.get("latitude", degrees(90), 0.0),
        longitude=row.get("longitude", degrees(180), 0.0),
        least_nights=row.get("least_nights", whole(0, 60), 0),
        most_nights=row.get("most_nights", whole(0, 60), 0),
        is_gateway=row.get("gateway", flag, False),
        appeal=float(row.get("appeal", whole(0, 100), 0)),
        blurb=row.optional("blurb", word, ""),
    )
    if area.most_nights < area.least_nights:
        row.fail("most_nights", f"{area.most_nights} is less than the least nights, {area.least_nights}")
    return area


def _place(row: Row, areas: Collection[str]) -> Place:
    place = Place(
        id=row.get("id", word, ""),
        area=row.get("area", _known(areas, "area"), ""),
        name=row.get("name", word, ""),
        kind=row.get("kind", word, ""),
        latitude=row.get("latitude", degrees(90), 0.0),
        longitude=row.get("longitude", degrees(180), 0.0),
        hours=row.get("hours", parse_hours, {}),
        duration=row.get("minutes", whole(1, 24 * 60), 1),
        appeal=float(row.get("appeal", whole(0, 100), 0)),
        tags=row.optional("tags", words, ()),
        closures=row.optional("closures", spans, ()),
        is_indoor=row.get("indoor", flag, False),
        is_step_free=row.get("step_free", flag, False),
        least_age=row.get("least_age", whole(0, 99), 0),
        blurb=row.optional("blurb", word, ""),
    )
    longest = max((i.closes - i.opens for day in place.hours.values() for i in day), default=0)
    if place.hours and longest < place.duration:
        row.fail("minutes", f"a visit of {place.duration} minutes fits into none of the opening hours")
    return place


def _stay(row: Row, areas: Collection[str]) -> Stay:
    return Stay(
        id=row.get("id", word, ""),
        area=row.get("area", _known(areas, "area"), ""),
        name=row.get("name", word, ""),
        hotel_class=cast(HotelClass, row.get("hotel_class", one_of("value", "comfort", "luxury"), "value")),
        stars=row.get("stars", whole(1, 5), 1),
        latitude=row.get("latitude", degrees(90), 0.0),
        longitude=row.get("longitude", degrees(180), 0.0),
        sleeps=row.get("sleeps", whole(1, 20), 1),
        blurb=row.optional("blurb", word, ""),
        is_step_free=row.optional("step_free", flag, None),
    )


def _transfer(row: Row, areas: Collection[str]) -> Transfer:
    modes = one_of("walk", "car", "boat", "train", "flight")
    transfer = Transfer(
        id=row.get("id", word, ""),
        from_area=row.get("from_area", _known(areas, "area"), ""),
        to_area=row.get("to_area", _known(areas, "area"), ""),
        mode=cast(TravelMode, row.get("mode", modes, "car")),
        minutes=row.get("minutes", whole(1, 3 * 24 * 60), 1),
        seats=row.get("seats", whole(1, 999), 1),
    )
    if row.is_sound and transfer.from_area == transfer.to_area:
        row.fail("to_area", "the transfer ends where it begins")
    return transfer


def _assemble(
    destination: Destination,
    areas: Mapping[str, Area],
    places: Mapping[str, Place],
    stays: Mapping[str, Stay],
    transfers: Mapping[str, Transfer],
) -> Catalogue:
    own = {area.id for area in areas.values() if area.destination == destination.id}
    return Catalogue(
        destination,
        tuple(area for area in areas.values() if area.id in own),
        tuple(place for place in places.values() if place.area in own),
        tuple(stay for stay in stays.values() if stay.area in own),
        tuple(transfer for transfer in transfers.values() if transfer.from_area in own),
    )


def _known(ids: Collection[str], what: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in ids:
            raise ValueError(f"unknown {what} {text!r}")
        return text

    return read


def _timezone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"unknown time zone {text!r}") from None
    return text


def _items(catalogue: Catalogue) -> dict[str, str]:
    areas = {catalogue.destination.id, *(area.id for area in catalogue.areas)}
    return (
        {place.id: "place" for place in catalogue.places}
        | {stay.id: "stay" for stay in catalogue.stays}
        | {transfer.id: "transfer" for transfer in catalogue.transfers}
        | {f"{area}:sightseeing": "service" for area in areas}
    )
