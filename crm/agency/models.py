"""Settings that an admin may change while the desk runs."""

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from crm.db import Base


class AgencySetting(Base):
    """One setting. `value` is wrapped as {"value": …}; defaults live in `crm.agency.rules`."""

    __tablename__ = "agency_settings"

    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[dict[str, Any]]
    updated_at: Mapped[datetime]
