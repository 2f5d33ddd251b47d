"""A folder of CSV files with a mistake in it is refused, and the mistake is named."""

import csv
import shutil
from pathlib import Path

import pytest

from crm.catalogue.hours import parse_hours
from crm.catalogue.importing import COLUMNS, read_catalogue
from crm.catalogue.rate_files import EXCHANGE_COLUMNS, RATE_COLUMNS
from crm.trips.values import Interval

FILES: dict[str, list[dict[str, str]]] = {
    "destinations.csv": [
        {"id": "isle", "name": "Isle", "country": "Isle", "currency": "EUR", "timezone": "Europe/Paris",
         "blurb": "", "sample": "yes"},
    ],
    "areas.csv": [
        {"id": "port", "destination": "isle", "name": "Port", "latitude": "45.1", "longitude": "3.2",
         "least_nights": "0", "most_nights": "0", "gateway": "yes", "appeal": "0", "blurb": ""},
        {"id": "town", "destination": "isle", "name": "Town", "latitude": "45.2", "longitude": "3.3",
         "least_nights": "1", "most_nights": "5", "gateway": "no", "appeal": "70", "blurb": ""},
    ],
    "places.csv": [
        {"id": "fort", "area": "town", "name": "Fort", "kind": "fort", "latitude": "45.21",
         "longitude": "3.31", "hours": "Mon-Sun 09:00-18:00", "minutes": "60", "appeal": "80",
         "tags": "history", "closures": "", "indoor": "no", "step_free": "no", "least_age": "0",
         "blurb": "Old."},
    ],
    "stays.csv": [
        {"id": "inn", "area": "town", "name": "Inn", "hotel_class": "value", "stars": "3", "latitude": "45.2",
         "longitude": "3.3", "sleeps": "3", "blurb": ""},
    ],
    "transfers.csv": [
        {"id": "in", "from_area": "port", "to_area": "town", "mode": "car", "minutes": "30", "seats": "4"},
    ],
    "rates.csv": [
        {"id": "fort-1", "item_kind": "place", "item_id": "fort", "unit": "person", "occupancy": "adult",
         "amount": "12", "currency": "EUR", "from_date": "2027-01-01", "to_date": "2027-12-31"},
        {"id": "inn-1", "item_kind": "stay", "item_id": "inn", "unit": "room_night", "occupancy": "double",
         "amount": "90", "currency": "EUR", "from_date": "2027-01-01", "to_date": "2027-06-30"},
        {"id": "inn-2", "item_kind": "stay", "item_id": "inn", "unit": "room_night", "occupancy": "double",
         "amount": "120", "currency": "EUR", "from_date": "2027-07-01", "to_date": "2027-12-31"},
        {"id": "in-1", "item_kind": "transfer", "item_id": "in", "unit": "vehicle", "occupancy": "any",
         "amount": "40", "currency": "EUR", "from_date": "2027-01-01", "to_date": "2027-12-31"},
    ],
    "exchange_rates.csv": [
        {"id": "eur-1", "base": "EUR", "quote": "INR", "rate": "103.5", "day": "2027-01-01"},
    ],
}  # fmt: skip
_ALL_COLUMNS = {**COLUMNS, "rates.csv": RATE_COLUMNS, "exchange_rates.csv": EXCHANGE_COLUMNS}


def write(folder: Path, file: str = "", row: int = 0, **changes: str) -> Path:
    """Write the files, one row changed; a row past the end is added, by the row before it."""
    for name, rows in FILES.items():
        changed = [dict(cells) for cells in rows]
        if name == file:
            if row - 2 == len(changed):
                changed.append(dict(changed[-1]))
            changed[row - 2] |= changes
        with (folder / name).open("w", newline="") as target:
            writer = csv.DictWriter(target, sorted(_ALL_COLUMNS[name]))
            writer.writeheader()
            writer.writerows(changed)
    return folder


def test_a_sound_folder_is_read_without_a_problem(tmp_path: Path) -> None:
    loaded = read_catalogue(write(tmp_path))
    assert loaded.problems == ()
    assert [place.name for place in loaded.catalogue("isle").places] == ["Fort"]
    assert [rate.id for rate in loaded.rates_of("isle")] == ["fort-1", "inn-1", "inn-2", "in-1"]


@pytest.mark.parametrize(
    ("file", "row", "field", "cell", "message"),
    [
        ("places.csv", 2, "latitude", "", "is missing"),
        ("places.csv", 2, "longitude", "303", "not between -180 and 180"),
        ("places.csv", 2, "hours", "Mon-Sun 18:00-09:00", "hours end before they begin"),
        ("places.csv", 2, "hours", "Mon 09:00-18:00; Mon-Tue 10:00-12:00", "Mon is named twice"),
        ("places.csv", 2, "minutes", "700", "fits into none of the opening hours"),
        ("places.csv", 2, "area", "village", "unknown area 'village'"),
        ("places.csv", 2, "closures", "2027-03-10..2027-03-01", "ends before it begins"),
        ("areas.csv", 3, "id", "port", "stands already in row 2"),
        ("areas.csv", 3, "most_nights", "0", "less than the least nights"),
        ("stays.csv", 2, "hotel_class", "posh", "not one of value, comfort, luxury"),
        ("transfers.csv", 2, "to_area", "port", "ends where it begins"),
        ("destinations.csv", 2, "currency", "EUX", "unknown currency 'EUX'"),
        ("destinations.csv", 2, "timezone", "Europe/Atlantis", "unknown time zone"),
        ("rates.csv", 3, "amount", "-90", "-90 is negative"),
        ("rates.csv", 3, "unit", "vehicle", "a stay is priced by room_night or person_night"),
        ("rates.csv", 3, "occupancy", "any", "a stay is priced by single, double, triple"),
        ("rates.csv", 2, "occupancy", "double", "a ticket is for adult, child, infant"),
        ("rates.csv", 3, "amount", "NaN", "not a number"),
        ("rates.csv", 3, "currency", "XXZ", "unknown currency"),
        ("rates.csv", 3, "to_date", "2026-06-30", "is before 2027-01-01"),
        ("rates.csv", 2, "item_id", "castle", "unknown item 'castle'"),
        ("rates.csv", 2, "item_kind", "stay", "fort is a place, not a stay"),
        ("rates.csv", 3, "supersedes", "inn-0", "unknown rate 'inn-0'"),
        ("exchange_rates.csv", 2, "rate", "0", "is zero"),
    ],
)
def test_a_mistake_is_named_with_file_row_and_field(
    tmp_path: Path, file: str, row: int, field: str, cell: str, message: str
) -> None:
    loaded = read_catalogue(write(tmp_path, file, row, **{field: cell}))
    named = [p for p in loaded.problems if (p.file, p.row, p.field) == (file, row, field)]
    assert named, [str(p) for p in loaded.problems]
    assert message in named[0].message


def test_a_gap_of_one_night_names_the_night_and_the_stay(tmp_path: Path) -> None:
    loaded = read_catalogue(write(tmp_path, "rates.csv", 4, from_date="2027-07-02"))
    assert [p.message for p in loaded.problems] == ["inn has no double rate for the night of 2027-07-01"]


def test_a_place_without_any_price_is_named_with_its_row(tmp_path: Path) -> None:
    loaded = read_catalogue(write(tmp_path, "rates.csv", 2, item_id="inn", item_kind="stay"))
    named = [str(p) for p in loaded.problems if p.file == "places.csv"]
    assert named == ["places.csv row 2, id: fort has no rate in rates.csv"]


def test_a_blackout_fills_the_gap_that_it_makes(tmp_path: Path) -> None:
    write(tmp_path, "rates.csv", 4, from_date="2027-07-10")
    assert len(read_catalogue(tmp_path).problems) == 1
    shut = {
        **FILES["rates.csv"][2],
        "id": "shut",
        "to_date": "2027-07-09",
        "closed": "yes",
        "occupancy": "any",
    }
    with (tmp_path / "rates.csv").open("a", newline="") as target:
        csv.DictWriter(target, sorted(RATE_COLUMNS)).writerow(shut)
    assert read_catalogue(tmp_path).problems == ()


def test_two_prices_for_one_night_are_refused_unless_one_supersedes_the_other(tmp_path: Path) -> None:
    loaded = read_catalogue(write(tmp_path, "rates.csv", 4, from_date="2027-06-30"))
    assert ["overlaps the rate of inn in row 3 from 2027-06-30" in p.message for p in loaded.problems] == [
        True
    ]
    again = read_catalogue(
        write(tmp_path, "rates.csv", 4, from_date="2027-01-01", supersedes="inn-1", amount="95")
    )
    assert again.problems == ()


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    write(tmp_path, "places.csv", 2, latitude="north", hours="whenever", minutes="long")
    fields = {p.field for p in read_catalogue(tmp_path).problems}
    assert {"latitude", "hours", "minutes"} <= fields


def test_a_missing_file_or_column_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "stays.csv").unlink()
    (tmp_path / "transfers.csv").write_text("id,from_area\n")
    found = {(p.file, p.field) for p in read_catalogue(tmp_path).problems}
    assert {("stays.csv", "file"), ("transfers.csv", "seats")} <= found
    shutil.rmtree(tmp_path)


def test_hours_hold_several_intervals_and_a_last_entry() -> None:
    hours = parse_hours("Fri-Sun 09:00-12:00 14:00-18:00/17:15; Mon 22:00-26:00")
    assert hours[4] == (Interval(540, 720), Interval(840, 1080, 1035))
    assert hours[0] == (Interval(1320, 1560),)
    assert sorted(hours) == [0, 4, 5, 6]
