"""Reads of reminders."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from crm.conversations.models import Outbound

KEY = "reminder:"


@dataclass(frozen=True)
class Waiting:
    """A reminder that waits for its hour."""

    id: int
    key: str
    at: datetime
    told: str
    lead_id: int | None


async def waiting_reminders(
    session: AsyncSession, conversation_id: int, lead_id: int | None = None
) -> list[Waiting]:
    """List the reminders that wait in a staff chat, the next one first; of one lead where it is given."""
    query = (
        select(Outbound)
        .where(Outbound.conversation_id == conversation_id, Outbound.status == "waiting")
        .where(Outbound.key.startswith(KEY))
        .order_by(Outbound.run_at, Outbound.id)
    )
    found = [_waiting(row) for row in await session.scalars(query)]
    return [one for one in found if lead_id is None or one.lead_id == lead_id]


async def reminder_by_key(session: AsyncSession, conversation_id: int, key: str) -> Waiting | None:
    """Give one reminder of a chat, sent or not."""
    query = select(Outbound).where(Outbound.conversation_id == conversation_id, Outbound.key == key)
    row = (await session.scalars(query)).first()
    return None if row is None else _waiting(row)


def _waiting(row: Outbound) -> Waiting:
    lead_id = row.body.get("lead_id")
    return Waiting(row.id, row.key, row.run_at, str(row.body.get("told", "")), lead_id)
