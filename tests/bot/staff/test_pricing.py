"""Discounts, markups and free heads by Telegram, and a manager's word on a margin that is too small."""

from decimal import Decimal

import pytest
from sqlalchemy import delete, select

from agents.staff.drafting import Drafted
from bot.sending import Courier, send_trip
from crm.agency.rules import Agency, changed
from crm.agency.service import change
from crm.audit.models import AuditRow
from crm.catalogue.models import Rate
from crm.catalogue.service import keep_catalogue
from crm.clock import MovableClock
from crm.db import Book
from crm.jobs.models import Job
from crm.leads.service import get_lead
from crm.money import Money, written
from crm.quotes.models import MarginReview, QuoteRecord
from crm.quotes.snapshot import from_snapshot, recompute, to_snapshot
from crm.quotes.values import PriceRules
from crm.trips.effects import PublishTrip
from crm.trips.models import TripVersion
from crm.trips.service import publish_trip
from crm.trips.store import itinerary_to_json
from tests.bot.paper.proposals import planned, priced
from tests.bot.paper.published import prices_rise, shop_of
from tests.bot.staff.floor import LEELA, MEERA, RAVI, Floor, only

ASHA = "+919876500001"


def made_under(rules: PriceRules | None = None, *, send: bool = False) -> PublishTrip:
    trip = planned()
    return PublishTrip(
        {"destination": "bali"}, itinerary_to_json(trip), to_snapshot(priced(trip, rules)), send=send
    )


@pytest.fixture
async def lead(floor: Floor, book: Book, clock: MovableClock) -> int:
    """A lead of Ravi's with one version, priced from rates that are in the book."""
    async with book.transaction() as session:
        await keep_catalogue(session, shop_of(planned()), clock.now())
    number = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    floor.drafts.answer = Drafted(made_under(), "*Bali, 5 nights*")
    await floor.types(RAVI, f"/plan {number}")
    return number


async def _quotes(floor: Floor) -> list[QuoteRecord]:
    async with floor.book.reading() as session:
        return list(await session.scalars(select(QuoteRecord).order_by(QuoteRecord.trip_version_id)))


async def _reviews(floor: Floor) -> list[MarginReview]:
    async with floor.book.reading() as session:
        return list(await session.scalars(select(MarginReview).order_by(MarginReview.id)))


async def test_a_discount_is_shown_before_it_is_written(floor: Floor, lead: int) -> None:
    [before] = await _quotes(floor)
    [shown] = await floor.types(RAVI, f"/discount {lead} 3 % returning guest")
    for part in ("version 2 would be", "3 % Returning guest", "Margin", written(Money(before.total, "INR"))):
        assert part in shown.text
    assert len(await _quotes(floor)) == 1
    await floor.presses_on(RAVI, shown, "Make version 2")
    _, after = await _quotes(floor)
    assert written(Money(after.total, "INR")) in shown.text
    quote = from_snapshot(after.snapshot)
    assert recompute(after.snapshot) == quote
    assert quote.discount.amount > 0
    assert await _reviews(floor) == []


async def test_the_margin_that_is_shown_is_the_margin_that_is_kept(floor: Floor, lead: int) -> None:
    [shown] = await floor.types(RAVI, f"/markup {lead} trip margin 20 %")
    assert "<b>20 %" in shown.text
    assert "Why: markup " in shown.text  # staff read the trade's word
    await floor.presses_on(RAVI, shown, "Make version 2")
    _, after = await _quotes(floor)
    assert abs(from_snapshot(after.snapshot).margin_percent - 20) < Decimal("0.05")
    async with floor.book.reading() as session:
        [_, version] = await session.scalars(select(TripVersion).order_by(TripVersion.version))
    assert "service " in str(version.changes)  # what customers read of it
    assert "markup" not in str(version.changes).replace("'markup'", "")


async def test_a_preview_of_other_terms_makes_nothing(floor: Floor, lead: int) -> None:
    [first] = await floor.types(RAVI, f"/discount {lead} 1 %")
    [second] = await floor.types(RAVI, f"/discount {lead} 3 %")
    assert "no longer the newest" in only(await floor.presses_on(RAVI, first, "Make version 2"))
    assert len(await _quotes(floor)) == 1
    await floor.presses_on(RAVI, second, "Make version 2")
    _, made = await _quotes(floor)
    assert written(Money(made.total, "INR")) in second.text


async def test_leaving_a_preview_writes_nothing_and_an_old_one_makes_nothing(floor: Floor, lead: int) -> None:
    [shown] = await floor.types(RAVI, f"/discount {lead} 3 %")
    assert "stays" in only(await floor.presses_on(RAVI, shown, "Leave it"))
    assert "no longer the newest" in only(await floor.presses_on(RAVI, shown, "Make version 2"))
    assert len(await _quotes(floor)) == 1


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("/discount {lead}", "Nothing beside the agency's rules"),
        ("/discount {lead} 120 %", "more than the whole price"),
        ("/discount {lead} 99000000", "takes off"),
        ("/markup {lead} hotels twelve", "is no markup"),
        ("/markup {lead} day 30 500", "the trip has days 1 to 6"),
        ("/free {lead} many", "not a number of adults"),
        ("/free {lead} 2", "nobody is left to pay"),
    ],
)
async def test_terms_that_make_no_sense_are_refused_in_words(
    floor: Floor, lead: int, typed: str, told: str
) -> None:
    assert told in only(await floor.types(RAVI, typed.format(lead=lead)))
    assert len(await _quotes(floor)) == 1


async def _sinks(floor: Floor, lead: int) -> None:
    """Ravi gives so much that the margin falls below the least."""
    [shown] = await floor.types(RAVI, f"/discount {lead} 9 % friend")
    assert "a manager must approve" in shown.text
    await floor.presses_on(RAVI, shown, "Make version 2")


async def test_below_the_least_margin_nothing_is_sent_and_managers_are_asked(floor: Floor, lead: int) -> None:
    await _sinks(floor, lead)
    [asked] = floor.shown_to(MEERA)
    assert f"Lead {lead}, version 2" in asked.text
    assert [button["label"] for row in asked.buttons for button in row] == [
        "Approve",
        "Refuse",
        "Show the lead",
    ]
    assert not [m for m in floor.shown_to(LEELA) if "waits for you" in m.text]
    assert "waits for a manager" in only(await floor.types(RAVI, f"/send {lead}"))
    assert floor.texts() == []
    card = only(await floor.types(RAVI, f"/lead {lead}"))
    assert "🔒 waits for a manager" in card
    assert (await floor.lead(lead)).needs_human


async def test_only_a_managers_card_has_the_buttons_to_decide(floor: Floor, lead: int) -> None:
    await _sinks(floor, lead)
    for who, sees_them in ((RAVI, False), (MEERA, True)):
        [card] = await floor.types(who, f"/lead {lead}")
        labels = [button["label"] for row in card.buttons for button in row]
        assert ("Approve margin" in labels) is sees_them
        for drawn in floor.cards_of(who)[-1:]:
            labels = [button["label"] for row in drawn.buttons for button in row]
            assert ("Approve margin" in labels) is sees_them


async def test_only_managers_decide(floor: Floor, lead: int) -> None:
    await _sinks(floor, lead)
    assert "Only managers" in only(await floor.presses(RAVI, f"lead:margin_yes:{lead}:2"))
    assert [review.status for review in await _reviews(floor)] == ["waiting"]


async def test_an_approved_margin_may_be_sent_and_both_decisions_leave_audit_rows(
    floor: Floor, lead: int
) -> None:
    await _sinks(floor, lead)
    [asked] = floor.shown_to(MEERA)
    assert "is approved" in floor_text(await floor.presses_on(MEERA, asked, "Approve"))
    [told] = [m for m in floor.shown_to(RAVI) if "approved version 2" in m.text]
    assert [button["label"] for row in told.buttons for button in row] == ["Send v2"]
    assert "was approved already" in only(await floor.presses(MEERA, f"lead:margin_no:{lead}:2"))
    await floor.types(RAVI, f"/send {lead}")
    assert any("version 2" in text for text in floor.texts())
    async with floor.book.reading() as session:
        actions = set(await session.scalars(select(AuditRow.action)))
    assert {"margin.ask", "margin.approved", "trip.send"} <= actions
    assert (await floor.lead(lead)).needs_human is None


def floor_text(messages: list) -> str:
    return "\n".join(message.text for message in messages)


async def test_a_refused_margin_is_never_sent_until_the_price_is_another(floor: Floor, lead: int) -> None:
    await _sinks(floor, lead)
    await floor.presses(MEERA, f"lead:margin_no:{lead}:2")
    assert "refused version 2" in floor_text(floor.shown_to(RAVI))
    assert "A manager refused version 2" in only(await floor.types(RAVI, f"/send {lead}"))
    [shown] = await floor.types(RAVI, f"/discount {lead} none")
    await floor.presses_on(RAVI, shown, "Make version 3")
    await floor.types(RAVI, f"/send {lead}")
    assert any("version 3" in text for text in floor.texts())


async def test_a_newer_version_takes_the_question_away(floor: Floor, lead: int) -> None:
    await _sinks(floor, lead)
    [shown] = await floor.types(RAVI, f"/discount {lead} 1 %")
    await floor.presses_on(RAVI, shown, "Make version 3")
    assert [review.status for review in await _reviews(floor)] == ["overtaken"]
    assert "was overtaken already" in only(await floor.presses(MEERA, f"lead:margin_yes:{lead}:2"))


async def _waiting_customer(floor: Floor, lead: int) -> int:
    """The desk itself planned for a customer who waits, with too small a margin."""
    low = changed(Agency(), {"least_margin": "60"}).price_rules()
    async with floor.book.transaction() as session:
        made = await publish_trip(
            session, await get_lead(session, lead), made_under(low, send=True), floor.clock.now()
        )
        assert made.is_waiting
        return made.trip_version_id


async def test_a_customer_who_waits_gets_the_plan_once_it_is_approved(floor: Floor, lead: int) -> None:
    version_id = await _waiting_customer(floor, lead)
    assert "goes to the customer now" in floor_text(await floor.presses(MEERA, f"lead:margin_yes:{lead}:2"))
    async with floor.book.reading() as session:
        [job] = [job for job in await session.scalars(select(Job)) if job.kind == "send_trip"]
    courier = Courier(floor.drafts, floor.road.bell, "https://desk.example", "k" * 40)
    for _ in range(2):  # a job may run twice
        await send_trip(floor.book, floor.clock, courier, job.payload)
    await floor.works()
    words = [text for text in floor.texts() if "version 2" in text]
    assert len(words) == 1
    assert "https://desk.example/t/" in words[0]
    async with floor.book.reading() as session:
        assert (await session.get_one(TripVersion, version_id)).sent_at is not None


async def test_an_approved_version_is_not_sent_to_who_opted_out(floor: Floor, lead: int) -> None:
    version_id = await _waiting_customer(floor, lead)
    await floor.presses(MEERA, f"lead:margin_yes:{lead}:2")
    await floor.opts_out(lead)
    courier = Courier(floor.drafts, floor.road.bell, "https://desk.example", "k" * 40)
    await send_trip(floor.book, floor.clock, courier, {"trip_version_id": version_id})
    await floor.works()
    assert not [text for text in floor.texts() if "version 2" in text]
    assert "opted out" in str((await floor.lead(lead)).needs_human)


async def test_rates_that_move_under_a_preview_show_the_new_price_first(
    floor: Floor, lead: int, book: Book, clock: MovableClock
) -> None:
    [shown] = await floor.types(RAVI, f"/discount {lead} 3 %")
    await prices_rise(book, planned(), 5, clock.now())
    [again] = await floor.presses_on(RAVI, shown, "Make version 2")
    assert "version 2 would be" in again.text
    assert "rates +" in again.text
    assert len(await _quotes(floor)) == 1


async def test_the_agencys_least_margin_is_a_setting(floor: Floor, lead: int) -> None:
    async with floor.book.transaction() as session:
        await change(session, {"least_margin": "0"}, floor.clock.now())
    [shown] = await floor.types(RAVI, f"/discount {lead} 9 % friend")
    assert "a manager must approve" not in shown.text


async def test_the_expected_cost_on_other_dates_is_told_with_its_intervals(floor: Floor, lead: int) -> None:
    told = only(await floor.types(RAVI, f"/forecast {lead} 2029-06-01"))
    assert "Expected cost from Fri 1 Jun 2029" in told
    assert "95 of 100 times between ₹" in told
    assert "Write the first day as" in only(await floor.types(RAVI, f"/forecast {lead} June"))
    assert "three years ahead" in only(await floor.types(RAVI, f"/forecast {lead} 2040-01-01"))


async def test_without_history_staff_hear_that_there_is_not_enough(floor: Floor, lead: int) -> None:
    async with floor.book.transaction() as session:
        await session.execute(delete(Rate))
    assert "Not enough history" in only(await floor.types(RAVI, f"/forecast {lead}"))


async def test_terms_that_stand_already_make_no_new_version(floor: Floor, lead: int) -> None:
    [shown] = await floor.types(RAVI, f"/discount {lead} 500")
    await floor.presses_on(RAVI, shown, "Make version 2")
    [told] = await floor.types(RAVI, f"/discount {lead} 500")
    assert "has these terms already" in told.text
    assert told.buttons == ()
