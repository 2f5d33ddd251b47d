"""Everything that passed, in order: the only honest witness of what was sent."""

from __future__ import annotations

import asyncio
from collections import deque
from itertools import count, islice
from time import monotonic
from typing import Any

from bot.sandbox.clock import Clock

Row = dict[str, Any]


class Journal:
    """Numbered rows of what passed, the oldest dropped beyond `limit`.

    `direction` is seen from the product: "out" is what it sent, "in" what it was sent, "-" neither.
    `elapsed` is in real seconds since the journal began and never jumps with the clock.
    """

    def __init__(self, clock: Clock, limit: int) -> None:
        self._clock = clock
        self._rows: deque[Row] = deque(maxlen=limit)
        self._numbers = count(1)
        self._began = monotonic()

    def write(self, provider: str, kind: str, direction: str, chat: str = "", **detail: Any) -> Row:
        """Add a row and return it, so that the outcome can be filled in when it is known."""
        row: Row = {
            "seq": next(self._numbers),
            "at": self._clock.now().isoformat(),
            "elapsed": round(monotonic() - self._began, 6),
            "provider": provider,
            "kind": kind,
            "direction": direction,
            "chat": chat,
            **detail,
        }
        self._rows.append(row)
        return row

    def read(self, since: int = 0, limit: int | None = None, **wanted: str) -> list[Row]:
        """Rows numbered above `since` whose fields equal what is wanted, oldest first."""
        first = self._rows[0]["seq"] if self._rows else 1
        found: list[Row] = []
        for row in islice(self._rows, max(0, since - first + 1), None):
            if all(str(row.get(field)) == value for field, value in wanted.items()):
                found.append(row)
                if limit is not None and len(found) >= limit:
                    break
        return found

    def clear(self) -> None:
        """Forget the rows; numbering goes on, so that a reader's `since` stays true."""
        self._rows.clear()


class Feed:
    """What the phones listen to. A slow listener is told to read anew instead of growing a queue."""

    def __init__(self, depth: int = 1_000) -> None:
        self._depth = depth
        self._listeners: set[asyncio.Queue[Row]] = set()

    @property
    def is_heard(self) -> bool:
        """Whether anybody listens."""
        return bool(self._listeners)

    def listen(self) -> asyncio.Queue[Row]:
        """A new listener's queue; hand it to `leave` when done."""
        queue: asyncio.Queue[Row] = asyncio.Queue(self._depth)
        self._listeners.add(queue)
        return queue

    def leave(self, queue: asyncio.Queue[Row]) -> None:
        """Stop listening."""
        self._listeners.discard(queue)

    def tell(self, event: Row) -> None:
        """Tell every listener."""
        for queue in self._listeners:
            if queue.full():
                while not queue.empty():
                    queue.get_nowait()
                queue.put_nowait({"type": "resync"})
            else:
                queue.put_nowait(event)
