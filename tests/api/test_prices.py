"""Prices at the API and on the lead's page: the whole quote, previews, new terms, and managers' decisions."""

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from api import pricing
from crm.agency.rules import Agency, changed
from crm.audit.models import AuditRow
from crm.catalogue.models import Rate
from crm.clock import MovableClock
from crm.db import Book
from crm.leads.service import get_lead
from crm.money import written
from crm.quotes.models import QuoteRecord
from crm.quotes.snapshot import from_snapshot, to_snapshot
from crm.quotes.terms import Terms, with_terms
from crm.quotes.values import Markup
from crm.trips.effects import PublishTrip
from crm.trips.service import publish_trip
from crm.trips.store import itinerary_to_json
from tests.api.people import Person
from tests.api.reader import Reader
from tests.api.story import enquire
from tests.bot.paper.proposals import planned, priced
from tests.bot.paper.published import prices_rise, publish


async def lead_with_a_trip(book: Book, clock: MovableClock, agent: Person, **settings: str) -> str:
    enquiry = await enquire(book, clock, owner_id=agent.user.id, owner="Arjun")
    rules = changed(Agency(), settings).price_rules()
    await publish(book, clock.now(), lead_id=enquiry.lead_id, rules=rules, send=False)
    return f"/leads/{enquiry.lead_id}"


def summed(rows: list[dict[str, str]], name: str = "amount") -> Decimal:
    return sum((Decimal(row[name]) for row in rows), Decimal(0))


async def test_the_whole_price_adds_up_in_every_view(book: Book, clock: MovableClock, agent: Person) -> None:
    lead = await lead_with_a_trip(book, clock, agent)
    price = (await agent.get(f"{lead}/price")).json()
    total = Decimal(price["total"])
    assert (
        summed(price["lines"], "sell") + summed(price["lines"], "tax") + Decimal(price["rounding"]) == total
    )
    assert summed(price["travellers"]) == total
    assert summed(price["rooms"]) == total
    assert summed(price["instalments"]) == total
    assert price["lines"][0]["rate_id"]
    assert price["review"] is None
    assert (await agent.get(f"{lead}/price", version=7)).status_code == 404


async def test_a_preview_tells_the_total_the_margin_and_why_and_writes_nothing(
    book: Book, clock: MovableClock, agent: Person
) -> None:
    lead = await lead_with_a_trip(book, clock, agent)
    shown = (await agent.asks("POST", f"{lead}/price/preview", json={"discounts": "3 % friend"})).json()
    difference = Decimal(shown["total"]) - Decimal(shown["total_before"])
    assert difference < 0
    assert summed(shown["causes"], "difference") == difference
    assert {cause["kind"] for cause in shown["causes"]} >= {"discount"}
    assert Decimal(shown["margin_percent"]) < Decimal(shown["margin_before"])
    assert shown["terms"] == ["Discount: 3 % Friend"]
    assert (await agent.get(f"{lead}/price")).json()["version"] == 1


async def test_what_was_shown_is_what_is_made(book: Book, clock: MovableClock, agent: Person) -> None:
    lead = await lead_with_a_trip(book, clock, agent)
    terms = {"discounts": "3 % friend", "markups": "trip margin 20 %"}
    shown = (await agent.asks("POST", f"{lead}/price/preview", json=terms)).json()
    wanted = {**terms, "version": shown["version"], "total": shown["total"]}
    made = await agent.asks("POST", f"{lead}/price", json=wanted)
    assert (made.status_code, made.json()) == (201, {"version": 2, "waits_for_manager": False})
    price = (await agent.get(f"{lead}/price")).json()
    assert (price["total"], price["margin_percent"]) == (shown["total"], shown["margin_percent"])
    again = await agent.asks("POST", f"{lead}/price", json=wanted)
    assert again.status_code == 409
    kept = (await agent.asks("POST", f"{lead}/price/preview", json={"free_heads": 1})).json()
    assert kept["terms"] == [
        "Discount: 3 % Friend",
        "Markup: trip margin 20 %",
        "Free of charge: 1 of the adults, borne by the others",
    ]


async def test_a_price_that_moved_since_its_preview_is_refused(
    book: Book, clock: MovableClock, agent: Person
) -> None:
    lead = await lead_with_a_trip(book, clock, agent)
    shown = (await agent.asks("POST", f"{lead}/price/preview", json={"discounts": "3 %"})).json()
    await prices_rise(book, planned(), 5, clock.now())
    wanted = {"discounts": "3 %", "version": 1, "total": shown["total"]}
    refused = await agent.asks("POST", f"{lead}/price", json=wanted)
    assert refused.status_code == 409
    assert "Prices moved" in refused.json()["detail"]


async def test_terms_that_make_no_sense_name_their_field(
    book: Book, clock: MovableClock, agent: Person
) -> None:
    lead = await lead_with_a_trip(book, clock, agent)
    for terms, field in (
        ({"discounts": "120 %"}, "discounts"),
        ({"markups": "hotels twelve"}, "markups"),
        ({"discounts": "99000000"}, "discounts"),
        ({"free_heads": 2}, "free_heads"),
    ):
        refused = await agent.asks("POST", f"{lead}/price/preview", json=terms)
        assert refused.status_code == 422, terms
        assert field in str(refused.json()["errors"]), terms


async def test_only_managers_decide_and_their_word_is_kept_with_its_reason(
    book: Book, clock: MovableClock, agent: Person, manager: Person
) -> None:
    lead = await lead_with_a_trip(book, clock, agent, least_margin="60")
    price = (await agent.get(f"{lead}/price")).json()
    assert price["review"]["status"] == "waiting"
    decision = {"version": 1, "approve": True, "note": "a friend of the house"}
    assert (await agent.asks("POST", f"{lead}/margin", json=decision)).status_code == 403
    decided = (await manager.asks("POST", f"{lead}/margin", json=decision)).json()
    assert (decided["review"]["status"], decided["review"]["note"]) == ("approved", "a friend of the house")
    assert (await manager.asks("POST", f"{lead}/margin", json=decision)).status_code == 409
    async with book.reading() as session:
        assert "margin.approved" in set(await session.scalars(select(AuditRow.action)))


async def test_the_leads_page_shows_the_price_and_lets_managers_decide(
    book: Book, clock: MovableClock, agent: Person, asha: Reader, arjun: Reader
) -> None:
    lead = await lead_with_a_trip(book, clock, agent, least_margin="60")
    for reader, may in ((arjun, False), (asha, True)):
        page = (await reader.opens(f"/admin{lead}")).text
        assert "Waits for a manager" in page
        assert ('value="approve"' in page) is may
        assert "Instalments" in page
        assert "By traveller" in page
    async with book.reading() as session:
        [record] = await session.scalars(select(QuoteRecord))
    assert f"{from_snapshot(record.snapshot).margin_percent:.1f} %" in page
    await asha.sends(f"/admin{lead}/margin", data={"version": "1", "decision": "refuse", "note": "too low"})
    page = (await asha.opens(f"/admin{lead}")).text
    assert "margin refused" in page
    assert "too low" in page


async def test_the_expected_cost_is_forecast_from_rates_and_quotes(
    book: Book, clock: MovableClock, agent: Person
) -> None:
    lead = await lead_with_a_trip(book, clock, agent)
    told = (await agent.get(f"{lead}/forecast", start="2029-06-01")).json()
    made = {name: Decimal(str(value)) for name, value in told["expected"].items()}
    assert made["lo95"] < made["lo80"] < made["mean"] < made["hi80"] < made["hi95"]
    assert made["months"] >= 26
    assert told["starts_on"] == "2029-06-01"
    quoted = Decimal(told["quoted_cost"])
    assert quoted / 3 < made["mean"] < quoted * 3
    own = (await agent.get(f"{lead}/forecast")).json()["expected"]  # whose rates are published
    assert Decimal(own["mean"]) == Decimal(own["hi95"]) == pytest.approx(quoted, abs=1)
    assert (await agent.get(f"{lead}/forecast", start="2020-01-01")).status_code == 422


async def test_without_history_it_is_said_that_there_is_not_enough(
    book: Book, clock: MovableClock, agent: Person, arjun: Reader
) -> None:
    lead = await lead_with_a_trip(book, clock, agent)
    async with book.transaction() as session:
        await session.execute(delete(Rate))
    told = (await agent.get(f"{lead}/forecast")).json()
    assert told["expected"] is None
    assert "not enough history" in told["not_enough_history"]
    shown = await arjun.web.get(f"/admin{lead}/forecast", headers={"hx-request": "true"})
    assert "Not enough history yet" in shown.text


async def test_the_leads_page_shows_the_expected_cost(
    book: Book, clock: MovableClock, agent: Person, arjun: Reader
) -> None:
    lead = await lead_with_a_trip(book, clock, agent)
    assert f'hx-get="/admin{lead}/forecast"' in (await arjun.opens(f"/admin{lead}")).text
    path = f"/admin{lead}/forecast?start=2029-06-01"
    shown = await arjun.web.get(path, headers={"hx-request": "true"})
    assert "Expected cost from" in shown.text
    assert "80 of 100 times between ₹" in shown.text


async def test_a_price_that_a_colleague_was_quicker_to_change_is_refused(
    book: Book, clock: MovableClock, agent: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead = await lead_with_a_trip(book, clock, agent)
    really_preview = pricing.preview

    async def preview_slowly(session: AsyncSession, lead_id: int, *rest: Any) -> Any:
        shown = await really_preview(session, lead_id, *rest)
        await publish(book, clock.now(), lead_id=lead_id, send=False)  # meanwhile
        return shown

    monkeypatch.setattr(pricing, "preview", preview_slowly)
    answer = await agent.asks("POST", f"{lead}/price", json={"discounts": "3 % friend", "version": 1})
    assert answer.status_code == 409, answer.text
    assert "Version 2" in answer.json()["detail"]


async def test_a_term_for_a_day_or_a_line_that_the_trip_does_not_have_is_refused_and_names_the_days(
    book: Book, clock: MovableClock, agent: Person
) -> None:
    lead = await lead_with_a_trip(book, clock, agent)
    for term, told in (
        ("day 30 500", "“day 30 500 fixed”: the trip has days 1 to 6."),
        ("day 0 500", "the trip has days 1 to 6."),
        ("day 2 5 %; line stay:nowhere 5 %", "no line of the price is stay:nowhere"),
    ):
        refused = await agent.asks("POST", f"{lead}/price/preview", json={"markups": term})
        assert refused.status_code == 422, term
        assert told in str(refused.json()["errors"])
    taken = await agent.asks("POST", f"{lead}/price/preview", json={"markups": "day 2 500"})
    assert taken.json()["terms"] == ["Markup: day 2 500 fixed"]


async def test_a_term_of_a_day_that_a_later_version_lacks_stays_and_staff_are_told(
    book: Book, clock: MovableClock, agent: Person
) -> None:
    lead = await lead_with_a_trip(book, clock, agent)
    rules, agreed = Agency().price_rules(), Terms(markups=(Markup("day", "fixed", Decimal(500), "9"),))
    short = planned()
    snapshot = with_terms(to_snapshot(priced(short, agreed.under(rules))), agreed)
    async with book.transaction() as session:
        record = await get_lead(session, int(lead.rsplit("/", 1)[1]))
        effect = PublishTrip({"destination": "bali"}, itinerary_to_json(short), snapshot, send=False)
        await publish_trip(session, record, effect, clock.now())
    told = "(does nothing now: nothing is priced on day 9)"
    assert (await agent.get(f"{lead}/price")).json()["terms"] == [f"Markup: day 9 500 fixed {told}"]
    kept = await agent.asks("POST", f"{lead}/price/preview", json={"discounts": "3 %"})
    assert kept.json()["terms"][1] == f"Markup: day 9 500 fixed {told}"
    timeline = str((await agent.get(f"{lead}/timeline")).json())
    total = written(priced(short, agreed.under(rules)).total)
    idle = "The markup day 9 500 fixed does nothing now: nothing is priced on day 9."
    assert f"{total}. {idle}" in timeline
