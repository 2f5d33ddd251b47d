"""Telegram asks one chat to wait, or a member of staff blocks the bot: nobody else is held up."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest

from bot.bell import InProcessBell
from bot.channels.telegram.channel import TelegramChannel
from bot.road import Road
from bot.sandbox import SandboxConfig
from bot.sandbox.people import Sandbox
from bot.sandbox.serving import running_sandbox
from bot.worker import Worker
from crm.clock import Clock
from crm.conversations.inbox import Pace
from crm.conversations.models import Attempt, Conversation, Outbound
from crm.conversations.service import say
from crm.conversations.values import Outcome, Scene
from crm.db import Book
from tests.faults import Figures, percentile, size

TOKEN, SECRET = "424242:AA-token-of-telegram", "a_secret_of_telegram"
FIRST = 5001


@pytest.fixture
def sandbox_url() -> Iterator[str]:
    config = SandboxConfig(telegram_token=TOKEN, telegram_webhook_secret=SECRET)
    with running_sandbox(config) as url:
        yield url


async def nothing(scene: Scene) -> Outcome:
    return Outcome()


class Staff:
    """Members of staff who only listen, each in a chat of their own."""

    def __init__(self, book: Book, road: Road) -> None:
        self.book, self.road = book, road
        self.told_at: dict[tuple[str, str], datetime] = {}

    async def join(self, sandbox: Sandbox, count: int) -> None:
        for number in range(count):
            await sandbox.agent(FIRST + number, f"Agent {number}")
        now = self.road.clock.now()
        told = {"kind": "staff", "channel": "telegram", "channel_account": "424242", "created_at": now}
        async with self.book.transaction() as session:
            session.add_all([Conversation(address=str(FIRST + number), **told) for number in range(count)])

    async def are_told(self, text: str, count: int) -> None:
        """Queue one message for each, and wait until none waits that may go."""
        for number in range(count):
            now = self.road.clock.now()
            async with self.book.transaction() as session:
                key = f"{text}:{number}"
                await say(session, number + 1, "text", {"text": text}, "system", key, now)
            self.told_at[str(FIRST + number), text] = datetime.now(now.tzinfo)
            self.road.bell.deliver()


@asynccontextmanager
async def running_floor(book: Book, url: str) -> AsyncIterator[Staff]:
    bell, channel = InProcessBell(), TelegramChannel(TOKEN, SECRET, url)
    pace = Pace(timedelta(0), timedelta(0))
    road = Road(book, Clock(), {"telegram": channel}, bell, nothing, nothing, pace=pace)
    worker = Worker(road, bell, sweep_every=0.2)
    worker.start()
    try:
        yield Staff(book, road)
    finally:
        await worker.stop()
        await channel.close()


async def sends_of(sandbox: Sandbox, text: str, count: int, but: str = "") -> dict[str, datetime]:
    """Wait until `count` chats were sent this text, not counting one; give when."""
    for _ in range(600):
        sends = await sandbox.sends(provider="telegram", operation="sendMessage")
        found = {
            row["chat"]: datetime.fromisoformat(row["at"])
            for row in sends
            if row.get("text") == text and row["chat"] != but
        }
        if len(found) >= count:
            return found
        await asyncio.sleep(0.05)
    raise AssertionError(f"{text!r} reached {len(found)} of {count} chats")


async def calls_to(sandbox: Sandbox, chat: str) -> list[float]:
    """Give the moments at which a chat was written to, refused or not."""
    rows = await sandbox.journal(provider="telegram", kind="request", chat=chat)
    return [row["elapsed"] for row in rows if row.get("operation") == "sendMessage"]


async def told(staff: Staff, sandbox: Sandbox, text: str, count: int, rounds: int, but: str) -> list[float]:
    """Tell everybody something, again and again; gives the seconds until it reached each chat but one."""
    delays = []
    for number in range(rounds):
        words = f"{text} {number}"
        await staff.are_told(words, count)
        sends = await sends_of(sandbox, words, count - 1, but)
        delays += [(at - staff.told_at[chat, words]).total_seconds() for chat, at in sends.items()]
        await asyncio.sleep(1.2)  # a chat is written to once a second
    return delays


@pytest.mark.fault("T15")
async def test_a_chat_that_must_wait_waits_to_the_second_and_no_other_does(
    postgres_book: Book, sandbox_url: str, figures: Figures
) -> None:
    count, rounds, wait, closed = 12, size(1, 5), size(2, 7), str(FIRST)
    async with Sandbox(sandbox_url) as sandbox, running_floor(postgres_book, sandbox_url) as staff:
        await staff.join(sandbox, count)
        await staff.are_told("early", count)
        await sends_of(sandbox, "early", count)  # aiogram is imported, connections are opened
        await asyncio.sleep(1.5)
        before = await told(staff, sandbox, "before", count, rounds, closed)
        await asyncio.sleep(1.5)
        since = len(await calls_to(sandbox, closed))
        await sandbox.faults(
            {"provider": "telegram", "kind": "429", "retry_after": wait, "holds": True,
             "match": {"chat": closed}}
        )  # fmt: skip
        during = await told(staff, sandbox, "during", count, rounds, closed)
        await sends_of(sandbox, f"during {rounds - 1}", count)
        calls = (await calls_to(sandbox, closed))[since:]
        figures.show("next call to that chat", f"{calls[1] - calls[0]:.2f} s", f">= {wait} s")
        figures.show("calls to it meanwhile", sum(calls[0] < at < calls[0] + wait for at in calls), "0")
        worse = percentile(during, 0.99) / percentile(before, 0.99)
        figures.clock("others' p99", worse, 1.2, "times the one before")
        assert len(calls) == 1 + rounds
        assert calls[1] - calls[0] >= wait
        assert max(during) < wait, "no other chat waited for that one"


@pytest.mark.fault("T16")
async def test_who_blocked_the_bot_is_tried_once(
    postgres_book: Book, sandbox_url: str, figures: Figures
) -> None:
    async with Sandbox(sandbox_url) as sandbox, running_floor(postgres_book, sandbox_url) as staff:
        await staff.join(sandbox, 2)
        await (await sandbox.agent(FIRST)).blocks()
        await staff.are_told("Hello", 2)
        await sends_of(sandbox, "Hello", 1)
        await asyncio.sleep(size(1, 10))
        async with postgres_book.reading() as session:
            row = await session.get_one(Outbound, 1)
            tries = (await session.scalars(Attempt.__table__.select().where(Attempt.outbound_id == 1))).all()
        calls = await sandbox.journal(provider="telegram", kind="request", chat=str(FIRST))
        sent = [call for call in calls if call.get("operation") == "sendMessage"]
        figures.show("calls", len(sent), "1")
        assert (row.status, row.error_code, len(tries), len(sent)) == ("failed", "403", 1, 1)
        assert "Start" in (row.remedy or "")
