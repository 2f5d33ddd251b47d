"""Files and proposals. Bytes live in the book, so that one backup holds everything."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, Text
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
