"""The whole turn with the offline mind: understood, decided, composed, gated, written and sent
(`python -m tests.bench.whole_turn`).

People tell their wishes in varied words and ask the library between, each waiting for the answer before the
next message. CPU is that of the desk's process and of the database's own backends. Beside it, worker
processes on one PostgreSQL answer many who write at once: turns a second on this machine's cores. No staff
are linked, so no cards are drawn, and nobody says enough for a plan: that takes seconds and is measured by
itself.
"""

import argparse
import asyncio
import multiprocessing
import os
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from multiprocessing.synchronize import Event
from pathlib import Path
from uuid import uuid4

from sqlalchemy import text

from bot import loops
from bot.bell import SilentBell
from bot.channels.port import Inbound
from bot.compose import compose
from bot.composed import ComposedDesk
from bot.first_start import load_sample_catalogue, load_sample_library
from bot.receive import receive
from bot.settings import Settings
from crm.clock import Clock
from crm.conversations.inbox import Pace
from crm.db import Book
from crm.migrations import upgrade
from knowledge.model import prepare
from tests import servers
from tests.bench.dialogues import PEOPLE, words_of
from tests.bench.turns import HEAD, Row, WaitingChannel, backend_cpu, cpu_of, measure, percentile
from tests.bot.desk import ACCOUNT

ROUND = sum(len(dialogue) for dialogue in PEOPLE)  # turns after which everything was asked once
AT_ONCE = Pace(timedelta(0), timedelta(0))
REACH = "150 /s on two cores"
SWEEP = 0.02  # seconds between two looks of a worker process to which nobody rings
LOOKING = 0.03  # seconds between two looks at who was answered
EACH = 6  # messages that each line writes to the worker processes
IDLE = 2.0  # seconds for which idle workers are watched


class Talk:
    """One person after another, each saying their dialogue from its beginning to its end."""

    def __init__(self, line: str, first: int) -> None:
        self._line, self._next, self._person = line, first, ""
        self._left: list[str] = []

    def says(self) -> tuple[str, str]:
        """Give who writes next, and what."""
        if not self._left:
            self._person = f"{self._line}{self._next:05d}"
            self._left = words_of(self._next)
            self._next += 1
        return self._person, self._left.pop(0)


def settings_for(home: Path, url: str, sweep_seconds: float) -> Settings:
    return Settings(
        _env_file=None,
        serai_home=home,
        database_url=url,
        quiet_seconds=0,
        sweep_seconds=sweep_seconds,
        turn_budget_seconds=30,
        worker_concurrency=16,
    )


@contextmanager
def fresh_home(database: str, models: Path) -> Iterator[tuple[Path, str]]:
    """An empty agency: its folder, and the URL of its book."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        shutil.copytree(models, home / "models")
        if database == "sqlite":
            url = f"sqlite+aiosqlite:///{home / 'serai.db'}"
            upgrade(url)
            yield home, url
            return
        with servers.postgres() as server:
            name = f"serai_bench_{uuid4().hex[:8]}"
            url = server.make(name)
            upgrade(url)
            yield home, url
            server.drop(name)


@asynccontextmanager
async def open_desk(
    home: Path, url: str, *, stock: bool = True, sweep_seconds: float = 5.0
) -> AsyncIterator[tuple[ComposedDesk, WaitingChannel]]:
    """A desk with the sample agency, its mind awake, over a channel whose provider takes all at once."""
    channel = WaitingChannel()
    desk = compose(settings_for(home, url, sweep_seconds), embedded=True, channels={"whatsapp": channel})
    if stock:
        await load_sample_catalogue(desk, lambda _: None)
        await load_sample_library(desk, lambda _: None)
    await desk.minding.mind()
    await asyncio.to_thread(desk.library.search, "visa", desk.collection, 1)
    loops.keep_what_is_loaded()  # as a desk does once it is open
    assert desk.worker is not None
    desk.worker.start()
    try:
        yield desk, channel
    finally:
        await desk.stop()


async def whole_turns(database: str, models: Path, conversations: int, turns: int) -> Row:
    """One process that receives, thinks and sends, as `serai run` does."""
    with fresh_home(database, models) as (home, url):
        async with open_desk(home, url) as (desk, channel):
            talks: dict[str, Talk] = {}

            async def turn(line: str) -> None:
                talk = talks.setdefault(line, Talk(f"+44{len(talks):02d}", len(talks)))
                person, words = talk.says()
                waiting = channel.waiting[person] = asyncio.get_running_loop().create_future()
                said = Inbound("whatsapp", ACCOUNT, uuid4().hex, person, "text", words)
                await receive(desk.book, [said], desk.bell, desk.clock.now(), AT_ONCE)
                try:
                    await asyncio.wait_for(waiting, 60)
                except TimeoutError:
                    raise RuntimeError(f"no answer to {words!r} of {person}") from None

            warm = max(2, ROUND // conversations)
            row = await measure(desk.book, "the whole turn", conversations, turns, turn, warm=warm)
            return replace(row, what=row.what + await _plans(desk.book))


def work(home: str, url: str, ready: Event, done: Event) -> None:
    """Be a worker process, as `serai worker` is, until told that all is done."""

    async def run() -> None:
        async with open_desk(Path(home), url, stock=False, sweep_seconds=SWEEP):
            ready.set()
            while not done.is_set():  # noqa: ASYNC110 - another process tells
                await asyncio.sleep(0.05)

    loops.run(run())


async def on_all_cores(models: Path, people: int, workers: int) -> Row:
    """Let `people` write to `workers` processes at once, each as soon as they are answered."""
    with fresh_home("postgres", models) as (home, url):
        async with open_desk(home, url):
            pass
        book = Book(url)
        context = multiprocessing.get_context("spawn")
        done, ready = context.Event(), [context.Event() for _ in range(workers)]
        crew = [context.Process(target=work, args=(str(home), url, one, done)) for one in ready]
        for process in crew:
            process.start()
        try:
            for one in ready:
                await asyncio.to_thread(one.wait, 120)
            return await _answer_all(book, [process.pid or 0 for process in crew], people, workers)
        finally:
            done.set()
            for process in crew:
                process.join(30)
            await book.close()


async def _answer_all(book: Book, pids: list[int], people: int, workers: int) -> Row:
    warm = [Talk(f"+156{number:04d}", number) for number in range(6 * len(PEOPLE))]
    await _converse(book, warm, EACH)  # everything is warm after it, in every worker
    idle = await _spent(book, pids, lambda: asyncio.sleep(IDLE))
    since, talks = Clock().now(), [Talk(f"+155{number:04d}", number) for number in range(people)]
    began = time.perf_counter()
    busy = await _spent(book, pids, lambda: _converse(book, talks, EACH))
    wall, count = time.perf_counter() - began, people * EACH
    took = await _waits(book, since)
    print(_split(busy, idle, count), flush=True)
    return Row(
        f"whole turns, {workers} workers{await _plans(book)}",
        "PostgreSQL",
        people,
        count / wall,
        (busy.workers + busy.driver) / count * 1000,
        busy.database / count * 1000,
        percentile(took, 0.5),
        percentile(took, 0.99),
        REACH,
    )


async def _converse(book: Book, talks: list[Talk], each: int) -> None:
    """Let all write at once, each their next message as soon as the one before is answered."""
    clock, left = Clock(), dict.fromkeys(range(len(talks)), each)
    waiting: dict[str, int] = {}
    free = list(left)
    while free or waiting:
        for number in free:
            person, words = talks[number].says()
            said = Inbound("whatsapp", ACCOUNT, uuid4().hex, person, "text", words)
            await receive(book, [said], SilentBell(), clock.now(), AT_ONCE)
            waiting[person] = number
            left[number] -= 1
        await asyncio.sleep(LOOKING)
        answered = set(waiting) - await _unanswered(book)
        free = [number for person in answered if left[number := waiting.pop(person)]]


@dataclass(frozen=True)
class Spent:
    """CPU seconds, by whose processes they are."""

    workers: float
    driver: float
    database: float


async def _spent(book: Book, pids: list[int], doing: Callable[[], Awaitable[None]]) -> Spent:
    """Give what the workers, this process and the database's backends spend while something is done."""
    database, workers, driver = await backend_cpu(book), sum(map(cpu_of, pids)), time.process_time()
    await doing()
    driver = time.process_time() - driver
    workers = sum(map(cpu_of, pids)) - workers
    return Spent(workers, driver, await backend_cpu(book) - database)


def _split(busy: Spent, idle: Spent, turns: int) -> str:
    """Tell whose the CPU of a turn is, and what workers spend on looking for work that is not there."""
    workers, driver, database = (one / turns * 1000 for one in (busy.workers, busy.driver, busy.database))
    looking = (idle.workers + idle.database) / IDLE * 1000
    return (
        f"  of a turn below: workers {workers:.2f} ms, their database {database:.2f} ms, "
        f"the driver that writes the messages down {driver:.2f} ms;\n"
        f"  workers to whom nobody rings look for work each {SWEEP * 1000:.0f} ms: "
        f"{looking:.0f} ms of CPU a second while idle"
    )


async def _unanswered(book: Book) -> set[str]:
    """Give who waits for an answer that is still thought about or on its way."""
    waiting = text("""SELECT address FROM conversations WHERE ready_at IS NOT NULL
        UNION SELECT c.address FROM conversations c JOIN outbox o ON o.conversation_id = c.id
        WHERE o.status IN ('waiting', 'sending')""")
    async with book.reading() as session:
        return set(await session.scalars(waiting))


async def _plans(book: Book) -> str:
    """Own up to turns that planned after all: each costs what a hundred others do."""
    async with book.reading() as session:
        count = await session.scalar(text("SELECT count(*) FROM trip_versions"))
    return f", {count} planned" if count else ""


async def _waits(book: Book, since: datetime) -> list[float]:
    """Give how many seconds each turn's first reply left after its message had come."""
    waited = text("""SELECT extract(epoch FROM min(o.sent_at) - min(i.received_at))
        FROM inbox i JOIN outbox o ON o.turn_id = i.turn_id WHERE i.received_at >= :since
        GROUP BY i.turn_id""")
    async with book.reading() as session:
        return [float(seconds) for seconds in await session.scalars(waited, {"since": since})]


async def run(turns: int, databases: list[str], people: int, workers: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        models = Path(folder)
        prepare(models)
        for database in databases:
            for conversations in (1, 16):
                print(await whole_turns(database, models, conversations, turns), flush=True)
        if workers:
            print(await on_all_cores(models, people, workers), flush=True)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--turns", type=int, default=480)
    options.add_argument("--people", type=int, default=160, help="who write at once to the worker processes")
    options.add_argument("--workers", type=int, default=os.cpu_count() or 2, help="worker processes; 0: none")
    options.add_argument("--databases", default="postgres,sqlite")
    given = options.parse_args()
    print(HEAD)
    loops.run(run(given.turns, given.databases.split(","), given.people, given.workers))


if __name__ == "__main__":
    main()
