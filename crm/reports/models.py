"""What was reported, and what each model call cost."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, String, UniqueConstraint
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
    """One call to a language model, written before it is made and completed after it.

    Until then it stands with what was set aside for it, and so it stays when the process dies.
    `cost` is in millionths of `currency`; null where the model has no price.
    """

    __tablename__ = "model_calls"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    day: Mapped[date | None]  # of the budget it was counted in
    turn_id: Mapped[int | None] = mapped_column(ForeignKey("turns.id"), index=True)
    # No foreign key: what was spent outlives the conversation.
    conversation_id: Mapped[int | None] = mapped_column(Id)
    model: Mapped[str] = mapped_column(String(80))
    prompt: Mapped[str] = mapped_column(String(80), default="", server_default="")
    ok: Mapped[bool]
    failure: Mapped[str | None] = mapped_column(String(200))
    tokens_in: Mapped[int] = mapped_column(default=0)
    tokens_out: Mapped[int] = mapped_column(default=0)
    cost: Mapped[int | None] = mapped_column(BigInteger)
    currency: Mapped[str | None] = mapped_column(String(3))
    latency_ms: Mapped[int] = mapped_column(default=0)


class ModelSpending(Base):
    """What models used on one local day, in all (`conversation_id` 0) and for each conversation.

    `cost` is in millionths of the currency of the models' prices.
    """

    __tablename__ = "model_spending"

    day: Mapped[date] = mapped_column(primary_key=True)
    conversation_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    tokens: Mapped[int] = mapped_column(BigInteger, default=0)
    cost: Mapped[int] = mapped_column(BigInteger, default=0)
    told_at: Mapped[datetime | None]  # when staff were told that the budget is spent
