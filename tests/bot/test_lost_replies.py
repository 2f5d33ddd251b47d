"""A send whose reply was lost: the provider is asked, and nothing is repeated blindly."""

from bot.channels.port import Status
from crm.conversations.service import retry
from crm.conversations.values import Outcome, Say
from tests.bot.desk import TestDesk
from tests.bot.outbox import greet, queue_text, state


async def test_a_lost_reply_is_asked_about_and_not_repeated(desk: TestDesk) -> None:
    await greet(desk)
    desk.whatsapp.will_answer("lost")
    row, behind = await queue_text(desk, "one"), await queue_text(desk, "two")
    await desk.works()
    assert (await state(desk, row)).status == "sending"
    assert (await state(desk, behind)).status == "waiting"
    desk.later(seconds=3)
    await desk.works()
    assert (await state(desk, row)).status == "sent"
    assert desk.texts() == ["one", "two"]


async def test_a_message_that_the_provider_does_not_know_of_is_sent_again_when_that_is_sure(
    desk: TestDesk,
) -> None:
    await greet(desk)
    desk.whatsapp.will_answer("lost")
    row = await queue_text(desk, "one")
    await desk.works()
    desk.whatsapp.sent.clear()  # the provider had not taken it after all
    desk.later(seconds=3)
    await desk.works()
    assert (await state(desk, row)).status == "sending"  # it may still be at work on it
    desk.later(seconds=26)
    await desk.works()
    assert (await state(desk, row)).status == "sent"
    assert desk.texts() == ["one"]


async def test_an_early_callback_answers_a_lost_reply(desk: TestDesk) -> None:
    await greet(desk)
    desk.whatsapp.will_answer("lost")
    row = await queue_text(desk, "one")
    await desk.works()
    await desk.hears(Status(row, "SM77", "delivered"))
    desk.later(minutes=5)
    await desk.works()
    ended = await state(desk, row)
    assert (ended.status, ended.provider_id) == ("delivered", "SM77")
    assert desk.texts() == ["one"]


async def test_an_outcome_that_nobody_can_tell_stays_visible_and_is_repeated_by_a_human_only(
    desk: TestDesk,
) -> None:
    await desk.hires("Meera")
    await desk.agent_says("/help")
    desk.staff_mind.decide = lambda scene: Outcome(says=(Say("text", {"text": "Commands"}),))
    desk.telegram.will_answer("lost")
    await desk.works()
    [row] = await desk.outbox()
    assert (row.status, row.error_code) == ("unknown", "ambiguous")
    assert row.remedy
    desk.later(hours=3)
    await desk.works()
    assert len(desk.telegram.tries) == 1
    async with desk.book.transaction() as session:
        await retry(session, row.id, desk.clock.now())
    await desk.works()
    assert (await desk.outbox())[0].status == "sent"


async def test_a_sender_that_died_after_the_provider_took_it_leaves_one_message(desk: TestDesk) -> None:
    await greet(desk)
    row = await queue_text(desk, "one")
    [taken] = await desk.takes()
    await desk.whatsapp.send(desk.message_of(taken))  # and here the process dies
    desk.later(seconds=61)
    await desk.works()
    assert (await state(desk, row)).status == "sent"
    assert desk.texts() == ["one"]


async def test_a_sender_that_died_before_sending_is_followed_by_another(desk: TestDesk) -> None:
    await greet(desk)
    row = await queue_text(desk, "one")
    assert len(await desk.takes()) == 1
    await desk.works()
    assert desk.texts() == []
    desk.later(seconds=61)
    await desk.works()
    assert (await state(desk, row)).status == "sent"
    assert desk.texts() == ["one"]


async def test_a_provider_that_cannot_be_asked_is_asked_later(desk: TestDesk) -> None:
    await greet(desk)
    desk.whatsapp.will_answer("lost")
    desk.whatsapp.reachable = False
    row = await queue_text(desk, "one")
    for _ in range(5):
        await desk.works()
        desk.later(seconds=20)
    assert (await state(desk, row)).status == "sending"
    desk.whatsapp.reachable = True
    await desk.works()
    assert (await state(desk, row)).status == "sent"
    assert desk.texts() == ["one"]


async def test_a_failure_that_passes_is_sent_again_under_a_new_name(desk: TestDesk) -> None:
    await greet(desk)
    row = await queue_text(desk, "one")
    await desk.works()
    name = (await state(desk, row)).provider_id or ""
    await desk.hears(Status(row, name, "failed", "63018", "slow down", retry_after=2))
    await desk.hears(Status(row, name, "sent"))  # old news about the old name
    desk.later(seconds=5)
    await desk.works()
    ended = await state(desk, row)
    assert ended.status == "sent"
    assert ended.provider_id != name
    assert desk.texts() == ["one", "one"]
