"""Delivery: in order, through the gate, every try written down."""

from datetime import timedelta

from sqlalchemy import update

from bot.channels.port import Refusal, TryLater
from bot.turn import revive
from crm.contacts.models import ChannelIdentity, Contact
from crm.conversations.effects import OptOut
from crm.conversations.models import Attempt
from crm.conversations.service import say
from crm.conversations.values import Outcome, Say, Scene
from crm.leads.effects import Capture
from crm.leads.models import Lead, LeadCard
from crm.users.models import User
from tests.bot.desk import ASHA, TestDesk
from tests.bot.outbox import greet, hold, queue_text, state


async def test_a_retry_later_holds_back_what_stands_behind_it(desk: TestDesk) -> None:
    await greet(desk)
    desk.whatsapp.will_answer(TryLater(7, "429"))
    first, second = await queue_text(desk, "one"), await queue_text(desk, "two")
    await desk.works()
    assert desk.texts() == []
    assert [(await state(desk, row)).status for row in (first, second)] == ["waiting", "waiting"]
    desk.later(seconds=6.9)
    await desk.works()
    assert desk.texts() == []
    desk.later(seconds=3)
    await desk.works()
    assert desk.texts() == ["one", "two"]
    tries = [(row.outbound_id, row.outcome) for row in await desk.all_of(Attempt)][1:]
    assert tries == [(first, "retry"), (first, "accepted"), (second, "accepted")]


async def test_another_chat_is_not_held_back(desk: TestDesk) -> None:
    await greet(desk)
    desk.whatsapp.will_answer(TryLater(600, "429"))
    await queue_text(desk, "one")
    await desk.works()
    await desk.customer_says("Hello", "+15551234567")
    await desk.works()
    assert desk.texts() == ["Heard: Hello"]


async def test_what_is_scheduled_for_later_holds_nobody_back(desk: TestDesk) -> None:
    await greet(desk)
    chat = await desk.conversation()
    tomorrow = desk.clock.now() + timedelta(days=1)
    async with desk.book.transaction() as session:
        body = {"text": "a reminder", "fallback": {"template": "HX1", "text": "a reminder"}}
        await say(session, chat.id, "text", body, "system", "remind:1", desk.clock.now(), run_at=tomorrow)
    await queue_text(desk, "now")
    await desk.works()
    assert desk.texts() == ["now"]
    desk.later(days=1)
    await desk.works()
    assert [(message.kind, message.text) for message in desk.whatsapp.sent[1:]] == [
        ("template", "a reminder")
    ]


async def test_a_retry_that_never_ends_fails_and_says_so(desk: TestDesk) -> None:
    await greet(desk)
    desk.whatsapp.will_answer(*[TryLater(1, "429")] * 30)
    row = await queue_text(desk, "one")
    for _ in range(12):
        await desk.works()
        desk.later(minutes=10)
    ended = await state(desk, row)
    assert (ended.status, ended.error_code) == ("failed", "429")
    assert ended.remedy
    assert len(desk.whatsapp.answers) == 20


async def test_a_permanent_error_is_tried_once_and_flags_the_address(desk: TestDesk) -> None:
    await greet(desk)
    desk.whatsapp.will_answer(Refusal("21211", "not a number", "Correct the number.", unreachable=True))
    row, behind = await queue_text(desk, "one"), await queue_text(desk, "two")
    await desk.works()
    assert (await state(desk, row)).remedy == "Correct the number."
    assert [attempt.outbound_id for attempt in await desk.all_of(Attempt)].count(row) == 1
    [identity] = await desk.all_of(ChannelIdentity)
    assert (identity.is_unreachable, identity.unreachable_reason) == (True, "not a number")
    assert (await state(desk, behind)).error_code == "unreachable"
    assert desk.texts() == []


async def test_the_providers_opt_out_is_taken_over(desk: TestDesk) -> None:
    await greet(desk)
    desk.whatsapp.will_answer(Refusal("21610", "unsubscribed", "", opted_out=True))
    await queue_text(desk, "one")
    behind = await queue_text(desk, "two")
    await desk.works()
    [contact] = await desk.all_of(Contact)
    assert contact.opted_out_at is not None
    assert (await state(desk, behind)).status == "cancelled"


async def test_nothing_is_sent_after_an_opt_out(desk: TestDesk) -> None:
    await greet(desk)
    await queue_text(desk, "too late")
    desk.mind.decide = lambda scene: Outcome(
        says=(Say("text", {"text": "You are unsubscribed."}),), effects=(OptOut(),)
    )
    await desk.customer_says("stop")
    await desk.works()
    await queue_text(desk, "from a colleague", sender="user:1")
    await desk.works()
    assert desk.texts() == []
    assert {row.status for row in await desk.outbox()} == {"sent", "cancelled"}


async def test_the_desk_is_silent_while_a_human_speaks(desk: TestDesk) -> None:
    await greet(desk)
    user_id = await desk.hires("Meera")
    bot, human = await queue_text(desk, "the desk"), await queue_text(desk, "Meera", sender=f"user:{user_id}")
    await hold(desk, user_id)
    await desk.works()
    assert desk.texts() == ["Meera"]
    assert (await state(desk, bot)).error_code == "human_speaks"
    await desk.customer_says("and the price?")
    await desk.works()
    assert desk.texts() == ["Meera"]
    assert len(desk.mind.scenes) == 2
    assert (await state(desk, human)).status == "sent"


async def test_free_text_outside_the_window_is_refused_and_a_template_offered(desk: TestDesk) -> None:
    await greet(desk)
    desk.mind.decide = lambda scene: Outcome(effects=(Capture({"nights": {"value": 6}}),))
    await desk.customer_says("6 nights")
    await desk.works()
    desk.later(hours=24)
    row = await queue_text(desk, "Still interested?")
    await desk.works()
    ended = await state(desk, row)
    assert (ended.status, ended.error_code) == ("failed", "window_closed")
    assert "template" in (ended.remedy or "")
    assert desk.texts() == []
    [lead] = await desk.all_of(Lead)
    assert "24 hours" in (lead.needs_human or "")


async def test_a_fallback_template_goes_when_the_provider_says_that_the_window_closed(desk: TestDesk) -> None:
    await greet(desk)
    desk.whatsapp.will_answer(Refusal("63016", "window", "template", window_closed=True))
    row = await queue_text(desk, "Hello", fallback={"template": "HX1", "text": "Hello again"})
    await desk.works()
    assert [(message.kind, message.template) for message in desk.whatsapp.sent] == [("template", "HX1")]
    assert (await state(desk, row)).status == "sent"


async def test_a_card_is_sent_once_and_then_edited_and_passes_other_messages(desk: TestDesk) -> None:
    await desk.hires("Meera")
    await desk.agent_says("/start")
    await desk.works()
    desk.draws_cards()
    desk.telegram.sent.clear()
    desk.mind.decide = lambda scene: Outcome(
        effects=(Capture({scene.heard[0].text: {"value": 1, "message": scene.heard[0].id}}),)
    )
    for slot in ("adults", "nights"):
        await desk.customer_says(slot)
        await desk.works()
    first, second = desk.telegram.sent
    assert (first.edits, second.edits) == (None, "SM2")
    assert [(card.message_id, card.revision) for card in await desk.all_of(LeadCard)] == [("SM2", 2)]


async def test_an_answer_ends_the_leads_wait(desk: TestDesk) -> None:
    def answer(scene: Scene) -> Outcome:
        return Outcome(says=(Say("text", {"text": "Hello"}),), effects=(Capture({"adults": {"value": 2}}),))

    desk.mind.decide = answer
    began = desk.clock.now()
    await desk.customer_says("2 adults")
    await desk.turn_only()
    [lead] = await desk.all_of(Lead)
    assert lead.waiting_since == began
    desk.later(seconds=61)
    await desk.works()
    [lead] = await desk.all_of(Lead)
    assert (lead.waiting_since, lead.first_response_at) == (
        None,
        began + timedelta(seconds=61),
    )


async def test_a_dead_turn_calls_a_human_and_can_be_revived(desk: TestDesk) -> None:
    def stumble(scene: Scene) -> Outcome:
        if any("poison" in heard.text for heard in scene.heard):
            raise ValueError("cannot read this")
        return Outcome(says=(Say("text", {"text": "fine"}),))

    desk.mind.decide = stumble
    await desk.customer_says("poison")
    for _ in range(8):
        await desk.works()
        desk.later(minutes=1)
    [turn] = await desk.turns()
    assert (turn.status, turn.attempts) == ("dead", 5)
    assert "cannot read this" in (turn.error or "")
    [lead] = await desk.all_of(Lead)
    assert lead.needs_human
    await desk.customer_says("hello?")
    await desk.works()
    assert desk.texts() == ["fine"]
    desk.mind.decide = lambda scene: Outcome(says=(Say("text", {"text": scene.heard[0].text}),))
    assert await revive(desk.road, turn.id)
    await desk.works()
    assert desk.texts() == ["fine", "poison"]
    assert not await revive(desk.road, turn.id)


async def test_staff_are_known_by_their_telegram_account(desk: TestDesk) -> None:
    user_id = await desk.hires("Meera", telegram_id=501)
    await desk.agent_says("/leads", 501)
    await desk.agent_says("/leads", 999)
    await desk.works()
    scenes = {scene.address: scene for scene in desk.staff_mind.scenes}
    assert (scenes["501"].user_id, scenes["999"].user_id) == (user_id, None)
    assert scenes["999"].kind == "staff"
    async with desk.book.transaction() as session:
        await session.execute(update(User).values(is_active=False))
    await desk.agent_says("/leads", 501)
    await desk.works()
    assert desk.staff_mind.scenes[-1].user_id is None


async def test_a_late_message_does_not_override_a_newer_one(desk: TestDesk) -> None:
    desk.mind.decide = lambda scene: Outcome(
        effects=(Capture({"nights": {"value": scene.heard[0].text, "message": scene.heard[0].id}}),)
    )
    noon = desk.clock.now()
    desk.later(minutes=1)
    await desk.customer_says("7 nights", provider_at=noon)
    await desk.works()
    await desk.customer_says("5 nights", provider_at=noon - timedelta(seconds=30))
    await desk.works()
    assert desk.mind.scenes[-1].heard[0].detail["is_late"]
    [lead] = await desk.all_of(Lead)
    assert lead.slots["nights"]["value"] == "7 nights"
    assert (await desk.conversation(ASHA)).last_inbound_at == noon
