"""What managers and admins are told in Telegram because something needs their hand."""

from datetime import datetime
from html import escape

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.staff.reading import watcher_chats
from bot.staff.says import tell
from crm.clock import Clock
from crm.conversations.models import Conversation
from crm.conversations.outbox import Draft, queue
from crm.db import Book
from crm.jobs.queries import dead_job
from crm.leads.service import get_lead
from crm.statements import line_of
from crm.users.models import User


async def boss_chats(session: AsyncSession) -> list[int]:
    """Give the staff chats of the managers and admins who work here."""
    bosses = (
        select(Conversation.id)
        .join(User, User.id == Conversation.user_id)
        .where(Conversation.kind == "staff", User.is_active, User.role.in_(("admin", "manager")))
    )
    return list(await session.scalars(bosses.order_by(Conversation.id)))


async def tell_chats(session: AsyncSession, chats: list[int], key: str, text: str, now: datetime) -> None:
    """Queue a text in Telegram's HTML for some staff chats, once for each `key`."""
    line = await line_of(session)
    for chat in chats:
        await queue(line, Draft(f"{key}:{chat}", chat, "text", tell(text).body, "system"), now, "telegram")


async def tell_of_death(book: Book, clock: Clock, job_id: int) -> None:
    """Tell managers and admins, and those who watch its lead, that slow work failed at every try."""
    async with book.transaction() as session:
        dead = await dead_job(session, job_id)
        if dead is None:
            return
        of = f" · lead {dead.lead_id}" if dead.lead_id else ""
        text = (
            f"🧯 <b>{escape(dead.told)} failed {dead.job.attempts} times{of}.</b>\n"
            f"{escape((dead.job.error or 'No reason was given.')[:300])}\n"
            "Mend what it names; then a manager tries it again on the page Dead jobs."
        )
        key = f"dead-job:{job_id}:{dead.job.done_at}"
        chats = await boss_chats(session)
        if dead.lead_id is not None:
            lead = await get_lead(session, dead.lead_id)
            chats += [chat for chat in await watcher_chats(session, lead.owner_id) if chat not in chats]
        await tell_chats(session, chats, key, text, clock.now())
