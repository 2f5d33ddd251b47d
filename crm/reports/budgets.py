"""How the models' budget of the day stands."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from crm.agency.model_prices import MILLION
from crm.agency.service import load
from crm.reports.spending import spent_on


@dataclass(frozen=True)
class BudgetToday:
    """What the agency's local day has used of its limits; a limit of None is none."""

    day: date
    tokens: int
    most_tokens: int | None
    cost: Decimal
    most_cost: Decimal | None
    currency: str
    over_since: datetime | None
    stopped_conversations: Sequence[int]
    prices: Collection[str]  # names of the models that have a price


async def budget_today(session: AsyncSession, now: datetime) -> BudgetToday:
    """Read how far the day's budget is used; calls under way count with what was set aside."""
    agency = await load(session)
    day = now.astimezone(ZoneInfo(agency.timezone)).date()
    spent = await spent_on(session, day)
    return BudgetToday(
        day=day,
        tokens=spent.tokens,
        most_tokens=agency.model_day_tokens or None,
        cost=Decimal(spent.cost) / MILLION,
        most_cost=agency.model_day_budget or None,
        currency=agency.model_currency,
        over_since=spent.over_since,
        stopped_conversations=spent.stopped,
        prices=frozenset(agency.model_budget().prices),
    )


def shares_used(today: BudgetToday) -> dict[str, float]:
    """Give the used share of each limit that there is, 0 to 1."""
    shares = {}
    if today.most_tokens:
        shares["tokens"] = today.tokens / today.most_tokens
    if today.most_cost:
        shares["money"] = float(today.cost / today.most_cost)
    return shares
