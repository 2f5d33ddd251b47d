"""What a turn costs: CPU of this process and of the database's own backends, and how long people wait."""

import asyncio
import os
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from crm.db import Book
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
    reach: str = ""

    def __str__(self) -> str:
        return (
            f"{self.what:<28} {self.database:<11} {self.conversations:>4} {self.per_second:>9.0f}/s "
            f"{self.cpu + self.cpu_database:>7.2f} {self.cpu_database:>7.2f} "
            f"{self.p50:>8.2f} {self.p99:>8.2f}  {self.reach}"
        )


HEAD = (
    f"{'what':<28} {'database':<11} {'conv':>4} {'rate':>11} "
    f"{'cpu ms':>7} {'of db':>7} {'p50 ms':>8} {'p99 ms':>8}  reach"
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
    return sum(cpu_of(pid) for pid in pids)


def cpu_of(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


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


async def measure(
    book: Book,
    what: str,
    conversations: int,
    turns: int,
    turn: Callable[[str], Awaitable[None]],
    *,
    warm: int = 8,
) -> Row:
    """Let `conversations` people talk at once, each waiting for its reply, `turns` turns in all."""
    people = [f"+1555{number:07d}" for number in range(conversations)]
    for person in people:
        for _ in range(warm):
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
