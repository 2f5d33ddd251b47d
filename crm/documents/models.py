"""Files and proposals. Bytes live in the book, so that one backup holds everything."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column

from crm.db import Base, Id


class StoredFile(Base):
    """Bytes with a media type. `token` names the file in public URLs."""

    __tablename__ = "files"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    token: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = deferred(mapped_column(LargeBinary))
    created_at: Mapped[datetime]


class Proposal(Base):
    """The PDF of one trip version. `status`: waiting | rendered | failed."""

    __tablename__ = "proposals"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    trip_version_id: Mapped[int] = mapped_column(
        ForeignKey("trip_versions.id", ondelete="CASCADE"), unique=True
    )
    status: Mapped[str] = mapped_column(String(16), default="waiting")
    file_id: Mapped[int | None] = mapped_column(ForeignKey("files.id"))
    error: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime]
    rendered_at: Mapped[datetime | None]


class ReceivedFile(Base):
    """Something a customer sent that is no text: a voice note, a picture, a PDF.

    `status`: kept, refused (too large, or of a kind that is not kept), waiting (it could not be fetched yet)
    or lost (it never could be). `why` says why it is not kept, or why nobody could listen to it.
    """

    __tablename__ = "received_files"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    inbox_id: Mapped[int] = mapped_column(ForeignKey("inbox.id", ondelete="CASCADE"))
    place: Mapped[int]  # among the things of one message, from zero
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id"), index=True)
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("leads.id"), index=True)
    sort: Mapped[str] = mapped_column(String(16))  # voice | picture | document | video
    media_type: Mapped[str] = mapped_column(String(100))
    name: Mapped[str] = mapped_column(String(200))
    status: Mapped[str] = mapped_column(String(16))
    why: Mapped[str | None] = mapped_column(String(300))
    transcript: Mapped[str | None] = mapped_column(Text)
    file_id: Mapped[int | None] = mapped_column(ForeignKey("files.id"), index=True)
    created_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("inbox_id", "place"),)
