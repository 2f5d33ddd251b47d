"""What staff type: lists, one lead, notes, statuses, plans, and who may see what."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from agents.staff.drafting import NotDrafted, StillRight
from bot.reports.wording import summary_of_days
from bot.staff.registry import COMMANDS
from bot.staff.router import lead_number
from crm.conversations.models import Turn
from crm.conversations.queries import history_of
from crm.conversations.values import Outcome
from crm.documents.models import StoredFile
from crm.leads.changes import index
from crm.leads.effects import Capture
from crm.leads.models import Lead
from crm.library.models import LibraryCorrection
from crm.reports.queries import daily_report
from crm.trips.models import TripVersion
from crm.users.models import User
from tests.bot.staff.floor import ENQUIRY, LEELA, MEERA, RAVI, STRANGER, Floor, only

ASHA, JOHN = "+919876500001", "+919876500002"


async def test_a_stranger_learns_nothing_whatever_they_send(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    for words in ("/leads", f"/lead {lead}", f"/take {lead}", "hello", "/help"):
        told = only(await floor.types(STRANGER, words))
        assert "ask an admin for your link code" in told
        assert "Asha" not in told
    assert "link code" in only(await floor.presses(STRANGER, f"lead:claim:{lead}:"))
    assert (await floor.lead(lead)).owner_id is None


async def test_an_account_that_is_switched_off_loses_its_voice_at_once(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    async with floor.book.transaction() as session:
        (await session.get_one(User, 2)).is_active = False
    assert "link code" in only(await floor.types(RAVI, f"/claim {lead}"))
    assert (await floor.lead(lead)).owner_id is None


async def test_a_card_and_the_list_tell_the_month_where_no_day_is_known_yet(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    march = {"from": "2027-03-01", "to": "2027-03-31"}
    async with floor.book.transaction() as session:
        row = await session.get_one(Lead, lead)
        row.slots = {**row.slots, "date_window": {"value": march}}
        index(row, "Asha Rao")
    assert "Bali, 6 nights, in March 2027" in only(await floor.types(RAVI, f"/lead {lead}"))
    assert "Bali · 6 nights · in March 2027" in only(await floor.types(RAVI, "/leads"))


async def test_who_opted_out_waits_for_nothing(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    async with floor.book.transaction() as session:
        (await session.get_one(Lead, lead)).waiting_since = floor.clock.now() - timedelta(hours=1)
    assert "⏳ waiting 1 h" in only(await floor.types(RAVI, "/leads waiting"))
    assert "⏳ waiting 1 h" in only(await floor.types(RAVI, f"/lead {lead}"))
    await floor.opts_out(lead)
    assert "No leads here" in only(await floor.types(RAVI, "/leads waiting"))
    assert "⏳" not in only(await floor.types(RAVI, f"/lead {lead}"))


async def test_help_names_every_command(floor: Floor) -> None:
    told = only(await floor.types(RAVI, "/help"))
    for command in COMMANDS:
        assert told.count(f"/{command} ·") == 1


async def test_agents_see_their_own_and_unclaimed_leads_and_no_colleagues(
    floor: Floor,
) -> None:
    asha = await floor.enquires("Asha Rao", ASHA, owner=LEELA)
    john = await floor.enquires("John Miller", JOHN)
    listed = only(await floor.types(RAVI, "/leads all"))
    assert "John" in listed
    assert "Asha" not in listed
    hidden = only(await floor.types(RAVI, f"/lead {asha}"))
    missing = only(await floor.types(RAVI, "/lead 4242"))
    assert hidden.replace(str(asha), "N") == missing.replace("4242", "N")
    for command in ("claim", "take", "plan", "send", "note", "release", "lost", "status"):
        rest = " won" if command == "status" else " x" if command in ("note", "lost") else ""
        assert "no lead" in only(await floor.types(RAVI, f"/{command} {asha}{rest}"))
    everything = only(await floor.types(MEERA, "/leads all"))
    assert "Asha" in everything
    assert "John" in everything
    assert f"<b>{john}</b>" in everything


@pytest.mark.parametrize("word", ["", "open", "mine", "waiting", "today", "new", "qualifying", "rao"])
async def test_leads_are_listed_by_a_word(floor: Floor, word: str) -> None:
    await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    await floor.customer_says("hello?", ASHA)
    told = only(await floor.types(RAVI, f"/leads {word}".strip()))
    assert ("Asha" in told) == (word != "new")


async def test_a_long_list_is_turned_page_by_page_even_with_long_words_in_any_script(floor: Floor) -> None:
    for number in range(10):
        await floor.enquires("Мария-Александра Константинопольская", f"+7900000000{number}")
    [first] = await floor.types(RAVI, "/leads мария-александра константинопольская")
    if "No leads" in first.text:  # SQLite folds only ASCII letters
        [first] = await floor.types(RAVI, "/leads Александра Константинопольская")
    assert "Leads 1–8 of 10" in first.text
    [second] = await floor.presses_on(RAVI, first, "More")
    assert "Leads 9–10 of 10" in second.text
    assert not any(button["label"] == "More" for row in second.buttons for button in row)


@pytest.mark.parametrize("number", ["", "x", "²", "-1", "1.5", "9" * 40, "४२x"])
async def test_what_is_no_number_is_asked_for_again(floor: Floor, number: str) -> None:
    assert "Say which lead" in only(await floor.types(RAVI, f"/lead {number}".strip()))


def test_a_number_may_carry_a_hash() -> None:
    assert (lead_number("#42"), lead_number("42"), lead_number("")) == (42, 42, None)


async def test_what_customers_call_themselves_is_never_markup(floor: Floor) -> None:
    lead = await floor.enquires("<b>Bobby</b> & Sons", ASHA)
    shown = only(await floor.types(RAVI, f"/lead {lead}"))
    assert "&lt;b&gt;Bobby&lt;/b&gt; &amp; Sons" in shown
    listed = only(await floor.types(RAVI, "/leads"))
    assert "<b>Bobby" not in listed
    assert "<b>Bobby" not in only(await floor.types(RAVI, f"/take {lead}"))
    assert "&lt;x&gt;" in only(await floor.types(RAVI, "/<x>"))


async def test_a_note_is_written_at_once_or_asked_for(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    assert "Noted" in only(await floor.types(RAVI, f"/note {lead} window seats"))
    assert "Write the note" in only(await floor.presses(RAVI, f"lead:note:{lead}:"))
    assert "Dropped" in only(await floor.types(RAVI, "/cancel"))
    assert "no customer heard this" in only(await floor.types(RAVI, "vegetarian"))
    await floor.types(RAVI, f"/note {lead}")
    assert "Noted" in only(await floor.types(RAVI, "vegetarian"))
    notes = [event.text for event in await floor.events(lead) if event.kind == "note"]
    assert notes == ["window seats", "vegetarian"]
    assert floor.texts() == []


async def test_a_note_and_its_words_in_one_burst_belong_together(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    await floor.types(RAVI, f"/note {lead}", "vegetarian")
    assert [event.text for event in await floor.events(lead) if event.kind == "note"] == ["vegetarian"]


async def test_lost_asks_why_first_and_a_closed_lead_can_be_opened_again(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    [asked] = await floor.presses(RAVI, f"lead:lost:{lead}:")
    assert (await floor.lead(lead)).status == "qualifying"
    await floor.presses_on(RAVI, asked, "Cancel")
    assert (await floor.lead(lead)).status == "qualifying"
    await floor.presses_on(RAVI, asked, "Price")
    closed = await floor.lead(lead)
    assert (closed.status, closed.lost_reason) == ("lost", "Price")
    [card] = floor.cards_of(RAVI)[-1:]
    assert [button["label"] for row in card.buttons for button in row] == ["Reopen", "Note"]
    assert "closed as lost already: Price" in only(await floor.types(RAVI, f"/lost {lead} dates"))
    await floor.presses(RAVI, f"lead:reopen:{lead}:")
    assert (await floor.lead(lead)).status == "qualifying"
    assert "is open" in only(await floor.presses(RAVI, f"lead:reopen:{lead}:"))


async def test_a_status_is_one_of_the_trades_words_and_lost_still_asks_why(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    assert "Say which status" in only(await floor.types(RAVI, f"/status {lead} happy"))
    assert "negotiating now" in only(await floor.types(RAVI, f"/status {lead} negotiating"))
    assert "already" in only(await floor.types(RAVI, f"/status {lead} negotiating"))
    assert "Why was lead" in only(await floor.types(RAVI, f"/status {lead} lost"))
    assert (await floor.lead(lead)).status == "negotiating"


async def test_an_old_or_foreign_button_says_so(floor: Floor) -> None:
    for data in ("lead:fly:1:", "lead:claim:x:", "lead:", "something", "lead:say:99999999999999999999:"):
        assert "too old" in only(await floor.presses(RAVI, data))


async def test_every_press_is_answered_so_that_the_button_stops_spinning(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    await floor.presses(RAVI, f"lead:show:{lead}:")
    answered = [message for message in floor.telegram.sent if message.kind == "callback"]
    assert [message.callback_id for message in answered] == ["99"]


async def test_a_plan_is_shown_to_staff_and_reaches_the_customer_only_by_send(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    assert "no plan yet" in only(await floor.types(RAVI, f"/send {lead}"))
    [shown] = await floor.types(RAVI, f"/plan {lead}")
    assert "<b>Bali, 6 nights</b> for 2 &lt; 3 adults" in shown.text
    assert floor.texts() == []
    [version] = await floor.all_of(TripVersion)
    assert (version.sent_at, version.created_by) == (None, "user:2")
    [done] = await floor.presses_on(RAVI, shown, "Send v1 to Asha Rao")
    assert "on its way to Asha Rao" in done.text
    assert floor.texts()[0].startswith("Your trip, version 1: https://desk.example/trip/")
    assert (await floor.all_of(TripVersion))[0].sent_at is not None


async def test_only_what_was_learnt_since_the_newest_version_counts_for_the_next(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    await floor.types(RAVI, f"/plan {lead}")
    floor.later(seconds=5)
    await floor.types(RAVI, f"/plan {lead}")
    wish = {"value": [{"place": "Ubud", "change": 1}], "message": 9, "confidence": 0.9, "by": "offline"}
    floor.mind.decide = lambda scene: Outcome(effects=(Capture({**ENQUIRY, "stop_nights": wish}),))
    floor.later(seconds=5)
    await floor.customer_says("one more day in Ubud", ASHA)
    await floor.works()
    await floor.types(RAVI, f"/plan {lead}")
    assert floor.drafts.asked == [
        frozenset({"destinations", "nights"}),
        frozenset(),
        frozenset({"stop_nights"}),
    ]


async def test_a_plan_that_still_stands_makes_no_version_and_what_is_missing_is_named(
    floor: Floor,
) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    floor.drafts.answer = NotDrafted("it is not known yet where to & <when>.")
    assert "where to &amp; &lt;when&gt;" in only(await floor.types(RAVI, f"/plan {lead}"))
    floor.drafts.answer = StillRight(1)
    assert "still stands" in only(await floor.types(RAVI, f"/plan {lead}"))
    assert await floor.all_of(TripVersion) == []


async def test_two_plans_sent_in_one_burst_go_to_their_own_customers(floor: Floor) -> None:
    asha, john = await floor.enquires("Asha Rao", ASHA), await floor.enquires("John Miller", JOHN)
    await floor.types(RAVI, f"/plan {asha}")
    await floor.types(RAVI, f"/plan {john}")
    await floor.types(RAVI, f"/send {asha}", f"/send {john}")
    links = {message.address: message.text.split()[-1] for message in floor.whatsapp.sent}
    assert len(set(links.values())) == 2
    versions = {version.lead_id: version.id for version in await floor.all_of(TripVersion)}
    papers = [row for row in await floor.outbox() if row.kind == "document" and row.sender == "user:2"]
    chats = {(await floor.chat_of(lead)).id: lead for lead in (asha, john)}
    assert {chats[row.conversation_id]: row.body["trip_version_id"] for row in papers} == versions
    async with floor.book.reading() as session:  # a "yes" to words of the desk's own says nothing anew
        said = await history_of(session, (await floor.chat_of(asha)).id)
    assert {past.role for past in said if past.id.startswith("out:")} == {"desk"}


async def test_a_report_is_a_picture_with_the_days_numbers(floor: Floor) -> None:
    await floor.enquires("Asha Rao", ASHA)
    picture, waiting = await floor.types(MEERA, "/report")
    assert (picture.kind, picture.media_type) == ("photo", "image/png")
    assert "New leads: <b>1</b>" in picture.text
    assert "waiting" in waiting.text.lower()
    [yesterday, _] = await floor.types(MEERA, f"/report {(floor.clock.now() - timedelta(days=1)).date()}")
    assert "New leads: <b>0</b>" in yesterday.text
    [yesterday, _] = await floor.types(MEERA, "/report yesterday")
    assert "New leads: <b>0</b>" in yesterday.text
    for days in ("next week", "2027-02-30", "of doom"):
        assert "Write a day or days that have begun" in only(await floor.types(MEERA, f"/report {days}"))
    assert await floor.all_of(StoredFile) == []  # thinking and sending keep no picture


@pytest.mark.parametrize("words", ["report for this month", "/report this month", "is mahine ki kamai"])
async def test_a_report_of_some_days_counts_what_the_page_counts(floor: Floor, words: str) -> None:
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    await floor.types(RAVI, f"/status {lead} won")
    today = floor.clock.now().astimezone(ZoneInfo("Asia/Kolkata")).date()
    async with floor.book.reading() as session:
        page = await daily_report(session, today, "Asia/Kolkata", floor.clock.now(), days=today.day)
    picture, team = await floor.types(MEERA, words)
    assert picture.text == summary_of_days(page)
    assert f"New leads: <b>{page.new_window}</b> · won: <b>1</b>" in picture.text
    assert f"{page.first_day:%a} 1 {today:%B}" in picture.text
    assert "Ravi: 1 new, 1 won" in team.text
    own, alone = await floor.types(LEELA, words)
    assert "New leads: <b>0</b>" in own.text
    assert "your own leads alone" in alone.text


async def test_a_thumbs_down_and_the_right_answer_reach_the_library(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    assert "answered nothing" in only(await floor.types(RAVI, f"/answers {lead}"))
    library = {
        "question": "do we pay a levy?",
        "answer": "A levy of <100> dollars.",
        "documents": ["levy.md"],
    }
    async with floor.book.transaction() as session:
        chat = (await session.get_one(Lead, lead)).conversation_id
        turn = Turn(
            conversation_id=chat,
            status="settled",
            created_at=floor.clock.now(),
            understanding={"library": {**library, "documents": ["levy.md"], "titles": ["Levy"]}},
        )
        session.add(turn)
        await session.flush()
        number = turn.id
    told = await floor.types(RAVI, f"/answers {lead}")
    assert "A levy of &lt;100&gt; dollars." in only(told)
    assert "What should it have said?" in only(await floor.presses(RAVI, f"lead:wrong:{lead}:{number}"))
    assert "Thank you" in only(await floor.types(RAVI, "It is 15 dollars, paid online."))
    async with floor.book.reading() as session:
        rows = (await session.scalars(select(LibraryCorrection))).all()
    assert [(row.turn_id, row.text, row.documents) for row in rows] == [
        (number, "It is 15 dollars, paid online.", ["levy.md"])
    ]
    assert "not known any more" in only(await floor.presses(RAVI, f"lead:wrong:{lead}:999"))


async def test_a_colleagues_card_says_only_that_the_lead_is_taken(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", "+919876500001")
    await floor.types(RAVI, f"/claim {lead}")
    await floor.types(RAVI, f"/status {lead} negotiating")
    assert [card for card in floor.cards_of(LEELA) if "Asha" in card.text or card.buttons] == []
    assert "Asha Rao" in floor.cards_of(MEERA)[-1].text
    assert "Asha Rao" in floor.cards_of(RAVI)[-1].text
