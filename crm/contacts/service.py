"""Writes to contacts. Nothing here commits."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from crm.contacts.models import Contact
from crm.statements import write

_FIND = write(
    "SELECT contact_id FROM channel_identities WHERE channel = :channel AND address = :address",
    channel=str,
    address=str,
)
_MEET = write(
    """
    INSERT INTO channel_identities (contact_id, channel, address, profile_name, is_unreachable)
    VALUES (:contact_id, :channel, :address, :profile_name, :no)
    ON CONFLICT (channel, address) DO NOTHING
    RETURNING contact_id
    """,
    contact_id=int,
    channel=str,
    address=str,
    profile_name=str,
    no=bool,
)
_FORGET = write("DELETE FROM contacts WHERE id = :contact_id", contact_id=int)
_FLAG = write(
    """
    UPDATE channel_identities SET is_unreachable = :yes, unreachable_reason = :reason
    WHERE channel = :channel AND address = :address
    """,
    yes=bool,
    reason=str,
    channel=str,
    address=str,
)
_OPT_OUT = write(
    "UPDATE contacts SET opted_out_at = coalesce(opted_out_at, :now) WHERE id = :contact_id",
    now=datetime,
    contact_id=int,
)


async def know(
    session: AsyncSession, channel: str, address: str, profile_name: str | None, now: datetime
) -> int:
    """Give the contact behind an address, making one at the first message.

    Six pictures of an album arrive as six requests at once: whoever loses the race for the
    address drops the contact it made and takes the winner's.
    """
    who = {"channel": channel, "address": address}
    found = (await session.execute(_FIND, who)).scalar()
    if found is not None:
        return int(found)
    contact = Contact(name=profile_name, phone=_phone_of(channel, address), language="en", created_at=now)
    session.add(contact)
    await session.flush()
    fields = {**who, "contact_id": contact.id, "profile_name": profile_name, "no": False}
    if (await session.execute(_MEET, fields)).scalar() is not None:
        return contact.id
    session.expunge(contact)
    await session.execute(_FORGET, {"contact_id": contact.id})
    return int((await session.execute(_FIND, who)).scalar_one())


def _phone_of(channel: str, address: str) -> str | None:
    """A WhatsApp address is a phone number in E.164, unless the person goes by a username."""
    return address if channel == "whatsapp" and address.startswith("+") else None


async def flag_unreachable(session: AsyncSession, channel: str, address: str, reason: str) -> None:
    """Note that nothing can be delivered to this address, and why."""
    fields = {"channel": channel, "address": address, "yes": True, "reason": reason[:300]}
    await session.execute(_FLAG, fields)


async def flag_opted_out(session: AsyncSession, contact_id: int, now: datetime) -> None:
    """Note that the provider holds the contact's opt-out; the first time stands."""
    await session.execute(_OPT_OUT, {"contact_id": contact_id, "now": now})
