"""Who the agency knows, and by which addresses."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crm.db import Base, Id


class Contact(Base):
    """A person. A phone number is not an identity: addresses live in `ChannelIdentity`."""

    __tablename__ = "contacts"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    name: Mapped[str | None] = mapped_column(String(200))
    email: Mapped[str | None] = mapped_column(String(320))
    phone: Mapped[str | None] = mapped_column(String(32))  # E.164
    language: Mapped[str] = mapped_column(String(8), default="en")
    timezone: Mapped[str | None] = mapped_column(String(64))  # IANA; None: the agency's
    opted_out_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    __table_args__ = (Index(None, "email"), Index(None, "phone"))


class ChannelIdentity(Base):
    """One address of a contact on one channel (a WhatsApp number, an e-mail address)."""

    __tablename__ = "channel_identities"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id", ondelete="CASCADE"), index=True)
    channel: Mapped[str] = mapped_column(String(16))
    address: Mapped[str] = mapped_column(String(200))
    profile_name: Mapped[str | None] = mapped_column(String(200))
    is_unreachable: Mapped[bool] = mapped_column(default=False)
    unreachable_reason: Mapped[str | None] = mapped_column(String(300))

    __table_args__ = (UniqueConstraint("channel", "address"),)
