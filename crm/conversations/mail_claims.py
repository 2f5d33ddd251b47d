"""E-mails under an address that a chat's customer gave: kept apart until a colleague says they are theirs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from crm.contacts.models import ChannelIdentity, Contact
from crm.conversations.mail_places import CHANNEL, Place, is_apart, make_own, our_own
from crm.conversations.models import Conversation
from crm.leads.models import Lead
from crm.leads.rules import OPEN_STATUSES
from crm.leads.service import get_lead, open_lead_of, record, touch

_TOLD = {
    True: "An e-mail is proven to be from {}; that this customer wrote it is not, so it is kept apart",
    False: "An e-mail says it is from {}; nothing proves it, so it is kept apart",
}


@dataclass(frozen=True)
class Claim:
    """E-mails under a customer's address. `is_proven`: whoever wrote them reads that address's mail.

    `lead_id` is the enquiry that they opened.
    """

    address: str
    is_proven: bool
    lead_id: int | None


async def tell_of_claim(session: AsyncSession, place: Place, now: datetime) -> None:
    """Write on the timeline of whoever gave this address that mail came under it. Nobody is called.

    One mail that nothing proves must not take the place of a call that a customer made.
    """
    theirs = (
        select(Lead.id)
        .join(Contact, Contact.id == Lead.contact_id)
        .where(func.lower(Contact.email) == place.address, Lead.status.in_(OPEN_STATUSES))
    )
    for lead_id in (await session.scalars(theirs.order_by(Lead.id))).all():
        lead = await get_lead(session, lead_id)
        told = _TOLD[place.is_proven].format(place.address)
        kind = "mail_of_address" if place.is_proven else "mail_not_proven"
        await record(session, lead, kind, told, "system", now)
        await touch(session, lead, now)


async def claims_on(session: AsyncSession, contact: Contact) -> Sequence[Claim]:
    """Give the e-mail conversations under this contact's address that are somebody else's so far.

    Not those of a person whom the agency knows by more than this address, nor letters that such asked for.
    """
    found = []
    for chat in (await session.scalars(_claimed(contact))).all():
        lead = await open_lead_of(session, chat.id)
        found.append(Claim(chat.address, not is_apart(chat.channel_account), lead.id if lead else None))
    return found


def _claimed(contact: Contact) -> Select[Conversation]:
    otherwise = exists().where(
        ChannelIdentity.contact_id == Conversation.contact_id,
        or_(ChannelIdentity.channel != CHANNEL, ChannelIdentity.address != Conversation.address),
    )
    query = select(Conversation).where(
        Conversation.channel == CHANNEL,
        Conversation.address == (contact.email or "").lower(),
        Conversation.contact_id != contact.id,
        Conversation.channel_account.not_like("%#of-%"),
        ~otherwise,
    )
    return query.order_by(Conversation.id)


async def take_as_theirs(session: AsyncSession, lead: Lead, actor: str, now: datetime) -> bool:
    """Give what was written from the customer's address to the customer. False where nothing waits.

    Leads that those e-mails opened become the customer's as well. A turn under way over them is begun
    again, as it knows them as somebody else's. Unproven mail that comes later is kept apart as before.
    """
    contact = await session.get_one(Contact, lead.contact_id)
    locked = (
        _claimed(contact)
        .with_for_update(of=Conversation, key_share=True)
        .execution_options(populate_existing=True)
    )
    chats = (await session.scalars(locked)).all()
    for chat in chats:
        await _hand_over(session, chat, contact, now)
    if chats:
        told = f"E-mails from {contact.email} are the customer's own"
        await record(session, lead, "mail_confirmed", told, actor, now)
        await touch(session, lead, now)
    return bool(chats)


async def _hand_over(session: AsyncSession, chat: Conversation, contact: Contact, now: datetime) -> None:
    theirs = select(Lead.id).where(Lead.conversation_id == chat.id).order_by(Lead.id)
    for lead_id in (await session.scalars(theirs)).all():
        other = await get_lead(session, lead_id)
        other.contact_id = contact.id
        await touch(session, other, now)
    stranger = await session.get(Contact, chat.contact_id)
    if stranger is not None and stranger.opted_out_at is not None:
        contact.opted_out_at = contact.opted_out_at or stranger.opted_out_at
    chat.contact_id = contact.id
    if chat.lease is not None:
        chat.lease, chat.lease_until, chat.ready_at = None, None, now
    account = our_own(chat.channel_account)
    if not await make_own(session, chat, account):
        chat.channel_account = f"{account}#{chat.id}"
    await session.flush()
