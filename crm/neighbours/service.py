"""Keeping which services are in trouble. Never commits."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from crm.neighbours.models import Neighbour
from crm.neighbours.rules import FORGOTTEN_AFTER, LET_GO_AFTER, TELL_AFTER


async def note_trouble(session: AsyncSession, name: str, error: str, now: datetime) -> bool:
    """Keep that a service did not answer. True where it is time to tell managers and admins, once."""
    row = await session.get(Neighbour, name, with_for_update=True)
    if row is None:
        session.add(Neighbour(name=name, failing_since=now, last_at=now, error=error[:300]))
        return False
    if row.told_at is None and now - row.last_at >= FORGOTTEN_AFTER:
        row.failing_since = now
    row.last_at, row.error = now, error[:300]
    if row.told_at is not None or now - row.failing_since < TELL_AFTER:
        return False
    row.told_at = now
    return True


async def note_well(session: AsyncSession, name: str) -> bool:
    """Keep that a service answers. True where its trouble had been told."""
    gone = delete(Neighbour).where(Neighbour.name == name).returning(Neighbour.told_at)
    told = (await session.execute(gone)).all()
    return any(row[0] is not None for row in told)


async def let_go(session: AsyncSession, now: datetime) -> list[str]:
    """Forget the trouble of services that nothing has needed since; name those that managers know of."""
    idle = Neighbour.last_at <= now - LET_GO_AFTER
    gone = delete(Neighbour).where(idle).returning(Neighbour.name, Neighbour.told_at)
    return sorted(row[0] for row in (await session.execute(gone)).all() if row[1] is not None)


async def in_trouble(session: AsyncSession) -> list[Neighbour]:
    """Give the services that do not answer, the one that failed first in front."""
    return list(await session.scalars(select(Neighbour).order_by(Neighbour.failing_since, Neighbour.name)))
