"""Conversations with customers, as both sides wrote them."""

from datetime import datetime

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from api.access.guards import Agent, GuardedRoute, refusals
from api.doors import doors
from api.rest.shapes import Id, Limit, Message, Offset, Page, Search, message_of
from crm.conversations import transcripts

router = APIRouter(prefix="/conversations", route_class=GuardedRoute, tags=["conversations"])


class Conversation(BaseModel):
    """One customer's chat on one channel."""

    id: int
    channel: str
    address: str
    contact_id: int | None
    contact_name: str | None
    lead_id: int | None = Field(description="The newest lead that you may see.")
    held_by: int | None
    speaker: str | None = Field(description="Who speaks with the customer; null: the desk does.")
    last_inbound_at: datetime | None
    opted_out_at: datetime | None
    created_at: datetime


@router.get("", responses=refusals(401, 422))
async def list_conversations(
    request: Request,
    me: Agent,
    search: Search = "",
    limit: Limit = 50,
    offset: Offset = 0,
) -> Page[Conversation]:
    """List the conversations of the leads that you may see, the last heard from first.

    `search` looks in name, e-mail, phone and address.
    """
    async with doors(request).desk.book.reading() as session:
        lines, total = await transcripts.list_chats(session, me, search=search, limit=limit, offset=offset)
    items = [
        Conversation(
            id=line.conversation.id,
            channel=line.conversation.channel,
            address=line.conversation.address,
            contact_id=line.contact.id,
            contact_name=line.contact.name,
            lead_id=line.lead_id,
            held_by=line.conversation.held_by,
            speaker=line.speaker,
            last_inbound_at=line.conversation.last_inbound_at,
            opted_out_at=line.contact.opted_out_at,
            created_at=line.conversation.created_at,
        )
        for line in lines
    ]
    return Page(items=items, total=total, limit=limit, offset=offset)


@router.get("/{conversation_id}/messages", responses=refusals(401, 404))
async def get_messages(request: Request, me: Agent, conversation_id: Id, limit: Limit = 200) -> list[Message]:
    """Give the newest messages of a conversation, both sides, oldest first."""
    async with doors(request).desk.book.reading() as session:
        chat = await transcripts.chat(session, me, conversation_id)
        bubbles = await transcripts.transcript(session, chat.id, limit=limit)
    return [message_of(bubble) for bubble in bubbles]
