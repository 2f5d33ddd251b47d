"""Reads of trips: every version of a lead's trip with its price, paper and approval."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from crm.documents.models import Proposal, StoredFile
from crm.quotes.models import MarginReview, QuoteRecord
from crm.trips.models import Approval, TripLink, TripVersion


@dataclass(frozen=True)
class VersionLine:
    """One version; `pdf_token` names the rendered proposal, None while there is none."""

    version: TripVersion
    quote: QuoteRecord | None
    proposal_status: str | None
    proposal_error: str | None
    pdf_token: str | None
    pdf_name: str | None
    approved_by: str | None
    approved_at: datetime | None
    approval_note: str | None
    drift: Mapping[str, Any] | None = None  # how prices had moved by the customer's yes
    review: MarginReview | None = None  # a manager's, where the margin is below the agency's least


async def versions_of(session: AsyncSession, lead_id: int) -> list[VersionLine]:
    """List the versions of a lead's trip, the newest first."""
    rows = await session.execute(
        select(
            TripVersion,
            QuoteRecord,
            Proposal.status,
            Proposal.error,
            StoredFile.token,
            StoredFile.name,
            Approval.name,
            Approval.at,
            Approval.note,
            Approval.drift,
            MarginReview,
        )
        .outerjoin(QuoteRecord, QuoteRecord.trip_version_id == TripVersion.id)
        .outerjoin(Proposal, Proposal.trip_version_id == TripVersion.id)
        .outerjoin(StoredFile, StoredFile.id == Proposal.file_id)
        .outerjoin(Approval, Approval.trip_version_id == TripVersion.id)
        .outerjoin(MarginReview, MarginReview.trip_version_id == TripVersion.id)
        .where(TripVersion.lead_id == lead_id)
        .order_by(TripVersion.version.desc())
    )
    return [VersionLine(*row) for row in rows]


async def snapshot_of(session: AsyncSession, trip_version_id: int) -> dict[str, Any]:
    """Give the quote of a version as it was kept; empty where it has none."""
    query = select(QuoteRecord.snapshot).where(QuoteRecord.trip_version_id == trip_version_id)
    return await session.scalar(query) or {}


async def living_link(session: AsyncSession, lead_id: int, now: datetime) -> TripLink | None:
    """Give the newest link to the lead's trip page that still opens it."""
    query = (
        select(TripLink)
        .where(TripLink.lead_id == lead_id, TripLink.revoked_at.is_(None), TripLink.expires_at > now)
        .order_by(TripLink.id.desc())
        .limit(1)
    )
    return (await session.scalars(query)).first()


async def version_of(session: AsyncSession, lead_id: int, number: int) -> TripVersion | None:
    """Give one version of a lead's trip by its number, None where there is none."""
    query = select(TripVersion).where(TripVersion.lead_id == lead_id, TripVersion.version == number)
    return (await session.scalars(query)).first()
