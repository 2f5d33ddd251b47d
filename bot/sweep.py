"""The sweep: what no bell was heard for is found in the book, and what no webhook brought at the provider."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable

import structlog

from bot.channels.port import Inbound, LookupFailed
from bot.receive import receive
from bot.road import Road
from crm.conversations.looks import looked_until, note_look
from crm.statements import Line, Statement

log = structlog.get_logger(__name__)

OVERLAP = timedelta(minutes=10)  # a list may show a message late, and clocks differ
FIRST_LOOK = timedelta(hours=24)

_DUE_CHATS = Statement(
    "SELECT id FROM conversations WHERE ready_at <= :now ORDER BY ready_at LIMIT :limit",
    now=datetime,
    limit=int,
)
_DUE_SENDS = Statement(
    "SELECT 1 FROM outbox WHERE status = 'waiting' AND run_at <= :now LIMIT 1", now=datetime
)
_DUE_JOBS = Statement(
    "SELECT id FROM jobs WHERE status = 'waiting' AND run_at <= :now ORDER BY run_at LIMIT :limit",
    now=datetime,
    limit=int,
)


# One statement: a worker to whom nobody rings asks it again and again, and nearly always in vain.
_WAITING = Statement(
    """
    SELECT EXISTS (SELECT 1 FROM conversations WHERE ready_at <= :now) AS turns,
        EXISTS (SELECT 1 FROM outbox WHERE status = 'waiting' AND run_at <= :now) AS sends,
        EXISTS (SELECT 1 FROM outbox WHERE status = 'sending' AND lease_until <= :now) AS lost,
        EXISTS (SELECT 1 FROM jobs WHERE status = 'waiting' AND run_at <= :now) AS jobs
    """,
    now=datetime,
).giving({"turns": bool, "sends": bool, "lost": bool, "jobs": bool})


@dataclass(frozen=True)
class Waiting:
    """Whether there is work of each kind that is due, in hand or not."""

    turns: bool
    sends: bool
    lost: bool  # messages whose sender died: their outcome is to be learnt
    jobs: bool


async def look_for_work(line: Line, now: datetime) -> Waiting:
    """Say of each kind of work whether some is due."""
    [row] = await line.run(_WAITING, {"now": now})
    return Waiting(*row)


@dataclass(frozen=True)
class Due:
    """What waits to be done now."""

    conversations: tuple[int, ...]
    sends: bool
    jobs: int


async def due_work(line: Line, now: datetime, limit: int = 200) -> Due:
    """Say what is due, the oldest first, so that workers can be woken for it."""
    fields = {"now": now, "limit": limit}
    chats = await line.run(_DUE_CHATS, fields)
    sends = await line.run(_DUE_SENDS, fields)
    jobs = await line.run(_DUE_JOBS, fields)
    return Due(tuple(row[0] for row in chats), bool(sends), len(jobs))


@runtime_checkable
class Remembers(Protocol):
    """A channel whose provider can list what customers wrote."""

    account: str

    async def missed(self, since: datetime) -> list[Inbound]: ...


@runtime_checkable
class MayFail(Protocol):
    """A bell that rings over a service which may be away."""

    async def ask(self) -> str | None:
        """Ask that service now; say why it does not serve, or None. Raises nothing."""
        ...


async def _note_the_bell(road: Road) -> None:
    if not isinstance(road.bell, MayFail):
        return
    if (problem := await road.bell.ask()) is not None:
        await road.neighbours.trouble("redis", problem)
    else:
        await road.neighbours.well("redis")


async def reconcile(road: Road) -> int:
    """Fetch messages whose webhook never came; say how many there were.

    It reads on from where the last look ended, however long ago that was: what came in since says
    nothing about what did not. Those that had come are in the inbox under the same name and change nothing.
    """
    await road.neighbours.look()
    await _note_the_bell(road)
    found, now = 0, road.clock.now()
    for name, channel in road.channels.items():
        if not isinstance(channel, Remembers):
            continue
        async with road.book.glance() as line:
            looked_at = await looked_until(line, channel.account)
        since = looked_at - OVERLAP if looked_at is not None else now - FIRST_LOOK
        try:
            missed = await channel.missed(since)
        except LookupFailed as problem:
            log.warning("not_reconciled", channel=type(channel).__name__, error=str(problem))
            await road.neighbours.trouble(f"{name}-list", str(problem))
            continue
        await road.neighbours.well(f"{name}-list")
        for message in missed:
            receipt = await receive(road.book, [message], road.bell, now, road.pace)
            found += receipt.new
        async with road.book.single() as line:
            await note_look(line, channel.account, now)
    if found:
        log.warning("missed_messages_found", count=found)
    return found
