"""The staff's floor: agents and a manager who type and press, and customers who enquire."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

import bot.staff.router  # noqa: F401 - loaded before the first turn, whose time is limited
from agents.orders.contract import Understood
from agents.staff.drafting import Choices, Drafted, Idea, Ideas, NotDrafted, StillRight
from agents.staff.suggesting import Suggested
from bot.channels.port import Message
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.updates import inbound_of
from bot.guidance import Guide
from bot.staff.carding import card_in_chat
from bot.staff.desk import StaffDesk
from bot.staff.speaking import let_staff_hear
from bot.staff.thinking import StaffThinker
from crm.clock import MovableClock
from crm.contacts.models import Contact
from crm.conversations.models import Conversation
from crm.conversations.values import Outcome, Scene, TripFacts
from crm.db import Book
from crm.leads.effects import Capture
from crm.leads.models import Lead, LeadEvent
from crm.trips.effects import OfferedPlan, PublishTrip
from crm.users.models import User
from crm.users.service import create
from tests.agents.orders.reader import reader
from tests.bot.desk import MAIL_ACCOUNT, TestDesk

SECRET = "k" * 40
MEERA, RAVI, LEELA, STRANGER = 7002, 7003, 7004, 7999
ENQUIRY = {
    "destinations": {"value": ["Bali"], "message": 1, "span": [0, 4], "confidence": 0.9, "by": "offline"},
    "nights": {"value": 6, "message": 1, "span": [5, 6], "confidence": 0.9, "by": "offline"},
}
SNAPSHOT = {"total": "184335.00", "cost": "150000.00", "currency": "INR", "valid_until": "2026-11-30"}


def plan_of(**more: Any) -> PublishTrip:
    return PublishTrip({"destination": "bali"}, {"days": []}, SNAPSHOT, **more)


@dataclass
class Drafts:
    """A planner that drafts what it is told to; it keeps what it was asked."""

    answer: Drafted | StillRight | NotDrafted = field(
        default_factory=lambda: Drafted(plan_of(send=False), "*Bali, 6 nights* for 2 < 3 adults")
    )
    asked: list[frozenset[str]] = field(default_factory=list)
    suggestion: Suggested = field(default_factory=lambda: Suggested("Shall we go on?", ("in:1",)))
    days: list[int | None] = field(default_factory=list)
    choices: Choices | NotDrafted = field(
        default_factory=lambda: Choices(
            tuple(
                OfferedPlan(f, {"hotel_class": f}, {"days": []}, SNAPSHOT, "Why.")
                for f in ("value", "comfort")
            ),
            "*1. Value*: ₹1,84,335",
        )
    )
    thought: Ideas | NotDrafted = field(
        default_factory=lambda: Ideas(
            (Idea("bali-legong", "Legong dance", 3, 1140, 20, False, None),), "*1. Legong*"
        )
    )

    async def draft(
        self,
        slots: Mapping[str, Mapping[str, Any]],
        trip: TripFacts | None,
        changed: frozenset[str],
        today: date,
    ) -> Drafted | StillRight | NotDrafted:
        self.asked.append(changed)
        return self.answer

    async def orders(self, text: str, now: datetime, *, quick: bool = False) -> Understood:
        return reader().understand(text, now)

    async def drafter(self) -> "Drafts":
        return self

    async def options(self, *_: Any) -> Choices | NotDrafted:
        return self.choices

    async def choose(self, trip: Any, plans: tuple[OfferedPlan, ...], flavour: str, today: date) -> Any:
        return replace(self.answer, summary=f"*{flavour}*")

    async def ideas(self, trip: TripFacts, day: int | None, today: date) -> Ideas | NotDrafted:
        self.days.append(day)
        return self.thought

    async def add(self, trip: TripFacts, place: str, day: int, today: date) -> Any:
        return replace(self.answer, summary=f"with {place} on day {day}")

    async def suggest(self, conversation_id: int, now: datetime) -> Suggested:
        return self.suggestion

    async def summarise_trip(self, trip: TripFacts, name: str | None, language: str) -> str:
        return f"Your trip, version {trip.version}: {{trip_link}}"


class Floor(TestDesk):
    """The road with the real staff bot on it, and a mind that understands every customer alike."""

    def __init__(self, book: Book, clock: MovableClock) -> None:
        super().__init__(book, clock)
        self.drafts = Drafts()
        self._staff_desk = desk = StaffDesk(
            book, clock, SECRET, self.drafts, Guide(book, clock), MAIL_ACCOUNT
        )
        telegram = TelegramChannel("700000001:token", "secret", "http://127.0.0.1:9")
        self._telegram = telegram
        self.road.staff = StaffThinker(desk, {"telegram": telegram}).think
        self.road.draw_card = self._draw
        self.mind.decide = self._understand
        self.updates = 0  # of Telegram, so far
        self._read = 0

    def without_mail(self) -> None:
        """No mail server is set up."""
        desk = replace(self._staff_desk, mail_account=None)
        self.road.staff = StaffThinker(desk, {"telegram": self._telegram}).think

    def guided_by(self, guide: Guide) -> None:
        """Staff are advised by this guide from now on."""
        desk = replace(self._staff_desk, guide=guide)
        self.road.staff = StaffThinker(desk, {"telegram": self._telegram}).think

    async def _draw(self, lead_id: int, conversation_id: int) -> Any:
        return await card_in_chat(self.book, lead_id, conversation_id, self.clock.now())

    async def _understand(self, scene: Scene) -> Outcome:
        outcome = Outcome(effects=(Capture(ENQUIRY),) if scene.held_by is None else ())
        return replace(outcome, says=await let_staff_hear(self.book, scene, outcome))

    async def hires(self, name: str, role: Any, telegram_id: int | None) -> User:
        async with self.book.transaction() as session:
            return await create(
                session,
                name=name,
                email=f"{name.lower()}@desk.example",
                role=role,
                password_hash="x",
                timezone="Asia/Kolkata",
                now=self.clock.now(),
                telegram_id=telegram_id,
            )

    async def enquires(self, name: str, address: str, owner: int | None = None) -> int:
        """A customer enquires; gives the lead's number. `owner` is a Telegram account that claims it."""
        await self.customer_says("Bali, 6 nights", address, profile_name=name)
        await self.works()
        conversation = await self.conversation(address)
        [lead] = [one for one in await self.all_of(Lead) if one.conversation_id == conversation.id]
        if owner is not None:
            await self.types(owner, f"/claim {lead.id}")
        self.listens()
        return int(lead.id)

    async def types(self, who: int, *texts: str, reply_to: str | None = None) -> list[Message]:
        """Somebody types, each text its own message of one burst; gives what their chat then shows."""
        self.listens()
        for text in texts:
            await self.writes(who, text, reply_to)
        await self.works()
        return self.shown_to(who)

    async def all_start(self, *everybody: int) -> None:
        """Everybody presses Start at once."""
        for who in everybody:
            await self.writes(who, "/start")
        await self.works()

    async def presses(self, who: int, data: str) -> list[Message]:
        self.listens()
        sender = {"id": who, "is_bot": False, "first_name": "x"}
        query = {"id": "99", "from": sender, "chat_instance": "1", "data": data}
        await self._comes({"callback_query": {**query, "message": {**_frame(who), "text": "card"}}})
        await self.works()
        return self.shown_to(who)

    async def presses_on(self, who: int, shown: Message, label: str) -> list[Message]:
        """Press a button by its words on a message that was shown."""
        [data] = [button["data"] for row in shown.buttons for button in row if button["label"] == label]
        assert len(data.encode()) <= 64
        return await self.presses(who, data)

    async def writes(self, who: int, text: str, reply_to: str | None = None) -> None:
        message: dict[str, Any] = {"text": text}
        if text.startswith("/"):
            length = len(text.split()[0])
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        if reply_to is not None:
            message["reply_to_message"] = {**_frame(who), "message_id": 3, "text": reply_to}
        date = int(self.clock.now().timestamp())
        await self._comes({"message": {**_frame(who), "date": date, **message}})

    async def _comes(self, update: dict[str, Any]) -> None:
        self.updates += 1
        inbound = inbound_of({"update_id": self.updates, **update}, "700000001")
        assert inbound is not None
        await self.hears(inbound)

    def listens(self) -> None:
        """From here on, `shown_to` looks at what is new."""
        self._read = len(self.telegram.sent)

    def shown_to(self, who: int) -> list[Message]:
        """What is new in somebody's chat, without cards and answers to presses."""
        mine = [message for message in self.telegram.sent[self._read :] if message.address == str(who)]
        return [message for message in mine if message.kind not in ("card", "callback")]

    def cards_of(self, who: int) -> list[Message]:
        new = self.telegram.sent[self._read :]
        return [message for message in new if message.address == str(who) and message.kind == "card"]

    async def lead(self, lead_id: int) -> Lead:
        async with self.book.reading() as session:
            return await session.get_one(Lead, lead_id)

    async def events(self, lead_id: int) -> list[LeadEvent]:
        async with self.book.reading() as session:
            found = select(LeadEvent).where(LeadEvent.lead_id == lead_id).order_by(LeadEvent.id)
            return list(await session.scalars(found))

    async def chat_of(self, lead_id: int) -> Conversation:
        async with self.book.reading() as session:
            return await session.get_one(Conversation, (await session.get_one(Lead, lead_id)).conversation_id)

    async def opts_out(self, lead_id: int) -> None:
        async with self.book.transaction() as session:
            contact = await session.get_one(Contact, (await session.get_one(Lead, lead_id)).contact_id)
            contact.opted_out_at = self.clock.now()


def _frame(who: int) -> dict[str, Any]:
    return {
        "message_id": 5,
        "date": 1_795_000_000,
        "chat": {"id": who, "type": "private", "first_name": "x"},
        "from": {"id": who, "is_bot": False, "first_name": "x"},
    }


def only(messages: list[Message]) -> str:
    """The text of the one message there is."""
    assert len(messages) == 1, [message.text for message in messages]
    return messages[0].text
