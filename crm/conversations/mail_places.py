"""Where an e-mail belongs: to its thread, to the proven owner of its address, or apart until somebody knows.

An address has one conversation under the desk's account, and only mail whose sender is proven, or who
answers a letter of ours, comes into it. What merely says that it is from there, and letters that a chat's
customer asked for and nobody has answered yet, have conversations beside it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from crm.contacts.models import ChannelIdentity, Contact
from crm.conversations.models import Conversation, Outbound

CHANNEL = "email"


class Mail(Protocol):
    """What is asked of an e-mail: who says they wrote it, to which account of ours, and what is known."""

    @property
    def channel_account(self) -> str: ...
    @property
    def address(self) -> str: ...
    @property
    def detail(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True)
class Place:
    """The conversation of an e-mail: by its account and address, which name one that may not exist yet."""

    account: str
    address: str
    is_proven: bool


def apart(account: str) -> str:
    """Give the account under which unproven mail is kept."""
    return f"{account}#unproven"


def asked_by(account: str, contact_id: int) -> str:
    """Give the account of letters to an address that this contact gave and that has not answered yet."""
    return f"{account}#of-{contact_id}"


def our_own(account: str) -> str:
    """Give the desk's account that a conversation beside another stands under."""
    return re.sub(r"#(unproven|of-\d+|\d+)$", "", account)


def is_apart(account: str) -> bool:
    """Whether this is where unproven mail is kept."""
    return account.endswith("#unproven")


async def place_of(session: AsyncSession, mail: Mail) -> Place:
    """Say where a mail belongs. The first answer to a letter makes its conversation the address's own."""
    account, answers = mail.channel_account, mail.detail.get("answers")
    thread = await _thread(session, answers, account) if isinstance(answers, int) else None
    if thread is not None:
        if thread.address == mail.address:
            await make_own(session, thread, account)
        return Place(thread.channel_account, thread.address, is_proven=True)
    is_proven = bool(mail.detail.get("is_proven"))
    return Place(account if is_proven else apart(account), mail.address, is_proven)


async def _thread(session: AsyncSession, outbox_id: int, account: str) -> Conversation | None:
    """Lock and give the conversation that a letter of ours belongs to; None: it is no letter of ours."""
    query = (
        select(Conversation)
        .join(Outbound, Outbound.conversation_id == Conversation.id)
        .where(
            Outbound.id == outbox_id,
            Conversation.channel == CHANNEL,
            or_(
                Conversation.channel_account == account,
                Conversation.channel_account.startswith(f"{account}#", autoescape=True),
            ),
        )
        .with_for_update(of=Conversation, key_share=True)
    )
    return (await session.scalars(query.execution_options(populate_existing=True))).first()


async def own_of(session: AsyncSession, account: str, address: str) -> Conversation | None:
    """Give the address's own conversation."""
    query = select(Conversation).where(
        Conversation.channel_account == account, Conversation.address == address
    )
    return (await session.scalars(query)).first()


async def make_own(session: AsyncSession, chat: Conversation, account: str) -> bool:
    """Make a conversation the address's own, and its contact the address's. False where it has another."""
    owned = await own_of(session, account, chat.address)
    if owned is not None and owned.id != chat.id:
        return False
    if owned is None:
        chat.channel_account = account
    if chat.contact_id is not None:
        await give_address(session, chat.address, chat.contact_id)
    await session.flush()
    return True


async def give_address(session: AsyncSession, address: str, contact_id: int) -> None:
    """Write an e-mail address down as this contact's, whoever asked for letters there before."""
    known = select(ChannelIdentity).where(
        ChannelIdentity.channel == CHANNEL, ChannelIdentity.address == address
    )
    identity = (await session.scalars(known)).first()
    if identity is None:
        session.add(ChannelIdentity(contact_id=contact_id, channel=CHANNEL, address=address))
    else:
        identity.contact_id = contact_id


async def wants_no_mail(session: AsyncSession, account: str, address: str) -> bool:
    """Whether somebody who says they are at this address wants no messages: a stop needs no proof."""
    query = (
        select(Contact.id)
        .join(Conversation, Conversation.contact_id == Contact.id)
        .where(
            Conversation.channel_account == apart(account),
            Conversation.address == address,
            Contact.opted_out_at.is_not(None),
        )
    )
    return (await session.scalars(query)).first() is not None
