"""What the doors need of the desk. The composition root provides it; tests compose their own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from bot.channels.port import Channel, Inbound, Status
from bot.settings import Settings
from crm.clock import Clock
from crm.db import Book


@dataclass(frozen=True)
class Cited:
    """One passage that answers a question, and where it stands. `score` is a cosine, best 1."""

    document_id: str
    title: str
    passage: str
    score: float


@dataclass(frozen=True)
class LibraryAnswer:
    """What the library says; `abstained` is true when nothing in it supports an answer."""

    text: str
    sources: Sequence[Cited]
    abstained: bool


class Shelf(Protocol):
    """The library as the doors use it: slow work, never called inside a transaction."""

    async def read(self, name: str, content: bytes) -> str:
        """Give the text of an uploaded Markdown, PDF or text file. Raises `crm.errors.Unfit`."""
        ...

    async def put(self, collection: str, document_id: str, title: str, text: str, *, is_sample: bool) -> int:
        """Index one document, replacing its earlier passages; say how many passages it has now."""
        ...

    async def remove(self, collection: str, document_id: str) -> None: ...

    async def ask(self, collection: str, question: str) -> LibraryAnswer: ...


class Desk(Protocol):
    """The composed desk."""

    book: Book
    clock: Clock
    settings: Settings
    channels: Mapping[str, Channel]
    library: Shelf

    async def start(self) -> None:
        """Open what runs beside the doors (embedded workers, polling). Called once, in the loop."""
        ...

    async def stop(self) -> None:
        """Drain and close. Called once, at shutdown."""
        ...

    async def receive(self, events: Sequence[Inbound | Status]) -> None:
        """Write events into the book in one transaction; return only when they are safe."""
        ...

    def ring(self) -> None:
        """Wake a worker, now. Never waits and never fails."""
        ...

    async def retry_delivery(self, session: AsyncSession, outbound_id: int) -> None:
        """Send a failed, unknown or cancelled message once more. Raises `Missing` or `Clash`."""
        ...

    async def revive_turn(self, session: AsyncSession, turn_id: int) -> None:
        """Think again about a turn that died. Raises `Missing` or `Clash`."""
        ...
