"""Watching the services that the desk needs: their trouble is kept in the book and told to managers once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from html import escape
from typing import Any

import structlog

from bot.alarms import boss_chats, tell_chats
from bot.road import Unwatched
from crm.clock import Clock
from crm.db import Book
from crm.neighbours.rules import LET_GO_AFTER, known
from crm.neighbours.service import in_trouble, let_go, note_trouble, note_well

log = structlog.get_logger(__name__)

_WRITTEN_EVERY = timedelta(seconds=20)  # of one trouble that goes on


class Neighbours(Unwatched):
    """One per process. What it is told costs nothing while all is well. Raises nothing."""

    def __init__(self, book: Book, clock: Clock, ring: Callable[[], Any] = lambda: None) -> None:
        self._book, self._clock, self._ring = book, clock, ring
        self._failing: dict[str, datetime | None] = {}  # when this process last wrote it down

    async def look(self) -> None:
        """Learn what other processes found in trouble, so that this one can say when it is over.

        A service that nothing has needed for a day is let go: nobody can say whether it answers.
        """
        now = self._clock.now()
        async with self._book.reading() as session:
            found = {row.name: row.last_at for row in await in_trouble(session)}
        if any(now - last_at >= LET_GO_AFTER for last_at in found.values()):
            await self._let_go(now)
        self._failing = {
            name: self._failing.get(name) for name, last_at in found.items() if now - last_at < LET_GO_AFTER
        }

    async def _let_go(self, now: datetime) -> None:
        async with self._book.transaction() as session:
            told = await let_go(session, now)
            chats = await boss_chats(session) if told else []
            for name in told:
                text = (
                    f"ℹ️ Nothing has needed {escape(known(name).name)} for a day since it did not answer. "
                    "Whether it does will show when it is needed next."
                )
                await tell_chats(session, chats, f"neighbour:{name}:idle:{now.isoformat()}", text, now)
        if told:
            self._ring()

    async def trouble(self, name: str, why: str) -> None:
        """Keep that a service did not answer, and tell managers when it goes on."""
        now, last = self._clock.now(), self._failing.get(name)
        if last is not None and now - last < _WRITTEN_EVERY:
            return
        try:
            async with self._book.transaction() as session:
                if is_to_tell := await note_trouble(session, name, why, now):
                    key = f"neighbour:{name}:{now.isoformat()}"
                    await tell_chats(session, await boss_chats(session), key, _trouble_told(name, why), now)
        except Exception:  # the message in hand matters more than the note about its provider
            log.exception("trouble_not_kept", service=name)
            return
        self._failing[name] = now
        if is_to_tell:
            self._ring()

    async def well(self, name: str) -> None:
        """Keep that a service answers again, and tell whoever was told of its trouble."""
        if name not in self._failing:
            return
        now = self._clock.now()
        try:
            async with self._book.transaction() as session:
                if was_told := await note_well(session, name):
                    key = f"neighbour:{name}:well:{now.isoformat()}"
                    text = f"✅ {escape(known(name).name)} answers again."
                    await tell_chats(session, await boss_chats(session), key, text, now)
        except Exception:  # as above; the next answer of the service tries again
            log.exception("recovery_not_kept", service=name)
            return
        self._failing.pop(name, None)
        if was_told:
            self._ring()


def _trouble_told(name: str, why: str) -> str:
    service = known(name)
    return (
        f"⚠️ <b>{escape(service.name)} does not answer.</b>\n{escape(service.follows)}\n"
        f"What it said: {escape(why[:200])}\n{escape(service.remedy)} "
        "The page Services shows how it stands."
    )
