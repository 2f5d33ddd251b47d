"""Reads of the audit log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from crm.audit.models import AuditRow
from crm.users.queries import escape_like


@dataclass(frozen=True)
class AuditFilter:
    """What to show of the log; an empty field does not narrow. Times are aware and inclusive."""

    actor: str = ""
    action: str = ""  # the beginning of it: "lead." finds every change to leads
    subject: str = ""
    since: datetime | None = None
    until: datetime | None = None


async def search(
    session: AsyncSession, wanted: AuditFilter, *, limit: int = 50, offset: int = 0
) -> tuple[Sequence[AuditRow], int]:
    """Give one page of the log, newest first, and how many lines there are in all."""
    query = _narrow(select(AuditRow), wanted)
    total = await session.scalar(_narrow(select(func.count()).select_from(AuditRow), wanted)) or 0
    rows = await session.scalars(query.order_by(AuditRow.id.desc()).limit(limit).offset(offset))
    return rows.all(), total


def _narrow(query: Select[Any], wanted: AuditFilter) -> Select[Any]:
    if wanted.actor:
        query = query.where(AuditRow.actor == wanted.actor)
    if wanted.action:
        query = query.where(AuditRow.action.like(f"{escape_like(wanted.action)}%", escape="\\"))
    if wanted.subject:
        query = query.where(AuditRow.subject == wanted.subject)
    if wanted.since:
        query = query.where(AuditRow.at >= wanted.since)
    if wanted.until:
        query = query.where(AuditRow.at <= wanted.until)
    return query
