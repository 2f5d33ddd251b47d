"""Counting what models cost before it is spent, so that a budget holds for all processes together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlalchemy import Date, bindparam, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from crm.agency.model_prices import Allowance, ModelBudget
from crm.columns import Id
from crm.reports.models import ModelCall, ModelSpending

ALL = 0  # stands for every conversation together
UNFINISHED = "did not come back"

_OPEN = text(
    """INSERT INTO model_spending (day, conversation_id, tokens, cost) VALUES (:day, :conversation_id, 0, 0)
       ON CONFLICT (day, conversation_id) DO NOTHING"""
).bindparams(bindparam("day", type_=Date()), bindparam("conversation_id", type_=Id))


class OverBudget(Exception):
    """A call would go over a budget: the day's, or that of its conversation."""

    def __init__(self, scope: Literal["day", "conversation"]) -> None:
        super().__init__(scope)
        self.scope: Literal["day", "conversation"] = scope


@dataclass(frozen=True)
class Call:
    """A call that is about to be made, with its tokens estimated from above."""

    model: str
    prompt: str
    tokens_in: int
    tokens_out: int
    conversation_id: int | None = None
    turn_id: int | None = None


async def hold(session: AsyncSession, call: Call, budget: ModelBudget, day: date, now: datetime) -> int:
    """Set a call's estimate aside in both budgets and note the call; give its number.

    The limits stand in the UPDATE's own condition, so that of two workers only one gets the last of a
    budget. Raises `OverBudget`; then the transaction must not be committed.
    """
    cost = budget.cost(call.model, call.tokens_in, call.tokens_out)
    tokens = call.tokens_in + call.tokens_out
    # The day first, everywhere, so that no two transactions wait for one another.
    await _take(session, day, ALL, tokens, cost or 0, budget.day, "day")
    if call.conversation_id is not None:
        limit = budget.conversation
        await _take(session, day, call.conversation_id, tokens, cost or 0, limit, "conversation")
    row = ModelCall(
        at=now,
        day=day,
        turn_id=call.turn_id,
        conversation_id=call.conversation_id,
        model=call.model[:80],
        prompt=call.prompt[:80],
        ok=False,
        failure=UNFINISHED,
        tokens_in=call.tokens_in,
        tokens_out=call.tokens_out,
        cost=cost,
        currency=budget.currency if cost is not None else None,
    )
    session.add(row)
    await session.flush()
    return row.id


async def _take(
    session: AsyncSession,
    day: date,
    conversation_id: int,
    tokens: int,
    cost: int,
    limit: Allowance,
    scope: Literal["day", "conversation"],
) -> None:
    row = ModelSpending
    await _opened(session, day, conversation_id)
    wanted = update(row).where(row.day == day, row.conversation_id == conversation_id)
    if limit.tokens:
        wanted = wanted.where(row.tokens + tokens <= limit.tokens)
    if limit.millionths:
        wanted = wanted.where(row.cost + cost <= limit.millionths)
    taken = await session.execute(
        wanted.values(tokens=row.tokens + tokens, cost=row.cost + cost).returning(row.day)
    )
    if taken.first() is None:
        raise OverBudget(scope)


async def _opened(session: AsyncSession, day: date, conversation_id: int) -> None:
    await session.execute(_OPEN, {"day": day, "conversation_id": conversation_id})


@dataclass(frozen=True)
class Used:
    """What a call came to."""

    ok: bool
    failure: str | None
    tokens_in: int
    tokens_out: int
    latency_ms: int


async def book(session: AsyncSession, number: int, used: Used, budget: ModelBudget) -> None:
    """Put what a call did cost in place of what was set aside for it."""
    row = await session.get(ModelCall, number, with_for_update=True)
    if row is None or row.failure != UNFINISHED or row.day is None:
        return
    cost = budget.cost(row.model, used.tokens_in, used.tokens_out)
    more_tokens = used.tokens_in + used.tokens_out - row.tokens_in - row.tokens_out
    more_cost = (cost or 0) - (row.cost or 0)
    spent = ModelSpending
    scopes: Sequence[int] = [ALL, *([row.conversation_id] if row.conversation_id is not None else [])]
    for scope in scopes:
        await session.execute(
            update(spent)
            .where(spent.day == row.day, spent.conversation_id == scope)
            .values(tokens=spent.tokens + more_tokens, cost=spent.cost + more_cost)
        )
    row.ok, row.failure = used.ok, used.failure
    row.tokens_in, row.tokens_out, row.latency_ms = used.tokens_in, used.tokens_out, used.latency_ms
    row.cost, row.currency = cost, budget.currency if cost is not None else None
    await session.flush()


async def tell_once(session: AsyncSession, day: date, conversation_id: int, now: datetime) -> bool:
    """Say whether it falls to the caller to tell staff that this budget is spent; to one of all, once."""
    await _opened(session, day, conversation_id)
    row = ModelSpending
    taken = await session.execute(
        update(row)
        .where(row.day == day, row.conversation_id == conversation_id, row.told_at.is_(None))
        .values(told_at=now)
        .returning(row.day)
    )
    return taken.first() is not None


@dataclass(frozen=True)
class Spent:
    """What was used on one day in all, and which conversations were stopped."""

    day: date
    tokens: int
    cost: int  # millionths of the currency of the prices
    over_since: datetime | None  # when staff were told that the day's budget is spent
    stopped: Sequence[int]  # conversations whose budget is spent


async def spent_on(session: AsyncSession, day: date) -> Spent:
    """Give what was used on a day; a call under way counts with what was set aside for it."""
    row = ModelSpending
    told = await session.scalars(
        select(row).where(row.day == day, or_(row.conversation_id == ALL, row.told_at.is_not(None)))
    )
    rows = {one.conversation_id: one for one in told}
    whole = rows.pop(ALL, None)
    return Spent(
        day,
        whole.tokens if whole else 0,
        whole.cost if whole else 0,
        whole.told_at if whole else None,
        sorted(rows),
    )
