"""Writes to contacts. Nothing here commits."""

from datetime import datetime

from crm.statements import Line, Statement

_FIND = Statement(
    "SELECT contact_id FROM channel_identities WHERE channel = :channel AND address = :address",
    channel=str,
    address=str,
)
_MAKE = Statement(
    """INSERT INTO contacts (name, phone, language, created_at) VALUES (:name, :phone, :en, :now)
       RETURNING id""",
    name=str,
    phone=str,
    en=str,
    now=datetime,
)
_MEET = Statement(
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
_FORGET = Statement("DELETE FROM contacts WHERE id = :contact_id", contact_id=int)
_FLAG = Statement(
    """
    UPDATE channel_identities SET is_unreachable = :yes, unreachable_reason = :reason
    WHERE channel = :channel AND address = :address
    """,
    yes=bool,
    reason=str,
    channel=str,
    address=str,
)
_OPT_OUT = Statement(
    "UPDATE contacts SET opted_out_at = coalesce(opted_out_at, :now) WHERE id = :contact_id",
    now=datetime,
    contact_id=int,
)


async def know(line: Line, channel: str, address: str, profile_name: str | None, now: datetime) -> int:
    """Give the contact behind an address, making one at the first message.

    Six pictures of an album arrive as six requests at once: whoever loses the race for the
    address drops the contact it made and takes the winner's.
    """
    who = {"channel": channel, "address": address}
    found = await line.run(_FIND, who)
    if found:
        return int(found[0][0])
    phone = phone_of(channel, address)
    [(contact_id,)] = await line.run(_MAKE, {"name": profile_name, "phone": phone, "en": "en", "now": now})
    fields = {**who, "contact_id": contact_id, "profile_name": profile_name, "no": False}
    if await line.run(_MEET, fields):
        return int(contact_id)
    await line.run(_FORGET, fields)
    [(winner,)] = await line.run(_FIND, who)
    return int(winner)


def phone_of(channel: str, address: str) -> str | None:
    """A WhatsApp address is a phone number in E.164, unless the person goes by a username."""
    return address if channel == "whatsapp" and address.startswith("+") else None


async def flag_unreachable(line: Line, channel: str, address: str, reason: str) -> None:
    """Note that nothing can be delivered to this address, and why."""
    fields = {"channel": channel, "address": address, "yes": True, "reason": reason[:300]}
    await line.run(_FLAG, fields)


async def flag_opted_out(line: Line, contact_id: int, now: datetime) -> None:
    """Note that the provider holds the contact's opt-out; the first time stands."""
    await line.run(_OPT_OUT, {"contact_id": contact_id, "now": now})
