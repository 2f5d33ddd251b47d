"""E-mail on the road: one message however often it comes, about the contact's lead, one answer."""

import asyncio
from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy import select

from bot.channels.port import Inbound, Media
from bot.one_letter import as_one_letter
from bot.turn import take_turn
from crm.contacts.models import ChannelIdentity, Contact
from crm.conversations.mail_places import make_own
from crm.conversations.mailing import Letter, open_chat
from crm.conversations.models import Conversation
from crm.conversations.models import Inbound as InboxRow
from crm.conversations.values import Outcome, Say, Scene
from crm.documents.models import ReceivedFile
from crm.leads import service as leads
from crm.leads.effects import Capture
from crm.leads.models import Lead
from tests.bot.desk import ASHA, MAIL_ACCOUNT, TestDesk

MAIL = "asha@example.com"
WISH = {"destinations": {"value": ["Bali"], "message": 1, "span": [0, 4], "confidence": 0.9, "by": "offline"}}


def mail(desk: TestDesk, text: str, address: str = MAIL, **more: Any) -> Inbound:
    fields = {
        "channel": "email",
        "channel_account": MAIL_ACCOUNT,
        "detail": {"subject": "Re: Bali", "is_proven": True},
        **more,
    }
    return desk.message(text, address, **fields)


async def _enquires(desk: TestDesk) -> Lead:
    """A customer enquires on WhatsApp and gives an e-mail address."""
    desk.mind.decide = lambda scene: Outcome(effects=(Capture(WISH),))
    await desk.customer_says("Bali, mail me at asha@example.com")
    await desk.works()
    desk.mind.decide = lambda scene: Outcome(says=(Say("text", {"text": "Noted."}),))
    async with desk.book.transaction() as session:
        lead = (await session.scalars(select(Lead))).one()
        (await session.get_one(Contact, lead.contact_id)).email = MAIL.title()
    return lead


async def _enquires_and_answers_a_letter(desk: TestDesk) -> Lead:
    """A customer whose address is their own: they have answered a letter that we sent there."""
    lead = await _enquires(desk)
    async with desk.book.transaction() as session:
        letter = Letter(MAIL_ACCOUNT, MAIL, "Bali", "Hello", {})
        chat_id = await open_chat(session, await session.get_one(Lead, lead.id), letter, desk.clock.now())
        await make_own(session, await session.get_one(Conversation, chat_id), MAIL_ACCOUNT)
    return lead


async def test_a_mail_that_comes_again_is_one_message_and_one_answer(desk: TestDesk) -> None:
    lead = await _enquires_and_answers_a_letter(desk)
    one = mail(desk, "Two adults please")
    assert [(await desk.hears(one)).new for _ in range(3)] == [1, 0, 0]
    await desk.works()
    scene: Scene = desk.mind.scenes[-1]
    assert scene.lead is not None
    assert (scene.channel, scene.lead.id) == ("email", lead.id)
    [answer] = desk.email.sent
    assert (answer.address, answer.text) == (MAIL, "Noted.")
    assert answer.thread == (one.external_id,)
    assert answer.letter is not None
    assert answer.letter["subject"] == "Re: Bali"
    assert len(await desk.all_of(Contact)) == 1


async def test_the_wait_begins_with_the_mail_and_ends_with_the_answer(desk: TestDesk) -> None:
    await _enquires_and_answers_a_letter(desk)
    await desk.hears(mail(desk, "Any news?"))
    assert [lead.waiting_since for lead in await desk.all_of(Lead)] == [desk.clock.now()]
    await desk.works()
    assert [lead.waiting_since for lead in await desk.all_of(Lead)] == [None]


async def test_an_answer_from_another_address_stays_in_its_thread(desk: TestDesk) -> None:
    await _enquires(desk)
    await desk.hears(mail(desk, "Hello"))
    await desk.works()
    [row] = [one for one in await desk.outbox() if one.body["text"] == "Noted." and one.provider_id]
    detail = {"subject": "Re: Bali", "answers": row.id}
    await desk.hears(mail(desk, "From my office", "asha@office.example", detail=detail))
    await desk.works()
    assert [one.address for one in desk.email.sent] == [MAIL, MAIL]
    async with desk.book.reading() as session:
        assert (
            len((await session.scalars(select(Conversation).where(Conversation.channel == "email"))).all())
            == 1
        )


@pytest.mark.parametrize("channel", ["whatsapp", "email"])
async def test_what_no_book_can_keep_stops_no_message(desk: TestDesk, channel: str) -> None:
    words = "Ba\x00li \ud800!"
    raw = {"headers": {"Subject": words}, words: [words]}
    more: dict[str, Any] = {"profile_name": words, "detail": {"subject": words}, "raw": raw}
    for _ in range(2):  # the first opens the conversation
        came = mail(desk, words, **more) if channel == "email" else desk.message(words, **more)
        await desk.hears(came)
    rows = await desk.all_of(InboxRow)
    assert [row.text for row in rows] == ["Bali ?!"] * 2
    assert rows[0].raw == {"headers": {"Subject": "Bali ?!"}, "Bali ?!": ["Bali ?!"]}


async def test_what_is_said_by_chat_and_by_mail_at_once_is_kept_both(
    desk: TestDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead = await _enquires_and_answers_a_letter(desk)
    await desk.hears(mail(desk, "Hello"))
    heard: dict[str, Any] = {"message": 1, "span": None, "confidence": 0.9, "by": "offline"}
    said = {"whatsapp": {"nights": {"value": 6, **heard}}, "email": {"adults": {"value": 2, **heard}}}
    desk.mind.decide = lambda scene: Outcome(effects=(Capture(said[scene.channel]),))
    await desk.customer_says("Six nights")
    desk.later(seconds=10)
    both = await desk.claims()
    assert len(both) == 2
    both_have_read, really_capture = asyncio.Barrier(2), leads.capture

    async def capture_at_once(*given: Any) -> Lead:
        with suppress(TimeoutError):  # the second waits for the first where the lead is locked
            async with asyncio.timeout(0.3):
                await both_have_read.wait()
        return await really_capture(*given)

    monkeypatch.setattr(leads, "capture", capture_at_once)
    await asyncio.gather(*(take_turn(desk.road, one) for one in both))
    async with desk.book.reading() as session:
        slots = (await session.get_one(Lead, lead.id)).slots
    assert {"nights", "adults"} <= slots.keys()


async def test_a_reference_to_a_chat_message_opens_no_thread(desk: TestDesk) -> None:
    await desk.customer_says("Hi")
    await desk.works()
    [row] = await desk.outbox()
    detail = {"subject": "x", "answers": row.id}
    await desk.hears(mail(desk, "Hello", "mallory@example.com", detail=detail))
    await desk.works()
    assert [one.address for one in desk.email.sent] == ["mallory@example.com"]
    assert desk.mind.scenes[-1].lead is None


async def test_an_address_given_by_two_contacts_is_a_person_of_its_own(desk: TestDesk) -> None:
    for number in ("+911", "+912"):
        await desk.customer_says("Hi", number)
    async with desk.book.transaction() as session:
        for contact in await session.scalars(select(Contact)):
            contact.email = MAIL
    await desk.hears(mail(desk, "Hello"))
    assert len(await desk.all_of(Contact)) == 3


async def test_what_is_attached_is_kept_and_what_is_dangerous_is_not(desk: TestDesk) -> None:
    lead = await _enquires_and_answers_a_letter(desk)
    files = (Media(b"%PDF-1.7 x", "application/pdf", "passport.pdf"), Media(b"MZ\x90", "image/png", "a.png"))
    detail = {"subject": "Papers", "is_proven": True, "media": [{"name": one.name} for one in files]}
    await desk.hears(mail(desk, "Here", kind="media", detail=detail, files=files))
    rows = await desk.all_of(ReceivedFile)
    assert [(row.name, row.status) for row in rows] == [("passport.pdf", "kept"), ("a.png", "refused")]
    assert lead.contact_id == (await desk.all_of(ChannelIdentity))[-1].contact_id


async def test_the_desk_is_silent_by_mail_while_a_colleague_speaks_in_the_chat(desk: TestDesk) -> None:
    await _enquires_and_answers_a_letter(desk)
    user = await desk.hires("Ravi")
    async with desk.book.transaction() as session:
        found = select(Conversation).where(Conversation.address == ASHA)
        (await session.scalars(found)).one().held_by = user
    await desk.hears(mail(desk, "Hello"))
    await desk.works()
    assert desk.mind.scenes[-1].held_by == user
    assert desk.email.sent == []


async def test_who_opted_out_gets_no_mail_either(desk: TestDesk) -> None:
    await _enquires_and_answers_a_letter(desk)
    async with desk.book.transaction() as session:
        (await session.scalars(select(Contact))).one().opted_out_at = desk.clock.now()
    await desk.hears(mail(desk, "Hello"))
    await desk.works()
    assert desk.email.sent == []


def test_what_is_said_in_one_turn_is_one_letter_with_its_paper() -> None:
    says = (
        Say("text", {"text": "One"}),
        Say("text", {"text": "Two"}),
        Say("document", {"proposal": 1, "name": "p.pdf"}),
        Say("text", {"text": "to staff"}, to=99, sender="system"),
    )
    made = as_one_letter(Outcome(says=says), 7)
    assert [(say.kind, say.body.get("text")) for say in made.says] == [
        ("document", "One\n\nTwo"),
        ("text", "to staff"),
    ]
    alone = Outcome(says=(Say("text", {"text": "One"}),))
    assert as_one_letter(alone, 7) == alone
