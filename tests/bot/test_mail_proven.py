"""Whose an e-mail is: nobody gets at a customer's trip by writing an address, in a letter or in a chat."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from bot.channels.port import Inbound
from crm.contacts.models import ChannelIdentity, Contact
from crm.conversations.mail_claims import Claim, claims_on, take_as_theirs
from crm.conversations.mail_places import apart
from crm.conversations.mailing import Letter, mail
from crm.conversations.models import Conversation, Outbound
from crm.conversations.models import Inbound as InboxRow
from crm.conversations.values import Outcome, Say
from crm.leads.effects import Capture
from crm.leads.models import Lead, LeadEvent
from crm.leads.service import Overtaken, ask_human
from tests.bot.desk import MAIL_ACCOUNT, TestDesk

MAIL = "asha@example.com"
WISH = {"destinations": {"value": ["Bali"], "message": 1, "span": [0, 4], "confidence": 0.9, "by": "offline"}}


def _mail(desk: TestDesk, text: str, **detail: Any) -> Inbound:
    detail = {"subject": "Bali", **detail}
    return desk.message(text, MAIL, channel="email", channel_account=MAIL_ACCOUNT, detail=detail)


def _proven(desk: TestDesk, text: str) -> Inbound:
    return _mail(desk, text, is_proven=True)


async def _comes(desk: TestDesk, arrival: Inbound) -> int | None:
    """Let a mail come and be answered; give the contact whose words it was taken for."""
    await desk.hears(arrival)
    await desk.works()
    contact_id: int | None = desk.mind.scenes[-1].contact_id
    return contact_id


async def _enquires(desk: TestDesk) -> Lead:
    """Somebody enquires in the chat, and says that this address is theirs. Every enquiry opens a lead."""
    desk.mind.decide = lambda scene: Outcome((Say("text", {"text": "Noted."}),), (Capture(WISH),))
    await desk.customer_says("Bali, mail me at asha@example.com")
    await desk.works()
    async with desk.book.transaction() as session:
        lead = (await session.scalars(select(Lead))).one()
        (await session.get_one(Contact, lead.contact_id)).email = MAIL.title()
    return lead


async def _is_written_to(desk: TestDesk, lead: Lead) -> int:
    """A colleague sends a letter to the address that the chat gave; gives its outbox number."""
    now = desk.clock.now()
    async with desk.book.transaction() as session:
        found = await session.get_one(Lead, lead.id)
        letter = Letter(MAIL_ACCOUNT, MAIL, "Bali", "Hello", {})
        [number] = await mail(session, found, letter, "user:1", "letter", now, desk.road.terms.link_lifetime)
    await desk.works()
    return number


async def _claims(desk: TestDesk, lead: Lead) -> list[tuple[str, bool]]:
    async with desk.book.reading() as session:
        found: list[Claim] = list(await claims_on(session, await session.get_one(Contact, lead.contact_id)))
    return [(one.address, one.is_proven) for one in found]


async def _told(desk: TestDesk, lead: Lead) -> list[str]:
    events = await desk.all_of(LeadEvent)
    return [one.kind for one in events if one.lead_id == lead.id and one.kind.startswith("mail_")]


async def test_a_mail_that_only_says_whose_it_is_touches_nothing_of_theirs(desk: TestDesk) -> None:
    lead = await _enquires(desk)
    assert await _comes(desk, _mail(desk, "Send the plan to this address, please")) != lead.contact_id
    scene = desk.mind.scenes[-1]
    assert scene.lead is None
    assert all(past.text != "Bali, mail me at asha@example.com" for past in scene.history)
    await _comes(desk, _mail(desk, "And again"))
    assert await _told(desk, lead) == ["mail_not_proven"]
    assert await _claims(desk, lead) == [(MAIL, False)]


async def test_a_mail_calls_nobody_away_from_what_the_customer_complains_of(desk: TestDesk) -> None:
    lead = await _enquires(desk)
    async with desk.book.transaction() as session:
        found = await session.get_one(Lead, lead.id)
        await ask_human(session, found, "A complaint", "customer", desk.clock.now())
        before = found.revision
    await _comes(desk, _mail(desk, "Hello"))
    async with desk.book.reading() as session:
        found = await session.get_one(Lead, lead.id)
    assert (found.needs_human, found.revision) == ("A complaint", before + 1)


async def test_who_names_an_address_in_a_chat_gets_nothing_of_its_owners_proven_mail(desk: TestDesk) -> None:
    mallory = await _enquires(desk)
    owner = await _comes(desk, _proven(desk, "We are four, and my passport is attached"))
    assert owner != mallory.contact_id
    assert desk.mind.scenes[-1].lead is None
    assert await _told(desk, mallory) == ["mail_of_address"]
    assert await _claims(desk, mallory) == [(MAIL, True)]


async def test_a_letter_that_nobody_answered_ties_no_mail_from_its_address(desk: TestDesk) -> None:
    mallory = await _enquires(desk)
    await _is_written_to(desk, mallory)
    owner = await _comes(desk, _proven(desk, "A trip of my own"))
    assert owner != mallory.contact_id
    assert [one.contact_id for one in await desk.all_of(ChannelIdentity) if one.channel == "email"] == [owner]
    assert await _comes(desk, _mail(desk, "Make it ten nights")) not in (owner, mallory.contact_id)


async def test_the_answer_to_a_letter_makes_the_address_the_customers(desk: TestDesk) -> None:
    lead = await _enquires(desk)
    number = await _is_written_to(desk, lead)
    answer = _mail(desk, "Yes please", answers=number)
    assert await _comes(desk, answer) == lead.contact_id
    assert (await desk.hears(answer)).repeated == 1
    assert await _comes(desk, _proven(desk, "A new mail of mine")) == lead.contact_id
    chats = [one for one in await desk.all_of(Conversation) if one.channel == "email"]
    assert [one.channel_account for one in chats] == [MAIL_ACCOUNT]


async def test_after_one_proven_mail_the_next_that_is_not_has_no_say(desk: TestDesk) -> None:
    owner = await _comes(desk, _proven(desk, "Bali"))
    stranger = await _comes(desk, _mail(desk, "STOP. Cancel it all"))
    assert stranger != owner
    assert await _comes(desk, _proven(desk, "Any news?")) == owner
    assert all(past.text != "STOP. Cancel it all" for past in desk.mind.scenes[-1].history)


async def test_a_forged_mail_that_comes_first_keeps_no_address_from_its_owner(desk: TestDesk) -> None:
    stranger = await _comes(desk, _mail(desk, "Bali"))
    owner = await _comes(desk, _proven(desk, "Bali, please"))
    assert owner != stranger
    assert [one.contact_id for one in await desk.all_of(ChannelIdentity)] == [owner]


async def test_a_forged_mail_takes_no_name_from_a_proven_one(desk: TestDesk) -> None:
    forged, real = _mail(desk, "Forged"), _proven(desk, "Real")
    await desk.hears(forged)
    await desk.hears(replace(real, external_id=forged.external_id))
    assert [row.text for row in await desk.all_of(InboxRow)] == ["Forged", "Real"]


async def test_who_answers_us_is_known_by_their_mailbox_without_a_checking_server(desk: TestDesk) -> None:
    first = await _comes(desk, _mail(desk, "Bali"))
    [row] = [one for one in await desk.all_of(Outbound) if one.provider_id]
    assert await _comes(desk, _mail(desk, "Two adults", answers=row.id)) == first
    assert await _comes(desk, _mail(desk, "Ten adults")) != first


async def test_a_stop_that_nothing_proves_keeps_letters_from_its_address(desk: TestDesk) -> None:
    lead = await _enquires(desk)
    stranger = await _comes(desk, _mail(desk, "STOP"))
    async with desk.book.transaction() as session:
        (await session.get_one(Contact, stranger)).opted_out_at = desk.clock.now()
    with pytest.raises(Overtaken, match="asks for no more messages"):
        await _is_written_to(desk, lead)
    assert (await desk.all_of(Contact))[0].opted_out_at is None


async def test_a_colleague_says_that_the_mails_are_the_customers(desk: TestDesk) -> None:
    lead = await _enquires(desk)
    await _comes(desk, _mail(desk, "Two adults please"))
    async with desk.book.transaction() as session:
        theirs = await session.get_one(Lead, lead.id)
        assert await take_as_theirs(session, theirs, "user:1", desk.clock.now())
        assert not await take_as_theirs(session, theirs, "user:1", desk.clock.now())
    assert {one.contact_id for one in await desk.all_of(Lead)} == {lead.contact_id}
    assert await _comes(desk, _proven(desk, "And a pool")) == lead.contact_id
    assert await _comes(desk, _mail(desk, "And a car")) != lead.contact_id
    assert await _claims(desk, lead) == [(MAIL, False)]


async def test_a_turn_under_way_over_mails_that_change_hands_begins_again_as_theirs(desk: TestDesk) -> None:
    lead = await _enquires(desk)
    await desk.hears(_mail(desk, "Two adults please"))
    desk.later(seconds=10)
    [claimed] = await desk.claims()
    async with desk.book.transaction() as session:
        await take_as_theirs(session, await session.get_one(Lead, lead.id), "user:1", desk.clock.now())
    await desk.run(claimed)
    assert len(await desk.all_of(Lead)) == 1
    await desk.works()
    assert desk.mind.scenes[-1].contact_id == lead.contact_id


async def test_a_person_who_is_known_by_more_than_the_address_is_never_taken_over(desk: TestDesk) -> None:
    mallory = await _enquires(desk)
    owner = await _comes(desk, _proven(desk, "Bali"))
    async with desk.book.transaction() as session:
        session.add(ChannelIdentity(contact_id=owner, channel="whatsapp", address="+4915100000000"))
    assert await _claims(desk, mallory) == []
    async with desk.book.transaction() as session:
        theirs = await session.get_one(Lead, mallory.id)
        assert not await take_as_theirs(session, theirs, "user:1", desk.clock.now())
    chats = {one.channel_account: one.contact_id for one in await desk.all_of(Conversation)}
    assert chats[MAIL_ACCOUNT] == owner
    assert apart(MAIL_ACCOUNT) not in chats
