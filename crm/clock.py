"""Now, as a thing that can be handed in, so that tests can move it."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from babel.core import get_global


@cache
def timezone_names() -> frozenset[str]:
    """Give every IANA name of a time zone. Read once: it walks through a thousand files."""
    return frozenset(available_timezones())


def name_in_use(timezone: str) -> str:
    """Give the name that IANA uses today for a time zone of an older one: Asia/Kolkata for Asia/Calcutta.

    Every other name stays as it is, UTC too.
    """
    now = get_global("zone_aliases").get(timezone, timezone)
    return now if now in timezone_names() and not now.startswith("Etc/") else timezone


class Clock:
    """The real clock. Always aware UTC."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self, timezone: str) -> date:
        """Give the local date in an IANA time zone."""
        return self.now().astimezone(ZoneInfo(timezone)).date()


class MovableClock(Clock):
    """A clock that stands still until it is moved: for tests and the sandbox."""

    def __init__(self, start: datetime) -> None:
        if start.tzinfo is None:
            raise ValueError("a clock needs an aware time")
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        return self._now

    def advance(self, by: timedelta) -> None:
        self._now += by
