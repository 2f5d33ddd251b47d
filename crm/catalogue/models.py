"""The catalogue's tables. Ids are the agency's own codes, as in its CSV files."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, Float, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from crm.columns import ZoneName
from crm.db import Base, ExactRate

_CODE = String(80)


class DestinationRow(Base):
    __tablename__ = "destinations"

    id: Mapped[str] = mapped_column(_CODE, primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    country: Mapped[str] = mapped_column(String(120))
    currency: Mapped[str] = mapped_column(String(3))
    timezone: Mapped[str] = mapped_column(ZoneName)
    is_sample: Mapped[bool] = mapped_column(default=False)
    blurb: Mapped[str] = mapped_column(Text, default="")


class CatalogueItem(Base):
    """An area, a place, a stay or a transfer; `detail` holds the fields of its value class."""

    __tablename__ = "catalogue_items"

    id: Mapped[str] = mapped_column(_CODE, primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))  # area | place | stay | transfer
    destination_id: Mapped[str] = mapped_column(ForeignKey("destinations.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    latitude: Mapped[float | None] = mapped_column(Float)
    longitude: Mapped[float | None] = mapped_column(Float)
    detail: Mapped[dict[str, Any]]
    is_active: Mapped[bool] = mapped_column(default=True)


class Rate(Base):
    """One price. Never edited: a newer row supersedes it (see `crm.quotes.values.RateRow`)."""

    __tablename__ = "rates"

    id: Mapped[str] = mapped_column(_CODE, primary_key=True)
    destination_id: Mapped[str] = mapped_column(ForeignKey("destinations.id", ondelete="CASCADE"), index=True)
    item_kind: Mapped[str] = mapped_column(String(16))
    item_id: Mapped[str] = mapped_column(_CODE)
    amount: Mapped[Decimal]
    currency: Mapped[str] = mapped_column(String(3))
    from_date: Mapped[date] = mapped_column(Date)
    to_date: Mapped[date] = mapped_column(Date)
    detail: Mapped[dict[str, Any]]  # unit, occupancy, weekdays, least_nights, season…
    supersedes: Mapped[str | None] = mapped_column(_CODE)
    superseded_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    __table_args__ = (Index(None, "item_kind", "item_id"),)


class ExchangeRateRow(Base):
    __tablename__ = "exchange_rates"

    id: Mapped[str] = mapped_column(_CODE, primary_key=True)
    base: Mapped[str] = mapped_column(String(3))
    quote: Mapped[str] = mapped_column(String(3))
    rate: Mapped[Decimal] = mapped_column(ExactRate)
    day: Mapped[date] = mapped_column(Date)
    created_at: Mapped[datetime]
