"""Bad input at each door: a clear sentence that names the row and the field, and nothing guessed silently."""

import csv
import json
import shutil
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from api.cli import app
from crm.catalogue.importing import SAMPLE, load_sample, read_catalogue
from crm.catalogue.service import keep_catalogue
from crm.clock import MovableClock
from crm.db import Book
from tests.api.people import Person
from tests.api.test_plan_command import REQUEST as TRIP
from tests.crm.quotes.test_price_door import REQUEST as PRICE
from tests.crm.trips.days.test_filling import city

NOT_JSON = ["{", "[" * 100_000, '{"nights": ' + "1" * 5_000 + "}"]


def answered(command: str, text: str, *options: str) -> dict[str, Any]:
    """What a door says to bad input: one JSON object with an error, and the exit code 1."""
    done = CliRunner().invoke(app, [command, *options], input=text)
    assert isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code == 1
    answer: dict[str, Any] = json.loads(done.stdout)
    assert answer["error"]
    return answer


def planned(request: Any, *options: str) -> dict[str, Any]:
    text = request if isinstance(request, str) else json.dumps(request)
    return answered("plan", text, "--json", "--seconds", "0.1", "--priced-on", "2027-01-04", *options)


def spoilt(folder: Path, file: str, id_: str, **changes: str) -> Path:
    """A copy of the sample catalogue with some cells of one row changed; its row as a spreadsheet counts."""
    shutil.copytree(SAMPLE, folder, dirs_exist_ok=True)
    with (folder / file).open(encoding="utf-8-sig", newline="") as source:
        rows = list(csv.DictReader(source))
    for row in rows:
        if row["id"] == id_:
            row.update(changes)
    with (folder / file).open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return folder


WISHES: list[tuple[dict[str, Any], str, str]] = [
    ({"party": {"adults": 0}}, "party.adults", "at least one adult"),
    ({"party": {"adults": 2, "child_ages": [40]}}, "party.child_ages[0]", "between 2 and 17"),
    ({"start": "2020-01-01"}, "start", "in the past"),
    ({"start": "9999-12-30"}, "start", "later than anybody sells"),
    ({"budget": {"amount": "-5", "currency": "INR"}}, "budget.amount", "not above zero"),
    ({"budget": {"amount": "NaN", "currency": "INR"}}, "budget.amount", "no Decimal"),
    ({"budget": {"amount": "5000", "currency": "XQZ"}}, "budget.currency", "unknown currency"),
    ({"budget": {"amount": "5000", "currency": "XXX"}}, "budget.currency", "unknown currency"),
    ({"nights": 2.5}, "nights", "no int"),
    ({"nightz": 3}, "nightz", "no such field"),
    ({"party": {"adults": 2, "kids": 1}}, "party.kids", "no such field"),
    ({"stops": [{"area": "bali-ubud", "least": 4, "most": 2}]}, "stops[0].most", "less than the least"),
    ({"stops": [{"area": "bali-ubud", "exactly": -1}]}, "stops[0].exactly", "negative"),
    ({"stops": [{"area": "bali-ubud"}, {"area": "bali-ubud"}]}, "stops[1].area", "twice"),
    ({"gateway_in": "bali-ubud"}, "gateway_in", "not a gateway"),
    ({"first_stop": "atlantis"}, "first_stop", "not in the catalogue"),
    ({"never": ["beach", "bali-tanah-lott"]}, "never[1]", "is 'bali-tanah-lot' meant?"),
    ({"seen": ["temple"]}, "seen[0]", "no place of the catalogue"),
    ({"interests": {"temple": 1.0, "tempel": 0.5}}, "interests['tempel']", "is 'temple' meant?"),
    ({"fewer": {"opera": 1}}, "fewer['opera']", "no kind or tag of the catalogue"),
    ({"must_see": ["bali-atlantis"]}, "must_see[0]", "not in the catalogue"),
    ({"locked": [{"kind": "visit", "id": "bali-tanah-lot", "day": "2027-03-08", "starts_at": -5}]},
     "locked[0].starts_at", "not a minute"),
    ({"locked": [{"kind": "stay", "id": "bali-tirta-lodge", "day": "2027-03-07", "until": "2027-03-09"},
                 {"kind": "stay", "id": "bali-oberan", "day": "2027-03-08", "until": "2027-03-10"}]},
     "locked[1].day", "another stay is booked"),
    ({"locked": [{"kind": "visit", "id": "bali-tanah-lot", "day": "8 March"}]}, "locked[0].day", "no date"),
    ({"locked": [{"kind": "stay", "id": "bali-oberan", "day": "2027-03-08", "until": "2027-03-08"}]},
     "locked[0].until", "after its first"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "field", "words"), WISHES, ids=[row[1] for row in WISHES])
def test_plan_names_the_field(change: dict[str, Any], field: str, words: str):
    problems = {p["field"]: p["problem"] for p in planned(TRIP | change)["problems"]}
    assert words in problems[field]


SPOILT: list[tuple[str, str, dict[str, str], str, str]] = [
    ("places.csv", "bali-tanah-lot", {"latitude": ""}, "latitude", "missing"),
    ("places.csv", "bali-tanah-lot", {"longitude": "nan"}, "longitude", "not between"),
    ("places.csv", "bali-tanah-lot", {"hours": "Mon-Sun 18:00-09:00"}, "hours", "end before they begin"),
    ("stays.csv", "bali-oberan", {"longitude": "east"}, "longitude", "not a coordinate"),
    ("stays.csv", "bali-oberan", {"step_free": "perhaps"}, "step_free", "neither yes nor no"),
    ("rates.csv", "bali-monkey-forest-adult", {"amount": "-1"}, "amount", "negative"),
    ("rates.csv", "bali-monkey-forest-adult", {"currency": "XQZ"}, "currency", "unknown currency"),
    ("rates.csv", "bali-monkey-forest-adult", {"to_date": "2020-01-01"}, "to_date", "before"),
    ("exchange_rates.csv", "idr-inr-2026-01-02", {"rate": "0"}, "rate", ""),
]


@pytest.mark.parametrize(("file", "id_", "changes", "field", "words"), SPOILT)
def test_import_and_plan_name_the_file_the_row_and_the_field(
    tmp_path: Path, file: str, id_: str, changes: dict[str, str], field: str, words: str
):
    folder = spoilt(tmp_path, file, id_, **changes)
    [problem, *_] = [p for p in read_catalogue(folder).problems if p.file == file]
    with (SAMPLE / file).open(encoding="utf-8-sig", newline="") as source:
        number = next(n for n, row in enumerate(csv.DictReader(source), start=2) if row["id"] == id_)
    assert (problem.row, problem.field) == (number, field)
    assert words in problem.message
    told = [p["field"] for p in planned(TRIP, "--catalogue", str(folder))["problems"]]
    assert f"{file} row {number}, {field}" in told


GAPS: list[tuple[str, dict[str, str], str, str, str]] = [
    # the rate that is changed, the row and the field to mend, the night
    ("bali-oberan-261220-double", {"from_date": "2026-12-21"}, "bali-oberan-261101-double", "to_date",
     "2026-12-20"),
    ("bali-oberan-270106-double", {"to_date": "2027-06-23"}, "bali-oberan-270106-double", "to_date",
     "2027-06-24"),
    ("bali-oberan-261101-single", {"from_date": "2026-11-02"}, "bali-oberan-261101-single", "from_date",
     "2026-11-01"),
    ("bali-oberan-261220-extra_bed", {"weekdays": "Mon Tue Wed Thu Fri Sat"}, "bali-oberan-261220-extra_bed",
     "weekdays", "2026-12-20"),  # a Sunday
]  # fmt: skip


@pytest.mark.parametrize(("id_", "change", "beside", "field", "night"), GAPS)
def test_a_gap_between_rates_names_the_night_the_stay_and_the_row_to_mend(
    tmp_path: Path, id_: str, change: dict[str, str], beside: str, field: str, night: str
):
    folder = spoilt(tmp_path, "rates.csv", id_, **change)
    with (SAMPLE / "rates.csv").open(encoding="utf-8-sig", newline="") as source:
        number = next(n for n, row in enumerate(csv.DictReader(source), start=2) if row["id"] == beside)
    [told] = [str(problem) for problem in read_catalogue(folder).problems]
    occupancy = id_.rsplit("-", 1)[1]
    assert told.startswith(
        f"rates.csv row {number}, {field}: bali-oberan has no {occupancy} rate for the night of {night}"
    )


def test_a_night_that_another_rate_serves_is_no_gap(tmp_path: Path):
    folder = spoilt(tmp_path, "rates.csv", "bali-oberan-261220-double", from_date="2026-12-21")
    with (folder / "rates.csv").open("a", encoding="utf-8", newline="") as more:
        stay = "stay,bali-oberan,room_night,double,2500000,IDR"
        more.write(f"one-night,{stay},2026-12-20,2026-12-20{',' * 12}\r\n")
    assert [str(problem) for problem in read_catalogue(folder).problems] == []


def test_a_night_without_a_rate_is_named_by_the_price():
    request: Any = deepcopy(PRICE)
    request["rates"][1]["to_date"] = "2027-05-03"
    answer = answered("price", json.dumps(request), "--json")
    assert (answer["item"], answer["date"]) == ("inn", "2027-05-04")
    assert "Inn (inn) on the night of 2027-05-04" in answer["error"]


def test_a_file_that_is_no_text_is_told_so(tmp_path: Path):
    shutil.copytree(SAMPLE, tmp_path, dirs_exist_ok=True)
    (tmp_path / "stays.csv").write_bytes("id,área\n".encode("latin-1"))
    assert "stays.csv row 1, file: is not UTF-8 text" in str(read_catalogue(tmp_path).problems[0])


PRICES: list[tuple[tuple[str | int, ...], Any, str]] = [
    (("party", "adults"), 0, "party.adults"),
    (("party", "infants"), -1, "party.infants"),
    (("party", "child_ages"), [40], "party.child_ages[0]"),
    (("rooms",), 0, "rooms"),
    (("rates", 0, "amount"), "-5", "rates[0].amount"),
    (("rates", 0, "amount"), "NaN", "rates[0].amount"),
    (("rates", 0, "currency"), "XQZ", "rates[0].currency"),
    (("rates", 0, "price"), "5", "rates[0].price"),
    (("exchange_rates", 0, "rate"), "Infinity", "exchange_rates[0].rate"),
    (("itinerary", "start"), "2020-01-01", "itinerary.start"),
    (("itinerary", "stops", 0, "nights"), 0, "itinerary.stops[0].nights"),
    (("itinerary", "stops"), [], "itinerary.stops"),
    (("catalogue", "places", 0, "latitude"), None, "catalogue.places[0].latitude"),
    (("catalogue", "places", 0, "latitude"), 999.0, "catalogue.places[0].latitude"),
    (("catalogue", "places", 0, "hours", "0", 0, "closes"), 10, "catalogue.places[0].hours"),
    (("catalogue", "places", 0, "duration"), -5, "catalogue.places[0].duration"),
]


@pytest.mark.parametrize(("path", "value", "field"), PRICES)
def test_price_names_the_row_and_the_field(path: tuple[str | int, ...], value: Any, field: str):
    request: Any = deepcopy(PRICE)
    inner = request
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    assert answered("price", json.dumps(request), "--json")["field"] == field


DAYS: list[tuple[Callable[[dict[str, Any]], object], str]] = [
    (lambda p: p["places"][1].update(close=-1), "places[1]: close (-1) is before open"),
    (lambda p: p["places"][1].pop("duration"), "places[1]: duration must be a whole number"),
    (lambda p: p["travel"][1].__setitem__(2, -4), "travel[1][2]: -4 is not a whole number"),
    (lambda p: p.update(window=[600, 500]), "window ends (500) before it begins (600)"),
    (lambda p: p.update(days=0), "days (0) is less than 1"),
    (lambda p: p.update(id={"a": 1}), "neither text nor a whole number"),
    (lambda p: p.update(days=10**6), "days (1000000) is more than 366"),
]


@pytest.mark.parametrize(("spoil", "words"), DAYS, ids=[row[1] for row in DAYS])
def test_plan_day_names_the_line_and_the_field(spoil: Callable[[dict[str, Any]], object], words: str):
    problem = city(1, 4)
    spoil(problem)
    error = answered("plan-day", json.dumps(problem), "--jsonl", "--seconds", "0.05")["error"]
    assert error.startswith("line 1: ")
    assert words in error


SERIES: list[tuple[dict[str, Any], str, str]] = [
    ({"x": [1, None, 3]}, "x[1]", "not a number"),
    ({"x": [1, float("nan")]}, "x[1]", "not a number"),
    ({"x": [10**400] * 30}, "x[0]", "beyond"),
    ({"x": [1e308] * 30}, "x[0]", "beyond"),
    ({"x": [1, 2]}, "x", "not enough history"),
    ({"x": "many"}, "x", "not a list"),
    ({"x": [1] * 30, "horizon": 0}, "horizon", "between 1 and"),
    ({"x": [1] * 30, "period": "DAILY?"}, "period", "none of"),
    ({"x": [1] * 30, "id": {"a": 1}}, "id", "neither text nor a whole number"),
]


@pytest.mark.parametrize(("row", "field", "words"), SERIES)
def test_forecast_names_the_line_and_the_field(row: dict[str, Any], field: str, words: str):
    told = answered("forecast", json.dumps({"id": "a", "period": "MONTHLY"} | row), "--jsonl")
    assert told["field"] == field
    assert told["error"].startswith("line 1: ")
    assert words in told["error"]


@pytest.mark.parametrize("text", NOT_JSON, ids=["broken", "deep", "long"])
@pytest.mark.parametrize(
    ("command", "option"),
    [("plan", "--json"), ("price", "--json"), ("plan-day", "--jsonl"), ("forecast", "--jsonl")],
)
def test_what_is_not_json_is_told_so(command: str, option: str, text: str):
    assert "not JSON" in answered(command, text, option)["error"]


async def test_the_api_names_the_field_of_each(book: Book, clock: MovableClock, agent: Person):
    whole = load_sample()
    bali = replace(whole, catalogues=(whole.catalogue("bali"),), rates=tuple(whole.rates_of("bali")))
    async with book.transaction() as session:
        await keep_catalogue(session, bali, clock.now())
    for change, field, words in WISHES:
        answer = await agent.asks("POST", "/plan", json={"request": TRIP | change})
        assert answer.status_code == 422, field
        told = {error["field"]: error["message"] for error in answer.json()["errors"]}
        assert words in told[field]
