"""The follow-up template: what WhatsApp lets through when the customer last wrote more than a day ago."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from crm.contacts.models import Contact
from crm.conversations.models import Conversation, Outbound
from crm.conversations.rules import WINDOW_CLOSED

WINDOW = timedelta(hours=24)  # after the customer's last message, in which WhatsApp takes free text
WINDOW_CODES = (WINDOW_CLOSED, "63016")  # our own and Twilio's


def follow_up_body(contact: Contact) -> dict[str, Any]:
    """Make the body of the message; the provider fills the approved template of the customer's language."""
    name = contact.name or "there"
    return {
        "template": "follow_up",
        "language": contact.language,
        "variables": {"1": name},
        "text": f"Hello {name}, we have news about your trip. Reply here and we go on.",
    }


def follow_up_key(lead_id: int, now: datetime) -> str:
    """Name the follow-up of this minute, whoever asks for it and at whichever door: it goes once."""
    return f"follow-up:{lead_id}:{int(now.timestamp()) // 60}"


def is_window_closed(chat: Conversation, now: datetime) -> bool:
    """Say whether free text can no longer follow the customer's last message."""
    last = chat.last_inbound_at
    return chat.channel == "whatsapp" and (last is None or now - last >= WINDOW)


def comes_too_late(code: str | None, at: datetime, chat: Conversation, now: datetime) -> bool:
    """Say whether words that failed for the window at `at` would fail again: only the template may go."""
    if code not in WINDOW_CODES:
        return False
    has_written = chat.last_inbound_at is not None and chat.last_inbound_at > at
    return not has_written or is_window_closed(chat, now)


async def why_no_follow_up(
    session: AsyncSession, contact: Contact, chat: Conversation, user_id: int, now: datetime
) -> str | None:
    """Say in words for staff why this user may not send the template now; None where they may."""
    if chat.channel != "whatsapp":
        return "Only WhatsApp has templates: write to them."
    if contact.opted_out_at is not None:
        return "They opted out: nothing is sent to them any more."
    if chat.held_by not in (None, user_id):
        return "A colleague speaks with this customer now."
    if not is_window_closed(chat, now) and not await _was_too_late(session, chat):
        return "The customer wrote less than 24 hours ago: take the conversation and write freely instead."
    return None


async def is_follow_up_sent(session: AsyncSession, lead_id: int, now: datetime) -> bool:
    """Say whether somebody sent the template within this minute."""
    query = select(Outbound.id).where(Outbound.key == follow_up_key(lead_id, now))
    return await session.scalar(query) is not None


async def _was_too_late(session: AsyncSession, chat: Conversation) -> bool:
    """Say whether WhatsApp called the window closed since the customer wrote: its clock decides."""
    query = select(Outbound.id).where(
        Outbound.conversation_id == chat.id,
        Outbound.error_code.in_(WINDOW_CODES),
        Outbound.created_at >= chat.last_inbound_at,
    )
    return await session.scalar(query.limit(1)) is not None
