"""Who changed what, when, from where."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from crm.db import Base, Id


class AuditRow(Base):
    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(40))  # user:<id> | customer | bot | system
    action: Mapped[str] = mapped_column(String(60))  # "lead.claim", "user.create"…
    subject: Mapped[str] = mapped_column(String(80))  # "lead:42"
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)
    address: Mapped[str | None] = mapped_column(String(64))

    __table_args__ = (Index(None, "at"), Index(None, "subject"))
