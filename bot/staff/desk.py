"""What the staff bot may look at, and the plan it may ask for. It writes nothing of a lead itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol

from agents.orders.contract import Understood
from agents.staff.drafting import Drafted, Drafter, NotDrafted, StillRight
from agents.staff.suggesting import Suggested
from crm.clock import Clock
from crm.conversations.values import TripFacts
from crm.db import Book
from crm.leads.next_step import NextStep
from crm.leads.score import Score
from crm.leads.signals import Signals

if TYPE_CHECKING:
    from bot.guidance import Guidance, Summary


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

    async def orders(self, text: str, now: datetime, *, quick: bool = False) -> Understood:
        """Read what staff wrote in plain words at their local `now`; `quick` asks no model."""
        ...

    async def drafter(self) -> Drafter:
        """Give a hand that plans by today's settings: options, and what else would fit."""
        ...

    async def suggest(self, conversation_id: int, now: datetime) -> Suggested:
        """Suggest what to say to a customer now. Nothing is written."""
        ...

    async def summarise_trip(self, trip: TripFacts, name: str | None, language: str) -> str:
        """Write the message that goes to the customer with the newest version."""
        ...


class Guiding(Protocol):
    """What the desk tells staff about leads; `bot.guidance` does it."""

    async def guide(self, lead_id: int) -> "Guidance | None":
        """Give everything that is to be told of one lead."""
        ...

    async def ask_for_summary(self, lead_id: int, summary: "Summary") -> None:
        """Have the model's summary made where one is wanted. Not for a turn: that proposes `SumUp`."""
        ...

    async def first_steps(
        self, lead_ids: Sequence[int]
    ) -> list[tuple[Signals, NextStep, Score, float | None]]:
        """Order leads by what helps most, with the step, the score and the odds of each."""
        ...


@dataclass(frozen=True)
class StaffDesk:
    book: Book
    clock: Clock
    secret_key: str
    drafting: Drafting
    guide: Guiding
    mail_account: str | None = None  # the desk's own address on the e-mail channel; None: there is none


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
