"""A customer with a published trip and the link to its page."""

from datetime import timedelta

import httpx
import pytest

from crm.conversations.models import Conversation
from crm.db import Book
from crm.trips.links import token_of
from crm.trips.service import link_for
from crm.users.service import create
from tests.api.desk import TestDesk
from tests.bot.paper.published import Published, publish

SECRET = "k" * 40


class TripPage:
    """The page as a customer opens it."""

    __test__ = False

    def __init__(self, web: httpx.AsyncClient, trip: Published, token: str) -> None:
        self.web, self.trip, self.token = web, trip, token

    @property
    def path(self) -> str:
        return f"/t/{self.token}"

    async def opens(self, said: str = "") -> httpx.Response:
        return await self.web.get(self.path, params={"said": said} if said else {})

    async def approves(self, version: int = 1, name: str = "Asha Rao", **more: str) -> httpx.Response:
        form = {"version": str(version), "name": name, **more}
        return await self.web.post(f"{self.path}/approve", data=form)

    async def asks(self, text: str, form_key: str = "one", version: int = 1) -> httpx.Response:
        form = {"version": str(version), "text": text, "form_key": form_key}
        return await self.web.post(f"{self.path}/change", data=form)


@pytest.fixture
async def trip(desk: TestDesk) -> Published:
    return await publish(desk.book, desk.clock.now())


@pytest.fixture
async def page(desk: TestDesk, web: httpx.AsyncClient, trip: Published) -> TripPage:
    async with desk.book.transaction() as session:
        nonce = await link_for(session, trip.lead_id, desk.clock.now(), timedelta(days=30))
    return TripPage(web, trip, token_of(nonce, SECRET))


@pytest.fixture
async def staff_chat(desk: TestDesk) -> int:
    """A colleague's Telegram chat, in which lead cards appear."""
    now = desk.clock.now()
    async with desk.book.transaction() as session:
        user = await create(
            session,
            name="Ravi",
            email="ravi@example.com",
            role="agent",
            password_hash="-",
            timezone="Asia/Kolkata",
            now=now,
        )
        user.telegram_id = 501
        chat = Conversation(
            kind="staff",
            channel="telegram",
            channel_account="700000001",
            address="501",
            user_id=user.id,
            created_at=now,
        )
        session.add(chat)
        await session.flush()
        return chat.id


async def hold(book: Book, trip: Published, user_id: int) -> None:
    """A colleague takes the conversation: the desk is silent in it."""
    async with book.transaction() as session:
        chat = await session.get_one(Conversation, trip.conversation_id)
        chat.held_by = user_id
