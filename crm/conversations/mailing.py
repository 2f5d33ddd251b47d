"""E-mail to a lead's contact: its conversation is opened, and the letter queued. Nothing here commits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from crm.contacts.models import ChannelIdentity, Contact
from crm.conversations.mail_places import CHANNEL, asked_by, own_of, wants_no_mail
from crm.conversations.models import Conversation
from crm.conversations.outbox import Draft, queue
from crm.conversations.service import queue_document
from crm.leads.models import Lead
from crm.leads.service import Overtaken, record
from crm.statements import line_of
from crm.trips.service import link_for, mark_sent

LONGEST_ADDRESS = 200


@dataclass(frozen=True)
class Letter:
    """One e-mail to a lead's contact, as it was shown to whoever sends it.

    `account` is the desk's own address on the channel, `address` the customer's as it was seen; `facts`
    is what the letter's template shows; `text` its words as the history shows them. With `version` it
    carries the proposal of that version, and counts as sending it.
    """

    account: str
    address: str
    subject: str
    text: str
    facts: Mapping[str, Any]
    version: int | None = None


async def mail(
    session: AsyncSession,
    lead: Lead,
    letter: Letter,
    actor: str,
    key: str,
    now: datetime,
    lifetime: timedelta,
) -> list[int]:
    """Queue a letter; give the outbox numbers. `key` is its logical id, `lifetime` that of a new trip link.

    Raises `Overtaken` where the contact opted out, has another address by now, or the plan a newer version,
    and `NoTrip` where there is no plan.
    """
    contact = await session.get_one(Contact, lead.contact_id)
    if contact.opted_out_at is not None:
        raise Overtaken("They opted out: nothing is sent to them any more.")
    if (contact.email or "").strip().lower() != letter.address:
        raise Overtaken(f"The e-mail address of lead {lead.id} changed meanwhile. Look again, then send.")
    if await wants_no_mail(session, letter.account, letter.address):
        raise Overtaken(
            f"An e-mail that says it is from {letter.address} asks for no more messages. "
            "Ask the customer in the chat what they wish."
        )
    chat_id = await open_chat(session, lead, letter, now)
    body = {"text": letter.text, "subject": letter.subject, "lead_id": lead.id, "letter": dict(letter.facts)}
    if letter.version is None:
        draft = Draft(key, chat_id, "text", body, actor)
        await record(session, lead, "mail", f"E-mail to {letter.address}: {letter.subject}", actor, now)
        return await queue(await line_of(session), draft, now, CHANNEL)
    version = await mark_sent(session, lead, letter.version, actor, now)
    await link_for(session, lead.id, now, lifetime)
    named = {**body, "name": f"proposal-{lead.id}-v{version.version}.pdf"}
    told = f"Proposal, version {version.version}, e-mailed to {letter.address}"
    await record(session, lead, "mail", told, actor, now)
    return await queue_document(session, Draft(key, chat_id, "document", named, actor), version.id, now)


async def open_chat(session: AsyncSession, lead: Lead, letter: Letter, now: datetime) -> int:
    """Give the contact's e-mail conversation, opening one at the first letter.

    That somebody in a chat names an address proves nothing: until a letter is answered, what comes from
    there by itself is not theirs. Whoever speaks with the customer elsewhere speaks here too.
    """
    chat = await own_of(session, letter.account, letter.address)
    if chat is not None and chat.contact_id == lead.contact_id:
        return chat.id
    account = asked_by(letter.account, lead.contact_id)
    asked = await own_of(session, account, letter.address) if chat is None else None
    if asked is not None:
        return asked.id
    known = select(ChannelIdentity).where(
        ChannelIdentity.channel == CHANNEL, ChannelIdentity.address == letter.address
    )
    identity = (await session.scalars(known)).first()
    if chat is not None or (identity is not None and identity.contact_id != lead.contact_id):
        raise Overtaken(
            f"{letter.address} belongs to another contact of ours. Ask for an address of their own. "
            "Where the two are one person, say so on the lead's page first."
        )
    if identity is None:
        session.add(ChannelIdentity(contact_id=lead.contact_id, channel=CHANNEL, address=letter.address))
    elsewhere = await session.get_one(Conversation, lead.conversation_id)
    chat = Conversation(
        kind="customer",
        channel=CHANNEL,
        channel_account=account,
        address=letter.address,
        contact_id=lead.contact_id,
        held_by=elsewhere.held_by,
        held_at=elsewhere.held_at,
        dialogue={},
        created_at=now,
    )
    session.add(chat)
    await session.flush()
    return chat.id
