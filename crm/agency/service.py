"""Reading and changing the agency's settings."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from crm.agency.models import AgencySetting
from crm.agency.rules import Agency, changed
from crm.statements import Statement

# For whoever asks more in the same round trip.
SETTINGS = Statement("SELECT key, value FROM agency_settings").giving({"key": str, "value": dict})


async def load(session: AsyncSession) -> Agency:
    """Give every setting: what an admin has set, else its default."""
    rows = await session.execute(select(AgencySetting.key, AgencySetting.value))
    return agency_of((key, value) for key, value in rows)


def agency_of(rows: Iterable[tuple[Any, ...]]) -> Agency:
    """Read the rows of `SETTINGS`.

    A stored value that is no longer known or acceptable (after an upgrade) gives way to the default.
    """
    agency = Agency()
    for key, value in rows:
        if key in Agency.model_fields:
            try:
                agency = changed(agency, {key: value.get("value")})
            except ValueError:
                continue
    return agency


async def change(session: AsyncSession, wanted: Mapping[str, Any], now: datetime) -> tuple[Agency, list[str]]:
    """Set some settings; give all of them, and the names of those that are different now. Raises `Unfit`."""
    before = await load(session)
    after = changed(before, wanted)
    stored = after.model_dump(mode="json")
    different = [key for key in wanted if getattr(after, key) != getattr(before, key)]
    for key in different:
        row = await session.get(AgencySetting, key)
        if row is None:
            session.add(AgencySetting(key=key, value={"value": stored[key]}, updated_at=now))
        else:
            row.value, row.updated_at = {"value": stored[key]}, now
    await session.flush()
    return after, different
