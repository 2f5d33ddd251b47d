"""Leads, and everything that happened to them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crm.db import Base, Id


class Lead(Base):
    """One enquiry of one contact. `slots` holds what is known, each with its evidence.

    A slot reads {"value", "message", "span", "confidence", "by"}; `message` is an inbox id.
    """

    __tablename__ = "leads"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"), index=True)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id"), index=True)
    # new | qualifying | proposed | negotiating | won | lost
    status: Mapped[str] = mapped_column(String(16), default="new", index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    title: Mapped[str] = mapped_column(String(200), default="")
    slots: Mapped[dict[str, Any]] = mapped_column(default=dict)
    destination: Mapped[str | None] = mapped_column(String(64), index=True)
    start_date: Mapped[date | None]
    nights: Mapped[int | None]
    value: Mapped[Decimal | None]  # total of the newest quote
    currency: Mapped[str | None] = mapped_column(String(3))
    needs_human: Mapped[str | None] = mapped_column(String(300))  # why, while it does
    lost_reason: Mapped[str | None] = mapped_column(String(300))
    revision: Mapped[int] = mapped_column(default=1)  # grows with each change; cards show the newest
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    first_inbound_at: Mapped[datetime | None]
    first_response_at: Mapped[datetime | None]
    waiting_since: Mapped[datetime | None]  # the customer's oldest unanswered message
    closed_at: Mapped[datetime | None]
    # A second enquiry of one person waits from here on, and the conversation goes on with the other.
    set_aside_at: Mapped[datetime | None]

    __table_args__ = (Index(None, "created_at"), Index(None, "closed_at"))


class LeadEvent(Base):
    """One line of a lead's timeline: captured, note, status, claimed, plan, sent, approved, comment…"""

    __tablename__ = "lead_events"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    lead_id: Mapped[int] = mapped_column(ForeignKey("leads.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(40))  # bot | customer | system | user:<id>
    kind: Mapped[str] = mapped_column(String(24))
    text: Mapped[str] = mapped_column(Text, default="")
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)


class LeadCard(Base):
    """Where a lead's card stands in a staff chat, so that it is edited and not sent again."""

    __tablename__ = "lead_cards"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    lead_id: Mapped[int] = mapped_column(ForeignKey("leads.id", ondelete="CASCADE"))
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id"))
    message_id: Mapped[str | None] = mapped_column(String(40))
    revision: Mapped[int] = mapped_column(default=0)

    __table_args__ = (UniqueConstraint("lead_id", "conversation_id"),)


class LeadSummary(Base):
    """What a model made of a lead and its conversation, as they stood at `as_of`; one row for each lead.

    `lines` are {"of", "text", "messages"}. Where the model gave nothing that may be shown there are none,
    and `why_none` says why.
    """

    __tablename__ = "lead_summaries"

    lead_id: Mapped[int] = mapped_column(ForeignKey("leads.id", ondelete="CASCADE"), primary_key=True)
    as_of: Mapped[str] = mapped_column(String(60))  # the lead's revision and the newest messages
    lines: Mapped[list[Any]] = mapped_column(default=list)
    why_none: Mapped[str | None] = mapped_column(String(300))
    prompt: Mapped[str] = mapped_column(String(60), default="")
    made_at: Mapped[datetime]
