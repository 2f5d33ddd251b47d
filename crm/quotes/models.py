"""Quotes as they were shown: immutable snapshots that pin what they were priced with."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from crm.db import Base, Id


class QuoteRecord(Base):
    __tablename__ = "quotes"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    trip_version_id: Mapped[int] = mapped_column(
        ForeignKey("trip_versions.id", ondelete="CASCADE"), unique=True
    )
    snapshot: Mapped[dict[str, Any]]
    total: Mapped[Decimal]
    cost: Mapped[Decimal]
    currency: Mapped[str] = mapped_column(String(3))
    valid_until: Mapped[date]
    created_at: Mapped[datetime]
