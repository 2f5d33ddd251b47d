"""Reads for staff: leads as they may see them, with what a card or a line shows."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.staff.desk import Viewer
from crm.contacts.models import Contact
from crm.conversations.models import Conversation
from crm.conversations.values import TripFacts
from crm.leads.authority import visible_to
from crm.leads.models import Lead, LeadEvent
from crm.leads.queries import LeadFilter, LeadLine, search_leads
from crm.quotes.models import MarginReview, QuoteRecord
from crm.statements import Asked, Statement, line_of
from crm.trips.margins import why_not
from crm.trips.models import Approval, TripVersion
from crm.users.models import User

PAGE = 8
_MOST_OPEN = 300


@dataclass(frozen=True)
class StaffLead:
    """A lead with everything that staff see of it at a glance."""

    lead: Lead
    contact: Contact
    conversation: Conversation
    owner: str | None
    speaker: str | None
    trip: TripFacts | None


async def viewer_of(session: AsyncSession, user_id: int | None) -> Viewer | None:
    user = await session.get(User, user_id) if user_id is not None else None
    return Viewer(user.id, user.name, user.role, user.timezone) if user and user.is_active else None


_OWNER, _SPEAKER = User.__table__.alias("owner"), User.__table__.alias("speaker")
_LOOKED_UP = (
    select(Lead, Contact, Conversation, _OWNER.c.name, _SPEAKER.c.name)
    .join(Contact, Contact.id == Lead.contact_id)
    .join(Conversation, Conversation.id == Lead.conversation_id)
    .outerjoin(_OWNER, _OWNER.c.id == Lead.owner_id)
    .outerjoin(_SPEAKER, _SPEAKER.c.id == Conversation.held_by)
    .where(Lead.id == bindparam("lead"))
)


async def look_up(session: AsyncSession, lead_id: int, viewer: Viewer | None = None) -> StaffLead | None:
    """Read one lead; None where there is none or the viewer may not see it: the two are not told apart."""
    query = _LOOKED_UP if viewer is None else _LOOKED_UP.where(visible_to(viewer))
    row = (await session.execute(query, {"lead": lead_id})).first()
    if row is None:
        return None
    return StaffLead(row[0], row[1], row[2], row[3], row[4], await newest_trip(session, lead_id))


async def list_open(session: AsyncSession, viewer: Viewer, now: datetime) -> list[LeadLine]:
    """Give the open leads that are this person's own, and unclaimed ones; managers': everyone's."""
    found, _ = await search_leads(session, viewer, LeadFilter(status="open"), now, limit=_MOST_OPEN)
    return found


_NEWEST_TRIP = (
    select(TripVersion, QuoteRecord.snapshot, Approval.at, MarginReview)
    .join(QuoteRecord, QuoteRecord.trip_version_id == TripVersion.id)
    .outerjoin(Approval, Approval.trip_version_id == TripVersion.id)
    .outerjoin(MarginReview, MarginReview.trip_version_id == TripVersion.id)
    .where(TripVersion.lead_id == bindparam("lead"))
    .order_by(TripVersion.version.desc())
    .limit(1)
)


async def newest_trip(session: AsyncSession, lead_id: int) -> TripFacts | None:
    row = (await session.execute(_NEWEST_TRIP, {"lead": lead_id})).first()
    if row is None:
        return None
    version, snapshot, approved_at, review = row
    waits = why_not(review, version.version) if review and review.status != "approved" else ""
    return TripFacts(
        version.version,
        version.request,
        version.itinerary,
        snapshot,
        version.sent_at,
        approved_at,
        waits=waits,
        is_refused=bool(review and review.status == "refused"),
        changes=tuple(version.changes),
    )


async def learnt_since_planned(session: AsyncSession, lead_id: int) -> frozenset[str]:
    """Name what was captured after the newest version was made, or ever, where there is none."""
    planned_at = select(func.max(TripVersion.created_at)).where(TripVersion.lead_id == lead_id)
    captured = select(LeadEvent.detail).where(LeadEvent.lead_id == lead_id, LeadEvent.kind == "captured")
    made_at = await session.scalar(planned_at)
    if made_at is not None:
        captured = captured.where(LeadEvent.at > made_at)
    return frozenset(name for detail in await session.scalars(captured) for name in detail)


async def held_leads(
    session: AsyncSession, viewer: Viewer, just_taken: frozenset[int] = frozenset()
) -> list[Lead]:
    """Give the leads in whose conversations this person speaks now, the one taken last first.

    `just_taken` are leads that they take in the turn that is being thought about.
    """
    newest = select(func.max(Lead.id)).group_by(Lead.conversation_id)
    query = (
        select(Lead)
        .join(Conversation, Conversation.id == Lead.conversation_id)
        .where(or_(and_(Conversation.held_by == viewer.id, Lead.id.in_(newest)), Lead.id.in_(just_taken)))
        .order_by(Conversation.held_at.desc(), Lead.id)
    )
    return list(await session.scalars(query))


async def that_may_hear(session: AsyncSession, leads: list[Lead]) -> list[Lead]:
    """Give those of the leads whose customers did not opt out."""
    query = select(Contact.id).where(
        Contact.id.in_([lead.contact_id for lead in leads]), Contact.opted_out_at.is_(None)
    )
    reached = set(await session.scalars(query))
    return [lead for lead in leads if lead.contact_id in reached]


_SPEAKERS = Statement(
    "SELECT id FROM conversations WHERE user_id = :user AND kind = 'staff' ORDER BY id DESC LIMIT 1", user=int
)
_WATCHERS = Statement(
    """SELECT c.id FROM conversations c JOIN users u ON u.id = c.user_id
       WHERE c.kind = 'staff' AND u.is_active AND (:owner IS NULL OR u.id = :owner) ORDER BY c.id""",
    owner=int,
)


def hearing(holder_id: int | None, owner_id: int | None) -> Asked:
    """Give the statement that finds whose staff chats hear of a customer's turn: that of whoever speaks with
    the customer, or else those of `watcher_chats`."""
    if holder_id is not None:
        return _SPEAKERS, {"user": holder_id}
    return _WATCHERS, {"owner": owner_id}


async def staff_chat(session: AsyncSession, user_id: int) -> int | None:
    """Give the conversation in which this member of staff talks with the bot."""
    rows = await (await line_of(session)).run(_SPEAKERS, {"user": user_id})
    return int(rows[0][0]) if rows else None


async def watcher_chats(session: AsyncSession, owner_id: int | None) -> list[int]:
    """Give the staff chats to tell about a lead: its owner's, or everyone's while it is unclaimed."""
    rows = await (await line_of(session)).run(_WATCHERS, {"owner": owner_id})
    return [int(row[0]) for row in rows]
