"""Library documents: the truth from which the vector store can be rebuilt."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crm.db import Base, Id


class LibraryDocument(Base):
    __tablename__ = "library_documents"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    collection: Mapped[str] = mapped_column(String(60))
    document_id: Mapped[str] = mapped_column(String(120))
    title: Mapped[str] = mapped_column(String(300))
    text: Mapped[str] = mapped_column(Text)
    format: Mapped[str] = mapped_column(String(16))  # markdown | pdf | text
    source: Mapped[str] = mapped_column(String(300), default="")
    sha256: Mapped[str] = mapped_column(String(64))
    is_sample: Mapped[bool] = mapped_column(default=False)
    is_indexed: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("collection", "document_id"),)


class LibraryQuestion(Base):
    """A customer's question that the library did not answer. `status`: open | answered | dismissed."""

    __tablename__ = "library_questions"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    text: Mapped[str] = mapped_column(String(500))
    language: Mapped[str] = mapped_column(String(8))
    conflict: Mapped[str | None] = mapped_column(Text)  # what documents say against one another
    # The customer's words go with the customer.
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contacts.id", ondelete="CASCADE"), index=True)
    conversation_id: Mapped[int | None] = mapped_column(Id)
    lead_id: Mapped[int | None] = mapped_column(Id)
    status: Mapped[str] = mapped_column(String(16), index=True)
    document_id: Mapped[int | None] = mapped_column(Id)  # the entry that answers it now
    at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class LibraryCorrection(Base):
    """An answer that staff found wrong, with what it should have been.

    `status`: open | accepted | refused. `documents` are the ids of those that were cited.
    """

    __tablename__ = "library_corrections"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    turn_id: Mapped[int] = mapped_column(Id, index=True)
    question: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text)
    documents: Mapped[list[Any]]
    text: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[str] = mapped_column(String(16), index=True)
    proposed_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    decided_at: Mapped[datetime | None]
    document_id: Mapped[int | None] = mapped_column(Id)  # the entry that it became
