"""A bell rung while a colleague's act holds the conversation's row is not lost until the sweep."""

import asyncio

import pytest
from sqlalchemy import text

from bot.turn import ring_again
from bot.worker import Worker
from crm.clock import MovableClock
from crm.db import Book
from tests.bot.desk import TestDesk

HOLD = text("SELECT id FROM conversations FOR NO KEY UPDATE")


@pytest.mark.postgres
async def test_a_conversation_whose_row_was_held_when_the_bell_rang_is_answered_without_a_sweep(
    postgres_book: Book, clock: MovableClock
) -> None:
    desk = TestDesk(postgres_book, clock)
    await desk.customer_says("Hi")
    worker = Worker(desk.road, desk.bell, sweep_every=3600)
    async with asyncio.timeout(20):
        async with desk.book.engine.begin() as connection:
            await connection.execute(HOLD)
            worker.start()
            while desk.bell.next_at() in (None, clock.now()):  # noqa: ASYNC110 - the bell under test is the event
                await asyncio.sleep(0.01)
            assert desk.texts() == []
        while not desk.texts():  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.01)
    await worker.stop()
    assert desk.texts() == ["Heard: Hi"]


async def test_only_what_is_due_and_was_not_claimed_is_rung_for_again(desk: TestDesk) -> None:
    await desk.customer_says("Hi")
    [due] = desk.bell.take_due(desk.clock.now())
    await ring_again(desk.road, [due])
    assert desk.bell.next_at() is not None
    desk.clock.advance(desk.road.terms.turn_pause)
    assert desk.bell.take_due(desk.clock.now()) == {due}
    await desk.claims()
    await ring_again(desk.road, [due])
    assert desk.bell.next_at() is None
