"""Rows of the book as a day at the desk leaves them, and turns whose effects are written there."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from crm.clock import MovableClock
from crm.contacts.models import Contact
from crm.conversations.models import Conversation, Outbound
from crm.conversations.values import Effect, Heard, LeadFacts, Scene
from crm.db import Book
from crm.effects import apply_effects
from crm.leads.models import Lead, LeadEvent
from crm.pen import Applied
from crm.trips.effects import PublishTrip
from crm.users.models import User

LINKS_LIVE = timedelta(days=30)
SNAPSHOT = {"total": "184335.00", "cost": "150000.00", "currency": "INR", "valid_until": "2026-11-30"}


def slot(value: Any, message: int | None = 1, by: str = "offline") -> dict[str, Any]:
    return {"value": value, "message": message, "span": [0, 1], "confidence": 0.9, "by": by}


def plan(total: str = "184335.00", **more: Any) -> PublishTrip:
    return PublishTrip({"destination": "bali"}, {"days": []}, {**SNAPSHOT, "total": total}, **more)


class Office:
    """Customers and staff of one book; each applies effects in a turn of their own."""

    def __init__(self, book: Book, clock: MovableClock) -> None:
        self.book, self.clock = book, clock

    async def add(self, *rows: Any) -> None:
        async with self.book.transaction() as session:
            session.add_all(rows)

    async def customer(self, number: int, name: str | None = "Asha Rao") -> Scene:
        """A customer's conversation without a lead, as a turn sees it."""
        now = self.clock.now()
        await self.add(Contact(id=number, name=name, language="en", created_at=now))
        await self.add(
            Conversation(
                id=number,
                kind="customer",
                channel="whatsapp",
                channel_account="us",
                address=f"+91{number}",
                contact_id=number,
                created_at=now,
            )
        )
        return self.scene(number, "customer", contact_id=number, contact_name=name)

    async def staff(self, number: int, name: str, role: str = "agent") -> Scene:
        now = self.clock.now()
        await self.add(
            User(
                id=number,
                name=name,
                email=f"{name}@desk.example",
                role=role,
                timezone="Asia/Kolkata",
                created_at=now,
            )
        )
        await self.add(
            Conversation(
                id=number,
                kind="staff",
                channel="telegram",
                channel_account="bot",
                address=str(number),
                user_id=number,
                created_at=now,
            )
        )
        return self.scene(number, "staff", user_id=number)

    def scene(self, conversation_id: int, kind: Any, **more: Any) -> Scene:
        now = self.clock.now()
        told: dict[str, Any] = {
            "turn_id": conversation_id,
            "conversation_id": conversation_id,
            "kind": kind,
            "channel": "whatsapp" if kind == "customer" else "telegram",
            "address": str(conversation_id),
            "contact_id": None,
            "contact_name": None,
            "language": "en",
            "opted_out": False,
            "user_id": None,
            "held_by": None,
            "dialogue": {},
            "heard": (Heard(1, "text", "hello", now),),
            "history": (),
            "lead": None,
            "trip": None,
            "now": now,
            "today": now.date(),
        }
        return Scene(**{**told, **more})

    async def applies(self, scene: Scene, *effects: Effect) -> Applied:
        """Write effects as the settling of this scene's turn would."""
        async with self.book.transaction() as session:
            return await apply_effects(session, effects, scene, self.clock.now(), LINKS_LIVE)

    async def of_lead(self, scene: Scene, lead_id: int) -> Scene:
        """The same conversation, with its lead as the next turn sees it."""
        lead = await self.one(Lead, lead_id)
        facts = LeadFacts(lead.id, lead.status, lead.title, lead.slots, lead.owner_id, lead.needs_human)
        return replace(scene, lead=facts)

    async def one(self, model: Any, number: int) -> Any:
        async with self.book.reading() as session:
            return await session.get_one(model, number)

    async def all_of(self, model: Any) -> list[Any]:
        async with self.book.reading() as session:
            return list(await session.scalars(select(model).order_by(model.id)))

    async def events(self, lead_id: int) -> list[tuple[str, str]]:
        return [(e.kind, e.actor) for e in await self.all_of(LeadEvent) if e.lead_id == lead_id]

    async def cards(self) -> list[tuple[int, int]]:
        """Which lead's card waits in which chat."""
        rows = [row for row in await self.all_of(Outbound) if row.kind == "card"]
        return [(row.body["lead_id"], row.conversation_id) for row in rows if row.status == "waiting"]

    async def sends_everything(self) -> None:
        async with self.book.transaction() as session:
            for row in await session.scalars(select(Outbound)):
                row.status = "sent"
