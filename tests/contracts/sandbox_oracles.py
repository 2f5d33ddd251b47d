"""Two independent Telegram clients, asked the same way: what both understand, Telegram could have said."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Protocol

import aiogram
import pytest
import telegram
from aiogram import exceptions as aiogram_errors
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import BufferedInputFile
from telegram import error as ptb_errors
from telegram.request import HTTPXRequest

from bot.sandbox.people import Sandbox
from tests.contracts.sandbox_fixtures import BOT_TOKEN, SECRET
from tests.contracts.sandbox_listener import Listener

Button = dict[str, str]


class Oracle(Protocol):
    """A Telegram client under its own name."""

    name: str
    bot: Any
    bad_request: type[Exception]
    forbidden: type[Exception]
    retry_after: type[Exception]
    migrated: type[Exception]
    conflict: type[Exception]
    unauthorised: type[Exception]
    server_error: type[Exception]
    network_error: type[Exception]

    def keyboard(self, *rows: list[Button]) -> Any: ...
    def file(self, content: bytes, name: str) -> Any: ...
    def command(self, name: str, description: str) -> Any: ...
    def update(self, body: dict[str, Any]) -> Any: ...
    def wait_of(self, error: Any) -> float: ...
    def new_chat_of(self, error: Any) -> int: ...
    async def updates(self, **how: Any) -> list[Any]: ...
    async def download(self, file_id: str) -> bytes: ...


class Aiogram:
    """aiogram, with its session pointed at the double."""

    name = "aiogram"
    bad_request = aiogram_errors.TelegramBadRequest
    forbidden = aiogram_errors.TelegramForbiddenError
    retry_after = aiogram_errors.TelegramRetryAfter
    migrated = aiogram_errors.TelegramMigrateToChat
    conflict = aiogram_errors.TelegramConflictError
    unauthorised = aiogram_errors.TelegramUnauthorizedError
    server_error = aiogram_errors.TelegramServerError
    network_error = aiogram_errors.TelegramNetworkError

    def __init__(self, bot: aiogram.Bot) -> None:
        self.bot = bot

    def keyboard(self, *rows: list[Button]) -> Any:
        buttons = [[aiogram.types.InlineKeyboardButton(**button) for button in row] for row in rows]
        return aiogram.types.InlineKeyboardMarkup(inline_keyboard=buttons)

    def file(self, content: bytes, name: str) -> Any:
        return BufferedInputFile(content, name)

    def command(self, name: str, description: str) -> Any:
        return aiogram.types.BotCommand(command=name, description=description)

    def update(self, body: dict[str, Any]) -> Any:
        return aiogram.types.Update.model_validate(body, context={"bot": self.bot})

    def wait_of(self, error: Any) -> float:
        return float(error.retry_after)

    def new_chat_of(self, error: Any) -> int:
        return int(error.migrate_to_chat_id)

    async def updates(self, **how: Any) -> list[Any]:
        return list(await self.bot.get_updates(**how))

    async def download(self, file_id: str) -> bytes:
        stream = await self.bot.download(await self.bot.get_file(file_id))
        return bytes(stream.read())


class PythonTelegramBot:
    """python-telegram-bot, with its base URL pointed at the double."""

    name = "python-telegram-bot"
    bad_request = ptb_errors.BadRequest
    forbidden = ptb_errors.Forbidden
    retry_after = ptb_errors.RetryAfter
    migrated = ptb_errors.ChatMigrated
    conflict = ptb_errors.Conflict
    unauthorised = ptb_errors.InvalidToken
    server_error = ptb_errors.NetworkError
    network_error = ptb_errors.NetworkError

    def __init__(self, bot: telegram.Bot) -> None:
        self.bot = bot

    def keyboard(self, *rows: list[Button]) -> Any:
        return telegram.InlineKeyboardMarkup(
            [[telegram.InlineKeyboardButton(**button) for button in row] for row in rows]
        )

    def file(self, content: bytes, name: str) -> Any:
        return telegram.InputFile(content, name)

    def command(self, name: str, description: str) -> Any:
        return telegram.BotCommand(name, description)

    def update(self, body: dict[str, Any]) -> Any:
        return telegram.Update.de_json(body, self.bot)

    def wait_of(self, error: Any) -> float:
        return float(error.retry_after.total_seconds())

    def new_chat_of(self, error: Any) -> int:
        return int(error.new_chat_id)

    async def updates(self, **how: Any) -> list[Any]:
        return list(await self.bot.get_updates(**how))

    async def download(self, file_id: str) -> bytes:
        file = await self.bot.get_file(file_id)
        return bytes(await file.download_as_bytearray())


@asynccontextmanager
async def oracle(name: str, url: str, token: str) -> AsyncIterator[Oracle]:
    """The client of that name, talking to the double."""
    if name == Aiogram.name:
        session = AiohttpSession(api=TelegramAPIServer.from_base(url))
        try:
            yield Aiogram(aiogram.Bot(token, session=session))
        finally:
            # The session's own close waits a quarter of a second for TLS, which there is none of here.
            await (await session.create_session()).close()
    else:
        quick = {"verify": False}
        async with HTTPXRequest(httpx_kwargs=quick) as calls, HTTPXRequest(httpx_kwargs=quick) as polls:
            urls = {"base_url": f"{url}/bot", "base_file_url": f"{url}/file/bot"}
            yield PythonTelegramBot(telegram.Bot(token, request=calls, get_updates_request=polls, **urls))


NAMES = [Aiogram.name, PythonTelegramBot.name]


@pytest.fixture(params=NAMES)
async def client(
    request: pytest.FixtureRequest, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Oracle]:
    # python-telegram-bot warns of waits as numbers until it is told that time spans are wanted.
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    async with oracle(request.param, sandbox.url, BOT_TOKEN) as found:
        await found.bot.delete_webhook(drop_pending_updates=True)
        yield found


@pytest.fixture
async def hooked(client: Oracle, listener: Listener) -> AsyncIterator[Oracle]:
    await client.bot.set_webhook(f"{listener.url}/webhooks/telegram", secret_token=SECRET)
    yield client
    await client.bot.delete_webhook(drop_pending_updates=True)


def kinds(message: Any) -> list[tuple[str, int, int]]:
    """Kind, offset and length of a message's entities."""
    entities = message.entities or message.caption_entities or ()
    return [(str(getattr(e.type, "value", e.type)), e.offset, e.length) for e in entities]


def row(*buttons: tuple[str, str]) -> list[Button]:
    """A row of buttons with their data."""
    return [{"text": text, "callback_data": data} for text, data in buttons]
