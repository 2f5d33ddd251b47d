"""Reads for staff: leads as they may see them, with what a card or a line shows."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.staff.desk import Viewer
from crm.contacts.models import Contact
from crm.conversations.models import Conversation
from crm.conversations.values import TripFacts
from crm.leads.models import Lead, LeadEvent
from crm.leads.rules import OPEN_STATUSES, STATUSES
from crm.quotes.models import QuoteRecord
from crm.trips.models import Approval, TripVersion
from crm.users.models import User

PAGE = 8


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


def visible_to(viewer: Viewer) -> ColumnElement[bool]:
    """Agents see their own leads and unclaimed ones; managers and admins see all."""
    return Lead.id > 0 if viewer.sees_every_lead else or_(Lead.owner_id == viewer.id, Lead.owner_id.is_(None))


def _matching(word: str, viewer: Viewer, now: datetime) -> ColumnElement[bool]:
    """Turn the word after /leads into a condition: a filter's name, a status, or words of a title."""
    is_open = Lead.status.in_(OPEN_STATUSES)
    match word.lower():
        case "" | "open":
            return is_open
        case "all":
            return Lead.id > 0
        case "mine":
            return and_(Lead.owner_id == viewer.id, is_open)
        case "waiting":
            return and_(or_(Lead.waiting_since.is_not(None), Lead.needs_human.is_not(None)), is_open)
        case "today":
            return Lead.created_at >= now - timedelta(hours=24)
        case status if status in STATUSES:
            return Lead.status == status
        case text:
            # SQLite folds ASCII letters only; other scripts are found as they are written.
            folded = func.lower(Lead.title).contains(text, autoescape=True)
            return or_(folded, Lead.title.contains(word, autoescape=True))


async def list_leads(
    session: AsyncSession, viewer: Viewer, word: str, now: datetime, page: int = 0
) -> tuple[list[tuple[Lead, str | None]], int]:
    """Give one page of leads with their owners' names, newest change first, and how many there are."""
    query = select(Lead, User.name).outerjoin(User, User.id == Lead.owner_id)
    query = query.where(_matching(word, viewer, now), visible_to(viewer))
    number = await session.scalar(select(func.count()).select_from(query.subquery()))
    newest = query.order_by(Lead.updated_at.desc(), Lead.id.desc()).limit(PAGE).offset(page * PAGE)
    return [(row[0], row[1]) for row in await session.execute(newest)], number or 0


async def look_up(session: AsyncSession, lead_id: int, viewer: Viewer | None = None) -> StaffLead | None:
    """Read one lead; None where there is none or the viewer may not see it: the two are not told apart."""
    owner, speaker = User.__table__.alias("owner"), User.__table__.alias("speaker")
    query = (
        select(Lead, Contact, Conversation, owner.c.name, speaker.c.name)
        .join(Contact, Contact.id == Lead.contact_id)
        .join(Conversation, Conversation.id == Lead.conversation_id)
        .outerjoin(owner, owner.c.id == Lead.owner_id)
        .outerjoin(speaker, speaker.c.id == Conversation.held_by)
        .where(Lead.id == lead_id)
    )
    if viewer is not None:
        query = query.where(visible_to(viewer))
    row = (await session.execute(query)).first()
    if row is None:
        return None
    return StaffLead(row[0], row[1], row[2], row[3], row[4], await newest_trip(session, lead_id))


async def newest_trip(session: AsyncSession, lead_id: int) -> TripFacts | None:
    query = (
        select(TripVersion, QuoteRecord.snapshot, Approval.at)
        .join(QuoteRecord, QuoteRecord.trip_version_id == TripVersion.id)
        .outerjoin(Approval, Approval.trip_version_id == TripVersion.id)
        .where(TripVersion.lead_id == lead_id)
        .order_by(TripVersion.version.desc())
        .limit(1)
    )
    row = (await session.execute(query)).first()
    if row is None:
        return None
    version = row[0]
    return TripFacts(version.version, version.request, version.itinerary, row[1], version.sent_at, row[2])


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


async def staff_chat(session: AsyncSession, user_id: int) -> int | None:
    """Give the conversation in which this member of staff talks with the bot."""
    query = select(Conversation.id).where(Conversation.user_id == user_id, Conversation.kind == "staff")
    return (await session.scalars(query.order_by(Conversation.id.desc()).limit(1))).first()


async def watcher_chats(session: AsyncSession, owner_id: int | None) -> list[int]:
    """Give the staff chats to tell about a lead: its owner's, or everyone's while it is unclaimed."""
    query = (
        select(Conversation.id)
        .join(User, User.id == Conversation.user_id)
        .where(Conversation.kind == "staff", User.is_active)
        .order_by(Conversation.id)
    )
    if owner_id is not None:
        query = query.where(User.id == owner_id)
    return list(await session.scalars(query))
