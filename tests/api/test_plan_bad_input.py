"""`serai plan --json` asked for what makes no sense: the field is named, and nothing is guessed."""

import json
from typing import Any

import jsonschema
import pytest

from crm.trips.schemas import schemas
from tests.api.asking_plans import REQUEST, ask


def test_a_party_that_no_plan_is_for_is_refused_at_once():
    code, answer = ask(REQUEST | {"party": {"adults": 1_000_000_000}})
    assert code == 1
    assert [problem["field"] for problem in answer["problems"]] == ["party"]


@pytest.mark.parametrize(
    ("booked", "field"),
    [
        ({"kind": "visit", "id": "bali-uluwatu", "day": "2026-01-01"}, "locked[0].day"),
        (
            {"kind": "visit", "id": "bali-uluwatu", "day": "2027-03-08", "until": "2027-03-01"},
            "locked[0].until",
        ),
        (
            {"kind": "visit", "id": "bali-uluwatu", "day": "2027-03-08", "starts_at": 900, "ends_at": 800},
            "locked[0].ends_at",
        ),
    ],
)
def test_a_booking_that_cannot_be_names_its_row_and_field(booked: dict[str, Any], field: str):
    code, answer = ask(REQUEST | {"locked": [booked]})
    assert code == 1
    assert [problem["field"] for problem in answer["problems"]] == [field]


def test_a_field_that_stands_twice_is_not_guessed_at():
    text = json.dumps(REQUEST).replace('"nights"', '"nights": 3, "nights"', 1)
    code, answer = ask(text)
    assert code == 1
    assert "'nights' stands twice" in answer["error"]


def test_a_budget_that_no_trip_costs_is_refused():
    code, answer = ask(REQUEST | {"budget": {"amount": "1e999999", "currency": "INR"}})
    assert code == 1
    assert [problem["field"] for problem in answer["problems"]] == ["budget.amount"]


def test_a_hard_budget_that_no_rate_tells_is_not_passed_over():
    code, answer = ask(REQUEST | {"budget": {"amount": "700", "currency": "CHF"}, "budget_limit": "hard"})
    assert code == 1
    [problem] = answer["problems"]
    assert problem["field"] == "budget.currency"
    assert "no exchange rate from CHF to INR" in problem["problem"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"nights": 0}, "nights"),
        ({"party": {"adults": 0}}, "party.adults"),
        ({"party": {"adults": "two"}}, "party.adults"),
        ({"start": "2026-12-01"}, "start"),
        ({"start": "soon"}, "start"),
        ({"destination": "atlantis"}, "destination"),
        ({"must_see": ["bali-eiffel-tower"]}, "must_see[0]"),
        ({"stops": [{"area": "bali-oz"}]}, "stops[0].area"),
        ({"pace": "frantic"}, "pace"),
        (
            {"locked": [{"kind": "stay", "id": "ritz", "day": "2027-03-08", "until": "2027-03-09"}]},
            "locked[0].id",
        ),
    ],
)
def test_a_request_that_makes_no_sense_names_the_field(change: dict[str, Any], field: str):
    code, answer = ask(REQUEST | change)
    assert code == 1
    assert field in [problem["field"] for problem in answer["problems"]]


def test_text_that_is_not_json_is_told_so():
    code, answer = ask("{nights: 3}")
    assert code == 1
    assert answer["error"].startswith("not JSON")


@pytest.mark.parametrize(
    ("matrix", "field"),
    [
        ({"spots": ["bali-tanah-lot"], "minutes": []}, "travel.minutes"),
        ({"spots": ["bali-tanah-lot"], "minutes": [[0, 4]]}, "travel.minutes[0]"),
        ({"spots": ["bali-tanah-lot", "stay:ritz"], "minutes": [[0, 1], [1, 0]]}, "travel.spots[1]"),
        ({"spots": ["bali-tanah-lot"] * 2, "minutes": [[0, 1], [1, 0]]}, "travel.spots[1]"),
        (
            {"spots": ["bali-tanah-lot", "area:bali-ubud"], "minutes": [[0, -1], [1, 0]]},
            "travel.minutes[0][1]",
        ),
        (
            {"spots": ["bali-tanah-lot", "area:bali-ubud"], "minutes": [[0, "long"], [1, 0]]},
            "travel.minutes[0][1]",
        ),
        ("by camel", "travel"),
    ],
)
def test_a_matrix_that_makes_no_sense_names_its_cell(matrix: Any, field: str):
    code, answer = ask(REQUEST | {"travel": matrix})
    assert code == 1
    assert field in [problem["field"] for problem in answer["problems"]]
    jsonschema.validate(answer, schemas()["plan.answer.json"])
