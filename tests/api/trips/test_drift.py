"""Prices that moved before the customer's yes: what the page says, what stands, and what staff hear."""

import re
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import select

from crm.agency.rules import changed
from crm.catalogue.models import CatalogueItem
from crm.conversations.models import Inbound, Outbound
from crm.leads.models import Lead, LeadEvent
from crm.money import Money, written
from crm.quotes.models import QuoteRecord
from crm.quotes.snapshot import from_snapshot, recompute
from crm.trips.links import token_of
from crm.trips.models import Approval, TripVersion
from crm.trips.service import link_for
from tests.api.desk import TestDesk
from tests.api.trips.conftest import SECRET, TripPage
from tests.bot.paper.proposals import Agency, planned
from tests.bot.paper.published import prices_rise, publish


async def page_under(desk: TestDesk, web: httpx.AsyncClient, **settings: str) -> TripPage:
    """A trip whose quote was made under these settings of the agency, and its page."""
    rules = changed(Agency(), settings).price_rules()
    trip = await publish(desk.book, desk.clock.now(), rules=rules)
    async with desk.book.transaction() as session:
        nonce = await link_for(session, trip.lead_id, desk.clock.now(), timedelta(days=30))
    return TripPage(web, trip, token_of(nonce, SECRET))


async def _all(desk: TestDesk, query: object) -> list:
    async with desk.book.reading() as session:
        return list(await session.scalars(query))


async def _quotes(desk: TestDesk) -> list[QuoteRecord]:
    return await _all(desk, select(QuoteRecord).order_by(QuoteRecord.trip_version_id))


async def _staff_words(desk: TestDesk, chat: int) -> str:
    rows = await _all(desk, select(Outbound).where(Outbound.conversation_id == chat, Outbound.kind == "text"))
    return "\n".join(str(row.body["text"]) for row in rows)


async def test_a_rise_under_warn_shows_the_new_price_and_waits_for_a_second_yes(
    desk: TestDesk, web: httpx.AsyncClient, staff_chat: int
) -> None:
    page = await page_under(desk, web, drift_rule="warn")
    await prices_rise(desk.book, planned(), 10, desk.clock.now())
    answer = await page.approves()
    assert answer.headers["location"] == f"{page.path}?said=repriced"
    assert await _all(desk, select(Approval)) == []
    before, after = await _quotes(desk)
    assert after.total > before.total
    assert recompute(after.snapshot) == from_snapshot(after.snapshot)
    text = (await page.opens("repriced")).text
    for amount in (after.total, before.total, after.total - before.total):
        assert written(Money(amount, "INR")) in text
    assert "nothing was approved" in text
    assert "rates of" in text
    told = await _staff_words(desk, staff_chat)
    assert "said yes to version 1" in told
    assert "the customer is asked to accept the new price" in told
    assert (await page.approves(version=2)).headers["location"].endswith("said=approved")
    [lead] = await _all(desk, select(Lead))
    assert (lead.status, lead.value) == ("won", after.total)


async def test_the_causes_told_to_staff_sum_to_the_difference(desk: TestDesk, web: httpx.AsyncClient) -> None:
    page = await page_under(desk, web, drift_rule="warn")
    await prices_rise(desk.book, planned(), 7, desk.clock.now())
    await page.approves()
    before, after = await _quotes(desk)
    [event] = await _all(desk, select(LeadEvent).where(LeadEvent.text.contains("said yes to version")))
    assert event.kind == "drift"
    causes = [cause["difference"] for cause in event.detail["causes"]]
    assert sum(map(type(before.total), causes)) == after.total - before.total


async def test_a_rise_under_honour_is_borne_and_said(desk: TestDesk, web: httpx.AsyncClient) -> None:
    page = await page_under(desk, web, drift_rule="honour")
    await prices_rise(desk.book, planned(), 10, desk.clock.now())
    assert (await page.approves()).headers["location"].endswith("said=honoured")
    [given] = await _all(desk, select(Approval))
    assert given.drift is not None
    assert given.drift["verdict"] == "honour"
    [quote] = await _quotes(desk)
    text = (await page.opens()).text
    assert "we keep the price you approved" in text
    assert written(Money(quote.total, "INR")) in text
    [heard] = await _all(desk, select(Inbound).where(Inbound.kind == "approval"))
    assert "the agency bears it" in heard.detail["drift"]


async def test_a_rise_under_block_approves_nothing_and_calls_a_colleague(
    desk: TestDesk, web: httpx.AsyncClient, staff_chat: int
) -> None:
    page = await page_under(desk, web, drift_rule="block")
    await prices_rise(desk.book, planned(), 10, desk.clock.now())
    assert (await page.approves()).headers["location"].endswith("said=blocked")
    assert await _all(desk, select(Approval)) == []
    assert len(await _quotes(desk)) == 1
    [lead] = await _all(desk, select(Lead))
    assert lead.needs_human
    assert "it is not accepted" in await _staff_words(desk, staff_chat)
    assert "nothing was approved" in (await page.opens("blocked")).text


async def test_what_is_sold_no_more_blocks_under_every_rule_and_is_named(
    desk: TestDesk, web: httpx.AsyncClient
) -> None:
    page = await page_under(desk, web, drift_rule="honour")
    stay = planned().stops[0].stay
    async with desk.book.transaction() as session:
        item = await session.get_one(CatalogueItem, stay)
        item.is_active = False
        name = item.name
    assert (await page.approves()).headers["location"].endswith("said=blocked")
    [lead] = await _all(desk, select(Lead))
    assert lead.needs_human is not None
    assert name in lead.needs_human


@pytest.mark.parametrize("percent", [-10, 1])
async def test_a_fall_and_a_small_rise_stand_and_staff_hear_of_them(
    desk: TestDesk, web: httpx.AsyncClient, percent: int
) -> None:
    page = await page_under(desk, web, drift_rule="block", drift_percent="2")
    await prices_rise(desk.book, planned(), percent, desk.clock.now())
    assert (await page.approves()).headers["location"].endswith("said=approved")
    [given] = await _all(desk, select(Approval))
    assert given.drift is not None
    assert re.search("risen" if percent > 0 else "fallen", given.drift["told"])
    assert "we keep the price" not in (await page.opens()).text


async def test_a_price_that_did_not_move_stands_without_a_word(
    desk: TestDesk, web: httpx.AsyncClient
) -> None:
    page = await page_under(desk, web)
    await page.approves()
    [given] = await _all(desk, select(Approval))
    assert given.drift is None


async def test_a_new_price_below_the_least_margin_waits_for_a_manager_first(
    desk: TestDesk, web: httpx.AsyncClient, staff_chat: int
) -> None:
    # A fixed markup shrinks beside a cost that doubles.
    fixed = {"markup_rules": "trip 20000 fixed", "least_margin": "10"}
    page = await page_under(desk, web, drift_rule="warn", **fixed)
    await prices_rise(desk.book, planned(), 300, desk.clock.now())
    for _ in range(3):  # whoever presses again makes no further versions for the manager
        assert (await page.approves()).headers["location"].endswith("said=checking")
    versions = await _all(desk, select(TripVersion).order_by(TripVersion.version))
    assert [version.sent_at is None for version in versions] == [False, True]
    text = (await page.opens("checking")).text
    assert "We check the price first" in text
    _, after = await _quotes(desk)
    assert written(Money(after.total, "INR")) not in text


async def test_a_yes_to_a_quote_of_an_older_shape_calls_a_colleague(
    desk: TestDesk, web: httpx.AsyncClient
) -> None:
    page = await page_under(desk, web)
    async with desk.book.transaction() as session:
        quote = (await session.scalars(select(QuoteRecord))).one()
        quote.snapshot = {**quote.snapshot, "format": 0}
    assert (await page.approves()).headers["location"].endswith("said=blocked")
    [lead] = await _all(desk, select(Lead))
    assert lead.needs_human is not None
    assert "older shape" in lead.needs_human
