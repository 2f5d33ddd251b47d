"""A desk for the doors' tests: the real book and road, and a channel whose signature is a plain word."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import numpy as np

from agents.ports import MindSettings
from agents.staff.drafting import Drafter
from agents.staff.suggesting import Suggested
from bot.channels.port import (
    Accepted,
    BadPayload,
    BadSignature,
    Capabilities,
    Inbound,
    Media,
    Message,
    RawRequest,
    Refusal,
    SendResult,
    Status,
    TryLater,
    Unknown,
)
from bot.guidance import Guide
from bot.receive import receive
from bot.roads import Roads
from bot.settings import Settings
from bot.tools import DeskTools
from crm.clock import Clock
from crm.db import Book, forbid_in_transaction
from crm.trips.travel import TravelTimes
from crm.trips.values import Catalogue
from knowledge.conflicts import Conflict
from knowledge.documents import Document
from knowledge.embedding import Vectors
from knowledge.library import Answer
from knowledge.passages import Passage


class WordChannel:
    """A channel whose messages are JSON lists and whose signature is the word "genuine"."""

    account = "+14155550100"
    capabilities = Capabilities(1600, 1024, 5_000_000, 86_400.0, False, True, 80.0, 1.0)

    def __init__(self, name: str) -> None:
        self.name = name
        self.requests: list[RawRequest] = []

    def receive(self, request: RawRequest) -> Sequence[Inbound | Status]:
        if request.headers.get("x-signature") != "genuine":
            raise BadSignature("not signed")
        self.requests.append(request)
        try:
            texts = json.loads(request.body)
        except ValueError as error:
            raise BadPayload("not JSON") from error
        return [Inbound(self.name, self.account, text, "+919800000001", "text", text) for text in texts]

    async def send(self, message: Message) -> SendResult:
        return Accepted(str(message.outbox_id))

    async def find_sent(self, message: Message, since: datetime) -> Accepted | None:
        return None

    async def fetch_media(self, reference: Mapping[str, Any]) -> Media:
        return Media(b"", "text/plain", "")

    def classify(self, error: Exception) -> Refusal | TryLater | Unknown:
        return Unknown(str(error))

    async def typing(self, address: str) -> None:
        return None

    async def close(self) -> None:
        return None


class WordShelf:
    """A library that answers a question with the document that holds its longest word."""

    def __init__(self) -> None:
        self.documents: dict[tuple[str, str], Document] = {}

    def put(self, document: Document, collection: str) -> int:
        forbid_in_transaction("indexing")
        self.documents[collection, document.id] = document
        return 1

    def remove(self, document_id: str, collection: str) -> bool:
        forbid_in_transaction("indexing")
        return self.documents.pop((collection, document_id), None) is not None

    def ask(self, question: str, collection: str) -> Answer:
        forbid_in_transaction("searching")
        word = max(question.lower().replace("?", "").split(), key=len)
        for (shelf, _), held in self.documents.items():
            if shelf == collection and word in held.text.lower():
                source = Passage(held.id, held.title, "", held.text, 0.8)
                return Answer(held.text, (source,), abstained=False)
        return Answer()

    def conflicts(self, collection: str) -> Sequence[Conflict]:
        forbid_in_transaction("searching")
        return ()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Texts with the same longest word are the same; others have nothing in common."""
        forbid_in_transaction("embedding")
        words = [max(text.lower().split(), key=len) for text in texts]
        known = list(dict.fromkeys(words))
        return np.eye(len(known), dtype=np.float32)[[known.index(word) for word in words]]


class NotedBell:
    """Remembers what it was rung for."""

    def __init__(self) -> None:
        self.woken: list[int] = []
        self.deliveries = 0

    def wake(self, conversation_id: int, at: datetime) -> None:
        self.woken.append(conversation_id)

    def deliver(self, conversations: Sequence[int] = ()) -> None:
        self.deliveries += 1

    def work(self) -> None:
        return None


class WordMind:
    """A mind that suggests the same words to everyone."""

    async def suggest(self, conversation_id: int, now: datetime) -> Suggested:
        return Suggested(f"Shall we go on with conversation {conversation_id}?", ("in:1",))


class TestDesk:
    """The book is real; what stands beside it is plain."""

    __test__ = False

    def __init__(self, book: Book, clock: Clock, settings: Settings) -> None:
        self.book, self.clock, self.settings = book, clock, settings
        self.channels = {name: WordChannel(name) for name in ("whatsapp", "telegram", "email")}
        self.bell = NotedBell()
        self.library = WordShelf()
        self.collection = "house"
        self.guide = Guide(book, clock)
        self.minding = WordMind()
        self.is_running = False
        self.roads: Roads | None = None  # a road server, where a test has one

    async def start(self) -> None:
        self.is_running = True

    async def stop(self) -> None:
        self.is_running = False
        await self.book.close()

    async def drafter(self) -> Drafter:
        """The real one, over the catalogue and rates of this desk's book."""
        return Drafter(
            self._tools(), MindSettings(plan_patience=12_000, options_patience=30_000, turn_seconds=60.0)
        )

    async def travel(self, catalogue: Catalogue) -> TravelTimes:
        return await self._tools().travel(catalogue)

    def _tools(self) -> DeskTools:
        return DeskTools(self.book, self.clock, None, self.collection, self.roads)

    async def receive(self, events: Sequence[Inbound | Status]) -> Any:
        return await receive(self.book, events, self.bell, self.clock.now())
