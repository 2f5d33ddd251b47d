"""Reads for those who keep the desk running: what waits, what failed, what died."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from crm.contacts.models import Contact
from crm.conversations.models import Attempt, Conversation, Inbound, Outbound, Turn
from crm.jobs.models import Job
from crm.leads.models import Lead
from crm.users.models import User

TROUBLED = ("failed", "unknown")


@dataclass(frozen=True)
class Figures:
    """Counts over the whole book, and since when the oldest due work waits (None: nothing waits)."""

    turns: Mapping[tuple[str, str], int]  # (status, engine) -> turns
    fallbacks: int
    sends: Mapping[tuple[str, str], int]  # (channel, status) -> messages
    oldest: Mapping[str, datetime | None]  # inbox | outbox | jobs -> waiting since


async def oldest_waits(session: AsyncSession, now: datetime) -> dict[str, datetime | None]:
    """Say since when the oldest unsettled inbound, due outbound and due job wait."""
    # `ready_at` covers what is not yet in a turn and what a dead worker left in one.
    inbox = select(func.min(Conversation.ready_at)).where(
        Conversation.ready_at.is_not(None), Conversation.ready_at <= now
    )
    outbox = select(func.min(Outbound.run_at)).where(
        Outbound.status.in_(("waiting", "sending")), Outbound.run_at <= now
    )
    jobs = select(func.min(Job.run_at)).where(Job.status == "waiting", Job.run_at <= now)
    return {
        "inbox": await session.scalar(inbox),
        "outbox": await session.scalar(outbox),
        "jobs": await session.scalar(jobs),
    }


async def figures(session: AsyncSession, now: datetime) -> Figures:
    """Count turns and messages for the operators' dials."""
    turns = await session.execute(
        select(Turn.status, func.coalesce(Turn.engine, ""), func.count()).group_by(Turn.status, Turn.engine)
    )
    fallbacks = await session.scalar(select(func.count()).where(Turn.fallback.is_not(None)))
    sends = await session.execute(
        select(Conversation.channel, Outbound.status, func.count())
        .join(Conversation, Conversation.id == Outbound.conversation_id)
        .group_by(Conversation.channel, Outbound.status)
    )
    return Figures(
        turns={(row[0], row[1]): row[2] for row in turns},
        fallbacks=fallbacks or 0,
        sends={(row[0], row[1]): row[2] for row in sends},
        oldest=await oldest_waits(session, now),
    )


@dataclass(frozen=True)
class TroubledDelivery:
    """A message that did not arrive, or of which nobody knows; with what a human can do about it."""

    outbound: Outbound
    conversation: Conversation
    contact_name: str | None  # in a staff chat the colleague's
    lead_id: int | None


async def troubled_deliveries(
    session: AsyncSession, *, status: str = "", limit: int = 50, offset: int = 0
) -> tuple[Sequence[TroubledDelivery], int]:
    """Give one page of failed and unknown messages, newest first, and how many there are."""
    wanted = (status,) if status in TROUBLED else TROUBLED
    newest_lead = select(func.max(Lead.id)).where(Lead.conversation_id == Conversation.id).scalar_subquery()
    query = (
        select(Outbound, Conversation, func.coalesce(Contact.name, User.name), newest_lead)
        .join(Conversation, Conversation.id == Outbound.conversation_id)
        .outerjoin(Contact, Contact.id == Conversation.contact_id)
        .outerjoin(User, User.id == Conversation.user_id)
        .where(Outbound.status.in_(wanted))
        .order_by(Outbound.id.desc())
    )
    total = await session.scalar(select(func.count()).where(Outbound.status.in_(wanted))) or 0
    rows = await session.execute(query.limit(limit).offset(offset))
    return [TroubledDelivery(*row) for row in rows.all()], total


async def attempts(session: AsyncSession, outbound_id: int) -> Sequence[Attempt]:
    """List the tries at one message, oldest first."""
    query = select(Attempt).where(Attempt.outbound_id == outbound_id).order_by(Attempt.number, Attempt.id)
    return (await session.scalars(query)).all()


@dataclass(frozen=True)
class DeadTurn:
    """A turn that was tried to the limit and given up, with what it was to answer."""

    turn: Turn
    conversation: Conversation
    lead_id: int | None
    messages: Sequence[Inbound]


async def dead_turns(
    session: AsyncSession, *, limit: int = 50, offset: int = 0
) -> tuple[list[DeadTurn], int]:
    """Give one page of dead turns, newest first, and how many there are."""
    total = await session.scalar(select(func.count()).where(Turn.status == "dead")) or 0
    newest_lead = select(func.max(Lead.id)).where(Lead.conversation_id == Conversation.id).scalar_subquery()
    rows = await session.execute(
        select(Turn, Conversation, newest_lead)
        .join(Conversation, Conversation.id == Turn.conversation_id)
        .where(Turn.status == "dead")
        .order_by(Turn.id.desc())
        .limit(limit)
        .offset(offset)
    )
    found = rows.all()
    heard: dict[int, list[Inbound]] = {}
    asked = select(Inbound).where(Inbound.turn_id.in_([row[0].id for row in found])).order_by(Inbound.id)
    for message in await session.scalars(asked):
        heard.setdefault(message.turn_id or 0, []).append(message)
    return [DeadTurn(turn, chat, lead_id, heard.get(turn.id, [])) for turn, chat, lead_id in found], total


def is_overdue(since: datetime | None, now: datetime, most: timedelta) -> bool:
    """Say whether something has waited for longer than `most`."""
    return since is not None and now - since > most
