"""The road of a message: inbox, turns, outbox, attempts, and the two leases of a conversation."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from crm.db import Base, Id


class Conversation(Base):
    """One chat on one channel account: a customer's, or a staff member's with the staff bot.

    Two leases. The *work lease* (`lease`, `lease_until`) says which worker thinks about it now;
    the *speaking lease* (`held_by`, a user id) says that a human speaks and the bot is silent.
    """

    __tablename__ = "conversations"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))  # customer | staff
    channel: Mapped[str] = mapped_column(String(16))  # whatsapp | telegram | email | page
    channel_account: Mapped[str] = mapped_column(String(100))  # our number or bot id
    address: Mapped[str] = mapped_column(String(200))  # theirs
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contacts.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))  # of staff only, as their index
    held_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    held_at: Mapped[datetime | None]
    lease: Mapped[str | None] = mapped_column(String(40))
    lease_until: Mapped[datetime | None]
    # When the next turn may be claimed; NULL when nothing waits. The queue's partial index.
    ready_at: Mapped[datetime | None]
    last_inbound_at: Mapped[datetime | None]  # extends WhatsApp's 24 h window
    dialogue: Mapped[dict[str, Any]] = mapped_column(default=dict)  # the mind's own notes: asked, stage…
    created_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("channel_account", "address"),
        Index(
            "ix_conversations_ready",
            "ready_at",
            postgresql_where=sql("ready_at IS NOT NULL"),
            sqlite_where=sql("ready_at IS NOT NULL"),
        ),
        Index(
            "ix_conversations_user_id",
            "user_id",
            postgresql_where=sql("user_id IS NOT NULL"),
            sqlite_where=sql("user_id IS NOT NULL"),
        ),
    )


class ProviderLook(Base):
    """Up to when a channel account's own list of messages was read: whatever came before is in the inbox."""

    __tablename__ = "provider_looks"

    channel_account: Mapped[str] = mapped_column(String(100), primary_key=True)
    looked_at: Mapped[datetime]


class Inbound(Base):
    """The inbox: one row per message from outside, written before it is acknowledged."""

    __tablename__ = "inbox"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    channel: Mapped[str] = mapped_column(String(16))
    channel_account: Mapped[str] = mapped_column(String(100))
    external_id: Mapped[str] = mapped_column(String(120))
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id"))
    kind: Mapped[str] = mapped_column(
        String(16)
    )  # text | media | location | button | command | approval | change
    text: Mapped[str] = mapped_column(Text, default="")
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)  # media, button payload, callback ids…
    raw: Mapped[dict[str, Any]] = mapped_column(default=dict)
    provider_at: Mapped[datetime | None]
    received_at: Mapped[datetime]
    turn_id: Mapped[int | None] = mapped_column(ForeignKey("turns.id"))
    is_late: Mapped[bool] = mapped_column(default=False)  # arrived after a newer one was answered

    __table_args__ = (
        UniqueConstraint("channel_account", "external_id"),
        # What waits (no turn yet) and what was said last, by one index: of two that might do, a plan made
        # while the table was empty could choose the one that reads a conversation from its beginning.
        Index("ix_inbox_conversation_id_turn_id_id", "conversation_id", "turn_id", "id"),
    )


class Turn(Base):
    """A fixed set of inbound messages that is answered once."""

    __tablename__ = "turns"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id"))
    status: Mapped[str] = mapped_column(String(16), default="open")  # open | settled | dead
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    engine: Mapped[str | None] = mapped_column(String(16))
    fallback: Mapped[str | None] = mapped_column(String(200))  # why the offline engine took the turn
    understanding: Mapped[dict[str, Any] | None]
    stopped_by_gate: Mapped[list[Any] | None]  # what did not leave, with the reason
    error: Mapped[str | None] = mapped_column(Text)
    think_ms: Mapped[int | None]

    __table_args__ = (
        # With the status, so that whichever index a plan takes to the open turn, it reads no settled ones.
        Index("ix_turns_conversation_id_status", "conversation_id", "status"),
        Index(
            "ix_turns_open",
            "conversation_id",
            unique=True,
            postgresql_where=sql("status = 'open'"),
            sqlite_where=sql("status = 'open'"),
        ),
    )


class Outbound(Base):
    """The outbox: one row per message to send, in order within its conversation.

    `status`: blocked (waits for paper) → waiting → sending → sent → delivered → read, or failed,
    unknown (the outcome could not be learnt; a human decides), cancelled (a human took over, or
    the contact opted out). It only moves forward.
    """

    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(String(120), unique=True)  # the logical id: one per intent to say
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id"))
    turn_id: Mapped[int | None] = mapped_column(ForeignKey("turns.id"))
    kind: Mapped[str] = mapped_column(String(16))  # text|template|document|photo|card|callback|typing
    body: Mapped[dict[str, Any]]
    sender: Mapped[str] = mapped_column(String(40), default="bot")  # bot | system | user:<id>
    status: Mapped[str] = mapped_column(String(16), default="waiting")
    run_at: Mapped[datetime]
    lease: Mapped[str | None] = mapped_column(String(40))
    lease_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    provider_id: Mapped[str | None] = mapped_column(String(120))
    error_code: Mapped[str | None] = mapped_column(String(40))
    error: Mapped[str | None] = mapped_column(Text)
    remedy: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]
    read_at: Mapped[datetime | None]

    __table_args__ = (
        Index("ix_outbox_conversation_id_id", "conversation_id", "id"),
        Index(
            "ix_outbox_provider_id",
            "provider_id",
            postgresql_where=sql("provider_id IS NOT NULL"),
            sqlite_where=sql("provider_id IS NOT NULL"),
        ),
        Index(
            "ix_outbox_due",
            "run_at",
            postgresql_where=sql("status IN ('waiting', 'sending')"),
            sqlite_where=sql("status IN ('waiting', 'sending')"),
        ),
        Index(
            "ix_outbox_open",
            "conversation_id",
            "id",
            postgresql_where=sql("status IN ('blocked', 'waiting', 'sending')"),
            sqlite_where=sql("status IN ('blocked', 'waiting', 'sending')"),
        ),
    )


class Attempt(Base):
    """One try at sending one outbox row, whatever came of it."""

    __tablename__ = "attempts"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    outbound_id: Mapped[int] = mapped_column(ForeignKey("outbox.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(String(16))  # accepted | refused | retry | unknown
    code: Mapped[str | None] = mapped_column(String(40))
    detail: Mapped[str | None] = mapped_column(Text)
