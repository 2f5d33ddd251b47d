"""What the API gives and takes of one lead: facts, timeline, versions, words and letters."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from api.rest.shapes import Amount, Form, Id, LeadSummary, Slot, Text
from crm.trips.moved import in_english
from crm.trips.versions import VersionLine

Status = Literal["new", "qualifying", "proposed", "negotiating", "won", "lost"]


class LeadDetail(LeadSummary):
    """A lead with what is known about the trip, each fact beside the words that say it."""

    contact_email: str | None
    lost_reason: str | None
    opted_out_at: datetime | None
    slots: dict[str, Slot]


class Event(BaseModel):
    """One line of a lead's timeline."""

    at: datetime
    actor: str
    actor_name: str
    kind: str
    text: str
    detail: dict[str, Any]


class TripVersion(BaseModel):
    """One planned version of the trip with its price."""

    version: int
    created_at: datetime
    created_by: str
    sent_at: datetime | None
    changes: list[str]
    total: Amount | None
    currency: str | None
    valid_until: date | None
    proposal: str | None = Field(description="waiting, rendered or failed.")
    pdf: str | None = Field(description="Address of the proposal as PDF.")
    approved_by: str | None
    approved_at: datetime | None


class LeadChange(Form):
    """Fields left out stay as they are. `owner_id` null gives the lead back."""

    status: Status | None = None
    lost_reason: Annotated[Text, Field(max_length=300)] = ""
    owner_id: Id | None = None


class Note(Form):
    text: Annotated[Text, Field(min_length=1, max_length=4000)]


class Words(Form):
    text: Annotated[Text, Field(min_length=1, max_length=4000)]


class Mail(Form):
    """Without `text` the newest proposal goes, as a PDF with the link to the trip page."""

    text: Annotated[Text, Field(max_length=20_000)] = ""
    subject: Annotated[Text, Field(max_length=150)] = ""
    version: Annotated[int | None, Field(ge=1, description="The version you looked at.")] = None


class MailPreview(BaseModel):
    """The e-mail as it would go, without its link and file."""

    address: str
    subject: str
    text: str
    version: int | None


class Queued(BaseModel):
    """The message waits to be sent; `id` is its number among the deliveries."""

    id: int


def trip_version(line: VersionLine) -> TripVersion:
    """Show a version with its price and paper."""
    version, quote = line.version, line.quote
    return TripVersion(
        version=version.version,
        created_at=version.created_at,
        created_by=version.created_by,
        sent_at=version.sent_at,
        changes=in_english(version.changes),
        total=quote.total if quote else None,
        currency=quote.currency if quote else None,
        valid_until=quote.valid_until if quote else None,
        proposal=line.proposal_status,
        pdf=f"/files/{line.pdf_token}/{line.pdf_name}" if line.pdf_token else None,
        approved_by=line.approved_by,
        approved_at=line.approved_at,
    )


def actor_name(actor: str, known: dict[int, str]) -> str:
    """Name an actor of the timeline or the audit log for people."""
    kind, _, number = actor.partition(":")
    if kind == "user" and number.isdigit():
        return known.get(int(number), actor)
    return {"bot": "The desk", "customer": "Customer", "system": "System", "anonymous": "Someone"}.get(
        actor, actor
    )
