"""What a turn may propose for a lead. `lead_id` None means the lead of the turn's own conversation."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Capture:
    """Merge what was understood into the lead, opening one if there is none.

    `slots`: name -> {"value", "message", "span", "confidence", "by"}; `message` is an inbox id.
    A slot from an older message never replaces one from a newer message. `removed` slots are dropped.
    """

    slots: Mapping[str, Mapping[str, Any]]
    removed: tuple[str, ...] = ()
    lead_id: int | None = None


@dataclass(frozen=True)
class SetAside:
    """Keep another enquiry of the same customer as a lead of its own, beside the one that is worked on.

    `slots` are its own, among them its `destinations`: where a lead to one of them waits already, they are
    merged into it. `beside` says in words what the conversation goes on with.
    """

    slots: Mapping[str, Mapping[str, Any]]
    beside: str = ""


@dataclass(frozen=True)
class TakeUp:
    """Go on with another enquiry of the same customer, which waited; the one worked on waits instead.

    What the turn writes after this is for that lead.
    """

    lead_id: int


@dataclass(frozen=True)
class Amend:
    """Set what is known of a lead, as staff say it is; None forgets a slot. A later message of the
    customer still goes before it."""

    slots: Mapping[str, Mapping[str, Any] | None]
    lead_id: int


@dataclass(frozen=True)
class SetStatus:
    """Move a lead to new, qualifying, proposed, negotiating, won or lost.

    `seen_status` is the one they saw: if it moved meanwhile, this is refused. None: whatever it was.
    """

    status: str
    reason: str = ""
    lead_id: int | None = None
    seen_status: str | None = None


@dataclass(frozen=True)
class AddNote:
    text: str
    lead_id: int | None = None


@dataclass(frozen=True)
class Claim:
    """Make a member of staff the owner of the lead.

    `seen_owner` is the owner they saw: if somebody else claimed it meanwhile, this is refused.
    """

    user_id: int
    lead_id: int | None = None
    seen_owner: int | None = None


@dataclass(frozen=True)
class Give:
    """Give a lead to a colleague; only managers may. Refused if it changed hands since `seen_owner`."""

    user_id: int
    lead_id: int
    seen_owner: int | None = None


@dataclass(frozen=True)
class AskHuman:
    """Call a human: the lead shows why, and staff are told."""

    reason: str
    lead_id: int | None = None


@dataclass(frozen=True)
class SumUp:
    """Have a model sum the lead up, off the road. `state` is the one seen; empty: as the turn leaves it."""

    lead_id: int | None = None
    state: str = ""


@dataclass(frozen=True)
class HumanCame:
    """The call for a human is answered."""

    lead_id: int | None = None


@dataclass(frozen=True)
class Record:
    """Write one line to the lead's timeline."""

    kind: str
    text: str
    lead_id: int | None = None
