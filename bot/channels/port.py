"""The one port behind which every channel stands."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Protocol, runtime_checkable

StatusName = Literal["sent", "delivered", "read", "failed"]


@dataclass(frozen=True)
class RawRequest:
    """A webhook as it came: the raw bytes and everything that is signed."""

    url: str  # the public URL with query, as the provider signed it
    headers: Mapping[str, str]  # lower-case names
    body: bytes


@dataclass(frozen=True)
class Inbound:
    """One message from outside, not yet written down."""

    channel: str
    channel_account: str
    external_id: str
    address: str
    kind: str  # text | media | location | button | command
    text: str = ""
    profile_name: str | None = None
    provider_at: datetime | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)
    raw: Mapping[str, Any] = field(default_factory=dict)
    files: Sequence["Media"] = ()  # what came with it, where the channel brings the bytes themselves


@dataclass(frozen=True)
class Status:
    """What a provider says became of a message we sent. `outbox_id` comes from our callback URL."""

    outbox_id: int | None
    provider_id: str
    name: StatusName
    code: str | None = None
    detail: str | None = None
    remedy: str | None = None  # what a human can do about a failure
    unreachable: bool = False
    opted_out: bool = False
    retry_after: float | None = None  # seconds; a failure that passes: it may be sent again


@dataclass(frozen=True)
class Message:
    """One message, ready to send: files are already bytes."""

    outbox_id: int
    kind: str
    address: str
    text: str = ""
    is_html: bool = False
    buttons: Sequence[Sequence[Mapping[str, str]]] = ()
    file: bytes | None = None
    file_name: str = ""
    media_type: str = ""
    file_url: str | None = None  # where a provider may fetch the same bytes while it sends them
    link: str | None = None  # where its reader may open the file, should it be too large to carry
    template: str | None = None
    variables: Mapping[str, str] = field(default_factory=dict)
    language: str = "en"
    edits: str | None = None  # provider id of the message that this one replaces
    callback_id: str | None = None
    alert: bool = False
    letter: Mapping[str, Any] | None = None  # e-mail: what its template shows
    thread: Sequence[str] = ()  # e-mail: names of the messages that this one answers, the newest last


@dataclass(frozen=True)
class Accepted:
    """The provider has it. `provider_id` names it there; an edit keeps the id it edits."""

    provider_id: str


@dataclass(frozen=True)
class Refusal:
    """Permanent. `remedy` says what a human can do; `unreachable` flags the address."""

    code: str
    detail: str
    remedy: str
    unreachable: bool = False
    window_closed: bool = False
    opted_out: bool = False


@dataclass(frozen=True)
class TryLater:
    """Transient, and surely not sent. `after` is the least wait in seconds."""

    after: float
    code: str = ""
    detail: str = ""
    moved_to: str | None = None  # the chat's new address, where the provider says so
    is_away: bool = False  # nobody answered for the provider; else it put off this one message


@dataclass(frozen=True)
class Unknown:
    """The reply was lost: it may or may not have been sent. Ask the provider before anything else."""

    detail: str


SendResult = Accepted | Refusal | TryLater | Unknown


@dataclass(frozen=True)
class Media:
    content: bytes
    media_type: str
    name: str


@dataclass(frozen=True)
class Capabilities:
    text_limit: int
    caption_limit: int
    file_limit: int  # bytes
    window: float | None  # seconds after the last inbound in which free text may go; None: always
    can_edit: bool
    can_read_back: bool  # whether the provider can be asked what became of an unknown send
    per_second: float  # most messages a second for the whole account
    per_chat: float  # most messages a second for one address


class BadSignature(Exception):
    """The request was not signed by the provider. Answer 403 and write nothing."""


class BadPayload(ValueError):
    """Signed, but not to be understood. Answer 400 and write nothing."""


class Channel(Protocol):
    name: str
    account: str
    capabilities: Capabilities

    def receive(self, request: RawRequest) -> Sequence[Inbound | Status]:
        """Verify and parse a webhook. Raises `BadSignature` or `BadPayload`. Does no I/O."""
        ...

    async def send(self, message: Message) -> SendResult:
        """Send one message. Never raises for what a provider may do: it is classified instead."""
        ...

    async def find_sent(
        self, message: Message, since: datetime, known: Collection[str] = ()
    ) -> Accepted | None:
        """Ask the provider whether a message of unknown outcome went out after all.

        Only where `capabilities.can_read_back`. `known` are the provider's names of other messages
        to the same address, which are not meant. None means that it has not gone out so far.
        Raises `LookupFailed` when the provider cannot be asked now.
        """
        ...

    async def fetch_media(self, reference: Mapping[str, Any]) -> Media:
        """Fetch what a customer sent. Only from the provider's own hosts are credentials used."""
        ...

    def classify(self, error: Exception) -> Refusal | TryLater | Unknown:
        """Say what an error of this provider means for the message that met it."""
        ...

    async def typing(self, address: str) -> None:
        """Show that the desk is writing, where the provider can; a failure is ignored."""
        ...

    async def close(self) -> None: ...


@runtime_checkable
class Prepares(Protocol):
    """A channel whose first message would wait until its provider's library is loaded."""

    def prepare(self) -> None:
        """Load the library: seconds of CPU, once a process; meant for a thread beside the loop."""
        ...


def prepare(channels: Iterable[Channel]) -> None:
    """Prepare those that need it, before a first message would hold up everybody else's."""
    for channel in channels:
        if isinstance(channel, Prepares):
            channel.prepare()


class LookupFailed(Exception):
    """The provider could not be asked now."""
