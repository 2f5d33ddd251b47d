"""Writes to the audit log, in the same transaction as what they tell of."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from crm.audit.models import AuditRow


def audit(
    session: AsyncSession,
    actor: str,
    action: str,
    subject: str,
    now: datetime,
    detail: Mapping[str, Any] | None = None,
    address: str | None = None,
) -> None:
    """Note who did what to what. `subject` reads "lead:42"; personal data stays out of `detail`."""
    session.add(
        AuditRow(
            at=now, actor=actor, action=action, subject=subject, detail=dict(detail or {}), address=address
        )
    )
