"""Words and decisions from the customer's trip page: they join the road of the same conversation.

They are no WhatsApp messages, so they do not open its 24-hour window.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import case, exists, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from crm.conversations.models import Conversation, Inbound, Turn
from crm.documents.models import ReceivedFile
from crm.documents.received import Came, Judged, file_to, name_for, received_with, write_down
from crm.leads.models import Lead
from crm.leads.service import ask_human, get_lead, heard, open_lead_of, record, touch
from crm.trips.effects import ApproveTrip
from crm.trips.service import approve


async def take_approval(
    session: AsyncSession,
    lead_id: int,
    version: int,
    name: str,
    note: str,
    now: datetime,
    drift: Mapping[str, Any] | None = None,
) -> bool:
    """Write down the customer's yes to a version; false where it was given before.

    `drift` is how prices had moved by then (`crm.quotes.drift.as_json`).

    The yes holds from here on, whoever speaks in the chat and whatever the desk answers there. The
    answer is a turn's work, unless the chat is about another trip by now: then a human gives it.
    Raises `NoTrip` for a version that was never made.
    """
    lead = await get_lead(session, lead_id)
    if not await approve(session, lead, ApproveTrip(version, name, note, drift=drift), now):
        return False
    chat = await session.get_one(Conversation, lead.conversation_id)
    current = await open_lead_of(session, chat.id)
    if chat.held_by is not None or current is None or current.id != lead.id:
        await ask_human(
            session, lead, f"Approved version {version}: check availability and book", "customer", now
        )
    if current is not None and current.id == lead.id:
        detail = {"version": version, "name": name, "note": note, "drift": (drift or {}).get("told", "")}
        key = f"page:approve:{lead.id}:{version}"
        await take_from_page(session, lead, "approval", name, detail, key, now)
    return True


async def take_document(
    session: AsyncSession, lead: Lead, judged: Judged, told_name: str, content: bytes, key: str, now: datetime
) -> bool:
    """Keep a file from the trip page and file it to the lead; false where `key` was kept before.

    It joins the conversation as what was sent there does: whoever must see it hears of it from the turn.
    """
    name = name_for(judged, told_name, 1)
    media = {"media": [{"name": name, "media_type": judged.media_type}], "from_page": True}
    if not await take_from_page(session, lead, "media", "", media, key, now):
        return False
    mine = select(Inbound.id).where(Inbound.external_id == key, Inbound.channel == "page")
    inbox_id = (await session.scalars(mine)).one()
    came = Came(
        inbox_id, 0, lead.conversation_id, judged.sort, judged.media_type, name, "kept", content=content
    )
    await write_down(session, came, now)
    kept = await received_with(session, [inbox_id])
    await file_to(session, lead.id, lead.conversation_id, [row.id for row in kept])
    lead = await get_lead(session, lead.id)  # the page read its own before this transaction began
    await record(session, lead, "document", f"{name} came from the trip page", "customer", now)
    await touch(session, lead, now)
    return True


async def documents_from_page(session: AsyncSession, lead: Lead) -> list[str]:
    """Name what the customer sent from the trip page, the oldest first; what came by chat stays there."""
    query = (
        select(ReceivedFile.name)
        .join(Inbound, Inbound.id == ReceivedFile.inbox_id)
        .where(ReceivedFile.lead_id == lead.id, Inbound.channel == "page", ReceivedFile.status == "kept")
        .order_by(ReceivedFile.id)
    )
    return list(await session.scalars(query))


async def take_from_page(
    session: AsyncSession,
    lead: Lead,
    kind: str,
    text: str,
    detail: Mapping[str, Any],
    key: str,
    now: datetime,
) -> bool:
    """Write down an approval or a wish from the trip page; false where `key` was written before."""
    # Two presses at once come one after the other here, so that the second one finds the first.
    locked = select(Conversation).where(Conversation.id == lead.conversation_id)
    conversation = (await session.scalars(locked.with_for_update(key_share=True))).one()
    known = select(Inbound.id).where(
        Inbound.channel_account == conversation.channel_account, Inbound.external_id == key
    )
    if (await session.scalars(known)).first() is not None:
        return False
    session.add(
        Inbound(
            channel="page",
            channel_account=conversation.channel_account,
            external_id=key,
            conversation_id=conversation.id,
            kind=kind,
            text=text,
            detail=dict(detail),
            provider_at=now,
            received_at=now,
        )
    )
    is_busy = exists().where(Turn.conversation_id == Conversation.id, Turn.status == "open")
    # While a turn is open `ready_at` holds the end of its lease; settling it finds these words.
    ready_at = case((is_busy, Conversation.ready_at), else_=now)
    await session.execute(
        update(Conversation).where(Conversation.id == conversation.id).values(ready_at=ready_at)
    )
    await heard(session, conversation.id, now)
    await session.flush()
    return True
