"""A floor lived through once, and written into each further book as it then stood.

Most tests of the staff begin with the same mornings: people are hired and press Start. The first test of a
process lives through that by the road, once on each database; the others are given what it left behind.
"""

import itertools
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, insert, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.channels.port import Message
from crm.db import Book
from crm.models import metadata
from tests.bot.desk import ScriptedChannel
from tests.bot.staff.floor import Floor


@dataclass(frozen=True)
class Morning:
    """What the book and the phones held once it was over, and how far ids were counted."""

    rows: Sequence[tuple[Table, Sequence[Mapping[str, Any]]]]
    sent: Sequence[Sequence[Message]]  # by each channel
    updates: int

    @classmethod
    async def of(cls, floor: Floor) -> "Morning":
        async with floor.book.reading() as session:
            rows = [
                (table, [dict(row) for row in (await session.execute(select(table))).mappings()])
                for table in metadata.sorted_tables
            ]
        filled = [(table, found) for table, found in rows if found]
        return cls(filled, [tuple(channel.sent) for channel in _channels(floor)], floor.updates)

    async def begin(self, floor: Floor) -> None:
        """Have a floor with an empty book stand as this one did."""
        async with floor.book.transaction() as session:
            for table, rows in self.rows:
                await session.execute(insert(table), list(rows))
            if session.get_bind().dialect.name == "postgresql":
                await _count_on(session, [table for table, _ in self.rows])
        for channel, sent in zip(_channels(floor), self.sent, strict=True):
            channel.sent[:] = sent
            channel._ids = itertools.count(len(sent) + 1)
        floor.updates = self.updates
        floor._ids = itertools.count(1 + sum(len(rows) for table, rows in self.rows if table.name == "inbox"))


def _channels(floor: Floor) -> tuple[ScriptedChannel, ...]:
    return floor.telegram, floor.whatsapp, floor.email


async def _count_on(session: AsyncSession, tables: Sequence[Table]) -> None:
    """Have the ids of further rows follow those that were written."""
    for table in tables:
        if "id" in table.c:
            last = f"(SELECT max(id) FROM {table.name})"
            await session.execute(
                text(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), {last})")
            )


_mornings: dict[tuple[str, str], Morning] = {}


async def open_floor(floor: Floor, name: str, live: Callable[[Floor], Awaitable[None]]) -> Floor:
    """Give the floor after a morning of that name, which the first who asks lives through."""
    key = name, _kind(floor.book)
    if key in _mornings:
        await _mornings[key].begin(floor)
    else:
        await live(floor)
        _mornings[key] = await Morning.of(floor)
    return floor


def _kind(book: Book) -> str:
    return book.engine.dialect.name
