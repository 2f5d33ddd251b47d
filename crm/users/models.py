"""Staff: who may sign in, as what, and from where."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from crm.columns import ZoneName
from crm.db import Base, Id
from crm.users.rules import has_role


class User(Base):
    """A member of staff. `role`: admin | manager | agent."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(320), unique=True)  # lower case
    password_hash: Mapped[str | None] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(16))
    telegram_id: Mapped[int | None] = mapped_column(Id, unique=True)
    timezone: Mapped[str] = mapped_column(ZoneName, default="Asia/Kolkata")
    report_hour: Mapped[int | None]  # local hour 0..23 of the daily report; None: no report
    is_active: Mapped[bool] = mapped_column(default=True)
    # What the desk may do for them in Telegram without a preview (`crm.previews.rules`).
    safe_acts: Mapped[list[Any]] = mapped_column(default=list)
    created_at: Mapped[datetime]

    @property
    def sees_every_lead(self) -> bool:
        return has_role(self.role, "manager")


class SignIn(Base):
    """One signed-in device. Refresh tokens rotate; a used one that returns revokes the session."""

    __tablename__ = "sign_ins"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    refresh_hash: Mapped[str] = mapped_column(String(64), unique=True)
    spent_hash: Mapped[str | None] = mapped_column(String(64), index=True)  # the one before it
    user_agent: Mapped[str] = mapped_column(String(300), default="")
    address: Mapped[str] = mapped_column(String(64), default="")
    created_at: Mapped[datetime]
    used_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    revoked_because: Mapped[str | None] = mapped_column(String(60))
