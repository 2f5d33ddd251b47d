"""The API's plans with a road server beside the desk: by road, or by the great circle, and saying which."""

from dataclasses import replace
from typing import Any

import pytest

from bot.roads import Roads
from crm.catalogue.importing import load_sample
from crm.catalogue.service import keep_catalogue
from crm.clock import MovableClock
from crm.db import Book
from tests.api.desk import TestDesk
from tests.api.people import Person
from tests.api.story import enquire
from tests.api.test_plans import WISH
from tests.bot.test_roads import RoadServer, server, settled

__all__ = ["server"]  # a fixture of those tests


@pytest.fixture
async def lead(book: Book, clock: MovableClock, agent: Person) -> str:
    """An enquiry of the agent's own for six nights in Bali, which the catalogue holds."""
    whole = load_sample()
    bali = replace(whole, catalogues=(whole.catalogue("bali"),), rates=tuple(whole.rates_of("bali")))
    async with book.transaction() as session:
        await keep_catalogue(session, bali, clock.now())
    made = await enquire(book, clock, owner_id=agent.user.id, owner="Arjun")
    return f"/leads/{made.lead_id}"


def beside(desk: TestDesk, server: RoadServer, *, patience: float = 20, timeout: float = 20) -> Roads:
    desk.roads = Roads(server.url, desk.clock, patience=patience, timeout=timeout)
    return desk.roads


async def freely(agent: Person) -> dict[str, Any]:
    answer = await agent.asks("POST", "/plan", json={"request": WISH})
    assert answer.status_code == 200, answer.text
    itinerary: dict[str, Any] = answer.json()["itinerary"]
    assert all(check["holds"] for check in itinerary["certificate"])
    return itinerary


async def of_the_lead(agent: Person, lead: str) -> dict[str, Any]:
    made = await agent.asks("POST", f"{lead}/plan", json={})
    assert made.status_code == 201, made.text
    whole = (await agent.get(f"{lead}/trips/{made.json()['version']}")).json()
    itinerary: dict[str, Any] = whole["itinerary"]
    assert all(check["holds"] for check in itinerary["certificate"])
    return itinerary


async def test_plans_are_by_road_where_the_server_answers(
    desk: TestDesk, agent: Person, lead: str, server: RoadServer
) -> None:
    beside(desk, server)
    assert (await freely(agent))["ways"] == "roads"
    asked = len(server.asked)
    assert (await of_the_lead(agent, lead))["ways"] == "roads"
    assert len(server.asked) == asked
    ideas = await agent.get(f"{lead}/suggestions")
    assert ideas.status_code == 200, ideas.text


@pytest.mark.parametrize("fault", ["fails", "too big", "lies", "hangs", "raves", "is elsewhere"])
async def test_a_server_that_gives_no_table_costs_no_plan_and_the_plan_says_so(
    desk: TestDesk, agent: Person, lead: str, server: RoadServer, fault: str
) -> None:
    roads = beside(desk, server, timeout=0.3)
    server.fault = fault
    assert (await freely(agent))["ways"] == "roads unreached"
    assert roads.problem
    assert (await of_the_lead(agent, lead))["ways"] == "roads unreached"


async def test_nobody_at_the_address_costs_no_plan(desk: TestDesk, agent: Person, lead: str) -> None:
    desk.roads = Roads("http://127.0.0.1:9", desk.clock, patience=20, timeout=5)
    assert (await freely(agent))["ways"] == "roads unreached"
    assert desk.roads.problem == "it cannot be reached (ConnectError)"


async def test_a_table_that_comes_late_serves_the_next_plan(
    desk: TestDesk, agent: Person, lead: str, server: RoadServer
) -> None:
    roads = beside(desk, server, patience=0.05)
    server.fault = "hangs"
    assert (await freely(agent))["ways"] == "roads unreached"
    server.fault = None
    server.lets_go()
    await settled(lambda: "bali" in roads.measured)
    assert (await of_the_lead(agent, lead))["ways"] == "roads"


async def test_the_day_for_when_it_rains_is_kept_under_a_roof(agent: Person, lead: str) -> None:
    itinerary = await of_the_lead(agent, lead)
    roofed = {place.id for place in load_sample().catalogue("bali").places if place.is_indoor}
    assert itinerary["rain_days"]
    dates = {day["number"]: day["date"] for day in itinerary["days"]}
    for day in itinerary["rain_days"]:
        assert day["date"] == dates[day["number"]]
        assert {visit["place"] for visit in day["visits"]} <= roofed
