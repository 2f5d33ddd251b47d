"""Plans through the API: made from what is known of a lead, laid beside each other, and of no lead at all."""

from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from crm.catalogue.importing import load_sample
from crm.catalogue.service import keep_catalogue
from crm.clock import MovableClock
from crm.db import Book
from crm.leads.models import Lead
from crm.trips.schemas import schemas
from tests.api.people import Person
from tests.api.story import enquire, said


@pytest.fixture
async def lead(book: Book, clock: MovableClock, agent: Person) -> str:
    """An enquiry of the agent's own for six nights in Bali, which the catalogue holds."""
    whole = load_sample()
    bali = replace(whole, catalogues=(whole.catalogue("bali"),), rates=tuple(whole.rates_of("bali")))
    async with book.transaction() as session:
        await keep_catalogue(session, bali, clock.now())
    made = await enquire(book, clock, owner_id=agent.user.id, owner="Ravi")
    return f"/leads/{made.lead_id}"


async def test_a_plan_keeps_what_staff_set_by_hand(agent: Person, lead: str) -> None:
    stay = {"kind": "stay", "id": "bali-kelapa-gardens", "day": "2026-12-20", "until": "2026-12-22"}
    dinner = {
        "kind": "engagement",
        "id": "dinner",
        "day": "2026-12-23",
        "starts_at": "19:00",
        "ends_at": "21:00",
    }
    fixed = {"arrives_at": "18:30", "locked": [stay | {"id": await _stay(agent, lead)}, dinner]}
    made = await agent.asks("POST", f"{lead}/plan", json=fixed)
    assert made.status_code == 201, made.text
    assert made.json()["version"] == 1
    whole = (await agent.get(f"{lead}/trips/1")).json()
    assert whole["request"]["arrives_at"] == 18 * 60 + 30
    assert all(check["holds"] for check in whole["itinerary"]["certificate"])
    assert whole["itinerary"]["days"][0]["visits"] == []
    assert {c["rule"] for c in whole["itinerary"]["certificate"]} >= {"booked stay", "booked engagement"}
    listed = (await agent.get(f"{lead}/trips")).json()
    assert [(one["version"], one["sent_at"]) for one in listed] == [(1, None)]


async def test_staff_set_the_towns_to_begin_and_to_end_in(agent: Person, lead: str) -> None:
    ends = {"first_stop": "bali-sanur", "last_stop": "bali-ubud"}
    made = await agent.asks("POST", f"{lead}/plan", json=ends)
    assert made.status_code == 201, made.text
    whole = (await agent.get(f"{lead}/trips/1")).json()
    stops = [stop["area"] for stop in whole["itinerary"]["stops"]]
    assert (stops[0], stops[-1]) == ("bali-sanur", "bali-ubud")
    assert {c["rule"] for c in whole["itinerary"]["certificate"]} >= {"first stop", "last stop"}


async def _stay(agent: Person, lead: str) -> str:
    """Give a stay that takes two nights at the beginning of a trip."""
    catalogue = load_sample().catalogue("bali")
    return next(s.id for s in catalogue.stays if s.area == "bali-sanur")


async def test_what_cannot_be_booked_is_named(agent: Person, lead: str) -> None:
    bad = {"kind": "stay", "id": "ritz", "day": "2026-12-20", "until": "2026-12-22"}
    refused = await agent.asks("POST", f"{lead}/plan", json={"locked": [bad]})
    assert refused.status_code == 409
    assert "locked[0].id" in refused.json()["detail"]
    assert (await agent.asks("POST", f"{lead}/plan", json={"arrives_at": "half past six"})).status_code == 422


async def test_options_are_laid_out_and_one_becomes_a_version(agent: Person, lead: str) -> None:
    assert (await agent.get(f"{lead}/options")).json() == []
    laid = await agent.asks("POST", f"{lead}/options")
    assert laid.status_code == 201, laid.text
    totals = [float(option["total"]) for option in laid.json()]
    assert totals == sorted(set(totals))
    assert all(option["reason"] for option in laid.json())
    last = laid.json()[-1]
    made = await agent.asks("POST", f"{lead}/options/{last['flavour']}")
    assert made.status_code == 201, made.text
    assert made.json()["total"] == last["total"]
    chosen = (await agent.get(f"{lead}/trips/1")).json()["chosen"]
    assert chosen["flavour"] == last["flavour"]
    assert len(chosen["offered"]) == len(laid.json())
    gone = {"value", "balanced", "comfort"} - {option["flavour"] for option in laid.json()}
    for flavour in gone:
        assert (await agent.asks("POST", f"{lead}/options/{flavour}")).status_code == 404


async def test_what_else_would_fit_is_suggested_and_added(book: Book, agent: Person, lead: str) -> None:
    async with book.transaction() as session:  # a trip at full pace may have no gap left
        enquiry = await session.get_one(Lead, int(lead.rsplit("/", 1)[1]))
        enquiry.slots = {**enquiry.slots, "pace": said("relaxed please", "relaxed", 1, "relaxed")}
    assert (await agent.get(f"{lead}/suggestions")).status_code == 409
    await agent.asks("POST", f"{lead}/plan", json={})
    ideas = (await agent.get(f"{lead}/suggestions")).json()
    assert ideas
    first = ideas[0]
    made = await agent.asks(
        "POST", f"{lead}/suggestions", json={"place": first["place"], "day": first["day"]}
    )
    assert made.status_code == 201, made.text
    assert any(first["name"] in change for change in made.json()["changes"])
    one_day = (await agent.get(f"{lead}/suggestions", day=2)).json()
    assert {idea["day"] for idea in one_day} <= {2}


async def test_a_colleagues_lead_is_not_planned(
    manager: Person, agent: Person, lead: str, admin: Person
) -> None:
    number = int(lead.rsplit("/", 1)[1])
    await admin.asks("PATCH", lead, json={"owner_id": admin.user.id})
    for method, path in (("POST", "plan"), ("POST", "options"), ("GET", "suggestions"), ("GET", "trips/1")):
        answer = await agent.asks(
            method, f"/leads/{number}/{path}", **({"json": {}} if path == "plan" else {})
        )
        assert answer.status_code == 404, path


WISH: dict[str, Any] = {"destination": "bali", "start": "2026-12-20", "nights": 4, "party": {"adults": 2}}


async def test_a_trip_of_no_lead_is_planned_and_priced_by_the_schemas_of_the_docs(
    agent: Person, lead: str
) -> None:
    answer = await agent.asks("POST", "/plan", json={"request": WISH})
    assert answer.status_code == 200, answer.text
    jsonschema.validate(answer.json(), schemas()["plan.answer.json"])
    assert answer.json()["snapshot"]["total"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"nights": "four"}, "nights"),
        ({"party": {"adults": 0}}, "party.adults"),
        ({"destination": "atlantis"}, "destination"),
        ({"start": "2020-01-01"}, "start"),
        ({"must_see": ["bali-nowhere"]}, "must_see[0]"),
        ({"diet": ["breatharian"]}, "diet[0]"),
    ],
)
async def test_wishes_that_make_no_sense_name_the_field(
    agent: Person, lead: str, change: dict[str, Any], field: str
) -> None:
    answer = await agent.asks("POST", "/plan", json={"request": {**WISH, **change}})
    assert answer.status_code == 422
    assert field in {error["field"] for error in answer.json()["errors"]}


async def test_wishes_that_clash_say_what_to_give_up(agent: Person, lead: str) -> None:
    clash = [{"area": "bali-ubud", "exactly": 4}, {"area": "bali-nusa-dua", "exactly": 3}]
    answer = await agent.asks("POST", "/plan", json={"request": {**WISH, "stops": clash}})
    assert answer.status_code == 422
    told = [error["message"] for error in answer.json()["errors"] if error["field"] == "instead"]
    assert any("Giving up the 4 nights in Ubud makes a trip" in sentence for sentence in told)
    assert all(", for ₹" in sentence for sentence in told)
