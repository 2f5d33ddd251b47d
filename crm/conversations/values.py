"""What a turn is given and what it gives back: the contract between the road and whoever thinks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from crm.conversations.effects import (
    DecideDelivery,
    LearnContact,
    Nudge,
    OptIn,
    OptOut,
    Release,
    Remember,
    SendMail,
    Speak,
    Take,
)
from crm.documents.effects import FileReceived
from crm.leads.effects import (
    AddNote,
    Amend,
    AskHuman,
    Capture,
    Claim,
    Give,
    HumanCame,
    Record,
    SetAside,
    SetStatus,
    SumUp,
    TakeUp,
)
from crm.library.effects import Correct, Unanswered
from crm.previews.effects import CarryStep, ClosePreview, DropPreview, OfferPreview, UndoPreview
from crm.reminders.effects import DropReminders, Remind
from crm.trips.effects import ApproveTrip, DecideMargin, OfferedPlan, OfferOptions, PublishTrip, SendTrip
from crm.users.effects import LinkTelegram, MarkSafe

Effect = (
    Capture | SetAside | Amend | SetStatus | AddNote | Claim | Give | AskHuman | HumanCame | Record | SumUp
    | TakeUp
    | OptOut | OptIn | Take | Release | Speak | DecideDelivery | SendMail | Remember | LearnContact
    | PublishTrip | OfferOptions | SendTrip | ApproveTrip | DecideMargin
    | OfferPreview | CarryStep | ClosePreview | DropPreview | UndoPreview | Remind | DropReminders
    | LinkTelegram | MarkSafe | FileReceived | Unanswered | Correct | Nudge
)  # fmt: skip

SayKind = Literal["text", "template", "document", "photo", "card", "callback", "edit"]


@dataclass(frozen=True)
class Say:
    """One message to send. `to` None is the turn's own conversation.

    `body` by kind:
    text      {"text", "buttons"?: [[{"label", "data"}]], "format"?: "plain" | "html"}
              with "by_desk" staff send words that the desk wrote
    template  {"template", "language", "variables": {"1": …}, "text": what it will read like}
    document  {"file_id" | "proposal" (trip version number), "name", "caption"?}; with "proposal"
              the row waits, blocked, until the PDF is rendered
    photo     {"file_id" | "chart" (figures, drawn at send time) and "name", "caption"?}
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
    part: int = 0  # which of the turn's acts it belongs to


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
    waits: str = ""  # why it may not be sent: a manager has to decide about its margin, or refused it
    is_refused: bool = False
    changes: tuple[
        Mapping[str, Any] | str, ...
    ] = ()  # how it differs from the one before (`crm.trips.moved`)


@dataclass(frozen=True)
class Waiting:
    """Another enquiry of the same conversation that waits beside the one worked on, with its newest trip.

    `options` are the plans that it was offered to choose from and has not chosen from yet.
    """

    lead: LeadFacts
    trip: TripFacts | None = None
    options: tuple[OfferedPlan, ...] = ()


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
    options: tuple[OfferedPlan, ...] = ()  # what the lead may choose from, cheapest first
    waiting: tuple[Waiting, ...] = ()  # newest first


@dataclass(frozen=True)
class ModelUse:
    """One call to a language model, or why it was not used."""

    model: str
    ok: bool
    failure: str | None = None
    tokens_in: int = 0
    tokens_out: int = 0
    latency_ms: int = 0
    prompt: str = ""  # name and fingerprint of the prompt, as understand@1f0c9a2b


@dataclass(frozen=True)
class Outcome:
    """What a turn decided: what to say and what to write. Nothing of it has happened yet.

    A turn of staff may be several acts: `parts` names the act of each effect (empty: all are act 0),
    `Say.part` that of each reply. An act is written whole or, where it no longer fits, not at all.
    """

    says: tuple[Say, ...] = ()
    effects: tuple[Effect, ...] = ()
    understanding: Mapping[str, Any] | None = None
    engine: str | None = None
    fallback: str | None = None
    parts: tuple[int, ...] = ()
    stopped_by_gate: tuple[Mapping[str, Any], ...] = ()
    model_uses: tuple[ModelUse, ...] = ()
