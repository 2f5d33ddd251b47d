"""Jobs off the request path: each kind has a handler, each try a lease."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any

import structlog

from bot.bell import Bell
from crm.clock import Clock
from crm.db import Book, new_token
from crm.jobs import service as jobs
from crm.jobs.service import TakenJob

log = structlog.get_logger(__name__)

Handler = Callable[[Mapping[str, Any]], Awaitable[None]]


class JobRunner:
    """Runs due jobs. A handler gets the payload, opens its own transactions, and may run twice."""

    def __init__(
        self,
        book: Book,
        clock: Clock,
        handlers: Mapping[str, Handler],
        bell: Bell,
        *,
        lease: timedelta = timedelta(minutes=5),
        on_death: Callable[[TakenJob, str], Awaitable[None]] | None = None,
    ) -> None:
        self._book, self._clock, self._handlers, self._bell = book, clock, handlers, bell
        self._lease, self._on_death = lease, on_death

    async def take(self, limit: int = 1) -> list[TakenJob]:
        """Lease due jobs."""
        lease, now = new_token(12), self._clock.now()
        return await self._book.at_once(
            lambda line: jobs.take_jobs(line, lease, now, now + self._lease, limit)
        )

    async def run(self, job: TakenJob) -> None:
        """Run one leased job and write how it ended. What it queued to send is rung for."""
        try:
            if job.attempts > jobs.MAX_ATTEMPTS:
                raise RuntimeError("Its workers died over it again and again.")
            handler = self._handlers.get(job.kind)
            if handler is None:
                raise LookupError(f"Nobody knows how to do {job.kind!r}.")
            await handler(job.payload)
        except Exception as problem:  # noqa: BLE001 - whatever a handler meets, the job is kept and shown
            await self._failed(job, f"{type(problem).__name__}: {problem}"[:2000])
            return
        async with self._book.transaction() as session:
            await jobs.finish(session, job, self._clock.now())
        self._bell.deliver()

    async def _failed(self, job: TakenJob, error: str) -> None:
        log.warning("job_failed", kind=job.kind, attempt=job.attempts, error=error.split(":")[0])
        now = self._clock.now()
        again_at = now + timedelta(seconds=5 * 2**job.attempts)
        async with self._book.transaction() as session:
            lives = await jobs.fail(session, job, error, now, again_at)
        if not lives and self._on_death is not None:
            await self._on_death(job, error)
