"""A small desk for tests of the road: a channel that writes down what it is given, and people who write."""

import itertools
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from bot.bell import InProcessBell
from bot.channels.port import (
    Accepted,
    Capabilities,
    Inbound,
    LookupFailed,
    Media,
    Message,
    RawRequest,
    Refusal,
    SendResult,
    Status,
    TryLater,
    Unknown,
)
from bot.delivery import take_due
from bot.receive import Receipt, receive
from bot.road import Road, Terms
from bot.turn import claim, take_turn
from bot.worker import Worker, run_turn
from crm.clock import MovableClock
from crm.conversations.inbox import Pace
from crm.conversations.models import Conversation, Outbound, Turn
from crm.conversations.taking import Taken
from crm.conversations.turns import Claimed
from crm.conversations.values import Outcome, Say, Scene
from crm.db import Book, forbid_in_transaction
from crm.users.models import User

ACCOUNT = "whatsapp:+14155550100"
ASHA = "+919876543210"

WHATSAPP = Capabilities(
    text_limit=1600,
    caption_limit=1024,
    file_limit=5_000_000,
    window=24 * 3600,
    can_edit=False,
    can_read_back=True,
    per_second=1000,
    per_chat=1000,
)
EMAIL = replace(WHATSAPP, text_limit=100_000, window=None, can_read_back=False, file_limit=7_000_000)
MAIL_ACCOUNT = "email:trips@desk.example"
TELEGRAM = replace(WHATSAPP, text_limit=4096, window=None, can_edit=True, can_read_back=False)


@dataclass
class ScriptedChannel:
    """A channel whose provider answers as told. `sent` holds what reached it, in order."""

    name: str
    account: str
    capabilities: Capabilities
    sent: list[Message] = field(default_factory=list)
    tries: list[tuple[Message, SendResult]] = field(default_factory=list)
    answers: list[SendResult | str] = field(default_factory=list)  # "lost": accepted, and the reply is lost
    reachable: bool = True  # for read-back
    media: dict[str, Media | Exception] = field(default_factory=dict)  # what customers sent, by its address
    fetched: list[str] = field(default_factory=list)
    _ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def will_answer(self, *answers: SendResult | str) -> None:
        self.answers += answers

    def receive(self, request: RawRequest) -> Sequence[Inbound | Status]:
        raise NotImplementedError("these tests hand over what was parsed")

    async def send(self, message: Message) -> SendResult:
        forbid_in_transaction("sending")
        named = Accepted(message.edits or f"SM{next(self._ids)}")
        answer = self.answers.pop(0) if self.answers else named
        if isinstance(answer, str | Accepted):
            self.sent.append(message)
        result = Unknown("the reply was lost") if isinstance(answer, str) else answer
        self.tries.append((message, result))
        return result

    async def find_sent(
        self, message: Message, since: datetime, known: Collection[str] = ()
    ) -> Accepted | None:
        forbid_in_transaction("asking")
        if not self.reachable:
            raise LookupFailed("the provider is down")
        for sent in self.sent:
            if sent.outbox_id == message.outbox_id:
                return Accepted(f"SMfound{sent.outbox_id}")
        return None

    async def fetch_media(self, reference: Mapping[str, Any]) -> Media:
        forbid_in_transaction("a file")
        self.fetched.append(str(reference["url"]))
        stored = self.media.get(str(reference["url"]), LookupError("the provider answered 404"))
        if isinstance(stored, Exception):
            raise stored
        return stored

    def classify(self, error: Exception) -> Refusal | TryLater | Unknown:
        return Unknown(str(error))

    async def typing(self, address: str) -> None: ...

    async def close(self) -> None: ...


class Mind:
    """A mind that answers a fixed text, or as it is told; it keeps every scene it was shown."""

    def __init__(self) -> None:
        self.scenes: list[Scene] = []
        self.decide: Callable[[Scene], Awaitable[Outcome] | Outcome] = lambda scene: Outcome(
            says=(Say("text", {"text": "Heard: " + " | ".join(heard.text for heard in scene.heard)}),)
        )

    async def think(self, scene: Scene) -> Outcome:
        self.scenes.append(scene)
        decided = self.decide(scene)
        return decided if isinstance(decided, Outcome) else await decided


@dataclass(frozen=True)
class DrawnCard:
    text: str
    buttons: tuple[tuple[dict[str, str], ...], ...] = ()


class TestDesk:
    """The whole road over one book, with a customer's channel and a staff channel."""

    __test__ = False

    def __init__(self, book: Book, clock: MovableClock) -> None:
        self.book, self.clock = book, clock
        self.bell = InProcessBell()
        self.whatsapp = ScriptedChannel("whatsapp", ACCOUNT, WHATSAPP)
        self.telegram = ScriptedChannel("telegram", "700000001", TELEGRAM)
        self.email = ScriptedChannel("email", MAIL_ACCOUNT, EMAIL)
        self.mind, self.staff_mind = Mind(), Mind()
        self.road = Road(
            book=book,
            clock=clock,
            channels={"whatsapp": self.whatsapp, "telegram": self.telegram, "email": self.email},
            bell=self.bell,
            customer=self.mind.think,
            staff=self.staff_mind.think,
            pace=Pace(timedelta(0), timedelta(0)),
            terms=Terms(),
            trip_url=lambda nonce: f"https://desk.example/trip/{nonce}",
            file_url=lambda token, name, outbox_id: f"https://desk.example/files/{token}/{name}",
        )
        self.worker = Worker(self.road, self.bell)
        self._ids = itertools.count(1)

    def message(self, text: str, address: str = ASHA, **more: Any) -> Inbound:
        fields: dict[str, Any] = {
            "channel": "whatsapp",
            "channel_account": ACCOUNT,
            "external_id": f"SMin{next(self._ids)}",
            "address": address,
            "kind": "text",
            "text": text,
        }
        return Inbound(**fields | more)

    async def hears(self, *events: Inbound | Status) -> Receipt:
        return await receive(self.book, events, self.bell, self.clock.now(), self.road.pace)

    async def customer_says(self, text: str, address: str = ASHA, **more: Any) -> Receipt:
        return await self.hears(self.message(text, address, **more))

    async def agent_says(self, text: str, telegram_id: int = 501) -> Receipt:
        fields = {"channel": "telegram", "channel_account": "700000001"}
        return await self.hears(self.message(text, str(telegram_id), **fields))

    async def works(self) -> None:
        """Let the worker do everything that is due now."""
        await self.worker.drain()

    async def turn_only(self) -> None:
        """Think and settle, and deliver nothing."""
        for claimed in await claim(self.road, limit=10):
            await take_turn(self.road, claimed)

    async def run(self, claimed: Claimed) -> None:
        """Take a claimed turn and deliver what it said, as the worker does."""
        await run_turn(self.road, claimed)

    async def claims(self) -> list[Claimed]:
        """Lease what is due to be thought about, as a worker does before it thinks."""
        return await claim(self.road, limit=5)

    async def hires(self, name: str, telegram_id: int = 501) -> int:
        """Add a member of staff and give their id."""
        async with self.book.transaction() as session:
            user = User(
                name=name,
                email=f"{name.lower()}@desk.example",
                role="agent",
                telegram_id=telegram_id,
                created_at=self.clock.now(),
            )
            session.add(user)
            await session.flush()
            return user.id

    async def takes(self) -> list[Taken]:
        """Lease what is due to be sent, as a sender does before it sends."""
        return await take_due(self.road)

    def message_of(self, taken: Taken) -> Message:
        return Message(taken.id, taken.kind, taken.address, text=str(taken.body.get("text", "")))

    def draws_cards(self) -> None:
        """Draw lead cards from now on."""

        async def draw(lead_id: int, conversation_id: int) -> DrawnCard:
            return DrawnCard(f"Lead {lead_id}")

        self.road.draw_card = draw

    def later(self, **by: float) -> None:
        self.clock.advance(timedelta(**by))

    async def all_of(self, model: Any) -> list[Any]:
        async with self.book.reading() as session:
            return list(await session.scalars(select(model).order_by(model.id)))

    async def outbox(self) -> list[Outbound]:
        return await self.all_of(Outbound)

    async def turns(self) -> list[Turn]:
        return await self.all_of(Turn)

    async def conversation(self, address: str = ASHA) -> Conversation:
        async with self.book.reading() as session:
            found = select(Conversation).where(Conversation.address == address)
            return (await session.scalars(found)).one()

    def texts(self) -> list[str]:
        """What reached customers, in order."""
        return [message.text for message in self.whatsapp.sent]
