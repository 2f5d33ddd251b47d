"""What the doors need of the desk. The composition root provides it; tests compose their own."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from bot.bell import Bell
from bot.channels.port import Channel, Inbound, Status
from bot.settings import Settings
from bot.staff.desk import Guiding
from crm.clock import Clock
from crm.db import Book
from crm.trips.travel import TravelTimes
from crm.trips.values import Catalogue

if TYPE_CHECKING:
    from agents.staff.drafting import Drafter
    from agents.staff.suggesting import Suggested
    from knowledge.conflicts import Conflict
    from knowledge.documents import Document
    from knowledge.embedding import Vectors
    from knowledge.library import Answer


class Shelf(Protocol):
    """The library as the doors use it (see `knowledge.library.Library`): slow, so called in a thread."""

    def put(self, document: "Document", collection: str) -> int: ...

    def remove(self, document_id: str, collection: str) -> bool: ...

    def ask(self, question: str, collection: str) -> "Answer": ...

    def conflicts(self, collection: str) -> "Sequence[Conflict]": ...

    def embed(self, texts: Sequence[str]) -> "Vectors": ...


class Suggesting(Protocol):
    """What words the desk would use now (see `bot.minding.Minding`)."""

    async def suggest(self, conversation_id: int, now: datetime) -> "Suggested": ...


class Desk(Protocol):
    """The composed desk."""

    book: Book
    clock: Clock
    settings: Settings
    channels: Mapping[str, Channel]
    bell: Bell
    collection: str  # the body of knowledge that customers' questions are answered from

    @property
    def library(self) -> Shelf: ...
    @property
    def guide(self) -> Guiding: ...
    @property
    def minding(self) -> Suggesting: ...

    async def start(self) -> None:
        """Open what runs beside the doors (embedded workers, polling). Called once, in the loop."""
        ...

    async def stop(self) -> None:
        """Drain and close. Called once, at shutdown."""
        ...

    async def drafter(self) -> "Drafter":
        """Give a hand that plans for staff by today's settings. Its work is slow."""
        ...

    async def travel(self, catalogue: Catalogue) -> TravelTimes:
        """Give how long the ways of a destination take."""
        ...

    async def receive(self, events: Sequence[Inbound | Status]) -> Any:
        """Write events into the book and ring the bell; return only when they are safe."""
        ...
