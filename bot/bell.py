"""The bell: it tells a worker that there is work. The truth is in the book; a lost ring costs a sweep."""

import asyncio
import heapq
import itertools
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol


class Bell(Protocol):
    """Rung after a commit. Never waits, and never fails: the sweeper finds what a lost ring missed."""

    def wake(self, conversation_id: int, at: datetime) -> None:
        """A conversation has something to think about from `at` on."""
        ...

    def deliver(self, conversations: Sequence[int] = ()) -> None:
        """Something is to be sent; where it is known, in these conversations."""
        ...

    def work(self) -> None:
        """A job was asked for."""
        ...


class SilentBell:
    """A bell that nobody hears: for the command line, whose worker is elsewhere or drains by hand."""

    def wake(self, conversation_id: int, at: datetime) -> None: ...

    def deliver(self, conversations: Sequence[int] = ()) -> None: ...

    def work(self) -> None: ...


class InProcessBell:
    """Wakes the worker that runs in this very event loop."""

    def __init__(self) -> None:
        self._due: list[tuple[datetime, int, int]] = []  # a heap: when, order of ringing, conversation
        self._count = itertools.count()
        self.turns = asyncio.Event()
        self.sends = asyncio.Event()
        self.jobs = asyncio.Event()

    def wake(self, conversation_id: int, at: datetime) -> None:
        heapq.heappush(self._due, (at, next(self._count), conversation_id))
        self.turns.set()

    def deliver(self, conversations: Sequence[int] = ()) -> None:
        self.sends.set()

    def work(self) -> None:
        self.jobs.set()

    def next_at(self) -> datetime | None:
        """Say when the next conversation that was rung for is due."""
        return self._due[0][0] if self._due else None

    def take_due(self, now: datetime) -> set[int]:
        """Forget the conversations that are due now, and give them."""
        due = set()
        while self._due and self._due[0][0] <= now:
            due.add(heapq.heappop(self._due)[2])
        return due
