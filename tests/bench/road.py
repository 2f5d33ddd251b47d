"""The road alone: what a turn costs when the mind answers a fixed text (`python -m tests.bench.road`).

Every figure is taken in one run, beside the limit: one SQL call a turn and nothing else. CPU is that of
this process and of the database's own backends, so that nothing is paid for elsewhere.
"""

import argparse
import asyncio
import os
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from sqlalchemy import create_engine, text

from bot.bell import InProcessBell
from bot.channels.port import Inbound
from bot.receive import receive
from bot.road import Road
from bot.worker import Worker
from crm.clock import Clock
from crm.conversations.inbox import Pace
from crm.conversations.values import Outcome, Say, Scene
from crm.db import Book
from crm.models import metadata
from tests import servers
from tests.bot.desk import ACCOUNT, WHATSAPP, ScriptedChannel

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Row:
    """One line of the table. Times in milliseconds, CPU per turn."""

    what: str
    database: str
    conversations: int
    per_second: float
    cpu: float
    cpu_database: float
    p50: float
    p99: float

    def __str__(self) -> str:
        return (
            f"{self.what:<28} {self.database:<11} {self.conversations:>4} {self.per_second:>9.0f}/s "
            f"{self.cpu + self.cpu_database:>7.2f} {self.cpu_database:>7.2f} {self.p50:>8.2f} {self.p99:>8.2f}"
        )


HEAD = (
    f"{'what':<28} {'database':<11} {'conv':>4} {'rate':>11} {'cpu ms':>7} {'of db':>7} {'p50 ms':>8} {'p99 ms':>8}"
)


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))] * 1000


async def backend_cpu(book: Book) -> float:
    """Give the CPU seconds that the database's processes for our connections have used."""
    if book.is_sqlite:
        return 0.0
    async with book.engine.connect() as connection:
        found = await connection.execute(
            text("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
        )
        pids = [row[0] for row in found]
    total = 0.0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
        total += (int(fields[11]) + int(fields[12])) / TICKS
    return total


async def answer(scene: Scene) -> Outcome:
    return Outcome(says=(Say("text", {"text": "Thank you, I am looking into it."}),))


class WaitingChannel(ScriptedChannel):
    """A provider that takes everything at once and tells who waits for the reply."""

    def __init__(self) -> None:
        super().__init__("whatsapp", ACCOUNT, WHATSAPP)
        self.waiting: dict[str, asyncio.Future[float]] = {}

    async def send(self, message: object) -> object:  # type: ignore[override]  # the same, and it tells
        result = await super().send(message)  # type: ignore[arg-type]  # as above
        self.sent.clear()
        self.tries.clear()
        waiting = self.waiting.pop(message.address, None)  # type: ignore[attr-defined]  # as above
        if waiting is not None and not waiting.done():
            waiting.set_result(time.perf_counter())
        return result


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


async def measure(
    book: Book, what: str, conversations: int, turns: int, turn: Callable[[str], Awaitable[None]]
) -> Row:
    """Let `conversations` people talk at once, each waiting for its reply, `turns` turns in all."""
    people = [f"+1555{number:07d}" for number in range(conversations)]
    for person in people:
        for _ in range(8):
            await turn(person)
    took: list[float] = []

    async def talk(person: str) -> None:
        for _ in range(turns // conversations):
            began = time.perf_counter()
            await turn(person)
            took.append(time.perf_counter() - began)

    database_before, cpu_before, began = await backend_cpu(book), time.process_time(), time.perf_counter()
    await asyncio.gather(*(talk(person) for person in people))
    wall, cpu = time.perf_counter() - began, time.process_time() - cpu_before
    database = await backend_cpu(book) - database_before
    name = "SQLite" if book.is_sqlite else "PostgreSQL"
    count = len(took)
    return Row(
        what,
        name,
        conversations,
        count / wall,
        cpu / count * 1000,
        database / count * 1000,
        percentile(took, 0.5),
        percentile(took, 0.99),
    )


async def the_road(book: Book, conversations: int, turns: int) -> Row:
    async with running_road(book) as (road, channel):

        async def turn(person: str) -> None:
            loop = asyncio.get_running_loop()
            channel.waiting[person] = loop.create_future()
            said = Inbound("whatsapp", ACCOUNT, uuid4().hex, person, "text", "Hello, is anybody there?")
            waiting = channel.waiting[person]
            await receive(book, [said], road.bell, road.clock.now(), road.pace)
            await waiting

        return await measure(book, "the road", conversations, turns, turn)


async def the_limit(book: Book, conversations: int, turns: int) -> Row:
    """One ASGI call and one SQL call a turn: what no road on this machine can undercut."""
    insert = text("INSERT INTO agency_settings (key, value, updated_at) VALUES (:key, :value, :at)")

    async def app(scope: dict[str, object], body: bytes) -> bytes:
        async with book.engine.connect() as connection:
            fields = {"key": uuid4().hex, "value": "{}", "at": "2026-11-22 00:00:00"}
            raw = await connection.get_raw_connection()
            driver = raw.driver_connection
            assert driver is not None
            if book.is_sqlite:
                await driver.execute("INSERT INTO agency_settings VALUES (?, ?, ?)", tuple(fields.values()))
            else:
                await driver.set_autocommit(True)
                await driver.execute(
                    "INSERT INTO agency_settings VALUES (%s, %s, %s)", tuple(fields.values())
                )
                await driver.set_autocommit(False)
        return body

    async def turn(person: str) -> None:
        await app({"type": "http", "path": "/"}, b"Body=Hello")

    assert insert is not None
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


async def run(turns: int) -> list[Row]:
    rows = []
    for database in ("postgres", "sqlite"):
        for conversations in (1, 16):
            async with fresh_book(database) as book:
                rows.append(await the_limit(book, conversations, turns))
                print(rows[-1], flush=True)
                rows.append(await the_road(book, conversations, turns))
                print(rows[-1], flush=True)
    return rows


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--turns", type=int, default=1600)
    print(HEAD)
    asyncio.run(run(options.parse_args().turns))


if __name__ == "__main__":
    main()
