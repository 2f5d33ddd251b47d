"""The sandbox put together as one ASGI application."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.sandbox.config import SandboxConfig
from bot.sandbox.control.general import GeneralDoor
from bot.sandbox.control.telegram import StaffDoor
from bot.sandbox.control.whatsapp import CustomersDoor
from bot.sandbox.courier import Courier
from bot.sandbox.exchange import Exchange
from bot.sandbox.mail.door import MailDoor
from bot.sandbox.mail.room import Mailroom
from bot.sandbox.mail.server import open_mail_server
from bot.sandbox.memory import Memory
from bot.sandbox.telegram.callbacks import Presses
from bot.sandbox.telegram.desk import TelegramDesk
from bot.sandbox.telegram.messages import Letters
from bot.sandbox.telegram.methods import BotMethods
from bot.sandbox.telegram.people import Staff
from bot.sandbox.telegram.rest import BotApi
from bot.sandbox.telegram.updates import UpdateLine
from bot.sandbox.whatsapp.callbacks import Postman
from bot.sandbox.whatsapp.content_rest import ContentApi
from bot.sandbox.whatsapp.desk import WhatsAppDesk
from bot.sandbox.whatsapp.inbound import Mailbox
from bot.sandbox.whatsapp.rest import MessagesApi

PHONES = Path(__file__).parent / "phones"
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)


def make_sandbox(
    config: SandboxConfig, courier: Courier | None = None, state: Path | None = None
) -> Starlette:
    """An application that stands in for Twilio, the Telegram Bot API and the people on both.

    Serve it on its own port, or mount it below a path (with `config.public_url` naming that path); all
    its pages use relative links. `courier` brings webhooks to the product, over HTTP unless given.
    With `state` the phones remember people and chats in that file over a restart.
    When it is mounted, call `app.state.exchange.close()` yourself at shutdown.
    """
    exchange = Exchange(config, courier)
    whatsapp = WhatsAppDesk(exchange)
    mailroom = Mailroom(exchange)
    postman = Postman(whatsapp)
    telegram = TelegramDesk(exchange)
    presses = Presses(telegram)
    line = UpdateLine(exchange, lambda reply: bot_api.answer_from_webhook(reply))
    methods = BotMethods(telegram, line, presses, Letters(telegram))
    bot_api = BotApi(telegram, methods)
    staff = Staff(telegram, line, presses)

    async def reset() -> None:
        await exchange.stop_work()
        exchange.faults.reset()
        exchange.clock.reset()
        whatsapp.reset()
        telegram.reset()
        presses.reset()
        mailroom.clear()
        await line.reset()
        exchange.cabinet.clear()
        exchange.journal.clear()
        exchange.feed.tell({"type": "resync"})

    memory = Memory(state, exchange, whatsapp, telegram) if state else None
    if memory:
        memory.read()
    routes: list[BaseRoute] = [
        *MessagesApi(whatsapp, postman).routes(),
        *bot_api.routes(),
        *ContentApi(whatsapp).routes(),
        *CustomersDoor(whatsapp, Mailbox(whatsapp), postman).routes(),
        *StaffDoor(telegram, staff, methods).routes(),
        *GeneralDoor(exchange, reset).routes(),
        *MailDoor(mailroom).routes(),
        Route("/_media/{key}", _media),
        Route("/", _page),
        Mount("/phones", StaticFiles(directory=PHONES)),
    ]

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        writing = asyncio.create_task(memory.keep_writing()) if memory else None
        listening = await open_mail_server(mailroom, config.mail_port) if config.mail_port >= 0 else None
        yield
        if listening:
            listening.close()
        if memory and writing:
            writing.cancel()
            memory.write()
        await exchange.close()

    app = Starlette(routes=routes, lifespan=lifespan)
    app.state.exchange = exchange
    return app


async def _media(request: Request) -> Response:
    exchange: Exchange = request.app.state.exchange
    stored = exchange.cabinet.find(request.path_params["key"])
    if stored is None:
        return PlainTextResponse("Not Found", 404)
    return Response(stored.content, media_type=stored.content_type, headers=stored.headers())


async def _page(request: Request) -> Response:
    headers = {"Content-Security-Policy": PAGE_POLICY, "Cache-Control": "no-cache"}
    return FileResponse(PHONES / "index.html", headers=headers)
