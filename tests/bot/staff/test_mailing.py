"""E-mail from the staff bot: previewed, sent once, and part of the lead's history."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.channels.port import Message, Refusal, Unknown
from crm.contacts.models import ChannelIdentity, Contact
from crm.conversations.mail_places import asked_by
from crm.conversations.models import Conversation, Outbound
from crm.conversations.service import unblock_proposal
from crm.conversations.transcripts import history
from crm.documents.models import Proposal
from crm.documents.service import store_file
from crm.leads.models import Lead
from tests.bot.desk import MAIL_ACCOUNT
from tests.bot.paper.proposals import planned
from tests.bot.paper.published import Published, publish
from tests.bot.staff.floor import LEELA, RAVI, Floor, only

ASHA, MAIL = "+919876500001", "asha@example.com"


async def _gives(floor: Floor, lead_id: int, address: str | None, language: str = "en") -> None:
    async with floor.book.transaction() as session:
        lead = await session.get_one(Lead, lead_id)
        contact = await session.get_one(Contact, lead.contact_id)
        contact.email, contact.language = address, language


async def _planned(floor: Floor, lead_id: int) -> Published:
    return await publish(floor.book, floor.clock.now(), lead_id=lead_id, itinerary=planned(), send=False)


async def _printed(floor: Floor, trip: Published, size: int = 9) -> None:
    """The press has printed the proposal."""
    async with floor.book.transaction() as session:
        content = b"%PDF-1.7 ".ljust(size, b"x")
        file = await store_file(session, "p.pdf", "application/pdf", content, floor.clock.now())
        found = select(Proposal).where(Proposal.trip_version_id == trip.trip_version_id)
        proposal = (await session.scalars(found)).one()
        proposal.status, proposal.file_id = "rendered", file.id
        await unblock_proposal(session, trip.trip_version_id, file.id)


@pytest.fixture
async def lead(floor: Floor) -> int:
    number = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    await _gives(floor, number, "Asha@Example.com")
    return number


async def test_a_proposal_is_mailed_in_plain_words_after_a_typed_yes(floor: Floor, lead: int) -> None:
    trip = await _planned(floor, lead)
    await _printed(floor, trip)
    [preview] = await floor.types(RAVI, "email the plan to asha")
    assert MAIL in preview.text
    assert floor.email.sent == []
    assert "on its way" in only(await floor.types(RAVI, "yes"))
    assert len(floor.email.sent) == 1
    await floor.types(RAVI, "yes")
    assert len(floor.email.sent) == 1


async def test_a_yes_to_an_older_mail_sends_nothing(floor: Floor, lead: int) -> None:
    await _printed(floor, await _planned(floor, lead))
    await floor.types(RAVI, "email asha: We are closed on Friday.")
    await floor.types(RAVI, f"/lead {lead}")
    assert "Nothing was done" in only(await floor.types(RAVI, "yes"))
    assert floor.email.sent == []


async def test_a_proposal_is_shown_first_and_goes_once_it_is_confirmed(floor: Floor, lead: int) -> None:
    trip = await _planned(floor, lead)
    [preview] = await floor.types(RAVI, f"/mail {lead}")
    for words in (MAIL, "Your proposal: 5 nights in Bali", "version 1", "proposal-", "Hello Asha Rao"):
        assert words in preview.text
    assert floor.email.sent == []
    sure = await floor.presses_on(RAVI, preview, "Send the e-mail")
    assert "on its way" in only(sure)
    assert floor.email.sent == []  # the paper is not printed yet
    await _printed(floor, trip)
    await floor.works()
    [mail] = floor.email.sent
    assert (mail.kind, mail.address, mail.file) == ("document", MAIL, b"%PDF-1.7 ")
    assert mail.letter is not None
    assert mail.letter["trip_link"].startswith("https://desk.example/trip/")
    assert (mail.letter["name"], mail.letter["language"]) == ("Asha Rao", "en")
    found = await floor.lead(lead)
    assert found.status == "proposed"
    assert "mail" in [event.kind for event in await floor.events(lead)]


async def test_pressing_twice_is_one_e_mail(floor: Floor, lead: int) -> None:
    await _printed(floor, await _planned(floor, lead))
    [preview] = await floor.types(RAVI, f"/mail {lead}")
    await floor.presses_on(RAVI, preview, "Send the e-mail")
    await floor.presses_on(RAVI, preview, "Send the e-mail")
    assert len(floor.email.sent) == 1


async def test_a_preview_of_an_older_plan_is_not_sent(floor: Floor, lead: int) -> None:
    await _printed(floor, await _planned(floor, lead))
    [preview] = await floor.types(RAVI, f"/mail {lead}")
    await _planned(floor, lead)
    assert "not the newest" in only(await floor.presses_on(RAVI, preview, "Send the e-mail"))
    assert floor.email.sent == []


async def test_a_preview_of_other_words_is_not_sent(floor: Floor, lead: int) -> None:
    [first] = await floor.types(RAVI, f"/mail {lead} Your visa is refused")
    [second] = await floor.types(RAVI, f"/mail {lead} Your visa is granted")
    assert "not the newest" in only(await floor.presses_on(RAVI, first, "Send the e-mail"))
    assert floor.email.sent == []
    await floor.presses_on(RAVI, second, "Send the e-mail")
    assert [mail.text for mail in floor.email.sent] == ["Your visa is granted"]


async def test_a_large_pdf_goes_as_a_link(floor: Floor, lead: int) -> None:
    trip = await _planned(floor, lead)
    [preview] = await floor.types(RAVI, f"/mail {lead}")
    await floor.presses_on(RAVI, preview, "Send the e-mail")
    await _printed(floor, trip, 7_000_001)
    await floor.works()
    [mail] = floor.email.sent
    assert mail.file is None
    assert mail.letter is not None
    assert mail.letter["file_link"].endswith("/proposal.pdf")


async def test_words_of_ones_own_go_and_stand_beside_the_chat(floor: Floor, lead: int) -> None:
    [preview] = await floor.types(RAVI, f"/mail {lead} Your visa forms are <attached> tomorrow")
    assert "visa forms are &lt;attached&gt;" in preview.text
    await floor.presses_on(RAVI, preview, "Send the e-mail")
    [mail] = floor.email.sent
    assert mail.text == "Your visa forms are <attached> tomorrow"
    async with floor.book.reading() as session:
        told = await history(session, await session.get_one(Lead, lead))
    assert [(one.channel, one.text) for one in told if one.channel == "email"] == [("email", mail.text)]
    assert any(one.channel == "whatsapp" for one in told)
    assert told[-1].detail["subject"] == "Your trip with Serai Travel"


async def test_cancel_drops_the_letter(floor: Floor, lead: int) -> None:
    [preview] = await floor.types(RAVI, f"/mail {lead} Hello")
    assert "dropped" in only(await floor.presses_on(RAVI, preview, "Cancel"))
    assert "not the newest" in only(await floor.presses_on(RAVI, preview, "Send the e-mail"))
    assert floor.email.sent == []


@pytest.mark.parametrize(
    ("address", "told"), [(None, "No e-mail address is known"), ("not an address", "is no address")]
)
async def test_without_an_address_it_says_what_to_do(
    floor: Floor, lead: int, address: str | None, told: str
) -> None:
    await _gives(floor, lead, address)
    assert told in only(await floor.types(RAVI, f"/mail {lead} Hello"))


async def test_nothing_is_mailed_to_whoever_opted_out_even_a_moment_ago(floor: Floor, lead: int) -> None:
    [preview] = await floor.types(RAVI, f"/mail {lead} Hello")
    await floor.opts_out(lead)
    assert "opted out" in only(await floor.presses_on(RAVI, preview, "Send the e-mail"))
    assert "opted out" in only(await floor.types(RAVI, f"/mail {lead} Hello"))
    assert floor.email.sent == []


async def test_an_opt_out_stops_a_letter_that_waits_for_its_paper(floor: Floor, lead: int) -> None:
    trip = await _planned(floor, lead)
    [preview] = await floor.types(RAVI, f"/mail {lead}")
    await floor.presses_on(RAVI, preview, "Send the e-mail")
    await floor.opts_out(lead)
    await _printed(floor, trip)
    await floor.works()
    assert floor.email.sent == []
    [row] = [one for one in await floor.outbox() if one.body.get("letter")]
    assert (row.status, row.error_code) == ("cancelled", "opted_out")


async def test_a_colleague_who_may_not_see_the_lead_mails_nobody(floor: Floor, lead: int) -> None:
    assert "no lead" in only(await floor.types(LEELA, f"/mail {lead} Hello"))
    assert "no lead" in only(await floor.presses(LEELA, f"lead:mailnow:{lead}:words"))
    assert floor.email.sent == []


async def test_an_address_of_somebody_else_is_not_taken_over(floor: Floor, lead: int) -> None:
    async with floor.book.transaction() as session:
        other = Contact(name="John", language="en", created_at=floor.clock.now())
        session.add(other)
        await session.flush()
        session.add(ChannelIdentity(contact_id=other.id, channel="email", address=MAIL))
    [preview] = await floor.types(RAVI, f"/mail {lead} Hello")
    assert "another contact" in only(await floor.presses_on(RAVI, preview, "Send the e-mail"))
    assert floor.email.sent == []


async def test_email_is_offered_where_the_window_is_closed(floor: Floor, lead: int) -> None:
    await floor.types(RAVI, f"/take {lead}")
    floor.later(hours=25)
    [closed] = await floor.types(RAVI, "Good news about your trip")
    assert "24-hour window is closed" in closed.text
    [preview] = await floor.presses_on(RAVI, closed, "Send these words by e-mail")
    assert "Good news about your trip" in preview.text
    await floor.presses_on(RAVI, preview, "Send the e-mail")
    assert [mail.text for mail in floor.email.sent] == ["Good news about your trip"]
    trip = await _planned(floor, lead)
    await _printed(floor, trip)
    [closed] = await floor.types(RAVI, f"/send {lead}")
    [preview] = await floor.presses_on(RAVI, closed, "E-mail the proposal")
    assert "Your proposal" in preview.text


async def test_a_refused_letter_is_told_to_whoever_wrote_it_with_a_remedy(floor: Floor, lead: int) -> None:
    floor.email.will_answer(
        Refusal("5.1.1", "no such user", "Check the e-mail address with the customer.", unreachable=True)
    )
    [preview] = await floor.types(RAVI, f"/mail {lead} Hello")
    told = " ".join(m.text for m in await floor.presses_on(RAVI, preview, "Send the e-mail"))
    assert "Not delivered" in told
    assert "Check the e-mail address" in told
    assert "no such user" in ((await floor.lead(lead)).needs_human or "")
    async with floor.book.reading() as session:
        identity = (
            await session.scalars(select(ChannelIdentity).where(ChannelIdentity.channel == "email"))
        ).one()
    assert identity.is_unreachable


async def test_a_letter_of_unknown_fate_is_never_repeated_by_itself(floor: Floor, lead: int) -> None:
    floor.email.will_answer(Unknown("the line broke after the message"))
    [preview] = await floor.types(RAVI, f"/mail {lead} Hello")
    told = " ".join(m.text for m in await floor.presses_on(RAVI, preview, "Send the e-mail"))
    assert "not known whether this arrived" in told
    floor.later(hours=2)
    await floor.works()
    assert len(floor.email.tries) == 1
    [row] = [one for one in await floor.outbox() if one.body.get("letter")]
    assert row.status == "unknown"


async def test_letters_answer_one_another(floor: Floor, lead: int) -> None:
    sent: list[Message] = []
    for words in ("One", "Two"):
        [preview] = await floor.types(RAVI, f"/mail {lead} {words}")
        await floor.presses_on(RAVI, preview, "Send the e-mail")
        sent = floor.email.sent
    names = [row.provider_id for row in await floor.outbox() if row.body.get("letter")]
    assert sent[1].thread == (names[0],)


async def test_who_speaks_in_the_chat_speaks_by_email_too(floor: Floor, lead: int) -> None:
    [preview] = await floor.types(RAVI, f"/mail {lead} Hello")
    await floor.presses_on(RAVI, preview, "Send the e-mail")

    async def holders() -> set[int | None]:
        async with floor.book.reading() as session:
            chats = select(Conversation.held_by).where(Conversation.kind == "customer")
            return set(await session.scalars(chats))

    assert await holders() == {None}
    await floor.types(RAVI, f"/take {lead}")
    assert None not in await holders()
    assert len(await holders()) == 1
    await floor.types(RAVI, f"/release {lead}")
    assert await holders() == {None}


async def test_the_mail_chat_is_opened_once_and_belongs_to_the_contact(floor: Floor, lead: int) -> None:
    for words in ("One", "Two"):
        [preview] = await floor.types(RAVI, f"/mail {lead} {words}")
        floor.later(minutes=5)
        await floor.presses_on(RAVI, preview, "Send the e-mail")
    async with floor.book.reading() as session:
        [chat] = await session.scalars(select(Conversation).where(Conversation.channel == "email"))
        found = await session.get_one(Lead, lead)
    account = asked_by(MAIL_ACCOUNT, found.contact_id)  # until somebody there answers
    assert (chat.channel_account, chat.address, chat.contact_id) == (account, MAIL, found.contact_id)
    assert timedelta(0) < floor.clock.now() - chat.created_at


async def test_without_a_mail_server_it_says_so(floor: Floor, lead: int) -> None:
    floor.without_mail()
    assert "E-mail is not set up" in only(await floor.types(RAVI, f"/mail {lead} Hello"))
    assert [row for row in await floor.all_of(Outbound) if row.body.get("letter")] == []
