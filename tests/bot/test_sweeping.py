"""A worker to whom nobody rings finds all work in the book, and asks for it in one question."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

import bot.worker
from bot.bell import InProcessBell
from bot.turn import take_turn
from bot.worker import Worker
from tests.bot.desk import TestDesk


@asynccontextmanager
async def deaf_worker(desk: TestDesk) -> AsyncIterator[None]:
    """A worker that hears no bell but looks into the book a hundred times a second."""
    worker = Worker(desk.road, InProcessBell(), sweep_every=0.01)
    worker.start()
    await asyncio.sleep(0.05)  # what it does when it starts is done
    try:
        yield
    finally:
        await worker.stop()


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not is_so():  # noqa: ASYNC110 - the worker under test tells nobody
            await asyncio.sleep(0.01)


async def test_a_message_that_no_bell_rang_for_is_answered_within_a_sweep(desk: TestDesk) -> None:
    async with deaf_worker(desk):
        await desk.customer_says("Hi")
        await until(lambda: desk.texts() == ["Heard: Hi"])


async def test_a_reply_whose_sender_died_is_found_within_a_sweep(desk: TestDesk) -> None:
    await desk.customer_says("Hi")
    [claimed] = await desk.claims()
    settled = await take_turn(desk.road, claimed)
    assert settled is not None
    assert settled.taken, "it was leased to be sent, and nobody sends it"
    async with deaf_worker(desk):
        assert desk.texts() == []
        desk.clock.advance(desk.road.terms.send_lease)
        await until(lambda: desk.texts() == ["Heard: Hi"])


async def test_an_idle_worker_only_asks_whether_there_is_work(
    desk: TestDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: Counter[str] = Counter()

    def counted(name: str) -> None:
        asks = getattr(bot.worker, name)

        async def ask(*given: Any, **more: Any) -> Any:
            asked[name] += 1
            return await asks(*given, **more)

        monkeypatch.setattr(bot.worker, name, ask)

    for name in ("look_for_work", "claim", "take_due", "take_lost"):
        counted(name)
    async with deaf_worker(desk):
        await until(lambda: asked["look_for_work"] >= 10)
    assert asked["claim"] == asked["take_due"] == 1, "once when it starts"
    assert asked["take_lost"] == 0


async def test_a_full_worker_claims_for_the_places_that_come_free_together(desk: TestDesk) -> None:
    for number in range(12):
        await desk.customer_says(f"Hi {number}", f"+1555{number:07d}")
    worker = Worker(desk.road, desk.bell, concurrency=3, sweep_every=3600)
    worker.start()
    try:
        await until(lambda: len(desk.texts()) == 12)
    finally:
        await worker.stop()
    assert Counter(desk.texts()) == Counter(f"Heard: Hi {number}" for number in range(12))
