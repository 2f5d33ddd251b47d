"""A clock that can be moved."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class Clock:
    """The sandbox's time: it runs like the real one, from wherever it was set."""

    def __init__(self) -> None:
        self._ahead = timedelta(0)

    @property
    def ahead(self) -> timedelta:
        """How far this clock runs before the real one."""
        return self._ahead

    def now(self) -> datetime:
        """The present moment of the sandbox, aware, in UTC."""
        return datetime.now(UTC) + self._ahead

    def advance(self, seconds: float) -> None:
        """Move the clock; a negative number moves it back."""
        self._ahead += timedelta(seconds=seconds)

    def set(self, moment: datetime) -> None:
        """Let it be `moment` now. Raises ValueError when it carries no time zone."""
        if moment.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        self._ahead = moment - datetime.now(UTC)

    def reset(self) -> None:
        """Back to real time."""
        self._ahead = timedelta(0)
