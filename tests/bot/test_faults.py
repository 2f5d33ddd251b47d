"""Faults that one process meets: late messages, poison, a mind that hangs, a lost bell."""

import asyncio
import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.bell import InProcessBell
from bot.channels.port import Inbound, LookupFailed
from bot.jobs import JobRunner
from bot.receive import receive
from bot.sweep import due_work, reconcile
from bot.worker import Worker
from crm.conversations.models import Conversation, Turn
from crm.conversations.rules import MAX_TURN_DEATHS
from crm.conversations.values import Outcome, Say, Scene
from crm.jobs.models import Job
from crm.jobs.service import ask, revive_job
from crm.leads.effects import Capture
from crm.leads.models import Lead
from tests.bot.desk import ACCOUNT, TestDesk
from tests.faults import Figures, size
from tests.servers import Redis


@pytest.mark.fault("T05")
@pytest.mark.timeout(size(120, 1800))
async def test_messages_are_heard_in_the_providers_order_or_marked_late(
    desk: TestDesk, figures: Figures
) -> None:
    desk.mind.decide = lambda scene: Outcome(
        effects=tuple(
            Capture({"nights": {"value": int(heard.text), "message": heard.id}}) for heard in scene.heard
        )
    )
    chance, began = random.Random(5), desk.clock.now()
    people = [f"+1555{number:07d}" for number in range(size(12, 200))]
    desk.later(minutes=10)
    waiting = [(person, count) for person in people for count in range(10)]
    # Shuffled within windows of two seconds, as a provider under load delivers.
    waiting.sort(key=lambda one: one[1] + chance.uniform(0, 2))
    for place, (person, count) in enumerate(waiting):
        await desk.customer_says(str(count), person, provider_at=began + timedelta(seconds=count))
        if place % 3 == 0:
            await desk.works()
    await desk.works()
    newest: dict[int, datetime] = {}
    for scene in desk.mind.scenes:
        heard = [one for one in scene.heard if not one.detail.get("is_late")]
        assert [one.at for one in scene.heard] == sorted(one.at for one in scene.heard)
        for one in heard:
            assert one.at >= newest.get(scene.conversation_id, one.at)
            newest[scene.conversation_id] = one.at
    leads = await desk.all_of(Lead)
    older = sum(lead.slots["nights"]["value"] != 9 for lead in leads)
    figures.show("messages", len(waiting), f"{size(12, 200)} conversations of 10, shuffled within 2 s")
    figures.show("slots overwritten by an older message", older, "0")
    assert [lead.slots["nights"]["value"] for lead in leads] == [9] * len(people)


async def test_a_burst_becomes_one_turn_and_never_waits_for_ever(desk: TestDesk) -> None:
    pace = replace(desk.road.pace, quiet=timedelta(seconds=1), at_most=timedelta(seconds=4))
    for number in range(5):
        await receive(desk.book, [desk.message(str(number))], desk.bell, desk.clock.now(), pace)
        await desk.works()
        desk.later(seconds=0.9)
    assert desk.mind.scenes == []
    await desk.works()
    assert [[heard.text for heard in scene.heard] for scene in desk.mind.scenes] == [
        ["0", "1", "2", "3", "4"]
    ]


@pytest.mark.fault("T19")
async def test_poison_is_set_aside_and_others_are_served(desk: TestDesk) -> None:
    def decide(scene: Scene) -> Outcome:
        if "poison" in scene.heard[0].text:
            raise RuntimeError("the mind cannot bear this")
        return Outcome(says=(Say("text", {"text": scene.heard[0].text}),))

    desk.mind.decide = decide
    for number in range(20):
        await desk.customer_says("poison" if number == 7 else f"hello {number}", f"+1555{number:07d}")
    for _ in range(8):
        await desk.works()
        desk.later(seconds=30)
    turns = await desk.turns()
    assert sorted(turn.status for turn in turns) == ["dead", *["settled"] * 19]
    assert max(turn.attempts for turn in turns) == 5
    assert len(desk.texts()) == 19


async def test_a_process_that_dies_over_a_message_does_not_die_for_ever(desk: TestDesk) -> None:
    await desk.customer_says("kills whoever reads it")
    for _ in range(MAX_TURN_DEATHS):
        assert len(await desk.claims()) == 1  # and the process dies
        assert await desk.claims() == []
        desk.later(seconds=61)
    await desk.works()
    [turn] = await desk.turns()
    assert (turn.status, desk.mind.scenes) == ("dead", [])


async def test_a_mind_that_hangs_ends_and_holds_no_other_up(desk: TestDesk) -> None:
    desk.road.terms = replace(desk.road.terms, think_limit=timedelta(seconds=0.05))

    async def decide(scene: Scene) -> Outcome:
        if scene.heard[0].text == "hang":
            await asyncio.Event().wait()
        return Outcome(says=(Say("text", {"text": "fine"}),))

    desk.mind.decide = decide
    await desk.customer_says("hang", "+15550000001")
    await desk.customer_says("Hi", "+15550000002")
    await desk.works()
    assert desk.texts() == ["fine"]
    errors = {turn.status: turn.error for turn in await desk.turns()}
    assert (errors["open"] or "").startswith("TimeoutError")


async def test_two_workers_never_think_about_the_same_conversation(desk: TestDesk) -> None:
    for number in range(12):
        await desk.customer_says("Hi", f"+1555{number:07d}")
    claimed = await asyncio.gather(*(desk.claims() for _ in range(4)))
    ids = [one.conversation_id for some in claimed for one in some]
    assert sorted(ids) == sorted(set(ids))


async def test_a_worker_that_lost_its_lease_writes_nothing(desk: TestDesk) -> None:
    async def too_slow(scene: Scene) -> Outcome:
        if len(desk.mind.scenes) == 1:
            desk.later(seconds=61)
            [again] = await desk.claims()
            assert again.attempt == 2
        return Outcome(says=(Say("text", {"text": f"answer {len(desk.mind.scenes)}"}),))

    desk.mind.decide = too_slow
    await desk.customer_says("Hi")
    await desk.works()
    assert desk.texts() == []
    desk.later(seconds=61)
    await desk.works()
    assert desk.texts() == ["answer 2"]


async def test_a_turn_that_someone_else_ended_writes_nothing_of_what_it_wanted(desk: TestDesk) -> None:
    slot = {"value": 6, "message": 1, "confidence": 1.0}
    for others in ((), (Say("text", {"text": "to staff"}, to=1),)):
        answer = Outcome((Say("text", {"text": "6 nights"}), *others), (Capture({"nights": slot}),))
        desk.mind.decide = lambda scene, answer=answer: answer
        await desk.customer_says("6 nights")
        [claimed] = await desk.claims()
        async with desk.book.transaction() as session:
            turn = await session.get_one(Turn, claimed.turn_id)
            turn.status = "dead"
        await desk.run(claimed)
        assert (await desk.all_of(Lead), await desk.outbox(), desk.texts()) == ([], [], [])
        desk.later(seconds=61)


class ForgetfulTwilio:
    """A channel whose provider can list what customers wrote."""

    account = ACCOUNT

    def __init__(self, messages: list[Inbound], *, is_up: bool = True) -> None:
        self.messages, self.is_up = messages, is_up
        self.asked_since: list[datetime] = []

    async def missed(self, since: datetime) -> list[Inbound]:
        self.asked_since.append(since)
        if not self.is_up:
            raise LookupFailed("down")
        return self.messages


async def test_a_message_whose_webhook_was_lost_is_fetched_and_answered_once(desk: TestDesk) -> None:
    came, lost = desk.message("came"), desk.message("lost")
    await desk.hears(came)
    await desk.works()
    twilio = ForgetfulTwilio([came, lost])
    desk.road.channels = {**desk.road.channels, "list": twilio}  # type: ignore[dict-item]  # only the listing
    assert await reconcile(desk.road) == 1
    assert await reconcile(desk.road) == 0
    await desk.works()
    assert desk.texts() == ["Heard: came", "Heard: lost"]
    now = desk.clock.now()
    assert twilio.asked_since == [now - timedelta(hours=24), now - timedelta(minutes=10)]


async def test_a_long_outage_hides_no_message_behind_one_that_came_after_it(desk: TestDesk) -> None:
    twilio = ForgetfulTwilio([])
    desk.road.channels = {**desk.road.channels, "list": twilio}  # type: ignore[dict-item]  # only the listing
    assert await reconcile(desk.road) == 0
    looked_at = desk.clock.now()
    desk.later(hours=3)  # the desk hears nothing, and cannot ask either
    twilio.is_up = False
    assert await reconcile(desk.road) == 0
    twilio.is_up = True
    after = desk.message("after the outage")
    await desk.hears(after)
    twilio.messages = [desk.message("in the middle of it"), after]
    assert await reconcile(desk.road) == 1
    assert twilio.asked_since[1:] == [looked_at - timedelta(minutes=10)] * 2
    await desk.works()
    assert {said for text in desk.texts() for said in text.removeprefix("Heard: ").split(" | ")} == {
        "after the outage",
        "in the middle of it",
    }


async def test_the_sweep_finds_what_no_bell_was_heard_for(desk: TestDesk) -> None:
    await desk.customer_says("Hi")
    desk.bell.take_due(desk.clock.now())  # the ring is lost
    async with desk.book.glance() as line:
        due = await due_work(line, desk.clock.now())
    assert (len(due.conversations), due.sends, due.jobs) == (1, False, 0)


async def test_a_running_worker_hears_the_bell_and_ends_when_told(desk: TestDesk) -> None:
    worker = Worker(desk.road, desk.bell, sweep_every=30)
    worker.start()
    try:
        for number in range(5):
            await desk.customer_says(f"Hi {number}", f"+1555{number:07d}")
        async with asyncio.timeout(20):
            while len(desk.texts()) < 5:  # noqa: ASYNC110 - the bell under test is the event
                await asyncio.sleep(0.01)
    finally:
        await worker.stop()
    await desk.customer_says("too late")
    await asyncio.sleep(0.1)
    assert len(desk.texts()) == 5


async def test_a_stopping_worker_lets_a_turn_under_way_end(desk: TestDesk) -> None:
    thinking, may_answer = asyncio.Event(), asyncio.Event()

    async def slow(scene: Scene) -> Outcome:
        thinking.set()
        await may_answer.wait()
        return Outcome(says=(Say("text", {"text": "done"}),))

    desk.mind.decide = slow
    worker = Worker(desk.road, desk.bell)
    worker.start()
    await desk.customer_says("Hi")
    await thinking.wait()
    stopping = asyncio.create_task(worker.stop())
    await asyncio.sleep(0.05)
    may_answer.set()
    await stopping
    assert desk.texts() == ["done"]


def test_a_bell_never_waits_for_a_redis_that_is_not_there() -> None:
    from bot.celery_app import CeleryBell

    bell = CeleryBell("redis://127.0.0.1:9/0", room=3)
    for number in range(50):  # more than there is room for
        bell.wake(number, datetime.now(UTC))
    bell.deliver()
    bell.work()


@pytest.mark.redis
def test_a_ring_unanswered_when_redis_dies_takes_no_worker_down(frail_redis: Redis) -> None:
    from bot.celery_app import make_app

    connection = make_app(frail_redis.url).connection_for_read()
    with connection.SimpleQueue("rings") as queue:
        queue.put("wake")
        ring = queue.get(timeout=5)
        frail_redis.restart()
        # What Celery does when it notices, in the order in which it took a worker down.
        queue.channel._disconnect_pools()
        connection.transport.client = None
        with pytest.raises(connection.connection_errors):
            ring.ack()
        queue.channel.close()


async def ask_for(desk: TestDesk, key: str, kind: str = "double") -> None:
    async with desk.book.transaction() as session:
        await ask(session, kind, key, {"number": 21}, desk.clock.now())


async def test_a_job_is_done_once_however_often_it_is_asked_for(desk: TestDesk) -> None:
    done: list[int] = []

    async def double(payload: Mapping[str, Any]) -> None:
        done.append(payload["number"] * 2)

    desk.worker = Worker(
        desk.road, desk.bell, JobRunner(desk.book, desk.clock, {"double": double}, InProcessBell())
    )
    await ask_for(desk, "one")
    await ask_for(desk, "one")
    await desk.works()
    await ask_for(desk, "one")
    await desk.works()
    assert done == [42]
    assert [job.status for job in await desk.all_of(Job)] == ["done"]


async def test_a_job_that_fails_is_tried_five_times_and_then_shown(desk: TestDesk) -> None:
    tries, buried = [], []

    async def stumble(payload: Mapping[str, Any]) -> None:
        tries.append(payload)
        raise OSError("no fonts")

    async def bury(job: object, error: str) -> None:
        buried.append(error)

    runner = JobRunner(desk.book, desk.clock, {"double": stumble}, desk.bell, on_death=bury)
    desk.worker = Worker(desk.road, desk.bell, runner)
    await ask_for(desk, "one")
    for _ in range(8):
        await desk.works()
        desk.later(minutes=10)
    [job] = await desk.all_of(Job)
    assert (job.status, job.error, len(tries)) == ("dead", "OSError: no fonts", 5)
    assert buried == ["OSError: no fonts"]
    async with desk.book.transaction() as session:
        assert await revive_job(session, job.id, desk.clock.now())
    await desk.works()
    assert len(tries) == 6


async def test_a_job_whose_worker_died_is_done_by_another(desk: TestDesk) -> None:
    done = []

    async def double(payload: Mapping[str, Any]) -> None:
        done.append(payload)

    runner = JobRunner(desk.book, desk.clock, {"double": double}, desk.bell)
    await ask_for(desk, "one")
    assert len(await runner.take()) == 1  # and its worker dies
    assert await runner.take() == []
    desk.later(minutes=6)
    for job in await runner.take():
        await runner.run(job)
    assert len(done) == 1


@pytest.mark.parametrize("held", [True, False])
async def test_a_bot_reply_is_dropped_when_a_human_took_over_while_it_was_thought(
    desk: TestDesk, held: bool
) -> None:
    async def decide(scene: Scene) -> Outcome:
        if held:
            async with desk.book.transaction() as session:
                await session.execute(update(Conversation).values(held_at=desk.clock.now(), held_by=user))
        effects = (Capture({"nights": {"value": 6, "message": scene.heard[0].id}}),)
        return Outcome(says=(Say("text", {"text": "Hello"}),), effects=effects)

    user = await desk.hires("Meera")
    desk.mind.decide = decide
    await desk.customer_says("6 nights")
    await desk.works()
    assert desk.texts() == ([] if held else ["Hello"])
    [lead] = await desk.all_of(Lead)
    assert lead.slots["nights"]["value"] == 6
