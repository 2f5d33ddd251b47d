"""How often a language model was used, how it fared, and how often the offline engine took the turn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from crm.agency.model_prices import MILLION
from crm.conversations.models import Turn
from crm.reports.models import ModelCall


@dataclass(frozen=True)
class ModelLine:
    """One prompt put to one model over the window.

    Latency is the mean in milliseconds of the calls that went well. `costs` are by currency, exact to a
    millionth; `unpriced` calls were made while the model had no price.
    """

    model: str
    prompt: str
    calls: int
    failed: int
    tokens_in: int
    tokens_out: int
    mean_ms: float | None
    costs: Mapping[str, Decimal] = field(default_factory=dict)
    unpriced: int = 0


@dataclass(frozen=True)
class ModelUse:
    """What thought about the turns settled since `since`."""

    since: datetime
    turns: int
    by_engine: Mapping[str, int]
    fallbacks: int  # turns that a model should have taken and the offline engine took
    reasons: Mapping[str, int]  # why, most frequent first
    models: Sequence[ModelLine]

    @property
    def fallback_share(self) -> float | None:
        """Share 0..1 of the turns, or None where there were none."""
        return self.fallbacks / self.turns if self.turns else None

    @property
    def costs(self) -> Mapping[str, Decimal]:
        """What the window cost, by currency."""
        summed: dict[str, Decimal] = {}
        for line in self.models:
            for currency, cost in line.costs.items():
                summed[currency] = summed.get(currency, Decimal(0)) + cost
        return summed


async def model_use(session: AsyncSession, since: datetime) -> ModelUse:
    """Count what understood the turns settled since a moment."""
    engines = await session.execute(
        select(func.coalesce(Turn.engine, "none"), func.count())
        .where(Turn.settled_at >= since)
        .group_by(Turn.engine)
    )
    by_engine = {row[0]: row[1] for row in engines}
    number = func.count()
    reasons = await session.execute(
        select(Turn.fallback, number)
        .where(Turn.settled_at >= since, Turn.fallback.is_not(None))
        .group_by(Turn.fallback)
        .order_by(number.desc(), Turn.fallback)
    )
    why = {str(row[0]): row[1] for row in reasons}
    return ModelUse(
        since=since,
        turns=sum(by_engine.values()),
        by_engine=by_engine,
        fallbacks=sum(why.values()),
        reasons=why,
        models=await _models(session, since),
    )


async def _models(session: AsyncSession, since: datetime) -> list[ModelLine]:
    call = ModelCall
    key = (call.model, call.prompt, call.ok, call.currency)
    rows = await session.execute(
        select(
            *key,
            func.count(),
            func.sum(call.tokens_in),
            func.sum(call.tokens_out),
            func.avg(call.latency_ms),
            func.sum(call.cost),
        )
        .where(call.at >= since)
        .group_by(*key)
        .order_by(*key)
    )
    lines: dict[tuple[str, str], ModelLine] = {}
    timed: dict[tuple[str, str], tuple[int, float]] = {}
    for model, prompt, ok, currency, calls, tokens_in, tokens_out, mean, cost in rows:
        at = (model, prompt)
        before = lines.get(at, ModelLine(model, prompt, 0, 0, 0, 0, None))
        if ok:
            count, total = timed.get(at, (0, 0.0))
            timed[at] = (count + calls, total + float(mean) * calls)
        costs = dict(before.costs)
        if currency:
            costs[currency] = costs.get(currency, Decimal(0)) + Decimal(int(cost or 0)) / MILLION
        lines[at] = ModelLine(
            model,
            prompt,
            before.calls + calls,
            before.failed + (0 if ok else calls),
            before.tokens_in + int(tokens_in or 0),
            before.tokens_out + int(tokens_out or 0),
            timed[at][1] / timed[at][0] if at in timed else None,
            costs,
            before.unpriced + (0 if currency else calls),
        )
    return sorted(lines.values(), key=lambda line: (-line.calls, line.model, line.prompt))


@dataclass(frozen=True)
class ModelDials:
    """One model since the book began, for the operators' dials. `seconds` sums the good calls' times."""

    model: str
    calls: int
    failed: int
    tokens_in: int
    tokens_out: int
    seconds: float
    costs: Mapping[str, Decimal]


async def model_dials(session: AsyncSession) -> list[ModelDials]:
    """Give the counters of every model."""
    call = ModelCall
    good_ms = func.sum(case((call.ok, call.latency_ms), else_=0))
    rows = await session.execute(
        select(
            call.model,
            call.currency,
            func.count(),
            func.sum(case((call.ok, 0), else_=1)),
            func.sum(call.tokens_in),
            func.sum(call.tokens_out),
            good_ms,
            func.sum(call.cost),
        )
        .group_by(call.model, call.currency)
        .order_by(call.model, call.currency)
    )
    found: dict[str, ModelDials] = {}
    for model, currency, *sums in rows:
        calls, failed, tokens_in, tokens_out, millis, cost = (int(one or 0) for one in sums)
        old = found.get(model, ModelDials(model, 0, 0, 0, 0, 0.0, {}))
        costs = {**old.costs, currency: Decimal(cost) / MILLION} if currency else old.costs
        found[model] = ModelDials(
            model,
            old.calls + calls,
            old.failed + failed,
            old.tokens_in + tokens_in,
            old.tokens_out + tokens_out,
            old.seconds + millis / 1000,
            costs,
        )
    return list(found.values())
