"""What was reported, and what each model call cost."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crm.db import Base, Id


class ReportSent(Base):
    """A manager's report of one local day, so that it is sent once."""

    __tablename__ = "reports_sent"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    local_date: Mapped[date]
    at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("user_id", "local_date"),)


class ModelCall(Base):
    """One call to a language model, or the reason why the offline engine took the turn."""

    __tablename__ = "model_calls"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    at: Mapped[datetime]
    turn_id: Mapped[int | None] = mapped_column(ForeignKey("turns.id"), index=True)
    model: Mapped[str] = mapped_column(String(80))
    ok: Mapped[bool]
    failure: Mapped[str | None] = mapped_column(String(200))
    tokens_in: Mapped[int] = mapped_column(default=0)
    tokens_out: Mapped[int] = mapped_column(default=0)
    latency_ms: Mapped[int] = mapped_column(default=0)
