"""Opening a customer's link: what their trip page shows."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from crm.documents.models import Proposal, StoredFile
from crm.leads.models import Lead
from crm.quotes.models import QuoteRecord
from crm.trips.models import Approval, TripLink, TripVersion


@dataclass(frozen=True)
class OpenedLink:
    """A living link with the newest version that was sent to the customer.

    `approval` is the yes to this very version; `approved_before` is the newest version that has one.
    """

    link_id: int
    lead: Lead
    version: TripVersion
    valid_until: date | None
    approval: Approval | None
    approved_before: int | None
    proposal_status: str | None
    proposal_file: str | None  # token of the PDF, once it is printed


class DeadLink(LookupError):
    """The link is unknown, over, or was revoked: the three are told apart only by `is_over`."""

    def __init__(self, is_over: bool = False) -> None:
        super().__init__("This link does not lead to a trip any more.")
        self.is_over = is_over


async def open_link(session: AsyncSession, nonce: str, now: datetime) -> OpenedLink:
    """Open a customer's link. Only what was sent is shown: a plan that staff still look at is not.

    Raises `DeadLink`.
    """
    link = (await session.scalars(select(TripLink).where(TripLink.nonce == nonce))).first()
    if link is None:
        raise DeadLink
    if link.revoked_at is not None or link.expires_at <= now:
        raise DeadLink(is_over=True)
    sent = (
        select(TripVersion, QuoteRecord.valid_until, Proposal.status, StoredFile.token)
        .outerjoin(QuoteRecord, QuoteRecord.trip_version_id == TripVersion.id)
        .outerjoin(Proposal, Proposal.trip_version_id == TripVersion.id)
        .outerjoin(StoredFile, StoredFile.id == Proposal.file_id)
        .where(TripVersion.lead_id == link.lead_id, TripVersion.sent_at.is_not(None))
        .order_by(TripVersion.version.desc())
        .limit(1)
    )
    row = (await session.execute(sent)).first()
    if row is None:
        raise DeadLink
    version, valid_until, status, file = row
    given = (
        select(Approval, TripVersion.version)
        .join(TripVersion, TripVersion.id == Approval.trip_version_id)
        .where(TripVersion.lead_id == link.lead_id)
        .order_by(TripVersion.version.desc())
        .limit(1)
    )
    approved = (await session.execute(given)).first()
    return OpenedLink(
        link_id=link.id,
        lead=await session.get_one(Lead, link.lead_id),
        version=version,
        valid_until=valid_until,
        approval=approved[0] if approved and approved[1] == version.version else None,
        approved_before=approved[1] if approved else None,
        proposal_status=status,
        proposal_file=file,
    )
