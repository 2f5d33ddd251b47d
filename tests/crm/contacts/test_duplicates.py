"""The same person twice in a list: found, explained, and not seen where there are two."""

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app
from crm.contacts.duplicates import SURE, find_duplicates, sound_of
from crm.contacts.persons import NoColumns, birthday_of, columns_of, phone_of, read_persons
from tests.crm.contacts.messy import COLUMNS, FIRST, LAST, Row, messy_list

PRIYA = {"id": "1", "name": "Priya Nair", "phone": "+91 98000 12345", "email": "priya@mail.example"}


def _pairs(rows: list[Row], least: float = SURE) -> dict[frozenset[str], tuple[str, ...]]:
    headers = list(dict.fromkeys(name for row in rows for name in row))
    found = find_duplicates(read_persons(rows, headers, "IN"), least)
    return {frozenset((pair.one, pair.two)): pair.reasons for pair in found}


@pytest.mark.parametrize(
    "twin",
    [
        {"name": "PRIYA NAIR", "phone": "098000 12345", "email": ""},
        {"name": "Nair Priya", "phone": "9800012345", "email": ""},
        {"name": "Ms. Priya  Naír", "phone": "", "email": "Priya@Mail.Example"},
        {"name": "Pria Nair", "phone": "0091-98000-12345", "email": "priya.n@other.example"},
        {"name": "P Nair", "phone": "+919800012345", "email": "priya@mail.example"},
    ],
)
def test_one_person_written_twice_is_found(twin: Row) -> None:
    pairs = _pairs([PRIYA, {"id": "2", **twin}])
    assert set(pairs) == {frozenset("12")}
    assert any(reason.startswith("same ") for reason in pairs[frozenset("12")])


@pytest.mark.parametrize(
    "other",
    [
        {"name": "Arjun Nair", "phone": "+91 98000 12345", "email": "priya@mail.example"},
        {"name": "Priya Nair", "phone": "+91 98111 99999", "email": "pn@elsewhere.example"},
        {"name": "Priya Nair", "phone": "", "email": ""},
        {"name": "Olivia White", "phone": "+44 20 98001 2345", "email": "priya@other.example"},
    ],
)
def test_a_husband_a_namesake_and_a_stranger_are_not_the_same_person(other: Row) -> None:
    assert _pairs([PRIYA, {"id": "2", **other}]) == {}


FORM = {
    "id": "1", "first_name": "Asha", "last_name": "Menon", "dob": "1990-04-17", "passport": "K7733210",
    "address": "12 Hill Road", "suburb": "Bandra", "postcode": "400050", "state": "MH",
}  # fmt: skip


def test_who_moved_house_and_mistyped_a_number_is_known_again_by_the_rest_of_a_whole_form() -> None:
    moved = {"id": "2", "address": "4 Lake View", "suburb": "Powai", "postcode": "400076"}
    assert set(_pairs([FORM, {**FORM, **moved}])) == {frozenset("12")}
    married = {"id": "2", "last_name": "Varghese", "passport": "Z1090041"}
    assert set(_pairs([FORM, {**FORM, **married}])) == {frozenset("12")}


def test_twins_and_spouses_of_one_address_stay_two_people() -> None:
    twin = {"id": "2", "first_name": "Ritu", "passport": "K7733561"}
    spouse = {"id": "2", "first_name": "Mohan", "passport": "Z1090041", "dob": "1986-11-02"}
    for other in (twin, spouse):
        assert _pairs([FORM, {**FORM, **other}]) == {}


HOME = {
    "phone": "+91 98000 12345",
    "email": "shahs@mail.example",
    "address": "7 MG Road",
    "postcode": "400050",
}
AARAV = {"id": "1", "first_name": "Aarav", "last_name": "Shah", "dob": "2015-05-09", **HOME}


@pytest.mark.parametrize(
    "of_the_house",
    [
        {"first_name": "Diya"},
        {"first_name": "Diya", "dob": "2015-05-10"},
        {"first_name": "Diya", "address": "7 M G Rd"},
        {"first_name": "Aaravi", "dob": "1985-11-23"},
    ],
)
@pytest.mark.parametrize("numbers", [("", ""), ("K7733210", "Z1090041"), ("K7733209", "K7733210")])
def test_twins_and_a_parent_of_nearly_the_same_name_stay_two_whatever_their_papers_and_the_spelling(
    of_the_house: Row, numbers: tuple[str, str]
) -> None:
    mine, other = numbers
    assert (
        _pairs([{**AARAV, "passport": mine}, {**AARAV, "id": "2", **of_the_house, "passport": other}]) == {}
    )


def test_a_father_and_a_son_of_one_name_with_papers_of_their_own_stay_two() -> None:
    son = {"id": "2", "dob": "2021-12-30", "passport": "Z1090041"}
    assert _pairs([FORM, {**FORM, **son}]) == {}


def test_a_nickname_beside_the_number_of_one_passport_is_one_person() -> None:
    mistyped = {"id": "2", "first_name": "Munni", "passport": "K7783210"}
    for other in ({**mistyped, "passport": FORM["passport"]}, mistyped):
        assert set(_pairs([FORM, {**FORM, **other}])) == {frozenset("12")}


def test_the_reasons_say_what_agrees_and_what_does_not() -> None:
    twin = {"id": "2", "name": "Nair Priya", "phone": "9800012345", "email": "priya@mail.exampel"}
    [reasons] = _pairs([PRIYA, twin]).values()
    assert reasons[0] == "first name and surname changed places"
    assert "same phone" in reasons


def test_a_switchboard_does_not_make_a_hundred_people_one() -> None:
    rows = [
        {"id": str(n), "name": f"{FIRST[n % 30]} {LAST[n // 30]}", "phone": "+912212345678"}
        for n in range(150)
    ]
    assert _pairs(rows) == {}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("+91 98000 12345", "+919800012345"),
        ("098000 12345", "+919800012345"),
        ("0044 20 7946 0000", "+442079460000"),
        ("12345678901234567", "12345678901234567"),
        ("n/a", ""),
    ],
)
def test_numbers_come_to_one_form(text: str, number: str) -> None:
    assert phone_of(text, "IN") == number


def test_birthdays_come_to_one_form() -> None:
    assert {birthday_of(text) for text in ("19800509", "1980-05-09", "9/5/1980", "09.05.1980")} == {
        "19800509"
    }


def test_names_that_sound_alike_share_a_key() -> None:
    for one, two in (("philip", "filip"), ("catherine", "kathryn"), ("stephen", "stefen"), ("meera", "mira")):
        assert sound_of(one) == sound_of(two)
    assert sound_of("arjun") != sound_of("kiran")


def test_columns_are_known_by_many_names() -> None:
    headers = [
        "Rec ID",
        "Given Name",
        "Surname",
        "E-Mail Address",
        "Mobile Number",
        "DOB",
        "Zip Code",
        "Notes",
    ]
    assert columns_of(headers) == {
        "id": "Rec ID",
        "first": "Given Name",
        "last": "Surname",
        "email": "E-Mail Address",
        "phone": "Mobile Number",
        "birthday": "DOB",
        "postcode": "Zip Code",
    }
    with pytest.raises(NoColumns, match="colour"):
        columns_of(["colour", "size"])


def test_a_spoilt_list_gives_up_nearly_all_its_doubles_and_few_others() -> None:
    rows, truth = messy_list(2000, 800)
    found = set(_pairs(rows))
    right = len(found & truth)
    assert right / len(truth) >= 0.97
    assert right / len(found) >= 0.99


def test_the_door_reads_a_list_and_prints_pairs(tmp_path: Path) -> None:
    rows, truth = messy_list(60, 25, seed=3)
    path = tmp_path / "people.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as opened:
        out = csv.DictWriter(opened, COLUMNS)
        out.writeheader()
        out.writerows(rows)
    said = CliRunner().invoke(app, ["duplicates", "--csv", str(path), "--json"])
    assert said.exit_code == 0
    lines = [json.loads(line) for line in said.stdout.splitlines()]
    assert len({frozenset((line["one"], line["two"])) for line in lines} & truth) >= 24
    assert all(SURE <= line["score"] <= 1 and line["reasons"] for line in lines)
    table = list(
        csv.DictReader(CliRunner().invoke(app, ["duplicates", "--csv", str(path)]).stdout.splitlines())
    )
    assert [row["one"] for row in table] == [line["one"] for line in lines]


def test_the_door_names_a_list_without_people(tmp_path: Path) -> None:
    path = tmp_path / "colours.csv"
    path.write_text("colour,size\nred,3\n", encoding="utf-8")
    said = CliRunner().invoke(app, ["duplicates", "--csv", str(path)])
    assert said.exit_code == 1
    assert "no column for a name" in said.output


def test_an_id_is_never_a_formula_for_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    row = "{id},Priya Nair,+91 98000 12345,priya@mail.example\n"
    body = "id,name,phone,email\n" + row.format(id="=1+1") + row.format(id="@x")
    path.write_text(body, encoding="utf-8")
    lines = CliRunner().invoke(app, ["duplicates", "--csv", str(path)]).stdout.splitlines()
    assert lines[1].startswith("'=1+1,'@x,")
