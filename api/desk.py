"""What the doors need of the desk. The composition root provides it; tests compose their own."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from bot.bell import Bell
from bot.channels.port import Channel, Inbound, Status
from bot.settings import Settings
from crm.clock import Clock
from crm.db import Book

if TYPE_CHECKING:
    from knowledge.documents import Document
    from knowledge.library import Answer


class Shelf(Protocol):
    """The library as the doors use it (see `knowledge.library.Library`): slow, so called in a thread."""

    def put(self, document: "Document", collection: str) -> int: ...

    def remove(self, document_id: str, collection: str) -> bool: ...

    def ask(self, question: str, collection: str) -> "Answer": ...


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

    async def start(self) -> None:
        """Open what runs beside the doors (embedded workers, polling). Called once, in the loop."""
        ...

    async def stop(self) -> None:
        """Drain and close. Called once, at shutdown."""
        ...

    async def receive(self, events: Sequence[Inbound | Status]) -> Any:
        """Write events into the book and ring the bell; return only when they are safe."""
        ...
