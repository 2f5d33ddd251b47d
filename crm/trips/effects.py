"""What a turn may propose for a lead's trip."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class PublishTrip:
    """Keep a plan and its quote as the lead's next version, and have its proposal made.

    `request`, `itinerary` and `snapshot` are JSON-ready (see `crm.trips.store` and
    `crm.quotes.snapshot`). `changes` are sentences saying what moved since the version before.
    `send` is true when the customer is to get it now; otherwise staff see it first.
    """

    request: Mapping[str, Any]
    itinerary: Mapping[str, Any]
    snapshot: Mapping[str, Any]
    changes: tuple[str, ...] = ()
    send: bool = True
    created_by: str = "bot"
    lead_id: int | None = None


@dataclass(frozen=True)
class SendTrip:
    """Send the newest version (summary, PDF, link) to the customer."""

    lead_id: int
    sent_by: str


@dataclass(frozen=True)
class ApproveTrip:
    """The customer's yes to one version, under a typed name."""

    version: int
    name: str
    note: str = ""
    lead_id: int | None = None
