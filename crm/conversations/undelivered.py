"""Telling a member of staff that their words did not reach the customer, and what they can do."""

from datetime import datetime
from html import escape

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from crm.contacts.models import Contact
from crm.conversations.models import Conversation, Outbound
from crm.conversations.outbox import Draft, queue
from crm.statements import line_of

_SHOWN = 160  # characters of the words that are quoted back


async def tell_speaker(session: AsyncSession, outbox_id: int, now: datetime) -> None:
    """Queue a word to whoever wrote a message that failed or whose fate is unknown.

    Says nothing of the desk's own messages: those show on the lead's card and among the troubles.
    """
    query = (
        select(Outbound, Contact.name, Conversation.address)
        .join(Conversation, Conversation.id == Outbound.conversation_id)
        .outerjoin(Contact, Contact.id == Conversation.contact_id)
        .where(Outbound.id == outbox_id, Outbound.sender.startswith("user:"))
    )
    row = (await session.execute(query)).first()
    if row is None or row[0].status not in ("failed", "unknown", "cancelled"):
        return
    lost, name, address = row
    speaker = int(lost.sender.removeprefix("user:"))
    chats = select(Conversation.id).where(Conversation.user_id == speaker, Conversation.kind == "staff")
    chat = (await session.scalars(chats.order_by(Conversation.id.desc()).limit(1))).first()
    if chat is None:
        return
    words = str(lost.body.get("text") or lost.body.get("caption") or lost.body.get("name") or lost.kind)
    is_lost = "It is not known whether this arrived" if lost.status == "unknown" else "Not delivered"
    why = " ".join(part for part in (lost.error, lost.remedy) if part)
    text = (
        f"⚠️ {is_lost}: “{escape(words[:_SHOWN])}” to <b>{escape(name or address)}</b>.\n{escape(why[:600])}"
    )
    body = {"text": text, "format": "html"}
    key = f"undelivered:{outbox_id}:{lost.attempts}"
    line = await line_of(session)
    await queue(line, Draft(key, chat, "text", body, "system"), now, "telegram")
