"""Prices told in the currency of the customer's budget as well, where it is another. Reads only."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from agents.acting.findings import Findings
from agents.acting.planning import Reading
from crm.money import Money
from crm.quotes.rate_book import Exchange, convert
from crm.quotes.values import NoExchangeRate


async def with_abroad(found: Findings, budget: Any, today: date, reading: Reading) -> Findings:
    """Give the totals found with what they come to in the currency of a budget, where a rate tells it."""
    currency = budget.get("currency") if isinstance(budget, dict) else None
    of_plans = [plan for plan in (found.planned, found.unchanged) if plan is not None]
    told = [plan.priced.quote.total for plan in of_plans]
    told += [found.standing.total] if found.standing else []
    if not isinstance(currency, str) or all(total.currency == currency for total in told):
        return found
    rates = await reading.tools.exchange_rates()

    def in_theirs(total: Money) -> dict[str, Any]:
        try:
            rate = Exchange(rates, today).find(total.currency, currency)
        except NoExchangeRate:
            return {}
        older = rate.day if rate is not None and rate.day < today else None
        return {"abroad": convert(total, rate, currency).rounded(Decimal(1)), "abroad_on": older}

    if found.planned is not None:
        planned = replace(found.planned, **in_theirs(found.planned.priced.quote.total))
        found = replace(found, planned=planned)
    if found.unchanged is not None:
        same = replace(found.unchanged, **in_theirs(found.unchanged.priced.quote.total))
        found = replace(found, unchanged=same)
    if found.standing is not None:
        found = replace(found, standing=replace(found.standing, **in_theirs(found.standing.total)))
    return found
