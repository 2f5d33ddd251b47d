"""The Bot API over HTTP: methods, and downloads of files."""

from __future__ import annotations

import hmac
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox.faults import REQUEST_KINDS, Fault
from bot.sandbox.strikes import strike_after, strike_before
from bot.sandbox.telegram.desk import TelegramDesk
from bot.sandbox.telegram.given import Given, read_given
from bot.sandbox.telegram.methods import BotMethods
from bot.sandbox.telegram.refusals import Refusal, refusal_of

QUIET = frozenset({"getUpdates", "getMe", "getWebhookInfo"})


class BotApi:
    """The routes /bot<token>/<method> and /file/bot<token>/<path>."""

    def __init__(self, desk: TelegramDesk, methods: BotMethods) -> None:
        self._desk = desk
        self._methods = methods
        self._exchange = desk.exchange

    def routes(self) -> list[Route]:
        """Routes of this API."""
        return [
            Route("/bot{token}/{method}", self._call, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", self._download, methods=["GET"]),
        ]

    def _knows(self, request: Request) -> bool:
        token = request.path_params["token"]
        return hmac.compare_digest(token.encode(), self._desk.config.telegram_token.encode())

    async def _call(self, request: Request) -> Response:
        if not self._knows(request):
            return Refusal(401, "Unauthorized").response()
        known = self._methods.by_name.get(request.path_params["method"].lower())
        if known is None:
            return Refusal(404, "Not Found: method not found").response()
        try:
            given = await read_given(request)
        except Refusal as refusal:
            return refusal.response()
        return await self.serve(known[0], given)

    async def serve(self, name: str, given: Given) -> Response:
        """Call a method, with whatever shall go wrong, and write it into the journal."""
        chat = given.text("chat_id")
        text = given.text("text") or given.text("caption")
        fault = self._exchange.faults.draw("telegram", REQUEST_KINDS, name, chat, text)
        row: dict[str, Any] = {}
        if name not in QUIET or fault is not None:
            row = self._exchange.journal.write(
                "telegram", "request", "out", chat, operation=name, text=text, accepted=False
            )
        if fault is not None:
            row["fault"] = fault.kind

        def refuse(struck: Fault) -> Response:
            refusal = refusal_of(struck, chat)
            row["description"] = refusal.description
            return refusal.response()

        reply = await strike_before(fault, refuse)
        if reply is None:
            reply = await self._serve(name, given, row)
            if row.get("accepted"):
                reply = await strike_after(fault, reply, refuse)
        row["answer"] = reply.status_code
        return reply

    async def _serve(self, name: str, given: Given, row: dict[str, Any]) -> Response:
        try:
            result = await self._methods.by_name[name.lower()][1](given)
        except Refusal as refusal:
            row["description"] = refusal.description
            return refusal.response()
        row["accepted"] = True
        if isinstance(result, dict) and "message_id" in result:
            row["message_id"] = result["message_id"]
            row["text"] = result.get("text") or result.get("caption") or row.get("text", "")
            if "document" in result:
                row["document"] = result["document"]["file_name"]
        elif given.number("message_id") is not None:
            row["message_id"] = given.number("message_id")
        return JSONResponse({"ok": True, "result": result})

    async def answer_from_webhook(self, reply: dict[str, Any]) -> None:
        """A method named in the answer to a webhook is called, its result not told."""
        known = self._methods.by_name.get(str(reply.pop("method")).lower())
        if known is not None:
            await self.serve(known[0], Given(reply))

    async def _download(self, request: Request) -> Response:
        if not self._knows(request):
            return Refusal(401, "Unauthorized").response()
        kept = self._desk.paths.get(request.path_params["path"])
        if kept is None or self._exchange.cabinet.find(kept.stored.key) is None:
            return Refusal(404, "Not Found").response()
        return Response(kept.stored.content, media_type="application/octet-stream")
