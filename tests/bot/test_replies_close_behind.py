"""A reply written while the one before it is on its way goes out behind it, and waits for no sweep."""

import asyncio

from bot.turn import take_turn
from bot.worker import run_turn
from crm.conversations.outbox import Ending, mark
from crm.statements import line_of
from tests.bot.desk import TestDesk


async def test_a_reply_written_while_the_one_before_it_is_being_marked_is_sent_soon(desk: TestDesk) -> None:
    await desk.customer_says("One")
    [first] = await desk.claims()
    settled = await take_turn(desk.road, first)
    assert settled
    [sending] = settled.taken
    await desk.customer_says("Two")
    [second] = await desk.claims()
    is_marked = asyncio.Event()

    async def answer() -> None:
        await is_marked.wait()
        await run_turn(desk.road, second)

    behind = asyncio.create_task(answer())
    now = desk.clock.now()
    ending = Ending(sending.id, sending.lease, "sent", "accepted", 1, now, provider_id="SM1")
    async with desk.book.transaction() as session:
        marked = await mark(await line_of(session), ending, now)
        assert marked.is_ours
        assert not marked.more_wait
        is_marked.set()
        await asyncio.sleep(0.05)  # the second is settled, where the book lets two write at once
    await behind
    assert desk.texts() == ["Heard: Two"], "nobody waited for the sweep"
