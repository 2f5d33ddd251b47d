"""A report's numbers as values: the one source of page, chat and API."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

LATE_AFTER = 30 * 60.0  # seconds after which a customer who waits for an answer is answered late


@dataclass(frozen=True)
class Waiting:
    """A lead whose customer waits for an answer, or who needs a human."""

    lead_id: int
    title: str
    owner: str | None
    since: datetime | None
    needs_human: str | None


@dataclass(frozen=True)
class LateOwner:
    """How many customers of one member of staff wait too long, and the longest wait in seconds."""

    owner: str  # or "unclaimed"
    number: int
    longest: float


@dataclass(frozen=True)
class DayCount:
    """What one local day brought."""

    day: date
    new: int
    won: int


@dataclass(frozen=True)
class Chart:
    """The figures of the report's picture: small enough to wait in a message until it is drawn."""

    day: date
    window_days: int
    series: tuple[DayCount, ...]

    def as_body(self) -> dict[str, Any]:
        """Give the figures as JSON."""
        days = [[day.day.isoformat(), day.new, day.won] for day in self.series]
        return {"day": self.day.isoformat(), "window_days": self.window_days, "series": days}

    @classmethod
    def of_body(cls, body: Mapping[str, Any]) -> "Chart":
        """Read what `as_body` gave."""
        series = tuple(DayCount(date.fromisoformat(day), new, won) for day, new, won in body["series"])
        return cls(date.fromisoformat(body["day"]), int(body["window_days"]), series)


@dataclass(frozen=True)
class TeamLine:
    """One member of staff over the window: leads owned that were opened in it, won in it, revenue."""

    name: str
    leads: int
    won: int
    revenue: Mapping[str, Decimal]


@dataclass(frozen=True)
class Report:
    """What came in, what was won, who waits and what it earned.

    The day is the local day `day` in `timezone`; the window is the `window_days` local days that
    end with it. Conversion is the share of the leads opened in the window that are won by now.
    Revenue is the total of quotes approved, by currency. Response is the median time in seconds
    from a lead's first message to the first answer, over leads opened in the window; None: no lead.
    """

    day: date
    timezone: str
    made_at: datetime
    window_days: int
    new_today: int
    won_today: int
    lost_today: int
    revenue_today: Mapping[str, Decimal]
    new_window: int
    won_window: int
    lost_window: int
    won_of_new: int
    revenue_window: Mapping[str, Decimal]
    response_seconds: float | None
    open_by_status: Mapping[str, int]
    waiting: tuple[Waiting, ...]
    series: tuple[DayCount, ...]
    team: tuple[TeamLine, ...]
    waiting_total: int = 0  # all who wait; `waiting` holds those who wait longest
    late: tuple[LateOwner, ...] = ()  # whose customers have waited `late_after` or longer, most first
    late_after: float = LATE_AFTER

    @property
    def first_day(self) -> date:
        """Give the local day with which the window begins."""
        return self.day - timedelta(days=self.window_days - 1)

    @property
    def late_total(self) -> int:
        return sum(line.number for line in self.late)

    @property
    def waiting_late(self) -> tuple[Waiting, ...]:
        """Give those among `waiting` who have waited too long."""
        return tuple(
            one
            for one in self.waiting
            if one.since is not None and (self.made_at - one.since).total_seconds() >= self.late_after
        )

    @property
    def chart(self) -> Chart:
        return Chart(self.day, self.window_days, self.series)

    @property
    def conversion(self) -> float | None:
        """Share of 0..1, or None where the window brought no lead."""
        return self.won_of_new / self.new_window if self.new_window else None
