"""Prices rise between the offer and the yes: the rule that admins set decides what becomes of it."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from bot.sandbox.people import Customer
from tests.life.desk import Caller, People, amounts_in, lead_named, link_in

pytestmark = pytest.mark.timeout(900)

WISH = "2 adults, 3 nights in Singapore from 20 Dec, comfort hotels"
YES = "yes, let's book it"


@pytest.fixture
async def admin(people: People) -> AsyncIterator[Caller]:
    caller = await people.admin()
    yield caller
    await caller.does("PATCH", "/settings", {"drift_rule": "warn"})


async def offered(people: People, admin: Caller, name: str, rule: str) -> tuple[Customer, str, Decimal]:
    """A customer with an offer that was made under a rule; gives the link to it and its price."""
    await admin.does("PATCH", "/settings", {"drift_rule": rule})
    people.desk.clock.advance(timedelta(seconds=30))  # a new setting is seen within 20
    who = await people.customer(name)
    await who.says(WISH)
    summary = await who.hears("/t/")
    return who, link_in(summary), amounts_in(summary.text)[0]


async def rates_rise(admin: Caller, percent: int) -> None:
    """Every hotel of Singapore costs so much more from now on."""
    rates = await admin.gets("/catalogue/destinations/singapore/rates", limit=200)
    for rate in rates["items"]:
        if rate["item_kind"] == "stay":
            dearer = str((Decimal(rate["amount"]) * (100 + percent) / 100).quantize(Decimal("0.01")))
            await admin.does("POST", f"/catalogue/rates/{rate['id']}/price", {"amount": dearer})


async def approves(people: People, link: str) -> tuple[str, str]:
    """Say yes on the trip page; gives what became of it and the page as it then is."""
    version = re.search(r'name="version" value="(\d+)"', (await people.web.get(link)).text)
    assert version
    answer = await people.web.post(f"{link}/approve", data={"version": version[1], "name": "A. Guest"})
    page = await people.web.get(answer.headers["location"])
    return answer.headers["location"].partition("said=")[2], page.text


async def timeline(admin: Caller, name: str) -> tuple[dict[str, Any], str]:
    lead = await lead_named(admin, name)
    return lead, "\n".join(e["text"] for e in await admin.gets(f"/leads/{lead['id']}/timeline"))


async def test_a_yes_after_rates_rose_is_answered_by_the_rule_under_which_it_was_offered(
    people: People, admin: Caller
) -> None:
    ravi = await people.staff("agent")
    hana, kept_link, old = await offered(people, admin, "Hana Sato", "honour")
    wanda, asked_link, _ = await offered(people, admin, "Wanda Lind", "warn")
    bela, held_link, _ = await offered(people, admin, "Bela Kovacs", "block")
    await rates_rise(admin, 20)

    await hana.says(YES)
    kept = await hana.hears("We keep the price I gave you")
    assert amounts_in(kept.text) == [old]
    said, page = await approves(people, kept_link)
    assert said == "honoured"
    assert "we keep the price you approved" in page

    await wanda.says(YES)
    asked = await wanda.hears("under version 2")
    new, before, difference = amounts_in(asked.text)[:3]
    assert (before, new - before) == (old, difference)
    said, page = await approves(people, asked_link)
    assert said == "approved"
    assert "because prices moved: rates of" in page

    await bela.says(YES)
    await bela.hears("I cannot confirm it at once")
    said, page = await approves(people, held_link)
    assert said == "blocked"
    assert "so nothing was approved" in page

    for name, status, value, told in (
        ("Hana Sato", "won", old, "the agency bears it"),
        ("Wanda Lind", "won", new, "the customer is asked to accept the new price"),
        ("Bela Kovacs", "negotiating", old, "it is not accepted"),
    ):
        await ravi.hears(lambda heard, n=name, t=told: n in heard.text and t in heard.text, again=True)
        lead, events = await timeline(admin, name)
        assert (lead["status"], Decimal(lead["value"])) == (status, value)
        assert told in events
