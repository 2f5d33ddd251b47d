"""`serai plan --json`: a request in, a priced plan or a refusal out, in the promised shapes."""

import json
import re
import time
from decimal import Decimal
from html import escape
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import structlog
from typer.testing import CliRunner

from agents.ports import MindSettings
from api.cli import app
from api.cli import plan as plan_command
from crm.catalogue.importing import load_sample
from crm.money import Money, written
from crm.quotes.snapshot import recompute
from crm.trips.matrix import wishes_from_json
from crm.trips.patience import Patience
from crm.trips.planner import plan
from crm.trips.schemas import schemas
from crm.trips.store import encode

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


def test_what_is_logged_meanwhile_does_not_stand_in_the_answer(monkeypatch: pytest.MonkeyPatch):
    read = plan_command._read

    def grumbling(*given: Any) -> Any:
        structlog.get_logger().warning("roads_out_of_reach")
        return read(*given)

    monkeypatch.setattr(plan_command, "_read", grumbling)
    code, answer = ask(REQUEST)
    assert code == 0
    assert answer["itinerary"]["certificate"]


def by_steps(request: Any, *options: str) -> dict[str, Any]:
    arguments = ["plan", "--json", "--priced-on", "2027-01-04", *options]
    answer: dict[str, Any] = json.loads(CliRunner().invoke(app, arguments, input=json.dumps(request)).stdout)
    return answer


@pytest.mark.parametrize("options", [(), ("--options",), ("--steps", "9000")])
def test_a_busy_machine_gives_the_plan_of_an_idle_one(
    options: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
):
    wanted = REQUEST | {"nights": 8}
    idle = by_steps(wanted, *options)
    thread_time = time.thread_time
    monkeypatch.setattr(time, "thread_time", lambda: 4 * thread_time())  # a quarter of the speed
    assert by_steps(wanted, *options) == idle


def test_the_desk_and_the_command_give_one_plan():
    wanted = REQUEST | {"nights": 7}
    request = wishes_from_json(wanted).request()
    patience = Patience(MindSettings.plan_patience)
    desk = plan(request, load_sample().catalogue("bali"), seconds=60.0, patience=patience)
    assert by_steps(wanted)["itinerary"] == encode(desk)


def test_more_steps_give_no_worse_a_plan():
    wanted = REQUEST | {"nights": 9, "destination": "thailand", "must_see": []}
    few, many = (by_steps(wanted, "--steps", n)["itinerary"]["delight"] for n in ("6000", "150000"))
    assert few < many


def test_the_seconds_end_a_search_of_endless_steps():
    answer = by_steps(REQUEST, "--steps", "1000000000", "--seconds", "0.2")
    assert answer["itinerary"]["certificate"]


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
    assert {tuple(way["give_up"]) for way in answer["instead"]} == {
        ("bali-ubud",),
        ("bali-nusa-dua",),
        ("nights",),
    }
    for way in answer["instead"]:
        about = "about " * way["is_about"]  # so few seconds may leave the quick plans
        assert f"for {about}{written(Money(Decimal(way['price']['amount']), 'INR'))}." in way["sentence"]
    jsonschema.validate(answer, schemas()["plan.answer.json"])


def test_a_way_out_costs_what_asking_without_the_wish_costs():
    stops = [{"area": "bali-ubud", "exactly": 4}, {"area": "bali-nusa-dua", "exactly": 3}]
    wanted = REQUEST | {"stops": stops}
    way = next(w for w in by_steps(wanted)["instead"] if w["give_up"] == ["bali-ubud"])
    assert by_steps(wanted | {"stops": stops[1:]})["snapshot"]["total"] == way["price"]["amount"]


def test_a_way_out_that_a_firm_budget_would_refuse_again_gives_up_the_budget_too():
    stops = [{"area": "bali-ubud", "exactly": 4}, {"area": "bali-nusa-dua", "exactly": 3}]
    firm = {"budget": {"amount": "20000", "currency": "INR"}, "budget_limit": "hard"}
    ways = by_steps(REQUEST | {"stops": stops} | firm)["instead"]
    assert len(ways) == 3
    for way in ways:
        assert way["give_up"][1:] == ["budget"]
        assert not way["is_about"]
        price = written(Money(Decimal(way["price"]["amount"]), "INR"))
        assert f"and the budget, for a price of {price} makes" in way["sentence"]


def test_a_booking_outside_the_trip_is_refused_with_what_giving_it_up_buys():
    booked = {"kind": "stay", "id": "bali-tirta-lodge", "day": "2027-03-01", "until": "2027-03-03"}
    code, answer = ask(REQUEST | {"locked": [booked]})
    assert code == 1
    assert [reason["subject"] for reason in answer["reasons"]] == ["Tirta Valley Lodge (sample)"]
    ways = {tuple(way["give_up"]): way["sentence"] for way in answer["instead"]}
    assert set(ways) == {("bali-tirta-lodge",), ("start",)}
    assert "what is booked (Tirta Valley Lodge (sample)) makes a trip of" in ways["bali-tirta-lodge",]
    assert "for one on 2027-03-01 makes a trip of" in ways["start",]
    jsonschema.validate(answer, schemas()["plan.answer.json"])


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


@pytest.mark.parametrize(
    ("booked", "why"),
    [
        (
            [{"kind": "visit", "id": "bali-uluwatu", "day": "2027-03-08", "starts_at": 60}],
            "is booked for 8 March 2027 at 01:00, when it is closed or closes too soon",
        ),
        (
            [{"kind": "visit", "id": "bali-uluwatu", "day": f"2027-03-{day}"} for day in ("09", "10")],
            "is booked twice, and a trip goes to a place once",
        ),
    ],
)
def test_a_visit_that_cannot_be_made_as_booked_is_refused_with_the_reason(
    booked: list[dict[str, Any]], why: str
):
    code, answer = ask(REQUEST | {"locked": booked})
    assert code == 1
    assert [reason["reason"] for reason in answer["reasons"]] == [why]
    assert answer["instead"]


def test_a_field_that_stands_twice_is_not_guessed_at():
    text = json.dumps(REQUEST).replace('"nights"', '"nights": 3, "nights"', 1)
    code, answer = ask(text)
    assert code == 1
    assert "'nights' stands twice" in answer["error"]


def test_a_budget_that_no_trip_costs_is_refused():
    code, answer = ask(REQUEST | {"budget": {"amount": "1e999999", "currency": "INR"}})
    assert code == 1
    assert [problem["field"] for problem in answer["problems"]] == ["budget.amount"]


def hard(amount: int, currency: str) -> dict[str, Any]:
    return {"budget": {"amount": str(amount), "currency": currency}, "budget_limit": "hard"}


def test_a_hard_budget_in_another_currency_holds_and_says_what_to_give_up():
    code, answer = ask(REQUEST | hard(400, "EUR"))
    assert code == 1
    assert answer["reasons"][0]["subject"] == "the budget"
    assert "(€400) agreed at most" in answer["reasons"][0]["reason"]
    assert answer["instead"][-1]["give_up"] == ["budget"]
    code, answer = ask(REQUEST | hard(7000, "EUR"))
    assert code == 0
    [held] = [check for check in answer["itinerary"]["certificate"] if check["rule"] == "budget"]
    assert held["numbers"]["price"] <= held["numbers"]["budget"]


def test_a_hard_budget_that_no_rate_tells_is_not_passed_over():
    code, answer = ask(REQUEST | hard(700, "CHF"))
    assert code == 1
    [problem] = answer["problems"]
    assert problem["field"] == "budget.currency"
    assert "no exchange rate from CHF to INR" in problem["problem"]


def test_options_are_held_against_a_budget_in_another_currency():
    budget = {"budget": {"amount": "1500", "currency": "EUR"}}
    _, answer = ask(REQUEST | budget, "--options", "--seconds", "1.5")
    reasons = [option["reason"] for option in answer["options"]]
    assert any("within the budget of ₹" in reason for reason in reasons)
    assert any("over the budget of ₹" in reason for reason in reasons)


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


def test_the_page_shows_the_trip_and_a_plan_that_keeps_it_says_what_moved_and_why(tmp_path: Path):
    page = tmp_path / "trip.html"
    _, answer = ask(REQUEST, "--html", str(page))
    text = page.read_text(encoding="utf-8")
    assert "<svg" in text
    assert text.count("Timeline of day") == 6
    assert "slack" in text
    assert "Tanah Lot" in text
    assert escape(written(recompute(answer["snapshot"]).total)) in text
    assert re.search(r"12:00</time>.*Arrival: Ngurah Rai International Airport.*>assumed<", text)
    without = answer["itinerary"]["days"][2]["visits"][0]["place"]
    code, again = ask(REQUEST | {"never": [without], "keep": answer["itinerary"]})
    assert (code, answer["changes"]) == (0, [])
    assert "is no longer in the plan (it was on day 3): you asked to leave it out." in again["changes"][0]
    assert all(check["holds"] for check in again["itinerary"]["certificate"])


def test_three_options_differ_on_purpose_and_none_beats_another():
    code, answer = ask(REQUEST, "--options", "--seconds", "1.5")
    assert code == 0
    jsonschema.validate(answer, schemas()["plan.answer.json"])
    options = answer["options"]
    assert [one["flavour"] for one in options] == ["value", "balanced", "comfort"]
    totals = [recompute(one["snapshot"]).total.amount for one in options]
    delights = [one["delight"] for one in options]
    assert totals == sorted(set(totals))
    assert delights == sorted(set(delights))
    assert len({one["hotel_class"] for one in options}) > 1
    for one in options:
        assert one["reason"].endswith(".")
        assert all(check["holds"] for check in one["itinerary"]["certificate"])


def test_a_page_of_three_options_is_not_promised(tmp_path: Path):
    wanted = ["plan", "--json", "--options", "--html", str(tmp_path / "trip.html")]
    assert CliRunner().invoke(app, wanted, input=json.dumps(REQUEST)).exit_code == 2


def test_each_better_plan_is_told_while_the_answer_stays_clean():
    arguments = ["plan", "--json", "--progress", "--priced-on", "2027-01-04"]
    done = CliRunner().invoke(app, arguments, input=json.dumps(REQUEST))
    told = [
        float(delight)
        for delight in re.findall(r"^ *[\d.]+ s  delight ([\d.]+), ", done.stderr, re.MULTILINE)
    ]
    assert told == sorted(told)
    assert told
    assert round(json.loads(done.stdout)["itinerary"]["delight"], 1) >= told[-1]
    both = CliRunner().invoke(app, [*arguments, "--options"], input=json.dumps(REQUEST))
    assert set(re.findall(r"^ *[\d.]+ s  (\w+, \w+): delight", both.stderr, re.MULTILINE)) >= {
        "comfort, normal",
        "value, normal",
        "luxury, normal",
    }


def test_the_callers_own_travel_times_are_the_plans():
    catalogue = load_sample().catalogue("bali")
    spots = [p.id for p in catalogue.places] + [f"stay:{s.id}" for s in catalogue.stays]
    everywhere = [[0 if a == b else 47 for b in spots] for a in spots]
    wanted = REQUEST | {"travel": {"spots": spots, "minutes": everywhere}}
    jsonschema.validate(wanted, schemas()["plan.request.json"])
    code, answer = ask(wanted)
    assert code == 0
    assert answer["itinerary"]["ways"] == "given"
    at_home = {s.name for s in catalogue.stays} | {p.name for p in catalogue.places}
    minutes = [
        check["numbers"]["minutes"]
        for check in answer["itinerary"]["certificate"]
        if check["rule"] == "travel time"
        and set(check["subject"].partition(", ")[2].split(" to ")) <= at_home
        and len(set(check["subject"].partition(", ")[2].split(" to "))) == 2
    ]
    assert minutes.count(47) == len(minutes) > 5


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


@pytest.mark.parametrize("name", sorted(schemas()))
def test_the_schemas_in_the_docs_are_those_of_the_code(name: str):
    assert json.loads((FOLDER / name).read_text(encoding="utf-8")) == schemas()[name]


def test_a_hard_budget_holds_or_says_by_how_much_and_what_to_give_up():
    _, free = ask(REQUEST)
    total = Decimal(free["snapshot"]["total"])
    budget = {"amount": str(int(total * Decimal("0.9"))), "currency": free["snapshot"]["currency"]}
    code, answer = ask(REQUEST | {"budget": budget, "budget_limit": "hard"})
    jsonschema.validate(answer, schemas()["plan.answer.json"])
    assert code == 0
    assert Decimal(answer["snapshot"]["total"]) <= Decimal(budget["amount"])
    assert answer["left_out"] or answer["taken"]
    code, answer = ask(REQUEST | {"budget": budget | {"amount": "9000"}, "budget_limit": "hard"})
    jsonschema.validate(answer, schemas()["plan.answer.json"])
    assert code == 1
    assert "over the ₹9,000 agreed at most" in answer["error"]
    assert answer["instead"][-1]["give_up"] == ["budget"]
    code, answer = ask(REQUEST | {"budget": budget | {"amount": "9000"}})
    assert code == 0
    assert Decimal(answer["over"]["amount"]) == Decimal(answer["snapshot"]["total"]) - 9000
