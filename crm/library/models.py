"""Library documents: the truth from which the vector store can be rebuilt."""

from datetime import datetime

from sqlalchemy import String, Text, UniqueConstraint
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
