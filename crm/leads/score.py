"""How promising a lead is, as points with their reasons. Pure; the weights are a rule of thumb, shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal

from crm.leads.rules import CLOSED_STATUSES
from crm.leads.signals import WISHES, Signals

Heat = Literal["hot", "warm", "cold"]

HOT, WARM = 60, 35  # points from which a lead is called so


@dataclass(frozen=True)
class Part:
    """One reason of a score: what was looked at, its points of how many, and why in a few words."""

    name: str
    points: int
    most: int
    why: str


@dataclass(frozen=True)
class Score:
    """Points of 0 to 100. A closed lead, or one that may not be written to, has none."""

    parts: tuple[Part, ...] = ()

    @property
    def points(self) -> int:
        return sum(part.points for part in self.parts)

    @property
    def heat(self) -> Heat:
        return "hot" if self.points >= HOT else "warm" if self.points >= WARM else "cold"


def score(lead: Signals, now: datetime) -> Score:
    """Score a lead as it stands at `now`."""
    if lead.status in CLOSED_STATUSES or lead.opted_out:
        return Score()
    return Score(
        (
            _wish(lead),
            _freshness(lead, now),
            _talk(lead),
            _interest(lead),
            _budget(lead),
            _travel(lead, now.date()),
        )
    )


def _wish(lead: Signals) -> Part:
    known = [wish for wish in WISHES if wish in lead.known]
    why = f"knows {', '.join(known)}" if known else "nothing is known yet"
    return Part("wish", 5 * len(known), 20, why)


def _freshness(lead: Signals, now: datetime) -> Part:
    if lead.last_inbound_at is None:
        return Part("freshness", 0, 25, "never wrote")
    silent = now - lead.last_inbound_at
    steps: Sequence[tuple[int, int]] = ((1, 25), (3, 18), (7, 10), (14, 4))
    points = next((points for days, points in steps if silent < timedelta(days=days)), 0)
    hours = int(silent.total_seconds() // 3600)
    ago = "within the hour" if hours < 1 else f"{hours} h ago" if hours < 48 else f"{hours // 24} days ago"
    return Part("freshness", points, 25, f"last wrote {ago}")


def _talk(lead: Signals) -> Part:
    count = lead.messages
    return Part("talk", min(3 * count, 15), 15, f"{count} message{'' if count == 1 else 's'}")


def _interest(lead: Signals) -> Part:
    if lead.approved_at:
        return Part("interest", 20, 20, "approved the plan")
    if lead.page_seen_at and lead.sent_at:
        return Part("interest", 15, 20, "opened the trip page")
    if lead.sent_at:
        return Part("interest", 8, 20, "has a plan, page not opened")
    return Part("interest", 0, 20, "no plan sent yet")


def _budget(lead: Signals) -> Part:
    if lead.budget is None or lead.total is None:
        return Part("budget", 0, 10, "budget and price not comparable yet")
    if lead.total <= lead.budget:
        return Part("budget", 10, 10, "the price is within the budget")
    over = (lead.total / lead.budget - 1) * 100
    points = 5 if over <= Decimal(15) else 0
    return Part("budget", points, 10, f"the price is {over:.0f} % over the budget")


def _travel(lead: Signals, today: date) -> Part:
    if lead.start is None:
        return Part("travel", 0, 10, "no date yet")
    days = (lead.start - today).days
    if days < 0:
        return Part("travel", 0, 10, "the date has passed")
    points = 10 if days <= 45 else 6 if days <= 120 else 3
    return Part("travel", points, 10, f"travels in {days} days")
