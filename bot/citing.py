"""Which message proves a line, in words for people: who said it, and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from crm.conversations.models import Inbound, Outbound

_MOST = 4  # messages that one line names, the newest


@dataclass(frozen=True)
class Spoken:
    """One message: its speaker and its moment, aware."""

    who: str
    at: datetime


@dataclass(frozen=True)
class Citations:
    """What the messages of a brief are called; an id that nobody knows any more is called by nothing."""

    spoken: Mapping[str, Spoken] = field(default_factory=dict)
    timezone: str = "UTC"

    def of(self, message: str) -> str:
        """Name one message: "Asha, 20 Nov 14:02", in the agency's time."""
        one = self.spoken.get(message)
        if one is None:
            return ""
        at = one.at.astimezone(ZoneInfo(self.timezone))
        return f"{one.who}, {format_datetime(at, 'd MMM HH:mm', locale='en')}"

    def told(self, messages: Sequence[str]) -> str:
        """Name the newest of some messages in one text; a speaker who goes on is not named again."""
        parts: list[str] = []
        before = ""
        for message in messages[-_MOST:]:
            name = self.of(message)
            if not name:
                continue
            who, _, when = name.rpartition(", ")
            parts.append(when if who == before else name)
            before = who
        return "; ".join(dict.fromkeys(parts))


async def cited(session: AsyncSession, messages: Sequence[str], name: str | None, timezone: str) -> Citations:
    """Look up who said what and when. `name` is the customer's, by which their messages are called."""
    came = [int(m[3:]) for m in messages if m.startswith("in:") and m[3:].isdigit()]
    went = [int(m[4:]) for m in messages if m.startswith("out:") and m[4:].isdigit()]
    spoken: dict[str, Spoken] = {}
    customer = (name or "").split(" ")[0] or "the customer"
    if came:
        at = func.coalesce(Inbound.provider_at, Inbound.received_at)
        for number, moment in await session.execute(select(Inbound.id, at).where(Inbound.id.in_(came))):
            spoken[f"in:{number}"] = Spoken(customer, moment)
    if went:
        query = select(Outbound.id, Outbound.sender, Outbound.created_at).where(Outbound.id.in_(went))
        for number, sender, moment in await session.execute(query):
            who = "a colleague" if sender.startswith("user:") else "the desk"
            spoken[f"out:{number}"] = Spoken(who, moment)
    return Citations(spoken, timezone)
