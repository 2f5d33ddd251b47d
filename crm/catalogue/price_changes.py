"""Changing a price by hand: the kept row stays as it is, and a newer one takes its place."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from crm.catalogue.models import Rate
from crm.catalogue.service import add_rates
from crm.errors import Clash, Missing, Unfit
from crm.quotes.values import RateRow
from crm.trips.store import decode

_GROUPED = re.compile(r"-?\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?")
_LONGEST = 80  # characters of an id
_MOST = Decimal(10) ** 12


async def change_price(
    session: AsyncSession, rate_id: str, amount: Decimal, since: date | None, now: datetime
) -> tuple[RateRow, ...]:
    """Supersede a rate by one with another amount, in its own currency; give the rows that serve instead.

    With `since`, a date within the rate's own, the old amount goes on serving until the day before. Quotes
    keep the row that they pinned. Never commits. Raises `Missing`, `Clash` for a rate that another row has
    superseded already, and `Unfit` naming the field.
    """
    row = await session.get(Rate, rate_id)
    if row is None:
        raise Missing("There is no such rate.")
    old = decode(RateRow, row.detail)
    _check(old, amount, since)
    taken = update(Rate).where(Rate.id == rate_id, Rate.superseded_at.is_(None)).values(superseded_at=now)
    if (await session.execute(taken)).rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE's result has it
        raise Clash("Another price has taken the place of this one already.")
    begins = since or old.from_date
    fresh = [replace(old, amount=amount, from_date=begins, supersedes=old.id)]
    if begins > old.from_date:
        fresh.insert(0, replace(old, to_date=begins - timedelta(days=1), supersedes=old.id))
    root = re.sub(r"~\d+$", "", old.id)[: _LONGEST - 8]
    known = set(await session.scalars(select(Rate.id).where(Rate.id.startswith(f"{root}~", autoescape=True))))
    free = (name for n in range(2, 10**6) if (name := f"{root}~{n}") not in known)
    named = tuple(replace(rate, id=next(free)) for rate in fresh)
    await add_rates(session, named, {old.item_id: row.destination_id}, now)
    return named


def amount_written(text: str) -> Decimal:
    """Read an amount as people type it, "1,250.50" or "1,25,000". Raises Unfit: a comma parts only thousands
    and lakhs, for "1250,50" might be meant as either."""
    bare = text.strip().replace("\u00a0", "").replace(" ", "")
    if "," in bare and not _GROUPED.fullmatch(bare):
        raise Unfit("amount", f"{bare[:40]!r}: write decimals after a point, such as 1,250.50.")
    try:
        amount = Decimal(bare.replace(",", ""))
    except InvalidOperation:
        raise Unfit("amount", f"{text.strip()[:40]!r} is not a number.") from None
    if not amount.is_finite():
        raise Unfit("amount", f"{text.strip()[:40]!r} is not a number.")
    return amount


def _check(old: RateRow, amount: Decimal, since: date | None) -> None:
    if amount < 0:
        raise Unfit("amount", f"{amount} is negative.")
    if amount >= _MOST:
        raise Unfit("amount", f"{amount} is more than anything costs.")
    if amount == old.amount:
        raise Unfit("amount", "That is the price already.")
    if old.is_closed:
        raise Unfit("rate", "Nothing is sold on these dates: there is no price to change.")
    if since is not None and not old.from_date <= since <= old.to_date:
        first, last = old.from_date.isoformat(), old.to_date.isoformat()
        raise Unfit("since", f"{since.isoformat()} is not between {first} and {last}.")
