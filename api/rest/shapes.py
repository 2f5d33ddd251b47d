"""Shapes that several parts of the API share: pages, texts, leads and messages."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, StringConstraints

from crm.conversations.transcripts import Bubble
from crm.documents.models import ReceivedFile
from crm.leads.queries import LeadLine

T = TypeVar("T")

NO_NUL = r"^[^\x00]*$"

Limit = Annotated[int, Query(ge=1, le=200, description="Most rows to give.")]
Offset = Annotated[int, Query(ge=0, le=1_000_000, description="Rows to pass over.")]

Search = Annotated[
    str, Query(max_length=200, pattern=NO_NUL, description="Words that must all be found, in any order.")
]

# Neither database holds a NUL in a text; it is refused at the door rather than by one of them.
Text = Annotated[str, StringConstraints(strip_whitespace=True, pattern=NO_NUL)]
Id = Annotated[int, Field(ge=1, le=2**63 - 1)]


def _plain_amount(amount: Decimal) -> str:
    """Write an amount with at least two digits after the point, the same on every database."""
    shortest = amount.normalize()
    exponent = shortest.as_tuple().exponent
    return f"{shortest:.2f}" if isinstance(exponent, int) and exponent > -2 else f"{shortest:f}"


Amount = Annotated[Decimal, PlainSerializer(_plain_amount, return_type=str, when_used="json")]


class Page(BaseModel, Generic[T]):
    """One page of a list. `total` counts all rows that fit."""

    items: list[T]
    total: int
    limit: int
    offset: int


class Form(BaseModel):
    """What a client may send: the fields named and no others."""

    model_config = ConfigDict(extra="forbid")


class LeadSummary(BaseModel):
    """A lead as it stands in a list."""

    id: int
    status: str
    title: str
    contact_id: int
    contact_name: str | None
    contact_phone: str | None
    conversation_id: int
    channel: str
    owner_id: int | None
    owner: str | None
    held_by: int | None = Field(description="Who speaks with the customer; null: the desk does.")
    speaker: str | None
    destination: str | None
    start_date: date | None
    nights: int | None
    value: Amount | None = Field(description="Total of the newest quote.")
    currency: str | None
    needs_human: str | None = Field(description="Why a human is needed; null: none is.")
    waiting_since: datetime | None = Field(description="The customer's oldest unanswered message.")
    created_at: datetime
    updated_at: datetime


class Slot(BaseModel):
    """Something known about the trip, with the customer's own words that say it."""

    value: Any
    confidence: float | None = None
    message: int | None = Field(None, description="Number of the message that says it.")
    span: list[int] | None = Field(None, description="First and last character in that message.")
    quote: str | None = Field(None, description="The words themselves.")
    by: str | None = Field(None, description="Who or what set it.")


class Received(BaseModel):
    """Something that came besides words: a voice note, a picture, a PDF."""

    id: int
    sort: str = Field(description="voice, picture, document or video.")
    name: str
    media_type: str
    status: str = Field(description="kept, refused, waiting (not fetched yet) or lost.")
    why: str | None = Field(description="Why it is not kept, or why nobody could listen to it.")
    transcript: str | None = Field(description="What a machine heard in a recording.")
    received_at: datetime


class Message(BaseModel):
    """One message of a conversation."""

    id: str
    side: str = Field(description="in: from the customer; out: to the customer.")
    by: str = Field(description="customer, desk, system or user:<id>.")
    kind: str
    text: str
    at: datetime
    status: str
    error: str | None
    remedy: str | None
    is_transcript: bool = Field(False, description="It was spoken: the text is what a machine heard.")
    received: list[Received] = Field([], description="What came with it besides words.")
    channel: str = Field("", description="whatsapp, email or page.")
    subject: str = Field("", description="Of an e-mail.")


def received_of(row: ReceivedFile) -> Received:
    return Received(
        id=row.id,
        sort=row.sort,
        name=row.name,
        media_type=row.media_type,
        status=row.status,
        why=row.why,
        transcript=row.transcript,
        received_at=row.created_at,
    )


def lead_summary(line: LeadLine) -> LeadSummary:
    lead, chat = line.lead, line.conversation
    return LeadSummary(
        id=lead.id,
        status=lead.status,
        title=lead.title,
        contact_id=lead.contact_id,
        contact_name=line.contact.name,
        contact_phone=line.contact.phone,
        conversation_id=lead.conversation_id,
        channel=chat.channel,
        owner_id=lead.owner_id,
        owner=line.owner,
        held_by=chat.held_by,
        speaker=line.speaker,
        destination=lead.destination,
        start_date=lead.start_date,
        nights=lead.nights,
        value=lead.value,
        currency=lead.currency,
        needs_human=lead.needs_human,
        waiting_since=lead.waiting_since,
        created_at=lead.created_at,
        updated_at=lead.updated_at,
    )


def slots_with_evidence(slots: Mapping[str, Mapping[str, Any]], said: Mapping[int, str]) -> dict[str, Slot]:
    """Put each slot beside the words it was read from."""
    return {name: _slot(slot, said) for name, slot in slots.items()}


def _slot(slot: Mapping[str, Any], said: Mapping[int, str]) -> Slot:
    message, span = slot.get("message"), _span(slot.get("span"))
    quote = None
    if isinstance(message, int) and message in said and span:
        quote = said[message][span[0] : span[1]] or None
    return Slot(
        value=slot.get("value"),
        confidence=slot.get("confidence"),
        message=message if isinstance(message, int) else None,
        span=span,
        quote=quote,
        by=slot.get("by"),
    )


def _span(span: Any) -> list[int] | None:
    fits = isinstance(span, Sequence) and len(span) == 2 and all(isinstance(n, int) for n in span)
    return list(span) if fits else None


def message_of(bubble: Bubble) -> Message:
    return Message(
        id=bubble.id,
        side=bubble.side,
        by=bubble.by,
        kind=bubble.kind,
        text=bubble.text,
        at=bubble.at,
        status=bubble.status,
        error=bubble.error,
        remedy=bubble.remedy,
        is_transcript=bubble.is_transcript,
        received=[received_of(row) for row in bubble.received],
        channel=bubble.channel,
        subject=str(bubble.detail.get("subject") or "") if bubble.channel == "email" else "",
    )
