"""Words of which nobody knows whether they arrived: staff are told, and decide with the risk before them."""

from sqlalchemy import select

from bot.channels.port import Refusal
from crm.conversations.models import Conversation, Outbound
from crm.conversations.service import say
from crm.leads.models import Lead, LeadEvent
from tests.bot.desk import ASHA
from tests.bot.staff.floor import LEELA, RAVI, Floor


async def _becomes_unknown(floor: Floor, text: str) -> int:
    """The desk says something, its reply is lost, and Twilio cannot be asked for an hour."""
    chat = await floor.conversation(ASHA)
    async with floor.book.transaction() as session:
        [number] = await say(session, chat.id, "text", {"text": text}, "bot", text, floor.clock.now())
    floor.whatsapp.will_answer("lost")
    floor.whatsapp.reachable = False
    await floor.works()
    floor.listens()
    floor.later(minutes=61)
    await floor.works()
    return number


async def _fails_by_mail(floor: Floor, text: str) -> int:
    """An e-mail to Asha, beside her chat, that the mail server refused."""
    chat, now = await floor.conversation(ASHA), floor.clock.now()
    async with floor.book.transaction() as session:
        mails = Conversation(
            kind="customer",
            channel="email",
            channel_account="desk@example.com",
            address="asha@example.com",
            contact_id=chat.contact_id,
            created_at=now,
        )
        session.add(mails)
        await session.flush()
        [number] = await say(session, mails.id, "text", {"text": text}, "bot", text, now)
        (await session.get_one(Outbound, number)).status = "failed"
    return number


async def _state(floor: Floor, number: int) -> str:
    return next(row.status for row in await floor.all_of(Outbound) if row.id == number)


async def test_the_leads_owner_is_told_and_may_ask_again_call_it_arrived_or_send_a_second_copy(
    floor: Floor,
) -> None:
    lead_id = await floor.enquires("Asha", ASHA, owner=RAVI)

    asked = await _becomes_unknown(floor, "Your rooms are held.")
    assert floor.shown_to(LEELA) == []
    [told] = [message for message in floor.shown_to(RAVI) if "not known whether this arrived" in message.text]
    assert "Your rooms are held." in told.text
    assert "may come twice" in told.text
    assert _labels(told) == ["Ask WhatsApp again", "It arrived", "Send again"]
    await floor.presses(RAVI, f"lead:ask:{lead_id}:{asked}")
    floor.later(minutes=5)
    await floor.works()
    assert await _state(floor, asked) == "sending", "one look-up that fails does not end it"
    floor.listens()
    floor.later(minutes=61)
    await floor.works()
    assert await _state(floor, asked) == "unknown", "WhatsApp still cannot be asked"
    assert any("not known whether this arrived" in message.text for message in floor.shown_to(RAVI))
    floor.whatsapp.reachable = True
    await floor.presses(RAVI, f"lead:ask:{lead_id}:{asked}")
    await floor.works()
    assert await _state(floor, asked) == "sent"
    assert floor.texts().count("Your rooms are held.") == 1

    came = await _becomes_unknown(floor, "Breakfast is included.")
    assert (await floor.all_of(Lead))[0].needs_human
    mail = await _fails_by_mail(floor, "Your proposal.")
    await floor.presses(RAVI, f"lead:arrived:{lead_id}:{came}")
    assert await _state(floor, came) == "sent"
    assert (await floor.all_of(Lead))[0].needs_human, "an e-mail to the same customer is still lost"
    await floor.presses(RAVI, f"lead:aside:{lead_id}:{mail}")
    assert await _state(floor, mail) == "cancelled"
    assert (await floor.all_of(Lead))[0].needs_human is None
    events = [event.text for event in await floor.all_of(LeadEvent) if event.kind == "delivery"]
    assert "Says that this arrived: “Breakfast is included.”" in events

    again = await _becomes_unknown(floor, "Shall I book?")
    [warned] = await floor.presses(RAVI, f"lead:sendagain:{lead_id}:{again}")
    assert "may come twice" in warned.text
    assert _labels(warned) == ["Send a second copy", "It arrived"]
    assert floor.texts().count("Shall I book?") == 1
    await floor.presses(RAVI, f"lead:sendagain:{lead_id}:{again}!")
    assert await _state(floor, again) == "sent"
    assert floor.texts().count("Shall I book?") == 2
    await floor.presses(RAVI, f"lead:arrived:{lead_id}:{again}")
    assert floor.texts().count("Shall I book?") == 2


async def _fail(floor: Floor, *texts: str) -> list[int]:
    """The desk says something that WhatsApp refuses for good."""
    chat = await floor.conversation(ASHA)
    floor.whatsapp.will_answer(
        *[Refusal("63024", "No such number on WhatsApp.", "Ask for another.")] * len(texts)
    )
    floor.listens()
    made: list[int] = []
    async with floor.book.transaction() as session:
        for text in texts:
            made += await say(session, chat.id, "text", {"text": text}, "bot", text, floor.clock.now())
    await floor.works()
    await floor.works()
    return made


def _told_to(floor: Floor, telegram_id: int) -> list[str]:
    return [message.text for message in floor.shown_to(telegram_id) if "Not delivered" in message.text]


async def test_who_has_the_lead_is_told_once_of_desk_words_that_fail_in_a_row_and_may_send_them_again(
    floor: Floor,
) -> None:
    lead_id = await floor.enquires("Asha", ASHA, owner=RAVI)

    first, second = await _fail(floor, "Your rooms are held.", "Shall I book?")
    assert floor.shown_to(LEELA) == []
    [told] = [message for message in floor.shown_to(RAVI) if "Not delivered" in message.text]
    assert "“Your rooms are held.” to <b>Asha</b>.\nNo such number on WhatsApp. Ask for another." in told.text
    assert _labels(told) == ["Send again", "Set aside"]

    floor.whatsapp.will_answer(Refusal("63024", "No such number on WhatsApp.", "Ask for another."))
    floor.listens()
    await floor.presses(RAVI, f"lead:sendagain:{lead_id}:{second}")
    await floor.works()
    assert "“Shall I book?”" in _told_to(floor, RAVI)[-1], "who sent them again hears that they failed again"

    floor.later(minutes=50)
    await _fail(floor, "Good morning.")
    assert _told_to(floor, RAVI) == []
    floor.later(minutes=50)
    await _fail(floor, "Are you there?")
    assert len(_told_to(floor, RAVI)) == 1, "it goes on failing, and the hour is over"

    floor.later(minutes=1)
    await floor.presses(RAVI, f"lead:sendagain:{lead_id}:{first}")
    await floor.works()
    assert floor.texts()[-1] == "Your rooms are held."
    await _fail(floor, "And now?")
    assert len(_told_to(floor, RAVI)) == 1, "something arrived, so this is another trouble"


async def test_an_outage_fills_no_chat_with_leads_that_nobody_has(floor: Floor) -> None:
    addresses = [f"+91980000010{n}" for n in range(7)]
    for address in addresses:
        await floor.enquires("Guest", address)
    floor.whatsapp.will_answer(*[Refusal("20003", "Suspended.", "Call Twilio.")] * 7)
    floor.listens()
    for n, address in enumerate(addresses):
        chat = await floor.conversation(address)
        async with floor.book.transaction() as session:
            await say(session, chat.id, "text", {"text": "Hello"}, "bot", f"hello {n}", floor.clock.now())
        await floor.works()

    assert len(_told_to(floor, RAVI)) == 5
    assert {row.status for row in await floor.all_of(Outbound) if row.key.startswith("hello")} == {"failed"}


async def test_a_number_that_no_book_could_hold_and_a_message_of_another_lead_are_refused(
    floor: Floor,
) -> None:
    mine = await floor.enquires("Asha", ASHA, owner=RAVI)
    for name in ("ask", "arrived", "aside", "sendagain"):
        [said] = await floor.presses(RAVI, f"lead:{name}:{mine}:{'9' * 20}")
        assert "too old" in said.text
    await floor.enquires("Tom", "+447700900123", owner=LEELA)
    async with floor.book.transaction() as session:
        one, two = (await session.scalars(select(Lead).order_by(Lead.id))).all()
        theirs = await session.get_one(Conversation, two.conversation_id)
        theirs.contact_id = two.contact_id = one.contact_id
        [number] = await say(session, theirs.id, "text", {"text": "Hi"}, "bot", "hi", floor.clock.now())
        (await session.get_one(Outbound, number)).status = "unknown"
    said = " ".join(shown.text for shown in await floor.presses(RAVI, f"lead:arrived:{mine}:{number}"))
    assert "There is no such message, or none that you may see." in said
    assert await _state(floor, number) == "unknown"


def _labels(message: object) -> list[str]:
    return [button["label"] for row in message.buttons for button in row]  # type: ignore[attr-defined] # a Message
