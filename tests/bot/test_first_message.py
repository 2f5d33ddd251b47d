"""Somebody writes for the first time: what one statement writes is what the long way writes, row for row."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from bot.receive import Receipt
from crm.contacts.models import ChannelIdentity, Contact
from crm.conversations.inbox import take_in
from crm.conversations.models import Conversation, Inbound
from tests.bot.desk import ACCOUNT, TestDesk

OWN = {"id", "contact_id", "conversation_id", "address", "external_id", "phone"}  # what no two people share


async def rows_of(desk: TestDesk, address: str) -> list[dict[str, Any]]:
    """What stands of one person, apart from numbers and names of rows."""
    who = select(Conversation).where(Conversation.address == address)
    async with desk.book.reading() as session:
        chat = (await session.scalars(who)).one()
        heard = (await session.scalars(select(Inbound).where(Inbound.conversation_id == chat.id))).one()
        contact = await session.get_one(Contact, chat.contact_id)
        known = select(ChannelIdentity).where(ChannelIdentity.contact_id == contact.id)
        found = [chat, heard, contact, (await session.scalars(known)).one()]
    return [
        {column.key: getattr(row, column.key) for column in row.__table__.columns if column.key not in OWN}
        for row in found
    ]


async def test_a_first_message_is_kept_as_the_long_way_keeps_it(desk: TestDesk) -> None:
    now, pace = desk.clock.now(), desk.road.pace
    for number, sent in enumerate((None, now - timedelta(minutes=3))):
        told = {"profile_name": "Asha R.", "provider_at": sent, "detail": {"size": 3}, "raw": {"Body": "Hi"}}
        quick = desk.message("नमस्ते", f"+91100000000{number}", **told)
        long = desk.message("नमस्ते", f"+91200000000{number}", **told)
        assert await desk.hears(quick) == Receipt(new=1)
        await desk.book.whole(lambda line, one=long: take_in(line, one, now, pace))
        assert await rows_of(desk, quick.address) == await rows_of(desk, long.address)


async def test_who_writes_to_another_account_of_ours_stays_the_same_contact(desk: TestDesk) -> None:
    await desk.customer_says("Hi", profile_name="Asha")
    await desk.customer_says("Hi again", channel_account="whatsapp:+442000000000", profile_name="A. Rao")
    [contact] = await desk.all_of(Contact)
    assert contact.name == "Asha"
    assert [chat.contact_id for chat in await desk.all_of(Conversation)] == [contact.id] * 2


async def test_a_message_that_was_kept_under_another_address_opens_no_turn(desk: TestDesk) -> None:
    first = desk.message("Hi")
    await desk.hears(first)
    await desk.works()
    await desk.hears(replace(first, address="+15550000009"))
    await desk.works()
    assert [heard.channel_account for heard in await desk.all_of(Inbound)] == [ACCOUNT]
    assert len(await desk.turns()) == 1


async def test_a_name_without_letters_that_can_be_kept_is_no_obstacle(desk: TestDesk) -> None:
    await desk.customer_says("Hi", profile_name="As\x00ha \ud83d")
    [contact] = await desk.all_of(Contact)
    assert contact.name == "Asha ?"
