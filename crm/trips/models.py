"""Planned versions of a lead's trip, the customer's page, and what the customer decided there."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crm.db import Base, Id


class TripVersion(Base):
    """One plan with its price, never edited: a change makes the next version."""

    __tablename__ = "trip_versions"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    lead_id: Mapped[int] = mapped_column(ForeignKey("leads.id", ondelete="CASCADE"))
    version: Mapped[int]
    request: Mapped[dict[str, Any]]
    itinerary: Mapped[dict[str, Any]]
    changes: Mapped[list[Any]] = mapped_column(default=list)  # what moved (see `crm.trips.moved`)
    # Which of the options offered this version is, and what the others were (see `crm.trips.offers`).
    chosen: Mapped[dict[str, Any] | None]
    agreed: Mapped[dict[str, Any] | None]  # diet and mobility as they stood then (see `crm.trips.agreed`)
    created_by: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]

    __table_args__ = (UniqueConstraint("lead_id", "version"),)


class TripOption(Base):
    """One of the plans laid before a customer to choose from. Only the newest offer of a lead is kept."""

    __tablename__ = "trip_options"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    lead_id: Mapped[int] = mapped_column(ForeignKey("leads.id", ondelete="CASCADE"), index=True)
    flavour: Mapped[str] = mapped_column(String(16))  # value | balanced | comfort
    request: Mapped[dict[str, Any]]
    itinerary: Mapped[dict[str, Any]]
    snapshot: Mapped[dict[str, Any]]
    reason: Mapped[str] = mapped_column(Text)
    total: Mapped[Decimal]
    currency: Mapped[str] = mapped_column(String(3))
    created_by: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime]


class TripLink(Base):
    """A customer's way to the trip page: unguessable, expiring, revocable.

    Only `nonce` is stored; the rest of the token is a MAC under the secret key.
    """

    __tablename__ = "trip_links"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    lead_id: Mapped[int] = mapped_column(ForeignKey("leads.id", ondelete="CASCADE"), index=True)
    nonce: Mapped[str] = mapped_column(String(32), unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]


class Approval(Base):
    """The customer's yes to one version, under a typed name."""

    __tablename__ = "approvals"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    trip_version_id: Mapped[int] = mapped_column(ForeignKey("trip_versions.id"), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    note: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime]
    drift: Mapped[dict[str, Any] | None]  # how prices had moved by then; None: not at all
