"""Rows of the outbox as tests queue them and look at them."""

from sqlalchemy import update

from crm.conversations.models import Conversation, Outbound
from crm.conversations.service import say
from tests.bot.desk import TestDesk


async def queue_text(desk: TestDesk, text: str, sender: str = "bot", **more: object) -> int:
    chat = await desk.conversation()
    async with desk.book.transaction() as session:
        body = {"text": text, **more}
        key = f"test:{text[:40]}"
        outbox_id, *_ = await say(session, chat.id, "text", body, sender, key, desk.clock.now())
    return outbox_id


async def state(desk: TestDesk, outbox_id: int) -> Outbound:
    return next(row for row in await desk.outbox() if row.id == outbox_id)


async def hold(desk: TestDesk, user_id: int | None) -> None:
    async with desk.book.transaction() as session:
        await session.execute(update(Conversation).values(held_by=user_id))


async def greet(desk: TestDesk) -> None:
    await desk.customer_says("Hi")
    await desk.works()
    desk.whatsapp.sent.clear()
