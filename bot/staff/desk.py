"""What the staff bot may look at, and the plan it may ask for. It writes nothing of a lead itself."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from agents.drafting import Drafted, NotDrafted, StillRight
from bot.reports.drawing import png_of
from crm.clock import Clock
from crm.conversations.values import TripFacts
from crm.db import Book
from crm.documents.service import store_file


class Drafting(Protocol):
    async def draft(
        self,
        slots: Mapping[str, Mapping[str, Any]],
        trip: TripFacts | None,
        changed: frozenset[str],
        today: date,
    ) -> Drafted | StillRight | NotDrafted:
        """Plan and price a lead's trip from what is known and what is new since `trip`.

        Slow; never inside a transaction.
        """
        ...

    async def summarise_trip(self, trip: TripFacts, name: str | None, language: str) -> str:
        """Write the message that goes to the customer with the newest version."""
        ...


@dataclass(frozen=True)
class StaffDesk:
    book: Book
    clock: Clock
    secret_key: str
    drafting: Drafting

    async def keep_picture(self, name: str, svg: str) -> int:
        """Draw a chart as a PNG and keep it, so that a message can carry it; give the file's id."""
        picture = await asyncio.to_thread(png_of, svg)
        async with self.book.transaction() as session:
            return (await store_file(session, name, "image/png", picture, self.clock.now())).id


@dataclass(frozen=True)
class Viewer:
    """The member of staff who asks; from the conversation, never from their words."""

    id: int
    name: str
    role: str
    timezone: str

    @property
    def sees_every_lead(self) -> bool:
        return self.role in ("manager", "admin")
