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
class SetStatus:
    """Move a lead to new, qualifying, proposed, negotiating, won or lost."""

    status: str
    reason: str = ""
    lead_id: int | None = None


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
class AskHuman:
    """Call a human: the lead shows why, and staff are told."""

    reason: str
    lead_id: int | None = None


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
