"""Faults that a desk meets: processes die or are replaced, webhooks repeat, Redis forgets, Twilio stumbles.

Each runs the road as real processes against the double of Twilio; its journal is the witness.
`FAULT_SIZE=20 pytest tests/life/test_faults_road.py` plays them at a larger size.
"""

import asyncio
import os
from collections import Counter
from random import Random

import pytest
import redis

from bot.sandbox.people import Customer, Sandbox
from tests.life.processes import Town, running_town
from tests.life.road_desk import work_with_celery

SIZE = int(os.environ.get("FAULT_SIZE", "1"))
pytestmark = [pytest.mark.postgres, pytest.mark.timeout(120 + 60 * SIZE)]


async def people_of(sandbox: Sandbox, count: int) -> list[Customer]:
    return [await sandbox.customer(f"+9190000{number:05d}") for number in range(count)]


async def replies(sandbox: Sandbox) -> Counter[tuple[str, str]]:
    sends = await sandbox.sends(provider="twilio", operation="send")
    return Counter((send["chat"], send["text"]) for send in sends)


def wanted(phones: list[Customer], said: list[list[str]]) -> Counter[tuple[str, str]]:
    return Counter(
        (phone.number, f"re: {words}")
        for phone, all_words in zip(phones, said, strict=True)
        for words in all_words
    )


async def insist(phone: Customer, words: str, sid: str) -> None:
    """Send one message with one name until it is acknowledged."""
    for _ in range(60):
        told = await phone.says(words, message_sid=sid)
        if told.accepted:
            return
        await asyncio.sleep(0.2)
    raise AssertionError(f"{words} was never acknowledged")


async def test_a_web_process_that_dies_mid_turn_loses_and_doubles_nothing(postgres_url: str) -> None:
    kills, chance = 6 * SIZE, Random(1)
    with running_town(postgres_url, workers=0, webs=1, web_works=True, thinks_for=0.05) as town:
        async with Sandbox(town.sandbox_url) as sandbox:
            phones = await people_of(sandbox, 8)
            said = [[f"{number}-{count}" for count in range(6 * SIZE)] for number in range(8)]

            async def talk(number: int) -> None:
                for count, words in enumerate(said[number]):
                    await insist(phones[number], words, f"SM{number:016x}{count:016x}")
                    await asyncio.sleep(Random(number).uniform(0, 0.3))

            talking = [asyncio.create_task(talk(number)) for number in range(8)]
            while town.crew.kills < kills:
                await asyncio.sleep(chance.uniform(0.3, 0.8))
                await asyncio.to_thread(town.crew.kill_one, 0)
            await asyncio.gather(*talking)
            await town.settles_down()
            assert await replies(sandbox) == wanted(phones, said)


async def test_a_sender_that_dies_before_it_could_note_the_answer_sends_nothing_twice(
    postgres_url: str,
) -> None:
    with running_town(postgres_url, workers=2, timeout=30.0, send_lease=2.0) as town:
        async with Sandbox(town.sandbox_url) as sandbox:
            phones = await people_of(sandbox, 2 * SIZE)
            for phone in phones:
                # The double accepts, and holds its answer: both workers die while it is awaited.
                await sandbox.faults({"provider": "twilio", "kind": "timeout_after_accept", "seconds": 3})
                await phone.says("Hi")
                await phone.hears("re: Hi")
                for place in (1, 2):
                    await asyncio.to_thread(town.crew.kill_one, place)
            await town.settles_down()
            assert await replies(sandbox) == wanted(phones, [["Hi"]] * len(phones))
            assert town.ask("SELECT DISTINCT status IN ('sent', 'delivered') FROM outbox") == [(True,)]


async def test_webhooks_that_come_three_times_at_several_doors_leave_one_message_each(
    postgres_url: str,
) -> None:
    with running_town(postgres_url, workers=1, webs=3) as town:
        async with Sandbox(town.sandbox_url) as sandbox:
            phones = await people_of(sandbox, 10)
            said = [[f"{number}-{count}" for count in range(10 * SIZE)] for number in range(10)]

            async def talk(number: int) -> None:
                for words in said[number]:
                    told = await phones[number].says(words, repeat=3)
                    assert told.answers == (200, 200, 200)

            await asyncio.gather(*(talk(number) for number in range(10)))
            await town.settles_down()
            assert town.ask("SELECT count(*) FROM inbox") == [(100 * SIZE,)]
            assert await replies(sandbox) == wanted(phones, said)


async def test_an_album_of_a_stranger_makes_one_contact_whichever_doors_it_comes_through(
    postgres_url: str,
) -> None:
    with running_town(postgres_url, workers=1, webs=3) as town:
        async with Sandbox(town.sandbox_url) as sandbox:
            phones = await people_of(sandbox, 15 * SIZE)
            for phone in phones:
                told = await asyncio.gather(*(phone.says(f"picture {number}") for number in range(6)))
                assert all(one.accepted for one in told)
            counts = [
                town.ask(f"SELECT count(*) FROM {table}")[0][0]
                for table in ("contacts", "channel_identities", "conversations", "inbox")
            ]
            assert counts == [15 * SIZE, 15 * SIZE, 15 * SIZE, 90 * SIZE]


async def test_a_rolling_deploy_answers_every_webhook_and_loses_nothing(postgres_url: str) -> None:
    with running_town(postgres_url, workers=2, webs=1, thinks_for=0.1) as town:
        async with Sandbox(town.sandbox_url) as sandbox:
            phones = await people_of(sandbox, 4)
            said: list[list[str]] = [[] for _ in phones]
            is_over = asyncio.Event()

            async def talk(number: int) -> None:
                while not is_over.is_set():
                    words = f"{number}-{len(said[number])}"
                    said[number].append(words)
                    told = await phones[number].says(words)
                    assert set(told.answers) == {200}
                    await asyncio.sleep(0.05)

            talking = [asyncio.create_task(talk(number)) for number in range(4)]
            codes = [await asyncio.to_thread(town.crew.replace_one, place) for place in [0, 1, 2] * SIZE]
            is_over.set()
            await asyncio.gather(*talking)
            await town.settles_down()
            assert set(codes) == {0}
            assert await replies(sandbox) == wanted(phones, said)


@pytest.mark.redis
async def test_a_redis_that_forgets_everything_loses_and_doubles_nothing(
    postgres_url: str, redis_url: str
) -> None:
    with running_town(postgres_url, workers=0, redis_url=redis_url, sweep_every=0.5) as town:
        town.crew.add(work_with_celery, town.plan, redis_url, is_daemon=False)
        async with Sandbox(town.sandbox_url) as sandbox:
            phones = await people_of(sandbox, 5)
            said = [[f"{number}-{count}" for count in range(6 * SIZE)] for number in range(5)]

            async def talk(number: int) -> None:
                for words in said[number]:
                    assert (await phones[number].says(words)).accepted
                    await asyncio.sleep(0.2)

            town.ask(
                "INSERT INTO jobs (kind, key, payload, status, run_at, attempts, created_at) "
                "VALUES ('in_a_child', 'paper', '{}', 'waiting', now(), 0, now())"
            )
            talking = [asyncio.create_task(talk(number)) for number in range(5)]
            with redis.Redis.from_url(redis_url) as broker:
                for _ in range(4 * SIZE):
                    await asyncio.sleep(0.4)
                    broker.flushall()
            await asyncio.gather(*talking)
            await town.settles_down(within=90)
            assert await replies(sandbox) == wanted(phones, said)
            for _ in range(300):
                if town.ask("SELECT status FROM jobs") != [("waiting",)]:
                    break
                await asyncio.sleep(0.1)
            assert town.ask("SELECT status, error FROM jobs") == [("done", None)]


async def test_a_twilio_that_asks_to_slow_down_is_obeyed_and_nothing_is_lost(postgres_url: str) -> None:
    limit = 8
    with running_town(postgres_url, workers=1, per_second=float(limit)) as town:
        async with Sandbox(town.sandbox_url) as sandbox:
            phones = await people_of(sandbox, 12)
            await sandbox.faults(
                {"provider": "twilio", "kind": "429", "probability": 0.1, "retry_after": 1},
                {"provider": "twilio", "kind": "immediate_error", "code": 20429, "probability": 0.1},
                {"provider": "twilio", "kind": "immediate_error", "code": 63018, "probability": 0.1},
            )
            said = [[f"{number}-{count}" for count in range(2 * SIZE)] for number in range(12)]
            for number, phone in enumerate(phones):
                for words in said[number]:
                    await phone.says(words)
            await town.settles_down(within=110)
            assert await replies(sandbox) == wanted(phones, said)
            journal = await sandbox.journal(provider="twilio", kind="request", operation="send")
            moments = sorted(row["elapsed"] for row in journal)
            busiest = max(sum(1 for other in moments if at <= other < at + 1) for at in moments)
            assert busiest <= limit
            assert len(moments) > 24 * SIZE, "some were refused and tried again"


async def test_a_message_that_fails_in_the_callback_for_a_passing_reason_goes_again(
    postgres_url: str,
) -> None:
    with running_town(postgres_url, workers=1) as town:
        async with Sandbox(town.sandbox_url) as sandbox:
            [phone] = await people_of(sandbox, 1)
            await sandbox.faults({"provider": "twilio", "kind": "callback_error", "code": 63018})
            await phone.says("Hi")
            for _ in range(100):
                if town.ask("SELECT status FROM outbox") == [("delivered",)]:
                    break
                await asyncio.sleep(0.1)
            assert town.ask("SELECT status, attempts FROM outbox") == [("delivered", 2)]


@pytest.mark.parametrize("kind", ["immediate_error", "callback_error"])
async def test_a_closed_window_is_tried_once_and_calls_a_human(postgres_url: str, kind: str) -> None:
    with running_town(postgres_url, workers=1) as town:
        async with Sandbox(town.sandbox_url) as sandbox:
            [phone] = await people_of(sandbox, 1)
            await sandbox.faults({"provider": "twilio", "kind": kind, "code": 63016})
            await phone.says("Hi")
            await _until_failed(town)
            [(attempts, remedy)] = town.ask("SELECT attempts, remedy FROM outbox")
            assert attempts == 1
            assert "template" in remedy
            assert town.ask("SELECT count(*) FROM leads WHERE needs_human IS NOT NULL") == [(1,)]


async def _until_failed(town: Town) -> None:
    for _ in range(200):
        if town.ask("SELECT status FROM outbox") == [("failed",)]:
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"it did not fail: {town.ask('SELECT status, error FROM outbox')}")
