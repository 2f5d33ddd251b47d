"""Processes die or are replaced, webhooks repeat, Redis forgets: nothing is lost and nothing doubled.

Each runs the road as real processes against the double of Twilio; its journal is the witness.
"""

import asyncio
import time
from collections import Counter
from datetime import datetime
from random import Random

import httpx
import pytest
import redis

from bot.sandbox.people import Sandbox
from tests.faults import Figures, percentile, size
from tests.life.processes import running_town
from tests.life.road_desk import work_with_celery
from tests.life.witness import against, insist, is_awake, people_of, replies, wanted
from tests.servers import Redis

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(size(180, 1800))]
WITHIN = float(size(60, 300))  # seconds in which everything must have settled


def unpooled() -> httpx.AsyncClient:
    """A caller who opens a connection for each request: a kept one may be that of a killed process."""
    return httpx.AsyncClient(verify=False, timeout=30, limits=httpx.Limits(max_keepalive_connections=0))


@pytest.mark.fault("T01")
async def test_a_web_process_that_dies_mid_turn_loses_and_doubles_nothing(
    postgres_url: str, figures: Figures
) -> None:
    kills, chance, restarts = size(6, 200), Random(1), list[float]()
    with running_town(postgres_url, workers=0, webs=1, web_works=True, thinks_for=0.05) as town:
        async with Sandbox(town.sandbox_url) as sandbox, unpooled() as web:
            phones = await people_of(sandbox, 8)
            said: list[list[str]] = [[] for _ in phones]

            async def talk(number: int) -> None:
                while town.crew.kills < kills:
                    count = len(said[number])
                    said[number].append(f"{number}-{count}")
                    await insist(phones[number], said[number][-1], f"SM{number:016x}{count:016x}")
                    await asyncio.sleep(Random(number).uniform(0, 0.3))

            talking = [asyncio.create_task(talk(number)) for number in range(8)]
            while town.crew.kills < kills:
                # However busy the machine is, what is killed must be a desk at work, not one that begins.
                await town.settles_turns(8)
                await asyncio.sleep(chance.uniform(0, 0.5))
                began = time.monotonic()
                await asyncio.to_thread(town.crew.kill_one, 0)
                assert (await web.post(f"{town.plan.web_url}/webhooks/whatsapp")).status_code == 403
                restarts.append(time.monotonic() - began)
            await asyncio.gather(*talking)
            await town.settles_down(WITHIN)
            lost, wrong = against(wanted(phones, said), await replies(sandbox))
            figures.show("kills", town.crew.kills, f"{kills}")
            figures.show("messages", sum(map(len, said)))
            figures.show("lost", lost, "0")
            figures.show("wrong or doubled", wrong, "0")
            figures.clock("restart to ready p50", percentile(restarts, 0.5), 2)
            assert (lost, wrong) == (0, 0)


@pytest.mark.fault("T02")
async def test_a_sender_that_dies_before_it_could_note_the_answer_sends_nothing_twice(
    postgres_url: str, figures: Figures
) -> None:
    kills = size(3, 200)
    with running_town(postgres_url, workers=1, timeout=30.0, send_lease=2.0) as town:
        async with Sandbox(town.sandbox_url) as sandbox:
            phones = await people_of(sandbox, kills)
            for phone in phones:
                # The double accepts, and holds its answer: the worker dies while it is awaited.
                await sandbox.faults({"provider": "twilio", "kind": "timeout_after_accept", "seconds": 3})
                await phone.says("Hi")
                await phone.hears("re: Hi", within=30)
                await asyncio.to_thread(town.crew.kill_one, 1)
            await town.settles_down(WITHIN)
            lost, doubled = against(wanted(phones, [["Hi"]] * kills), await replies(sandbox))
            told = dict(town.ask("SELECT status, count(*) FROM outbox GROUP BY status"))
            figures.show("kills in the window", town.crew.kills, f"{kills}")
            figures.show("lost", lost, "0")
            figures.show("sent twice", doubled, "0")
            figures.show("left in doubt", told.get("unknown", 0))
            assert (lost, doubled) == (0, 0)
            assert set(told) <= {"sent", "delivered", "read"}


@pytest.mark.fault("T03")
async def test_webhooks_that_come_three_times_at_several_doors_leave_one_message_each(
    postgres_url: str, figures: Figures
) -> None:
    each = size(10, 200)
    with running_town(postgres_url, workers=1, webs=4) as town:
        async with Sandbox(town.sandbox_url) as sandbox:
            phones = await people_of(sandbox, 10)
            said = [[f"{number}-{count}" for count in range(each)] for number in range(10)]

            async def talk(number: int) -> None:
                for words in said[number]:
                    told = await phones[number].says(words, repeat=3)
                    assert told.answers == (200, 200, 200)

            await asyncio.gather(*(talk(number) for number in range(10)))
            await town.settles_down(WITHIN)
            [(rows,)] = town.ask("SELECT count(*) FROM inbox")
            answered = await replies(sandbox)
            figures.show("inbox rows", rows, f"{10 * each}")
            figures.show("replies", answered.total(), f"{10 * each}")
            assert rows == 10 * each
            assert answered == wanted(phones, said)


@pytest.mark.fault("T04")
async def test_an_album_of_a_stranger_makes_one_contact_whichever_doors_it_comes_through(
    postgres_url: str, figures: Figures
) -> None:
    count = size(15, 200)
    with running_town(postgres_url, workers=1, webs=3) as town:
        async with Sandbox(town.sandbox_url) as sandbox:
            phones = await people_of(sandbox, count)
            for phone in phones:
                told = await asyncio.gather(*(phone.says(f"picture {number}") for number in range(6)))
                assert all(one.accepted for one in told)
            tables = ("contacts", "channel_identities", "conversations", "inbox")
            counts = {table: town.ask(f"SELECT count(*) FROM {table}")[0][0] for table in tables}
            for table, rows in counts.items():
                figures.show(table, rows, f"{count * (6 if table == 'inbox' else 1)}")
            assert list(counts.values()) == [count, count, count, 6 * count]


@pytest.mark.fault("T20")
async def test_a_rolling_deploy_answers_every_webhook_and_loses_nothing(
    postgres_url: str, figures: Figures
) -> None:
    restarts = size(3, 21)
    # Nobody is killed here, so leases may be long: a process that is told to stop must end what it began.
    patience = {"turn_lease": 30.0, "send_lease": 40.0, "timeout": 20.0}
    with running_town(postgres_url, workers=2, webs=1, thinks_for=0.1, **patience) as town:
        async with Sandbox(town.sandbox_url) as sandbox:
            phones = await people_of(sandbox, 4)
            said: list[list[str]] = [[] for _ in phones]
            answers: Counter[int] = Counter()
            is_over = asyncio.Event()

            async def talk(number: int) -> None:
                while not is_over.is_set():
                    words = f"{number}-{len(said[number])}"
                    said[number].append(words)
                    answers.update((await phones[number].says(words)).answers)
                    await asyncio.sleep(0.05)

            talking = [asyncio.create_task(talk(number)) for number in range(4)]
            codes = [await asyncio.to_thread(town.crew.replace_one, place % 3) for place in range(restarts)]
            is_over.set()
            await asyncio.gather(*talking)
            await town.settles_down(WITHIN)
            lost, wrong = against(wanted(phones, said), await replies(sandbox))
            refused = answers.total() - answers[200]
            figures.show("restarts", len(codes), f"{restarts}")
            figures.show("webhooks", answers.total())
            figures.show("not answered with 200", refused, "0")
            figures.show("lost", lost, "0")
            figures.clock("longest drain", max(town.crew.drains), 25)
            assert set(codes) == {0}
            assert (refused, lost, wrong) == (0, 0, 0)


@pytest.mark.fault("T08")
@pytest.mark.redis
async def test_a_redis_that_forgets_everything_loses_and_doubles_nothing(
    postgres_url: str, frail_redis: Redis, figures: Figures
) -> None:
    blows, sweep = size(4, 10), 0.5
    with running_town(postgres_url, workers=0, redis_url=frail_redis.url, sweep_every=sweep) as town:
        town.crew.add(work_with_celery, town.plan, frail_redis.url, is_daemon=False)
        async with Sandbox(town.sandbox_url) as sandbox:
            phones = await people_of(sandbox, 5)
            said: list[list[str]] = [[] for _ in phones]
            said_at: dict[tuple[str, str], float] = {}
            is_over = asyncio.Event()

            async def talk(number: int) -> None:
                while not is_over.is_set():
                    words = f"{number}-{len(said[number])}"
                    said[number].append(words)
                    assert (await phones[number].says(words)).accepted
                    said_at[phones[number].number, f"re: {words}"] = time.time()
                    await asyncio.sleep(0.3)

            town.ask(
                "INSERT INTO jobs (kind, key, payload, status, run_at, attempts, created_at) "
                "VALUES ('in_a_child', 'paper', '{}', 'waiting', now(), 0, now())"
            )
            await is_awake(phones[0], said[0])
            talking = [asyncio.create_task(talk(number)) for number in range(5)]
            for number in range(blows):
                await asyncio.sleep(size(1, 3))
                if number % 2:
                    await asyncio.to_thread(frail_redis.restart)
                else:
                    with redis.Redis.from_url(frail_redis.url) as broker:
                        broker.flushall()
            await asyncio.sleep(1)
            is_over.set()
            await asyncio.gather(*talking)
            await town.settles_down(WITHIN + 60)
            lost, doubled = against(wanted(phones, said), await replies(sandbox))
            delays = [
                datetime.fromisoformat(send["at"]).timestamp() - said_at[send["chat"], send["text"]]
                for send in await sandbox.sends(provider="twilio", operation="send")
                if (send["chat"], send["text"]) in said_at
            ]
            figures.show("times forgotten", blows, f"{blows}, half of them restarts")
            figures.show("messages", len(delays))
            figures.show("lost", lost, "0")
            figures.show("doubled", doubled, "0")
            figures.clock("delay p99", percentile(delays, 0.99), 10)
            assert (lost, doubled) == (0, 0)
            for _ in range(300):
                if town.ask("SELECT status FROM jobs") != [("waiting",)]:
                    break
                await asyncio.sleep(0.1)
            assert town.ask("SELECT status, error FROM jobs") == [("done", None)]
