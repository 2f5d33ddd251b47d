"""What a turn is given and what it gives back: the contract between the road and whoever thinks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from crm.conversations.effects import LearnContact, OptIn, OptOut, Release, Remember, Take
from crm.leads.effects import AddNote, AskHuman, Capture, Claim, HumanCame, Record, SetStatus
from crm.trips.effects import ApproveTrip, PublishTrip, SendTrip
from crm.users.effects import LinkTelegram

Effect = (
    Capture | SetStatus | AddNote | Claim | AskHuman | HumanCame | Record
    | OptOut | OptIn | Take | Release | Remember | LearnContact
    | PublishTrip | SendTrip | ApproveTrip
    | LinkTelegram
)  # fmt: skip

SayKind = Literal["text", "template", "document", "photo", "card", "callback", "edit"]


@dataclass(frozen=True)
class Say:
    """One message to send. `to` None is the turn's own conversation.

    `body` by kind:
    text      {"text", "buttons"?: [[{"label", "data"}]], "format"?: "plain" | "html"}
    template  {"template", "language", "variables": {"1": …}, "text": what it will read like}
    document  {"file_id" | "proposal" (trip version number), "name", "caption"?}; with "proposal"
              the row waits, blocked, until the PDF is rendered
    photo     {"file_id", "caption"?}
    card      {"lead_id"}: the lead's card, drawn at send time from its newest state, edited in place
    callback  {"callback_id", "text"?, "alert"?}: the answer to a pressed Telegram button
    edit      {"message_id", "text", "buttons"?, "format"?}
    """

    kind: SayKind
    body: Mapping[str, Any]
    to: int | None = None
    sender: str = "bot"
    run_at: datetime | None = None
    key: str | None = None  # logical id; by default turn and position


@dataclass(frozen=True)
class Heard:
    """One inbound message of the turn."""

    id: int
    kind: str
    text: str
    at: datetime
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Past:
    """One earlier message, oldest first. `role` is customer, desk (the bot) or human (staff)."""

    id: str  # "in:12" or "out:34"
    role: Literal["customer", "desk", "human"]
    text: str
    at: datetime


@dataclass(frozen=True)
class LeadFacts:
    id: int
    status: str
    title: str
    slots: Mapping[str, Mapping[str, Any]]
    owner_id: int | None
    needs_human: str | None


@dataclass(frozen=True)
class TripFacts:
    """The lead's newest version, JSON as stored, with the customer's link."""

    version: int
    request: Mapping[str, Any]
    itinerary: Mapping[str, Any]
    snapshot: Mapping[str, Any]
    sent_at: datetime | None
    approved_at: datetime | None


@dataclass(frozen=True)
class Scene:
    """Everything a turn may know. Read in one short session before thinking."""

    turn_id: int
    conversation_id: int
    kind: Literal["customer", "staff"]
    channel: str
    address: str
    contact_id: int | None
    contact_name: str | None
    language: str
    opted_out: bool
    user_id: int | None  # the staff member of a staff conversation
    held_by: int | None  # the human who holds the speaking lease
    dialogue: Mapping[str, Any]
    heard: tuple[Heard, ...]
    history: tuple[Past, ...]
    lead: LeadFacts | None
    trip: TripFacts | None
    now: datetime
    today: date  # the contact's local date
    attempt: int = 1


@dataclass(frozen=True)
class ModelUse:
    """One call to a language model, or why it was not used."""

    model: str
    ok: bool
    failure: str | None = None
    tokens_in: int = 0
    tokens_out: int = 0
    latency_ms: int = 0


@dataclass(frozen=True)
class Outcome:
    """What a turn decided: what to say and what to write. Nothing of it has happened yet."""

    says: tuple[Say, ...] = ()
    effects: tuple[Effect, ...] = ()
    understanding: Mapping[str, Any] | None = None
    engine: str | None = None
    fallback: str | None = None
    stopped_by_gate: tuple[Mapping[str, Any], ...] = ()
    model_uses: tuple[ModelUse, ...] = ()
