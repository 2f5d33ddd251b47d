"""The embedded worker: turns, deliveries and jobs in this process, woken by the bell and by the sweep."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any

import structlog

from bot.asking import find_out, take_lost
from bot.bell import InProcessBell
from bot.delivery import deliver, take_due
from bot.jobs import JobRunner
from bot.road import Road
from bot.sweep import look_for_work
from bot.turn import claim, ring_again, take_turn
from crm.conversations.taking import Taken
from crm.conversations.turns import Claimed

log = structlog.get_logger(__name__)

DRAIN_FOR = 20.0  # seconds that work under way may take after the desk is told to stop
SENDS_AT_ONCE = 16
MARKING = 0.1  # seconds in which a message that was sent is surely marked so
JOBS_AT_ONCE = 2
MUSTER = 0.02  # seconds for which a full worker waits for a second place to come free before it claims again
RECONCILE_EVERY = 60.0  # seconds between two looks for messages whose webhook never came


def step_back() -> None:
    """Let the doors go first: a worker process that shares its machine must not delay acknowledgements."""
    os.nice(10)


async def run_turn(road: Road, claimed: Claimed) -> None:
    """Take one turn and deliver what it said to its own conversation."""
    settled = await take_turn(road, claimed)
    if settled is None:
        return
    for taken in settled.taken:
        await deliver(road, taken)
    if settled.is_left:
        # What was on its way takes it along, unless it was being marked as sent at this very moment: then
        # neither saw the other.
        await asyncio.sleep(MARKING)
        for taken in await take_due(road, chats=[claimed.conversation_id]):
            await deliver(road, taken)


class Worker:
    """Runs what is due. Several may run, in one process or in many: leases keep them apart."""

    def __init__(
        self,
        road: Road,
        bell: InProcessBell,
        jobs: JobRunner | None = None,
        *,
        concurrency: int = 8,
        sweep_every: float = 5.0,
        reconcile: Callable[[], Awaitable[object]] | None = None,
    ) -> None:
        self._road, self._bell, self._jobs = road, bell, jobs
        self._concurrency, self._sweep_every, self._reconcile = concurrency, sweep_every, reconcile
        self._turns: set[asyncio.Task[None]] = set()
        self._sends: set[asyncio.Task[None]] = set()
        self._works: set[asyncio.Task[None]] = set()
        self._loops: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin to work in the running event loop."""
        steps = [self._turn_step, self._send_step, self._sweep_step]
        if self._jobs is not None:
            steps.append(self._job_step)
        if self._reconcile is not None:
            steps.append(self._reconcile_step)
        self._loops = [asyncio.create_task(self._for_ever(step)) for step in steps]

    async def stop(self) -> None:
        """Take nothing new, let what is under way end, and leave the rest to its leases."""
        for loop in self._loops:
            loop.cancel()
        await asyncio.gather(*self._loops, return_exceptions=True)
        running = self._turns | self._sends | self._works
        if running:
            _, late = await asyncio.wait(running, timeout=DRAIN_FOR)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def drain(self) -> None:
        """Do everything that is due now, and return: for tests, the terminal and scripts."""
        while True:
            worked = [await self._drain_turns(), await self._drain_sends(), await self._drain_jobs()]
            if not any(worked):
                return

    async def _drain_turns(self) -> bool:
        claimed = await claim(self._road, limit=self._concurrency)
        await asyncio.gather(*(run_turn(self._road, one) for one in claimed))
        return bool(claimed)

    async def _drain_sends(self) -> bool:
        taken = await take_due(self._road)
        await asyncio.gather(*(deliver(self._road, one) for one in taken))
        lost = await take_lost(self._road)
        for one in lost:
            for behind in await find_out(self._road, one):
                await deliver(self._road, behind)
        return bool(taken or lost)

    async def _drain_jobs(self) -> bool:
        taken = await self._jobs.take(self._concurrency) if self._jobs else []
        for job in taken:
            assert self._jobs is not None  # noqa: S101 - jobs are only taken from a runner
            await self._jobs.run(job)
        return bool(taken)

    async def _turn_step(self) -> None:
        self._bell.turns.clear()
        rung = self._bell.take_due(self._road.clock.now())
        free = await self._room(self._turns, self._concurrency)
        claimed = await claim(self._road, limit=free)
        for one in claimed:
            self._spawn(self._turns, run_turn(self._road, one))
        if len(claimed) < free:
            await ring_again(self._road, rung - {one.conversation_id for one in claimed})
            await self._until_next()

    async def _send_step(self) -> None:
        self._bell.sends.clear()
        free = await self._room(self._sends, SENDS_AT_ONCE)
        taken = await take_due(self._road, limit=free)
        for one in taken:
            self._spawn(self._sends, deliver(self._road, one))
        if len(taken) < free:
            await self._bell.sends.wait()

    async def _job_step(self) -> None:
        self._bell.jobs.clear()
        free = await self._room(self._works, JOBS_AT_ONCE)
        assert self._jobs is not None  # noqa: S101 - the loop only runs with a runner
        taken = await self._jobs.take(free)
        for job in taken:
            self._spawn(self._works, self._jobs.run(job))
        if len(taken) < free:
            await self._bell.jobs.wait()

    async def _sweep_step(self) -> None:
        """Wake the other steps for what no bell was heard for."""
        now = self._road.clock.now()
        waiting = await self._road.book.look(lambda line: look_for_work(line, now))
        for is_due, bell in (
            (waiting.turns, self._bell.turns),
            (waiting.sends, self._bell.sends),
            (waiting.jobs, self._bell.jobs),
        ):
            if is_due:
                bell.set()
        if waiting.lost:
            for one in await take_lost(self._road):
                self._spawn(self._sends, self._find_out(one))
        await asyncio.sleep(self._sweep_every)

    async def _find_out(self, lost: Taken) -> None:
        for behind in await find_out(self._road, lost):
            await deliver(self._road, behind)
        self._bell.sends.set()

    async def _reconcile_step(self) -> None:
        assert self._reconcile is not None  # noqa: S101 - the loop only runs with one
        await asyncio.sleep(RECONCILE_EVERY)
        await self._reconcile()

    async def _until_next(self) -> None:
        """Wait until the next conversation that was rung for is due, or somebody rings."""
        due = self._bell.next_at()
        seconds = None if due is None else max(0.0, (due - self._road.clock.now()).total_seconds())
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._bell.turns.wait()

    @staticmethod
    async def _room(tasks: set[asyncio.Task[None]], limit: int) -> int:
        """Wait until something may be added and say how much."""
        while len(tasks) >= limit:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            if tasks and limit > 2:  # to claim two costs hardly more than to claim one
                await asyncio.wait(tasks, timeout=MUSTER, return_when=asyncio.FIRST_COMPLETED)
        return limit - len(tasks)

    def _spawn(self, tasks: set[asyncio.Task[None]], work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(self._guarded(work))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Exception:
            # The lease ends by itself, and the work is found again.
            log.exception("work_broke_off")

    async def _for_ever(self, step: Callable[[], Awaitable[None]]) -> None:
        while True:
            try:
                await step()
            except Exception:
                log.exception("loop_broke_off")
                await asyncio.sleep(1)
