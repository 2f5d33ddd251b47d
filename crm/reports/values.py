"""A report's numbers as values: the one source of page, chat and API."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True)
class Waiting:
    """A lead whose customer waits for an answer, or who needs a human."""

    lead_id: int
    title: str
    owner: str | None
    since: datetime | None
    needs_human: str | None


@dataclass(frozen=True)
class DayCount:
    """What one local day brought."""

    day: date
    new: int
    won: int


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
    won_of_new: int
    revenue_window: Mapping[str, Decimal]
    response_seconds: float | None
    open_by_status: Mapping[str, int]
    waiting: tuple[Waiting, ...]
    series: tuple[DayCount, ...]
    team: tuple[TeamLine, ...]

    @property
    def conversion(self) -> float | None:
        """Share of 0..1, or None where the window brought no lead."""
        return self.won_of_new / self.new_window if self.new_window else None
