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
from crm.money import written
from crm.quotes.snapshot import recompute
from crm.trips.matrix import wishes_from_json
from crm.trips.patience import Patience
from crm.trips.planner import plan
from crm.trips.schemas import schemas
from crm.trips.store import encode
from tests.api.asking_plans import REQUEST, ask, by_steps

FOLDER = Path(__file__).parents[2] / "docs" / "schemas"


def test_what_is_logged_meanwhile_does_not_stand_in_the_answer(monkeypatch: pytest.MonkeyPatch):
    read = plan_command._read

    def grumbling(*given: Any) -> Any:
        structlog.get_logger().warning("roads_out_of_reach")
        return read(*given)

    monkeypatch.setattr(plan_command, "_read", grumbling)
    code, answer = ask(REQUEST)
    assert code == 0
    assert answer["itinerary"]["certificate"]


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


@pytest.mark.parametrize("name", sorted(schemas()))
def test_the_schemas_in_the_docs_are_those_of_the_code(name: str):
    assert json.loads((FOLDER / name).read_text(encoding="utf-8")) == schemas()[name]
