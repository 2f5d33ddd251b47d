"""A desk for the doors' tests: the real book and a channel whose signature is a plain word."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from api.desk import Cited, LibraryAnswer
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
from bot.settings import Settings
from crm.clock import Clock
from crm.conversations.models import Outbound, Turn
from crm.db import Book, forbid_in_transaction
from crm.errors import Clash, Missing, Unfit


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
        self.documents: dict[tuple[str, str], tuple[str, str]] = {}

    async def read(self, name: str, content: bytes) -> str:
        forbid_in_transaction("reading a document")
        try:
            return content.decode()
        except UnicodeDecodeError:
            raise Unfit("file", "This file is not text.") from None

    async def put(self, collection: str, document_id: str, title: str, text: str, *, is_sample: bool) -> int:
        forbid_in_transaction("indexing")
        self.documents[collection, document_id] = (title, text)
        return 1

    async def remove(self, collection: str, document_id: str) -> None:
        forbid_in_transaction("indexing")
        self.documents.pop((collection, document_id), None)

    async def ask(self, collection: str, question: str) -> LibraryAnswer:
        forbid_in_transaction("searching")
        word = max(question.lower().replace("?", "").split(), key=len)
        for (shelf, document_id), (title, text) in self.documents.items():
            if shelf == collection and word in text.lower():
                return LibraryAnswer(text, [Cited(document_id, title, text, 0.8)], False)
        return LibraryAnswer("", [], True)


class TestDesk:
    """The book is real; what stands beside it is plain."""

    __test__ = False

    def __init__(self, book: Book, clock: Clock, settings: Settings) -> None:
        self.book, self.clock, self.settings = book, clock, settings
        self.channels = {"whatsapp": WordChannel("whatsapp"), "telegram": WordChannel("telegram")}
        self.library = WordShelf()
        self.received: list[Inbound | Status] = []
        self.rings = 0
        self.is_running = False

    async def start(self) -> None:
        self.is_running = True

    async def stop(self) -> None:
        self.is_running = False

    async def receive(self, events: Sequence[Inbound | Status]) -> None:
        self.received.extend(events)

    def ring(self) -> None:
        self.rings += 1

    async def retry_delivery(self, session: AsyncSession, outbound_id: int) -> None:
        row = await session.get(Outbound, outbound_id)
        if row is None:
            raise Missing("There is no such message.")
        if row.status not in ("failed", "unknown"):
            raise Clash("This message did not fail.")
        row.status, row.run_at = "waiting", self.clock.now()
        await session.flush()

    async def revive_turn(self, session: AsyncSession, turn_id: int) -> None:
        turn = await session.get(Turn, turn_id)
        if turn is None:
            raise Missing("There is no such turn.")
        if turn.status != "dead":
            raise Clash("This turn is not dead.")
        turn.status = "open"
        await session.flush()
