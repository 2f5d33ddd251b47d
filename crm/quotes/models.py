"""Quotes as they were shown: immutable snapshots that pin what they were priced with."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, String, Text
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


class MarginReview(Base):
    """A version whose margin is below the agency's least: it waits for a manager, or was decided.

    `status` is waiting, approved, refused, or overtaken by a newer version. While it waits, and when it is
    refused, nothing of the version is sent. `send_when_approved` says that the customer waits for it.
    """

    __tablename__ = "margin_reviews"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    trip_version_id: Mapped[int] = mapped_column(
        ForeignKey("trip_versions.id", ondelete="CASCADE"), unique=True
    )
    margin_percent: Mapped[Decimal]  # of the selling price before tax, as it was asked for
    least_percent: Mapped[Decimal]
    status: Mapped[str] = mapped_column(String(10), default="waiting")
    send_when_approved: Mapped[bool] = mapped_column(default=False)
    asked_by: Mapped[str] = mapped_column(String(40))
    asked_at: Mapped[datetime]
    decided_by: Mapped[str | None] = mapped_column(String(40))
    decided_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(Text, default="")
