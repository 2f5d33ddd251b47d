"""Taking e-mail in: tied to its thread and its contact, with what was attached kept beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from crm.contacts.models import Contact
from crm.conversations.inbox import Arrival, Pace, TakenIn, open_conversation, storable, take_in
from crm.conversations.mail_claims import tell_of_claim
from crm.conversations.mail_places import Place, give_address, own_of
from crm.conversations.models import Conversation, Inbound
from crm.documents.received import Came, judge, name_for, write_down
from crm.leads.service import heard, open_lead_of
from crm.statements import line_of


@dataclass(frozen=True)
class Enclosed:
    """One file of an e-mail."""

    name: str
    media_type: str
    content: bytes


async def take_in_mail(
    session: AsyncSession,
    arrival: Arrival,
    place: Place,
    files: Sequence[Enclosed],
    now: datetime,
    pace: Pace,
) -> TakenIn:
    """Write an e-mail down once, however often it comes, and keep what was attached.

    `arrival` is addressed to `place` already.
    """
    known = await _taken_before(session, arrival)
    if known is not None:
        return known
    if await own_of(session, place.account, place.address) is None:
        await _open(session, arrival, place, now)
    taken = await take_in(await line_of(session), arrival, now, pace)
    if taken.inbox_id is None:
        return taken
    chat = await session.get_one(Conversation, taken.conversation_id, populate_existing=True)
    lead = await open_lead_of(session, chat.id)
    if chat.held_by is None and lead is not None:
        # The first e-mail of somebody with whom a colleague speaks in the chat: the desk is silent here too.
        elsewhere = await session.get_one(Conversation, lead.conversation_id)
        chat.held_by, chat.held_at = elsewhere.held_by, elsewhere.held_at
    await heard(session, chat.id, now)
    for number, file in enumerate(files):
        await write_down(session, _came(taken.inbox_id, number, chat.id, file), now)
    await session.flush()
    return taken


async def _taken_before(session: AsyncSession, arrival: Arrival) -> TakenIn | None:
    """Find a mail that came before: its conversation may have become the address's own since.

    Only where it would go now: what nothing proves must not hide a proven mail by taking its name.
    """
    query = select(Inbound.conversation_id).where(
        Inbound.channel_account == arrival.channel_account, Inbound.external_id == arrival.external_id
    )
    found = (await session.scalars(query)).first()
    return None if found is None else TakenIn(found, None, None)


async def _open(session: AsyncSession, arrival: Arrival, place: Place, now: datetime) -> None:
    """Open the conversation of a mail as a person's of their own; who gave the address elsewhere is told.

    Anybody can write any address under a letter, and name any address in a chat: neither ties the two.
    """
    await tell_of_claim(session, place, now)
    contact = Contact(name=storable(arrival.profile_name), language="en", created_at=now)
    session.add(contact)
    await session.flush()
    await open_conversation(await line_of(session), arrival, now, contact.id)
    chat = await own_of(session, place.account, place.address)
    if chat is None or chat.contact_id != contact.id:
        await session.delete(contact)  # another request was quicker
    elif place.is_proven:
        await give_address(session, place.address, contact.id)
    await session.flush()


def _came(inbox_id: int, place: int, conversation_id: int, file: Enclosed) -> Came:
    judged = judge(file.content, file.media_type)
    return Came(
        inbox_id,
        place,
        conversation_id,
        judged.sort,
        judged.media_type[:100],
        name_for(judged, file.name, place + 1),
        "refused" if judged.why_not else "kept",
        content=b"" if judged.why_not else file.content,
        why=judged.why_not,
    )
