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

import aiohttp
from sqlalchemy import create_engine, select, text
from twilio.request_validator import RequestValidator

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
from tests.bot.desk import ACCOUNT, WHATSAPP, ScriptedChannel
from tests.life.processes import running_town
from tests.life.road_desk import SENDER, TOKEN

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
            f"{self.cpu + self.cpu_database:>7.2f} {self.cpu_database:>7.2f} "
            f"{self.p50:>8.2f} {self.p99:>8.2f}"
        )


HEAD = (
    f"{'what':<28} {'database':<11} {'conv':>4} {'rate':>11} "
    f"{'cpu ms':>7} {'of db':>7} {'p50 ms':>8} {'p99 ms':>8}"
)  # fmt: skip


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
    return sum(_cpu_of(pid) for pid in pids)


def _cpu_of(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


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
        )


async def acknowledgement(database: str, rate: int = 200, seconds: int = 10) -> Row:
    """Post signed webhooks at a steady rate over HTTP to a web process, with a worker process beside it."""
    async with fresh_book(database) as book:
        patience: dict[str, float] = {"turn_lease": 60, "send_lease": 60, "timeout": 15, "sweep_every": 1}
        told = {**patience, "per_second": 10_000.0, "writes": False}
        with running_town(book.url, workers=1, callbacks=False, **told) as town:
            await _post(town.plan.web_url, 20, 3, begin=10**6)  # until everything is warm
            took, refused = await _post(town.plan.web_url, rate, seconds)
            async with asyncio.timeout(120):
                while not town.is_quiet():  # noqa: ASYNC110 - another process is waited for
                    await asyncio.sleep(0.2)
            [(written,)] = town.ask("SELECT count(*) FROM inbox WHERE external_id < 'SM1'")
            [(unanswered,)] = town.ask("SELECT count(*) FROM turns WHERE status <> 'settled'")
        what = f"acknowledged, {len(took) - written + unanswered} lost"
        if refused:
            what += f", {refused} refused"
        return Row(what, "PostgreSQL", 50, rate, 0.0, 0.0, percentile(took, 0.5), percentile(took, 0.99))


async def _post(url: str, rate: int, seconds: int, begin: int = 0) -> tuple[list[float], int]:
    validator, took, refused = RequestValidator(TOKEN), list[float](), 0
    address = f"{url}/webhooks/whatsapp"

    async def post(session: aiohttp.ClientSession, number: int) -> None:
        nonlocal refused
        form = {
            "MessageSid": f"SM{number:032d}" if begin == 0 else f"SMwarm{number}",
            "From": f"whatsapp:+1555{number % 50:07d}",
            "To": SENDER,
            "Body": "Hello, is anybody there?",
        }
        headers = {"X-Twilio-Signature": validator.compute_signature(address, form)}
        began = time.perf_counter()
        async with session.post(address, data=form, headers=headers) as answer:
            await answer.read()
            refused += answer.status != 200
        took.append(time.perf_counter() - began)

    async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as group:
        began = time.perf_counter()
        for number in range(rate * seconds):
            await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
            group.create_task(post(session, number))
    return took, refused


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
    rows.append(await acknowledgement("postgres"))
    print(rows[-1], flush=True)
    return rows


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--turns", type=int, default=1600)
    print(HEAD)
    asyncio.run(run(options.parse_args().turns))


if __name__ == "__main__":
    main()
