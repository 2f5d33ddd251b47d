"""One worker process of Celery: a desk, an event loop for its tasks, and a watch for when no bell rings."""

import asyncio
import threading
from collections.abc import Coroutine
from datetime import datetime
from time import monotonic
from typing import Any

import structlog

from bot.asking import find_out, take_lost
from bot.channels.port import prepare
from bot.composed import ComposedDesk
from bot.delivery import deliver, take_due
from bot.loops import keep_what_is_loaded, loop_factory
from bot.reports.schedule import schedule_reports
from bot.sweep import due_work, reconcile
from bot.turn import claim, ring_again
from bot.worker import RECONCILE_EVERY, run_turn

log = structlog.get_logger(__name__)

AT_ONCE = 8  # turns that a watch takes together


class Crew:
    """One worker process: one desk and one event loop for all its tasks.

    Redis may be away, or Celery may not find back to it. A crew that has heard nothing for `silence`
    seconds looks into the book and does what is due, for as long as the silence lasts.
    """

    def __init__(self, desk: ComposedDesk, silence: float = 7.5) -> None:
        self._runner = asyncio.Runner(loop_factory=loop_factory())
        self._desk = desk
        self._reconciled_at: datetime | None = None
        self._alone = threading.Lock()  # the loop serves one at a time: Celery's task, or the watch
        self._is_kept = False
        self._silence, self._heard_at, self._ends = silence, monotonic(), threading.Event()
        self._work(self._desk.take_agency_settings())
        self._watch = threading.Thread(target=self._keep_watch, name="watch", daemon=True)
        self._watch.start()

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        """Do what Celery asked for."""
        self._heard_at = monotonic()
        self._work(work)

    def close(self) -> None:
        self._ends.set()
        self._watch.join()
        self._work(self._desk.stop())
        self._runner.close()

    def _work(self, work: Coroutine[Any, Any, None]) -> None:
        with self._alone:
            self._runner.run(work)

    def _keep_watch(self) -> None:
        prepare(self._desk.road.channels.values())
        while not self._ends.wait(self._silence / 3):
            self.keep_at_leisure()
            if monotonic() - self._heard_at < self._silence:
                continue
            try:
                self._work(self.look_around())
            except Exception:  # the book may be away: the next look tries again
                log.exception("watch_broke_off")

    def keep_at_leisure(self) -> None:
        """Tell the collector once that what is loaded stays, when the mind is made and nobody is served.

        No task is in hand then; one that comes within these tenths of a second waits for their end.
        """
        if self._is_kept or not self._desk.minding.is_made or not self._alone.acquire(blocking=False):
            return
        try:
            keep_what_is_loaded()
            self._is_kept = True
        finally:
            self._alone.release()

    async def wake(self, conversation_id: int) -> None:
        claimed = await claim(self._desk.road, only=[conversation_id])
        for one in claimed:
            await run_turn(self._desk.road, one)
        if not claimed:
            await ring_again(self._desk.road, [conversation_id])

    async def deliver(self) -> None:
        while taken := await take_due(self._desk.road):
            await asyncio.gather(*(deliver(self._desk.road, one) for one in taken))

    async def run_job(self) -> None:
        for job in await self._desk.jobs.take():
            await self._desk.jobs.run(job)

    async def look_around(self) -> None:
        """Do everything that is due without any bell."""
        road = self._desk.road
        while claimed := await claim(road, limit=AT_ONCE):
            await asyncio.gather(*(run_turn(road, one) for one in claimed))
        await self.deliver()
        await self.run_job()
        await self._look_after()

    async def sweep(self) -> None:
        """Ring for everything that is due, and ask after what was lost."""
        desk = self._desk
        now = desk.clock.now()
        async with desk.book.glance() as line:
            due = await due_work(line, now)
        for conversation_id in due.conversations:
            desk.bell.wake(conversation_id, now)
        if due.sends:
            desk.bell.deliver()
        for _ in range(due.jobs):
            desk.bell.work()
        await self._look_after()

    async def _look_after(self) -> None:
        """Ask after what was lost, write due reports, and fetch what no webhook brought."""
        desk = self._desk
        now = desk.clock.now()
        for lost in await take_lost(desk.road):
            for behind in await find_out(desk.road, lost):
                await deliver(desk.road, behind)
        if await schedule_reports(desk.book, now):
            desk.bell.work()
        if self._reconciled_at is None or (now - self._reconciled_at).total_seconds() >= RECONCILE_EVERY:
            self._reconciled_at = now
            await reconcile(desk.road)
