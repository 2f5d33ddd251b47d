"""What a turn may propose for a conversation."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class OptOut:
    """The contact wants nothing more: everything unsent is cancelled, nothing is sent any more."""


@dataclass(frozen=True)
class OptIn:
    """The contact wants to hear from the desk again."""


@dataclass(frozen=True)
class Take:
    """A human takes the speaking lease; what the bot had not yet sent is cancelled.

    `seen_holder` is who spoke when they asked: if somebody else took it meanwhile, this is refused.
    """

    user_id: int
    lead_id: int
    seen_holder: int | None = None


@dataclass(frozen=True)
class Release:
    """The bot may speak again.

    `seen_holder` is who spoke when they asked: if somebody else took it meanwhile, this is refused.
    """

    lead_id: int
    seen_holder: int | None = None


@dataclass(frozen=True)
class Speak:
    """Words of staff go to the customer: refused unless their writer holds the conversation by then."""

    lead_id: int


@dataclass(frozen=True)
class DecideDelivery:
    """A human's decision about a message that did not surely arrive: `crm.conversations.by_hand.Act`."""

    lead_id: int
    outbox_id: int
    act: str


@dataclass(frozen=True)
class SendMail:
    """An e-mail to a lead's contact, queued as it was shown to whoever sends it.

    `facts` is what the letter's template shows; `version` the trip version whose proposal it carries;
    `key` its logical id: pressed twice, it is one e-mail.
    """

    lead_id: int
    account: str
    address: str
    subject: str
    text: str
    facts: Mapping[str, Any]
    key: str
    version: int | None = None


@dataclass(frozen=True)
class Remember:
    """Replace the mind's own notes on the dialogue (what was asked, the stage, the page turned to)."""

    dialogue: Mapping[str, Any]


@dataclass(frozen=True)
class LearnContact:
    """Fill in the contact: name, e-mail, phone, language. None leaves a field as it is."""

    name: str | None = None
    email: str | None = None
    phone: str | None = None
    language: str | None = None


@dataclass(frozen=True)
class Nudge:
    """Remind the customer at `at`, should they be silent until then. `text` may hold the link's place."""

    at: datetime
    text: str
