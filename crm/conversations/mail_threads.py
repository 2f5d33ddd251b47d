"""What an e-mail needs of the book when it is sent: whom it greets, and which messages it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from crm.agency.service import load as load_agency
from crm.contacts.models import Contact
from crm.conversations.models import Conversation, Inbound, Outbound
from crm.trips.versions import living_link

_MOST_REFERENCES = 10


@dataclass(frozen=True)
class MailFacts:
    """`facts` for the letter's template; `thread` names the messages before it, the newest last."""

    facts: Mapping[str, Any] = field(default_factory=dict)
    subject: str = ""
    thread: tuple[str, ...] = ()
    link_nonce: str | None = None


async def about_mail(
    session: AsyncSession, conversation_id: int, outbox_id: int, now: datetime, body: Mapping[str, Any]
) -> MailFacts:
    """Read what a letter of this conversation shows besides its own words."""
    query = (
        select(Contact.name, Contact.language)
        .join(Conversation, Conversation.contact_id == Contact.id)
        .where(Conversation.id == conversation_id)
    )
    row = (await session.execute(query)).first()
    agency = await load_agency(session)
    subject, thread = await _thread(session, conversation_id, outbox_id)
    lead_id = body.get("lead_id") if "letter" in body else None
    link = await living_link(session, int(lead_id), now) if lead_id is not None else None
    return MailFacts(
        facts={
            "name": (row[0] if row else None) or "",
            "language": row[1] if row else "en",
            "agency": agency.agency_name,
            "agency_phone": agency.agency_phone,
            "agency_email": agency.agency_email,
        },
        subject=subject,
        thread=thread,
        link_nonce=link.nonce if link else None,
    )


async def _thread(session: AsyncSession, conversation_id: int, outbox_id: int) -> tuple[str, tuple[str, ...]]:
    """Give the subject of the newest message before, as an answer to it, and the names of those before."""
    came = select(Inbound.received_at, Inbound.external_id, Inbound.detail).where(
        Inbound.conversation_id == conversation_id, Inbound.channel == "email"
    )
    went = select(Outbound.sent_at, Outbound.provider_id, Outbound.body).where(
        Outbound.conversation_id == conversation_id,
        Outbound.id != outbox_id,
        Outbound.provider_id.is_not(None),
        Outbound.sent_at.is_not(None),
    )
    newest_in = came.order_by(Inbound.id.desc()).limit(_MOST_REFERENCES)
    newest_out = went.order_by(Outbound.id.desc()).limit(_MOST_REFERENCES)
    rows = [*(await session.execute(newest_in)), *(await session.execute(newest_out))]
    rows.sort(key=lambda row: row[0])
    subject = next((str(row[2]["subject"]) for row in reversed(rows) if row[2].get("subject")), "")
    answer = subject if not subject or subject.lower().startswith("re:") else f"Re: {subject}"
    return answer, tuple(row[1] for row in rows[-_MOST_REFERENCES:])
