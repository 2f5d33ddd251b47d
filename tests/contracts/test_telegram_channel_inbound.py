"""What Telegram sends us: verified, understood, and written down before it is confirmed."""

import asyncio
import json
import random
import string
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.bell import SilentBell
from bot.channels.port import BadPayload, BadSignature, Inbound, RawRequest
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.runners import poll
from bot.receive import receive
from bot.sandbox.people import Agent, Sandbox
from crm.clock import MovableClock
from crm.conversations.models import Inbound as InboxRow
from crm.db import Book
from tests.contracts.sandbox_fixtures import BOT_TOKEN, SECRET
from tests.contracts.sandbox_listener import Listener

HEADER = "x-telegram-bot-api-secret-token"
URL = "https://desk.example/webhooks/telegram"
MESSAGE: dict[str, Any] = {
    "update_id": 9001,
    "message": {
        "message_id": 5,
        "date": 1_795_000_000,
        "chat": {"id": 5001, "type": "private"},
        "from": {"id": 5001, "is_bot": False, "first_name": "Meera", "last_name": "Iyer"},
        "text": "/leads mine",
    },
}
_CHANNEL = TelegramChannel(BOT_TOKEN, SECRET, "http://127.0.0.1:9")


def request(body: bytes, secret: str | None = SECRET) -> RawRequest:
    return RawRequest(URL, {} if secret is None else {HEADER: secret}, body)


def told(**update: Any) -> bytes:
    return json.dumps({"update_id": 9002, **update}).encode()


def test_a_command_is_read_with_everything_that_came() -> None:
    [inbound] = _CHANNEL.receive(request(json.dumps(MESSAGE).encode()))
    assert isinstance(inbound, Inbound)
    assert (inbound.kind, inbound.text, inbound.address) == ("command", "/leads mine", "5001")
    assert (inbound.external_id, inbound.channel_account) == ("9001", BOT_TOKEN.partition(":")[0])
    assert inbound.profile_name == "Meera Iyer"
    assert inbound.detail["update"] == MESSAGE


def test_a_press_a_document_and_a_place_are_told_apart() -> None:
    sender = {"id": 5001, "is_bot": False, "first_name": "Meera"}
    chat = {"id": 5001, "type": "private"}
    press = {"id": "77", "from": sender, "message": {"message_id": 4, "chat": chat}, "data": "lead:claim:42:"}
    paper = {"message_id": 6, "date": 1, "chat": chat, "from": sender, "document": {"file_id": "f"}}
    place = {"message_id": 7, "date": 1, "chat": chat, "from": sender, "location": {"latitude": 1.0}}
    kinds = []
    for update in ({"callback_query": press}, {"message": paper}, {"message": place}):
        [inbound] = _CHANNEL.receive(request(told(**update)))
        assert isinstance(inbound, Inbound)
        kinds.append((inbound.kind, inbound.text))
    assert kinds == [("button", "lead:claim:42:"), ("media", ""), ("location", "")]


def test_updates_that_the_desk_has_no_use_for_are_taken_and_let_go() -> None:
    assert _CHANNEL.receive(request(told(edited_message=MESSAGE["message"]))) == []
    assert _CHANNEL.receive(request(told(my_chat_member={}))) == []


def test_ten_thousand_wrong_secrets_are_refused() -> None:
    chance = random.Random(20_261_122)
    letters = string.ascii_letters + string.digits + "_-"
    body = json.dumps(MESSAGE).encode()
    refused = 0
    for number in range(10_000):
        wrong = "".join(chance.choices(letters, k=chance.choice((0, 1, len(SECRET) - 1, len(SECRET), 256))))
        mangled = (wrong, SECRET[:-1], SECRET + "x", SECRET.upper(), f" {SECRET}", "ж" * 4)[number % 6]
        with pytest.raises(BadSignature):
            _CHANNEL.receive(request(body, mangled))
        refused += 1
    with pytest.raises(BadSignature):
        _CHANNEL.receive(request(body, None))
    assert refused == 10_000


def test_a_desk_without_a_secret_takes_nothing() -> None:
    open_door = TelegramChannel(BOT_TOKEN, "", "http://127.0.0.1:9")
    with pytest.raises(BadSignature):
        open_door.receive(request(json.dumps(MESSAGE).encode(), ""))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not json",
        b"[]",
        b"null",
        b'"text"',
        b"{}",
        b'{"update_id": "7"}',
        b'{"update_id": true}',
        b'{"update_id": 7.5}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_a_body_that_makes_no_sense_is_told_apart(body: bytes) -> None:
    with pytest.raises(BadPayload):
        _CHANNEL.receive(request(body))


@pytest.mark.parametrize(
    "update",
    [
        {"message": []},
        {"message": {"chat": 5}},
        {"message": {"chat": {}}},
        {"message": {"chat": {"id": 5}, "text": 7, "date": "x", "from": "y"}},
        {"message": {"chat": {"id": 5}, "date": 10**30, "text": "late"}},
        {"message": {"chat": {"id": 5}, "date": -(10**30), "text": "late"}},
        {"callback_query": {"message": 5}},
        {"callback_query": {"message": {"chat": 5}, "data": {}}},
    ],
)
def test_an_update_of_a_strange_shape_never_breaks_the_door(update: dict[str, Any]) -> None:
    for event in _CHANNEL.receive(request(told(**update))):
        assert isinstance(event, Inbound)
        assert event.address
        assert isinstance(event.text, str)


@pytest.fixture
async def channel(sandbox_url: str) -> AsyncIterator[TelegramChannel]:
    opened = TelegramChannel(BOT_TOKEN, SECRET, sandbox_url)
    yield opened
    await opened.bot.delete_webhook()
    await opened.close()


async def rows(book: Book) -> list[tuple[str, str, str]]:
    async with book.reading() as session:
        found = await session.execute(
            select(InboxRow.external_id, InboxRow.kind, InboxRow.text).order_by(InboxRow.id)
        )
        return [(row[0], row[1], row[2]) for row in found]


async def test_webhook_and_polling_end_in_the_same_rows_and_a_repeat_is_one(
    book: Book,
    clock: MovableClock,
    channel: TelegramChannel,
    sandbox: Sandbox,
    agent: Agent,
    listener: Listener,
) -> None:
    await channel.bot.set_webhook(f"{listener.url}/webhooks/telegram", secret_token=SECRET)
    await agent.says("/leads", repeat=2)
    await agent.says("Hello 🙏")
    posts = await listener.gets(3, "/webhooks/telegram")
    for posted in posts:
        headers = {name.lower(): value for name, value in posted.headers.items()}
        events = channel.receive(RawRequest(posted.url, headers, posted.body))
        await receive(book, events, SilentBell(), clock.now())
    by_webhook = await rows(book)
    assert [(kind, text) for _, kind, text in by_webhook] == [("command", "/leads"), ("text", "Hello 🙏")]
    await channel.bot.delete_webhook()
    await agent.says("/help")
    kept: list[Inbound] = []
    came = asyncio.Event()

    async def keep(updates: list[Inbound]) -> None:
        await receive(book, updates, SilentBell(), clock.now())
        kept.extend(updates)
        if kept:
            came.set()

    polling = asyncio.create_task(poll(channel, keep))
    await asyncio.wait_for(came.wait(), 20)
    polling.cancel()
    by_both = await rows(book)
    assert by_both[: len(by_webhook)] == by_webhook
    assert [(kind, text) for _, kind, text in by_both[len(by_webhook) :]] == [("command", "/help")]


async def test_an_update_is_confirmed_only_after_it_is_written(
    book: Book, clock: MovableClock, channel: TelegramChannel, sandbox: Sandbox, agent: Agent
) -> None:
    await agent.says("/report")
    reached = asyncio.Event()

    async def dies(updates: list[Inbound]) -> None:
        reached.set()
        await asyncio.Event().wait()  # killed before anything was written

    killed = asyncio.create_task(poll(channel, dies))
    await asyncio.wait_for(reached.wait(), 20)
    killed.cancel()
    with pytest.raises(asyncio.CancelledError):
        await killed
    assert await rows(book) == []
    written = asyncio.Event()

    async def keep(updates: list[Inbound]) -> None:
        await receive(book, updates, SilentBell(), clock.now() + timedelta(seconds=1))
        if updates:
            written.set()

    again = asyncio.create_task(poll(channel, keep))
    await asyncio.wait_for(written.wait(), 20)
    again.cancel()
    assert [(kind, text) for _, kind, text in await rows(book)] == [("command", "/report")]
    async with book.reading() as session:
        assert await session.scalar(select(func.count()).select_from(InboxRow)) == 1
