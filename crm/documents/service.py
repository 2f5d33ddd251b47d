"""Writes of files and proposals. Nothing here commits."""

import hashlib
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from crm.db import new_token
from crm.documents.models import Proposal, StoredFile


async def store_file(
    session: AsyncSession, name: str, media_type: str, content: bytes, now: datetime
) -> StoredFile:
    """Keep bytes under a name of ours; `name` is only what people see."""
    file = StoredFile(
        token=new_token(),
        name=name[:200],
        media_type=media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        created_at=now,
    )
    session.add(file)
    await session.flush()
    return file


async def proposal_of(session: AsyncSession, trip_version_id: int) -> Proposal | None:
    query = select(Proposal).where(Proposal.trip_version_id == trip_version_id)
    return (await session.scalars(query)).first()
