"""`serai plan --json`: a request in, a priced plan or a refusal out, in the promised shapes."""

import json
from decimal import Decimal
from html import escape
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner

from api.cli import app
from crm.money import written
from crm.quotes.snapshot import recompute
from crm.trips.asking import schemas

FOLDER = Path(__file__).parents[2] / "docs" / "schemas"
REQUEST: dict[str, Any] = {
    "destination": "bali",
    "start": "2027-03-07",
    "nights": 5,
    "party": {"adults": 2, "child_ages": [9]},
    "interests": {"beach": 1.0, "temple": 0.5},
    "must_see": ["bali-tanah-lot"],
}


def ask(request: Any, *options: str) -> tuple[int, dict[str, Any]]:
    text = request if isinstance(request, str) else json.dumps(request)
    arguments = ["plan", "--json", "--seconds", "0.3", "--priced-on", "2027-01-04", *options]
    done = CliRunner().invoke(app, arguments, input=text)
    answer: dict[str, Any] = json.loads(done.stdout)
    return done.exit_code, answer


def test_a_plan_comes_with_its_certificate_and_its_price():
    code, answer = ask(REQUEST)
    assert code == 0
    assert all(check["holds"] for check in answer["itinerary"]["certificate"])
    visits = [v["place"] for day in answer["itinerary"]["days"] for v in day["visits"]]
    assert "bali-tanah-lot" in visits
    assert Decimal(answer["snapshot"]["total"]) == recompute(answer["snapshot"]).total.amount > 0
    jsonschema.validate(REQUEST, schemas()["plan.request.json"])
    jsonschema.validate(answer, schemas()["plan.answer.json"])


def test_a_refusal_says_what_to_give_up():
    wishes = [{"area": "bali-ubud", "exactly": 4}, {"area": "bali-nusa-dua", "exactly": 3}]
    code, answer = ask(REQUEST | {"stops": wishes, "must_see": []})
    assert code == 1
    assert "need 7 nights, the trip has 5" in answer["error"]
    assert {tuple(way["give_up"]) for way in answer["instead"]} == {("bali-ubud",), ("bali-nusa-dua",)}
    jsonschema.validate(answer, schemas()["plan.answer.json"])


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


def test_the_page_shows_the_map_the_days_and_the_price(tmp_path: Path):
    page = tmp_path / "trip.html"
    _, answer = ask(REQUEST, "--html", str(page))
    text = page.read_text(encoding="utf-8")
    assert "<svg" in text
    assert text.count("Timeline of day") == 6
    assert "slack" in text
    assert "Tanah Lot" in text
    assert escape(written(recompute(answer["snapshot"]).total)) in text


@pytest.mark.parametrize("name", sorted(schemas()))
def test_the_schemas_in_the_docs_are_those_of_the_code(name: str):
    assert json.loads((FOLDER / name).read_text(encoding="utf-8")) == schemas()[name]
