"""Tables of the services that the desk needs."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from crm.db import Base


class Neighbour(Base):
    """A service outside of the house that does not answer. A row stands only while it is in trouble."""

    __tablename__ = "neighbours"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    failing_since: Mapped[datetime]
    last_at: Mapped[datetime]
    error: Mapped[str] = mapped_column(String(300))
    told_at: Mapped[datetime | None]  # when managers and admins heard of it
