"""What a customer decides on the trip page: an approval, and a wish for a change."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from crm.audit.models import AuditRow
from crm.conversations.models import Conversation, Inbound, Outbound
from crm.leads.models import Lead, LeadEvent
from crm.trips.models import Approval
from tests.api.desk import NotedBell, TestDesk
from tests.api.trips.conftest import TripPage, hold
from tests.bot.paper.published import publish


async def _all(desk: TestDesk, query: object) -> list:
    async with desk.book.reading() as session:
        return list(await session.scalars(query))


async def _lead(desk: TestDesk, page: TripPage) -> Lead:
    [lead] = await _all(desk, select(Lead).where(Lead.id == page.trip.lead_id))
    return lead


async def test_an_approval_wins_the_lead_and_reaches_staff_at_once(
    desk: TestDesk, page: TripPage, staff_chat: int
) -> None:
    answer = await page.approves(name="  Asha Rao ", note="A window seat, please")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{page.path}?said=approved")
    assert (await _lead(desk, page)).status == "won"
    [given] = await _all(desk, select(Approval))
    assert (given.name, given.note, given.at) == ("Asha Rao", "A window seat, please", desk.clock.now())
    events = await _all(desk, select(LeadEvent).where(LeadEvent.kind == "approved"))
    assert [event.text for event in events] == ["Version 1 approved by Asha Rao"]
    cards = await _all(desk, select(Outbound).where(Outbound.conversation_id == staff_chat))
    assert [card.kind for card in cards] == ["card"]
    bell = desk.bell
    assert isinstance(bell, NotedBell)
    assert bell.woken == [page.trip.conversation_id]
    assert bell.deliveries == 1
    text = (await page.opens("approved")).text
    assert "Thank you, Asha Rao!" in text
    assert "Approve version" not in text


async def test_pressing_approve_again_and_again_is_one_approval(desk: TestDesk, page: TripPage) -> None:
    answers = await asyncio.gather(*(page.approves() for _ in range(6)))
    await page.approves(name="Somebody Else")
    assert {answer.status_code for answer in answers} == {303}
    assert [given.name for given in await _all(desk, select(Approval))] == ["Asha Rao"]
    assert len(await _all(desk, select(Inbound).where(Inbound.kind == "approval"))) == 1
    assert len(await _all(desk, select(LeadEvent).where(LeadEvent.kind == "approved"))) == 1
    lines = await _all(desk, select(AuditRow).where(AuditRow.action == "trip.approval"))
    assert [line.detail for line in lines] == [{"version": 1}]


async def test_an_approval_holds_while_a_human_speaks_in_the_chat(
    desk: TestDesk, page: TripPage, staff_chat: int
) -> None:
    [chat] = await _all(desk, select(Conversation).where(Conversation.id == staff_chat))
    await hold(desk.book, page.trip, chat.user_id)
    await page.approves()
    lead = await _lead(desk, page)
    assert lead.status == "won"
    assert lead.needs_human == "Approved version 1: check availability and book"


async def test_an_approval_of_an_older_version_asks_to_look_again(desk: TestDesk, page: TripPage) -> None:
    await publish(desk.book, desk.clock.now(), lead_id=page.trip.lead_id)
    answer = await page.approves(version=1)
    assert answer.headers["location"] == f"{page.path}?said=newer"
    assert await _all(desk, select(Approval)) == []
    text = (await page.opens("newer")).text
    assert "Please look again" in text
    assert "Approve version 2" in text


async def test_a_version_after_an_approval_wants_its_own(desk: TestDesk, page: TripPage) -> None:
    await page.approves()
    await publish(desk.book, desk.clock.now(), lead_id=page.trip.lead_id)
    text = (await page.opens()).text
    assert "You approved version 1" in text
    assert "Approve version 2" in text
    await page.approves(version=2)
    assert len(await _all(desk, select(Approval))) == 2


async def test_an_approval_of_an_old_trip_never_speaks_for_the_newer_one(
    desk: TestDesk, page: TripPage
) -> None:
    async with desk.book.transaction() as session:
        old = await session.get_one(Lead, page.trip.lead_id)
        old.status = "lost"
        session.add(
            Lead(
                contact_id=old.contact_id,
                conversation_id=old.conversation_id,
                title="Another trip",
                created_at=desk.clock.now(),
                updated_at=desk.clock.now(),
            )
        )
    await page.approves()
    leads = {lead.title: lead for lead in await _all(desk, select(Lead))}
    assert leads["Another trip"].status == "new"
    assert (await _lead(desk, page)).status == "won"
    assert (await _lead(desk, page)).needs_human
    assert await _all(desk, select(Inbound).where(Inbound.kind == "approval")) == []


async def test_a_price_that_ran_out_is_said_and_can_still_be_approved(desk: TestDesk, page: TripPage) -> None:
    assert "The price holds until" in (await page.opens()).text
    desk.clock.advance(timedelta(days=9))
    assert "we confirm it anew before we book" in (await page.opens()).text


async def test_a_wish_joins_the_conversation_without_opening_whatsapps_window(
    desk: TestDesk, page: TripPage
) -> None:
    [before] = await _all(desk, select(Conversation))
    desk.clock.advance(timedelta(hours=30))
    answer = await page.asks("One day more in Ubud, please")
    assert answer.headers["location"] == f"{page.path}?said=change"
    [wish] = await _all(desk, select(Inbound))
    assert (wish.channel, wish.kind, wish.text) == ("page", "change", "One day more in Ubud, please")
    [chat] = await _all(desk, select(Conversation))
    assert chat.last_inbound_at == before.last_inbound_at
    assert chat.ready_at == desk.clock.now()
    assert (await _lead(desk, page)).waiting_since is not None
    assert "Your wish reached us" in (await page.opens("change")).text


async def test_the_same_form_sent_twice_is_one_wish_and_another_form_another(
    desk: TestDesk, page: TripPage
) -> None:
    await asyncio.gather(*(page.asks("Later, please", "first") for _ in range(5)))
    await page.asks("Later, please", "second")
    assert len(await _all(desk, select(Inbound))) == 2


@pytest.mark.parametrize(
    "form",
    [
        {"version": "1", "name": " \t "},
        {"version": "1", "name": "A"},
        {"version": "1", "name": "Asha\x00Rao"},
        {"version": "1", "name": "x" * 121},
        {"version": "0", "name": "Asha Rao"},
        {"version": "one", "name": "Asha Rao"},
        {"name": "Asha Rao"},
        {"version": "1", "name": "Asha Rao", "note": "n" * 2001},
    ],
)
async def test_a_form_that_makes_no_sense_changes_nothing(
    desk: TestDesk, page: TripPage, form: dict[str, str]
) -> None:
    answer = await page.web.post(f"{page.path}/approve", data=form)
    assert answer.status_code == 422
    async with desk.book.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Approval)) == 0


async def test_the_page_learns_of_news_in_a_few_bytes(desk: TestDesk, page: TripPage) -> None:
    first = await page.web.get(f"{page.path}/state")
    assert first.json() | {"state": ""} == {"state": "", "version": 1, "is_approved": False, "has_pdf": False}
    assert f'data-state="{first.json()["state"]}"' in (await page.opens()).text
    same = await page.web.get(f"{page.path}/state", headers={"If-None-Match": first.headers["etag"]})
    assert (same.status_code, same.content) == (304, b"")
    await page.approves()
    news = await page.web.get(f"{page.path}/state", headers={"If-None-Match": first.headers["etag"]})
    assert (news.status_code, news.json()["is_approved"]) == (200, True)
    await publish(desk.book, desk.clock.now(), lead_id=page.trip.lead_id)
    news = await page.web.get(f"{page.path}/state", headers={"If-None-Match": news.headers["etag"]})
    assert (news.json()["version"], news.json()["is_approved"]) == (2, False)
