"""The pen that writes effects: what a writer needs, and what it leaves for the replies."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from crm.audit.service import audit
from crm.conversations.values import Scene


@dataclass
class Applied:
    """What the effects made, for the replies that refer to it."""

    lead_id: int | None = None
    trip_version_id: int | None = None
    link_nonce: str | None = None
    is_astray: bool = False  # the enquiry that the turn is about is gone
    has_asked: bool = False  # for a job that waits for nothing
    # A turn of staff may be about several leads: which version and link belongs to which.
    versions: dict[int, int] = field(default_factory=dict)
    nonces: dict[int, str] = field(default_factory=dict)
    moved: set[int] = field(default_factory=set)  # leads whose status this very turn has set
    # Effects that no longer fit, in words for staff: all of them, and by the act they belong to.
    refused: list[str] = field(default_factory=list)
    refused_parts: dict[int, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Pen:
    """Everything that writing an effect needs."""

    session: AsyncSession
    scene: Scene
    now: datetime
    link_lifetime: timedelta
    applied: Applied

    @property
    def actor(self) -> str:
        return "bot" if self.scene.kind == "customer" else f"user:{self.scene.user_id}"

    def note(self, action: str, subject: str, **detail: Any) -> None:
        """Write an audit row for what staff or the customer decided."""
        who = "customer" if self.scene.kind == "customer" else self.actor
        audit(self.session, who, action, subject, self.now, detail)


Writers = Mapping[type, Callable[[Pen, Any], Awaitable[None]]]
