"""What a turn may propose for a lead's trip."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crm.trips.moved import Moved


@dataclass(frozen=True)
class PublishTrip:
    """Keep a plan and its quote as the lead's next version, and have its proposal made.

    `request`, `itinerary` and `snapshot` are JSON-ready (see `crm.trips.store` and
    `crm.quotes.snapshot`). `changes` say what moved since the version before (see `crm.trips.moved`).
    `send` is true when the customer is to get it now; otherwise staff see it first.
    `version` is the number that whoever asked was told; refused where another one took it meanwhile.
    """

    request: Mapping[str, Any]
    itinerary: Mapping[str, Any]
    snapshot: Mapping[str, Any]
    changes: tuple[Moved, ...] = ()
    send: bool = True
    created_by: str = "bot"
    lead_id: int | None = None
    version: int | None = None
    chosen: Mapping[str, Any] | None = None  # where it is one of several that were offered


@dataclass(frozen=True)
class OfferedPlan:
    """One plan of an offer, JSON-ready like those of `PublishTrip`. `reason` is one English sentence."""

    flavour: str
    request: Mapping[str, Any]
    itinerary: Mapping[str, Any]
    snapshot: Mapping[str, Any]
    reason: str


@dataclass(frozen=True)
class OfferOptions:
    """Keep plans to choose from, in place of those that were offered before."""

    plans: tuple[OfferedPlan, ...]
    created_by: str = "bot"
    lead_id: int | None = None


@dataclass(frozen=True)
class SendTrip:
    """Send one version (summary, PDF, link) to the customer: the one that staff looked at.

    Refused where a newer one was made meanwhile.
    """

    lead_id: int
    sent_by: str
    version: int


@dataclass(frozen=True)
class ApproveTrip:
    """The customer's yes to one version, under a typed name."""

    version: int
    name: str
    note: str = ""
    lead_id: int | None = None
    drift: Mapping[str, Any] | None = None  # how prices had moved by then (`crm.trips.acceptance`)


@dataclass(frozen=True)
class DecideMargin:
    """A manager's yes or no to a version whose margin is below the agency's least."""

    lead_id: int
    version: int
    approved: bool
    note: str = ""
