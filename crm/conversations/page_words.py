"""Words and decisions from the customer's trip page: they join the road of the same conversation.

They are no WhatsApp messages, so they do not open its 24-hour window.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import case, exists, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from crm.conversations.models import Conversation, Inbound, Turn
from crm.leads.models import Lead
from crm.leads.service import heard


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
    conversation = await session.get_one(Conversation, lead.conversation_id)
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
