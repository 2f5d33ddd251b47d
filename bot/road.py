"""What the road is made of: everything a turn and a delivery need, put together once."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any, Protocol

from bot.bell import Bell
from bot.channels.port import Channel
from bot.pacing import Pacer
from crm.clock import Clock
from crm.conversations.inbox import Pace
from crm.conversations.values import Outcome, Scene
from crm.db import Book

Thinker = Callable[[Scene], Awaitable[Outcome]]
Listen = Callable[[Scene], Awaitable[Scene]]  # what came besides words is fetched, kept, written out


class Drawn(Protocol):
    """A lead's card as it stands now."""

    @property
    def text(self) -> str: ...
    @property
    def buttons(self) -> Sequence[Sequence[Mapping[str, str]]]: ...


DrawCard = Callable[[int, int], Awaitable[Drawn | None]]  # lead, conversation; None: nothing to show


@dataclass(frozen=True)
class Terms:
    """The road's patience. Leases are longer than the work they cover; a worker that dies is missed
    when they end."""

    turn_lease: timedelta = timedelta(seconds=60)
    think_limit: timedelta = timedelta(seconds=20)
    send_lease: timedelta = timedelta(seconds=60)
    # A lost reply: the provider is asked after `ask_after`; while it knows of nothing, the message
    # counts as not sent only `sure_after` the try began.
    ask_after: timedelta = timedelta(seconds=2)
    sure_after: timedelta = timedelta(seconds=25)
    give_up_after: timedelta = timedelta(hours=1)
    turn_pause: timedelta = timedelta(seconds=1)  # after a failed turn; doubles each time
    typing_after: timedelta = timedelta(seconds=0.8)
    link_lifetime: timedelta = timedelta(days=30)


async def _hears_words_only(scene: Scene) -> Scene:
    return scene


async def _draws_nothing(lead_id: int, conversation_id: int) -> None:
    return None


class Unwatched:
    """Hears how the services are that the road needs, and keeps nothing of it (see `bot.neighbours`)."""

    async def look(self) -> None:
        """Learn what other processes heard."""

    async def trouble(self, name: str, why: str) -> None:
        """Hear that a service did not answer."""

    async def well(self, name: str) -> None:
        """Hear that a service answered."""


@dataclass
class Road:
    """One road per process. `customer` and `staff` think; they are given a scene and write nothing."""

    book: Book
    clock: Clock
    channels: Mapping[str, Channel]
    bell: Bell
    customer: Thinker
    staff: Thinker
    timezone: str = "Asia/Kolkata"
    pace: Pace = field(default_factory=Pace)
    terms: Terms = field(default_factory=Terms)
    pacer: Pacer = field(default_factory=Pacer)
    listen: Listen = _hears_words_only
    draw_card: DrawCard = _draws_nothing
    trip_url: Callable[[str], str] = str  # a link's nonce -> the address of the trip page
    # A file's token and name, the message it goes in -> where the provider may fetch it meanwhile.
    file_url: Callable[[str, str, int], str | None] = lambda token, name, outbox_id: None
    neighbours: Unwatched = field(default_factory=Unwatched)
    chance: Random = field(default_factory=Random)

    def thinker(self, scene: Scene) -> Thinker:
        return self.customer if scene.kind == "customer" else self.staff

    def window_of(self, channel: Channel) -> timedelta | None:
        seconds = channel.capabilities.window
        return None if seconds is None else timedelta(seconds=seconds)


def ref_of(body: Mapping[str, Any], name: str) -> int | None:
    """Read an id out of a message body."""
    value = body.get(name)
    return value if isinstance(value, int) else None
