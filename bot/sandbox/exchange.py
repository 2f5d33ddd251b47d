"""The exchange: one sandbox's shared parts, and the tasks it has under way."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from contextlib import suppress
from random import Random
from typing import Any

from bot.sandbox.clock import Clock
from bot.sandbox.config import SandboxConfig
from bot.sandbox.courier import Courier, HttpCourier, Patience
from bot.sandbox.faults import FaultBook
from bot.sandbox.journal import Feed, Journal
from bot.sandbox.media import Cabinet

log = logging.getLogger(__name__)


class Exchange:
    """What both doubles stand on: clock, journal, faults, files, courier, and word to the phones."""

    def __init__(self, config: SandboxConfig, courier: Courier | None = None) -> None:
        self.config = config
        self.clock = Clock()
        self.journal = Journal(self.clock, config.journal_limit)
        self.faults = FaultBook(config.seed)
        self.feed = Feed()
        # File keys must not be foreseeable nor repeat after a restart, so they do not come from the seed.
        self.cabinet = Cabinet(Random())  # noqa: S311  names of throw-away files
        self.courier: Courier = courier or HttpCourier()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._versions: dict[str, int] = {}
        self._turned: dict[str, asyncio.Event] = {}

    def patience(self) -> Patience:
        """The patience every webhook begins with."""
        return Patience(pause=self.config.retry_pause, read=self.config.webhook_timeout)

    def spawn(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Let work run beside the request that began it."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._finished)
        return task

    def _finished(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("the sandbox failed at its own work", exc_info=error)
            self.journal.write("sandbox", "failure", "-", error=repr(error))

    def version(self, chat: str) -> int:
        """How often this chat has changed."""
        return self._versions.get(chat, 0)

    def changed(self, chat: str) -> None:
        """A chat changed: wake whoever waits for it."""
        self._versions[chat] = self._versions.get(chat, 0) + 1
        if (waiting := self._turned.pop(chat, None)) is not None:
            waiting.set()

    async def changes(self, chat: str, since: int, within: float) -> int:
        """Wait until the chat's version is above `since`, or the real seconds are over."""
        if self.version(chat) <= since and within > 0:
            turned = self._turned.setdefault(chat, asyncio.Event())
            with suppress(TimeoutError):
                await asyncio.wait_for(turned.wait(), within)
        return self.version(chat)

    async def stop_work(self) -> None:
        """End what is under way: callbacks, retries, held replies."""
        tasks = [task for task in self._tasks if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def close(self) -> None:
        """End all work and connections."""
        await self.stop_work()
        await self.courier.close()
