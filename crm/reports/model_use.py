"""How often a language model was used, how it fared, and how often the offline engine took the turn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from crm.conversations.models import Turn
from crm.reports.models import ModelCall


@dataclass(frozen=True)
class ModelLine:
    """One model over the window. Latency is the mean in milliseconds of the calls that went well."""

    model: str
    calls: int
    failed: int
    tokens_in: int
    tokens_out: int
    mean_ms: float | None


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
    rows = await session.execute(
        select(
            ModelCall.model,
            ModelCall.ok,
            func.count(),
            func.sum(ModelCall.tokens_in),
            func.sum(ModelCall.tokens_out),
            func.avg(ModelCall.latency_ms),
        )
        .where(ModelCall.at >= since)
        .group_by(ModelCall.model, ModelCall.ok)
    )
    lines: dict[str, ModelLine] = {}
    for model, ok, calls, tokens_in, tokens_out, mean in rows:
        before = lines.get(model, ModelLine(model, 0, 0, 0, 0, None))
        lines[model] = ModelLine(
            model,
            before.calls + calls,
            before.failed + (0 if ok else calls),
            before.tokens_in + int(tokens_in or 0),
            before.tokens_out + int(tokens_out or 0),
            float(mean) if ok and mean is not None else before.mean_ms,
        )
    return sorted(lines.values(), key=lambda line: (-line.calls, line.model))
