"""The road alone: what a turn costs when the mind answers a fixed text (`python -m tests.bench.road`).

Every figure is taken in one run, beside the limit: one SQL call a turn and nothing else. CPU is that of
this process and of the database's own backends, so that nothing is paid for elsewhere.
"""

import argparse
import asyncio
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import create_engine, select

from bot import loops
from bot.bell import InProcessBell
from bot.channels.port import Inbound
from bot.receive import receive
from bot.road import Road
from bot.worker import Worker
from crm.clock import Clock
from crm.conversations.inbox import Pace
from crm.conversations.models import Conversation
from crm.conversations.service import say
from crm.conversations.values import Outcome, Say, Scene
from crm.db import Book
from crm.models import metadata
from tests import servers
from tests.bench.acknowledging import acknowledgement
from tests.bench.turns import HEAD, Row, WaitingChannel, measure, percentile
from tests.bot.desk import ACCOUNT


async def answer(scene: Scene) -> Outcome:
    return Outcome(says=(Say("text", {"text": "Thank you, I am looking into it."}),))


@asynccontextmanager
async def running_road(book: Book) -> AsyncIterator[tuple[Road, WaitingChannel]]:
    bell, channel = InProcessBell(), WaitingChannel()
    road = Road(
        book,
        Clock(),
        {"whatsapp": channel},
        bell,
        answer,
        answer,
        pace=Pace(timedelta(0), timedelta(0)),
    )
    worker = Worker(road, bell, concurrency=16)
    worker.start()
    try:
        yield road, channel
    finally:
        await worker.stop()


async def the_road(book: Book, conversations: int, turns: int) -> Row:
    async with running_road(book) as (road, channel):

        async def turn(person: str) -> None:
            loop = asyncio.get_running_loop()
            channel.waiting[person] = loop.create_future()
            said = Inbound("whatsapp", ACCOUNT, uuid4().hex, person, "text", "Hello, is anybody there?")
            waiting = channel.waiting[person]
            await receive(book, [said], road.bell, road.clock.now(), road.pace)
            await waiting

        row = await measure(book, "the road", conversations, turns, turn)
        return row if book.is_sqlite else replace(row, reach="3 ms of CPU")


async def the_limit(book: Book, conversations: int, turns: int) -> Row:
    """One ASGI call and one SQL call a turn: what no road on this machine can undercut."""

    async def app(scope: dict[str, object], body: bytes) -> bytes:
        async with book.engine.connect() as connection:
            raw = await connection.get_raw_connection()
            driver = raw.driver_connection
            assert driver is not None
            row = (uuid4().hex, "{}", "2026-11-22 00:00:00")
            if book.is_sqlite:
                await driver.execute("INSERT INTO agency_settings VALUES (?, ?, ?)", row)
                await driver.commit()
            else:
                await driver.set_autocommit(True)
                await driver.execute("INSERT INTO agency_settings VALUES (%s, %s, %s)", row)
                await driver.set_autocommit(False)
        return body

    async def turn(person: str) -> None:
        await app({"type": "http", "path": "/"}, b"Body=Hello")

    return await measure(book, "limit: one SQL call", conversations, turns, turn)


@asynccontextmanager
async def fresh_book(database: str) -> AsyncIterator[Book]:
    if database == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            engine = create_engine(f"sqlite:///{folder}/book.db")
            metadata.create_all(engine)
            engine.dispose()
            book = Book(f"sqlite+aiosqlite:///{folder}/book.db")
            yield book
            await book.close()
        return
    with servers.postgres() as server:
        name = f"serai_bench_{uuid4().hex[:8]}"
        url = server.make(name)
        engine = create_engine(url)
        metadata.create_all(engine)
        engine.dispose()
        book = Book(url)
        yield book
        await book.close()
        server.drop(name)


async def idle_send(book: Book, messages: int = 200) -> Row:
    """From the commit of a colleague's words to their sending, while nothing else happens."""
    async with running_road(book) as (road, channel):
        person = "+15550000000"
        loop = asyncio.get_running_loop()

        async def turn(_: str) -> None:
            channel.waiting[person] = loop.create_future()
            said = Inbound("whatsapp", ACCOUNT, uuid4().hex, person, "text", "Hello")
            await receive(book, [said], road.bell, road.clock.now(), road.pace)
            await channel.waiting[person] if person in channel.waiting else None

        await turn(person)
        async with book.reading() as session:
            chat = await session.scalar(select(Conversation.id))
        took: list[float] = []
        cpu_before, began = time.process_time(), time.perf_counter()
        for number in range(messages):
            sent = channel.waiting[person] = loop.create_future()
            async with book.transaction() as session:
                now = road.clock.now()
                await say(session, chat or 0, "text", {"text": "Hello"}, "user:1", f"idle:{number}", now)
            committed = time.perf_counter()
            road.bell.deliver()
            took.append(await sent - committed)
            await asyncio.sleep(0.01)
        cpu, wall = time.process_time() - cpu_before, time.perf_counter() - began
        return Row(
            "commit to send, idle",
            "SQLite" if book.is_sqlite else "PostgreSQL",
            1,
            messages / wall,
            cpu / messages * 1000,
            0.0,
            percentile(took, 0.5),
            percentile(took, 0.99),
            "p99 50 ms",
        )


async def run(turns: int) -> list[Row]:
    rows = []
    for database in ("postgres", "sqlite"):
        for conversations in (1, 16):
            async with fresh_book(database) as book:
                rows.append(await the_limit(book, conversations, turns))
                print(rows[-1], flush=True)
                rows.append(await the_road(book, conversations, turns))
                print(rows[-1], flush=True)
        async with fresh_book(database) as book:
            rows.append(await idle_send(book))
            print(rows[-1], flush=True)
    async with fresh_book("postgres") as book:
        rows.append(await acknowledgement(book))
    print(rows[-1], flush=True)
    return rows


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--turns", type=int, default=1600)
    print(HEAD)
    loops.run(run(options.parse_args().turns))


if __name__ == "__main__":
    main()
