"""A lead's card as it stands in one chat of staff, from what the book holds now."""

from datetime import datetime

from sqlalchemy import bindparam, select

from agents.staff.briefing import lines_of
from bot.staff.cards import Card, draw_card, draw_taken
from bot.staff.reading import look_up
from crm.conversations.models import Conversation
from crm.conversations.queries import history_of
from crm.db import Book
from crm.leads.authority import may_see
from crm.leads.signals import signals_of
from crm.leads.summaries import as_of, summary_of
from crm.users.models import User

_READER = (
    select(User)
    .join(Conversation, Conversation.user_id == User.id)
    .where(Conversation.id == bindparam("chat"))
)


async def card_in_chat(book: Book, lead_id: int, conversation_id: int, now: datetime) -> Card | None:
    """Draw a lead's card for whoever reads it in this chat; None where there is no such lead.

    Whoever had the card before a colleague took the lead sees that it is taken, and nothing more of it.
    """
    async with book.reading() as session:
        found = await look_up(session, lead_id)
        if found is None:
            return None
        user = await session.scalar(_READER, {"chat": conversation_id})
        if user is not None and not may_see(user, found.lead.owner_id):
            return draw_taken(found)
        signals = await signals_of(session, [lead_id])
        kept = await summary_of(session, lead_id)
        past = await history_of(session, found.conversation.id) if kept and kept.lines else ()
        is_newest = kept is not None and kept.as_of == as_of(found.lead, past)
    is_manager = user is not None and user.sees_every_lead
    told = lines_of(kept.lines) if kept is not None and is_newest else ()
    return draw_card(found, now, signals.get(lead_id), told, for_manager=is_manager)
