"""One message, one road: received once, thought about once, settled once, delivered in order."""

import asyncio

from bot.channels.port import Status
from crm.contacts.models import ChannelIdentity, Contact
from crm.conversations.models import Attempt, Conversation, Inbound
from crm.conversations.values import Outcome, Say
from tests.bot.desk import ASHA, TestDesk


async def test_a_message_is_answered_once(desk: TestDesk) -> None:
    await desk.customer_says("Hi")
    await desk.works()
    assert desk.texts() == ["Heard: Hi"]
    [row] = await desk.outbox()
    assert (row.status, row.provider_id, row.attempts) == ("sent", "SM1", 1)
    [attempt] = await desk.all_of(Attempt)
    assert (attempt.outcome, attempt.number) == ("accepted", 1)
    await desk.works()
    assert desk.texts() == ["Heard: Hi"]


async def test_a_repeated_webhook_leaves_one_message(desk: TestDesk) -> None:
    message = desk.message("Hi")
    first, again = await desk.hears(message), await desk.hears(message)
    await desk.works()
    third = await desk.hears(message)
    await desk.works()
    assert (first.new, again.new, again.repeated, third.new) == (1, 0, 1, 0)
    assert len(await desk.all_of(Inbound)) == 1
    assert desk.texts() == ["Heard: Hi"]


async def test_an_album_of_a_new_contact_makes_one_contact_and_one_conversation(desk: TestDesk) -> None:
    album = [desk.message("", kind="media", detail={"media": [{"n": n}]}) for n in range(6)]
    await asyncio.gather(*(desk.hears(picture) for picture in album))
    assert len(await desk.all_of(Conversation)) == 1
    assert len(await desk.all_of(Contact)) == 1
    assert len(await desk.all_of(ChannelIdentity)) == 1
    assert len(await desk.all_of(Inbound)) == 6


async def test_a_contact_begins_with_the_name_and_number_the_channel_gives(desk: TestDesk) -> None:
    await desk.customer_says("Hi", profile_name="Asha")
    [contact] = await desk.all_of(Contact)
    assert (contact.name, contact.phone) == ("Asha", ASHA)


async def test_a_turn_knows_what_was_said_before(desk: TestDesk) -> None:
    for text in ("Hi", "To Bali"):
        await desk.customer_says(text)
        await desk.works()
        desk.later(minutes=1)
    scene = desk.mind.scenes[-1]
    assert [heard.text for heard in scene.heard] == ["To Bali"]
    assert [(past.role, past.text) for past in scene.history] == [("customer", "Hi"), ("desk", "Heard: Hi")]


async def test_what_arrives_while_the_desk_thinks_becomes_the_next_turn(desk: TestDesk) -> None:
    async def interrupted(scene: object) -> Outcome:
        if len(desk.mind.scenes) == 1:
            await desk.customer_says("and two kids")
        return Outcome(says=(Say("text", {"text": f"answer {len(desk.mind.scenes)}"}),))

    desk.mind.decide = interrupted
    await desk.customer_says("2 adults")
    await desk.works()
    heard = [[one.text for one in scene.heard] for scene in desk.mind.scenes]
    assert heard == [["2 adults"], ["and two kids"]]
    assert desk.texts() == ["answer 1", "answer 2"]


async def test_replies_of_one_turn_keep_their_order(desk: TestDesk) -> None:
    desk.mind.decide = lambda scene: Outcome(says=tuple(Say("text", {"text": str(n)}) for n in range(5)))
    await desk.customer_says("Hi")
    await desk.works()
    assert desk.texts() == ["0", "1", "2", "3", "4"]


async def test_statuses_only_move_forward(desk: TestDesk) -> None:
    await desk.customer_says("Hi")
    await desk.works()
    [row] = await desk.outbox()
    for name in ("read", "delivered", "sent", "failed"):
        await desk.hears(Status(row.id, "SM1", name))
    [row] = await desk.outbox()
    assert row.status == "read"
    assert row.delivered_at is not None


async def test_a_status_of_another_message_moves_nothing(desk: TestDesk) -> None:
    await desk.customer_says("Hi")
    await desk.works()
    [row] = await desk.outbox()
    receipt = await desk.hears(Status(row.id, "SMother", "read"), Status(None, "SMnobody", "read"))
    assert receipt.statuses == 0
    assert (await desk.outbox())[0].status == "sent"
