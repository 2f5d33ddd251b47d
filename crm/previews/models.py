"""Previews of what a member of staff asked for in plain words."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from crm.db import Base, Id


class Preview(Base):
    """What one sentence would do. It belongs to whoever wrote it, and waits until `expires_at`.

    `steps` are the resolved orders with what was seen of each lead. `done` holds, by the step's
    number, what stood there before, so that it can be restored. `status`: open → done → undone, or
    cancelled.
    """

    __tablename__ = "previews"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    token: Mapped[str] = mapped_column(String(24), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id"), index=True)
    words: Mapped[str] = mapped_column(Text, default="")
    steps: Mapped[list[Any]]
    done: Mapped[dict[str, Any]] = mapped_column(default=dict)
    status: Mapped[str] = mapped_column(String(16), default="open")
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
