"""The stores fail under the desk: connections to PostgreSQL are cut, Redis stands still. Nothing is lost."""

import asyncio
import time

import pytest

from bot.sandbox.people import Customer, Sandbox
from tests.faults import Figures, percentile, size
from tests.life.processes import running_town
from tests.life.road_desk import work_with_celery
from tests.life.witness import against, insist, is_awake, people_of, replies, wanted
from tests.servers import Redis

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(size(180, 1800))]
WITHIN = float(size(60, 300))
CUT_ONE = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() ORDER BY random() LIMIT 1
"""


@pytest.mark.fault("T07")
async def test_connections_to_the_database_that_are_cut_lose_and_double_nothing(
    postgres_url: str, figures: Figures
) -> None:
    cuts, done = size(25, 500), 0
    # A worker that a busy machine holds up for longer than its lease may send what another has sent.
    patience = {"send_lease": 8.0, "timeout": 2.0}
    with running_town(postgres_url, workers=2, webs=1, **patience) as town:
        async with Sandbox(town.sandbox_url) as sandbox:
            phones = await people_of(sandbox, 8)
            said: list[list[str]] = [[] for _ in phones]
            is_over = asyncio.Event()

            async def talk(number: int) -> None:
                while not is_over.is_set():
                    count = len(said[number])
                    said[number].append(f"{number}-{count}")
                    await insist(phones[number], said[number][-1], f"SM{number:016x}{count:016x}")
                    await asyncio.sleep(0.1)

            talking = [asyncio.create_task(talk(number)) for number in range(8)]
            while done < cuts:
                done += len(await asyncio.to_thread(town.ask, CUT_ONE))
                await asyncio.sleep(0.05)
            is_over.set()
            await asyncio.gather(*talking)
            healed = time.monotonic()
            assert (await phones[0].says("afterwards")).accepted
            healed = time.monotonic() - healed
            said[0].append("afterwards")
            await town.settles_down(WITHIN)
            lost, doubled = against(wanted(phones, said), await replies(sandbox))
            [(most,)] = town.ask("SELECT max(attempts) FROM turns")
            figures.show("connections cut", done, f"{cuts}")
            figures.show("messages", sum(map(len, said)))
            figures.show("lost", lost, "0")
            figures.show("doubled", doubled, "0")
            figures.show("most tries of a turn", most)
            figures.clock("first webhook afterwards", healed, 1)
            assert (lost, doubled) == (0, 0)


@pytest.mark.fault("T09")
@pytest.mark.redis
async def test_a_redis_that_stands_still_holds_up_neither_webhooks_nor_answers(
    postgres_url: str, frail_redis: Redis, figures: Figures
) -> None:
    still = size(4, 60)
    with running_town(postgres_url, workers=0, redis_url=frail_redis.url, sweep_every=0.5) as town:
        town.crew.add(work_with_celery, town.plan, frail_redis.url, is_daemon=False)
        async with Sandbox(town.sandbox_url) as sandbox:
            phones = await people_of(sandbox, 4)
            said: list[list[str]] = [[] for _ in phones]
            took: list[float] = []
            await is_awake(phones[0], said[0])
            frail_redis.hold_still()
            await _talks(phones, said, took, float(still))
            await town.settles_down(WITHIN)
            answered = (await replies(sandbox)).total()
            frail_redis.go_on()
            await town.settles_down(WITHIN + 60)
            lost, doubled = against(wanted(phones, said), await replies(sandbox))
            figures.show("webhooks meanwhile", len(took))
            figures.show("answered meanwhile", answered, f"{sum(map(len, said))}")
            figures.show("lost", lost, "0")
            figures.show("doubled", doubled, "0")
            figures.clock("webhook p99", percentile(took, 0.99) * 1000, 500, "ms")
            figures.clock("longest", max(took), 5)
            assert (lost, doubled) == (0, 0)
            assert answered == sum(map(len, said)), "workers look for themselves while no bell rings"
            assert len(took) > 2 * still, "the doors went on answering"


async def _talks(phones: list[Customer], said: list[list[str]], took: list[float], seconds: float) -> None:
    until = time.monotonic() + seconds

    async def talk(number: int) -> None:
        while time.monotonic() < until:
            words = f"{number}-{len(said[number])}"
            said[number].append(words)
            began = time.monotonic()
            assert (await phones[number].says(words)).accepted
            took.append(time.monotonic() - began)
            await asyncio.sleep(0.2)

    await asyncio.gather(*(talk(number) for number in range(len(phones))))
