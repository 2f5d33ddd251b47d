"""Twilio's REST API for messages and their media, on the paths of the real one."""

from __future__ import annotations

import asyncio
import base64
import binascii
import hmac
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.sandbox.faults import CALLBACK_KINDS, REQUEST_KINDS, Fault
from bot.sandbox.journal import Row
from bot.sandbox.strikes import strike_after, strike_before
from bot.sandbox.whatsapp.callbacks import Postman
from bot.sandbox.whatsapp.desk import WhatsAppDesk
from bot.sandbox.whatsapp.ledger import Media, WhatsAppMessage, bare
from bot.sandbox.whatsapp.listing import page_of
from bot.sandbox.whatsapp.refusals import Refusal

Form = dict[str, str]

EARLY_WAIT = 5.0


def authorise(request: Request, account_sid: str, auth_token: str) -> None:
    """Basic auth as Twilio asks for it. Raises Refusal 20003."""
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    try:
        pair = base64.b64decode(given).decode() if scheme.lower() == "basic" else ""
    except (binascii.Error, UnicodeDecodeError):
        pair = ""
    if not hmac.compare_digest(pair.encode(), f"{account_sid}:{auth_token}".encode()):
        raise Refusal(20003, 401)


def refuse(fault: Fault) -> Response:
    """The error that a fault asks for, as Twilio would write it."""
    if fault.kind == "429":
        return Refusal(20429, 429).response({"Retry-After": str(fault.retry_after)})
    if fault.kind == "immediate_error":
        return Refusal(fault.code or 21211).response()
    status = int(fault.kind[:3])
    return Refusal(20503 if status == 503 else 20500, status).response()


class MessagesApi:
    """The routes under /2010-04-01/Accounts/{account}/Messages."""

    def __init__(self, desk: WhatsAppDesk, postman: Postman) -> None:
        self._desk = desk
        self._postman = postman
        self._exchange = desk.exchange

    def routes(self) -> list[Route]:
        """Routes of this API."""
        under = "/2010-04-01/Accounts/{account}/Messages"
        one, media = f"{under}/{{sid}}", f"{under}/{{sid}}/Media/{{media}}"
        doors = [
            ("POST", f"{under}.json", self._create, "send"),
            ("GET", f"{under}.json", self._list, "list"),
            ("GET", f"{one}.json", self._fetch, "fetch"),
            ("POST", f"{one}.json", self._redact, "update"),
            ("DELETE", f"{one}.json", self._delete, "delete"),
            ("GET", f"{one}/Media.json", self._list_media, "list_media"),
            ("GET", f"{media}.json", self._fetch_media, "fetch_media"),
            ("DELETE", f"{media}.json", self._delete_media, "delete_media"),
            ("GET", media, self._content, "media"),
            ("DELETE", media, self._delete_media, "delete_media"),
            ("POST", "/v2/Indicators/Typing.json", self._typing, "typing"),
        ]
        return [
            Route(path, self._open(serve, operation), methods=[verb])
            for verb, path, serve, operation in doors
        ]

    def _open(self, serve: Any, operation: str) -> Any:
        """Wrap an endpoint: who asks, what shall go wrong, and a journal row for both."""

        async def endpoint(request: Request) -> Response:
            form = dict(parse_qsl((await request.body()).decode(errors="replace"), keep_blank_values=True))
            chat = bare(form.get("To", "") or request.query_params.get("To", ""))
            row = self._exchange.journal.write("twilio", "request", "out", chat, operation=operation)
            try:
                self._admit(request, operation)
                reply = await self._serve(request, serve, operation, chat, form, row)
            except Refusal as refusal:
                row["error_code"] = refusal.code
                reply = refusal.response()
            row["answer"] = reply.status_code
            return reply

        return endpoint

    def _admit(self, request: Request, operation: str) -> None:
        is_open = operation == "media" and not self._desk.config.media_needs_auth
        if is_open and "authorization" not in request.headers:
            return
        authorise(request, self._desk.config.twilio_account_sid, self._desk.config.twilio_auth_token)
        account = request.path_params.get("account", self._desk.config.twilio_account_sid)
        if account != self._desk.config.twilio_account_sid:
            raise Refusal(20404, 404)

    async def _serve(
        self,
        request: Request,
        serve: Any,
        operation: str,
        chat: str,
        form: dict[str, str],
        row: dict[str, Any],
    ) -> Response:
        text = form.get("Body", "")
        fault = self._exchange.faults.draw("twilio", REQUEST_KINDS, operation, chat, text)
        if fault is not None:
            row["fault"] = fault.kind
        struck = await strike_before(fault, refuse)
        if struck is not None:
            row["text"], row["accepted"] = text, False
            return struck
        reply: Response = await serve(request, form, row)
        return await strike_after(fault, reply, refuse)

    async def _create(self, request: Request, form: Form, row: Row) -> Response:
        row["text"], row["status_callback"] = form.get("Body", ""), form.get("StatusCallback", "")
        row["template"], row["accepted"] = form.get("ContentSid", ""), False
        media = []
        if "MediaUrl" in form:
            pairs = parse_qsl((await request.body()).decode(), keep_blank_values=True)
            media = [value for name, value in pairs if name == "MediaUrl"]
        fault = self._exchange.faults.draw(
            "twilio", CALLBACK_KINDS, "send", bare(form.get("To", "")), row["text"]
        )
        send = self._desk.check(form, media, fault)
        message = self._desk.accept(send)
        row["sid"], row["accepted"], row["text"] = message.sid, True, message.body
        if media:
            row["media"] = media
        answer = JSONResponse(self._desk.resource(message), 201)
        journey = self._exchange.spawn(self._postman.carry(message, send.fate, fault))
        if fault is not None and fault.order == "early":
            await asyncio.wait({journey}, timeout=EARLY_WAIT)
        return answer

    def _message(self, request: Request) -> WhatsAppMessage:
        message = self._desk.ledger.find(request.path_params["sid"])
        if message is None:
            raise Refusal(20404, 404)
        return message

    def _media_of(self, request: Request) -> tuple[WhatsAppMessage, Media]:
        message = self._message(request)
        for media in message.media:
            if media.sid == request.path_params["media"]:
                return message, media
        raise Refusal(20404, 404)

    async def _fetch(self, request: Request, form: Form, row: Row) -> Response:
        return JSONResponse(self._desk.resource(self._message(request)))

    async def _list(self, request: Request, form: Form, row: Row) -> Response:
        query = request.query_params
        peer = next((query[side] for side in ("To", "From") if query.get(side)), None)
        if peer == self._desk.config.whatsapp_sender:
            peer = query.get("From") if peer == query.get("To") else None
        messages = self._desk.ledger.newest_first(peer or None)
        page = page_of(
            messages, query, f"/2010-04-01/Accounts/{request.path_params['account']}/Messages.json"
        )
        page["messages"] = [self._desk.resource(message) for message in page["messages"]]
        return JSONResponse(page)

    async def _redact(self, request: Request, form: Form, row: Row) -> Response:
        message = self._message(request)
        if "Body" in form:
            message.body = form["Body"]
            message.updated_at = self._exchange.clock.now()
            self._desk.show(message)
        return JSONResponse(self._desk.resource(message))

    async def _delete(self, request: Request, form: Form, row: Row) -> Response:
        self._desk.ledger.drop(self._message(request).sid)
        return Response(status_code=204)

    def _media_resource(self, message: WhatsAppMessage, media: Media) -> dict[str, Any]:
        resource = self._desk.resource(message)
        return {
            "sid": media.sid,
            "account_sid": resource["account_sid"],
            "parent_sid": message.sid,
            "content_type": media.content_type,
            "date_created": resource["date_created"],
            "date_updated": resource["date_updated"],
            "uri": f"{resource['uri'].removesuffix('.json')}/Media/{media.sid}.json",
        }

    async def _list_media(self, request: Request, form: Form, row: Row) -> Response:
        message = self._message(request)
        kept = [self._media_resource(message, media) for media in message.media if media.file]
        uri = f"{request.url.path}?{urlencode({'PageSize': 50, 'Page': 0})}"
        return JSONResponse(
            {
                "media_list": kept,
                "end": max(0, len(kept) - 1),
                "first_page_uri": uri,
                "next_page_uri": None,
                "page": 0,
                "page_size": 50,
                "previous_page_uri": None,
                "start": 0,
                "uri": uri,
            }
        )

    async def _fetch_media(self, request: Request, form: Form, row: Row) -> Response:
        return JSONResponse(self._media_resource(*self._media_of(request)))

    async def _content(self, request: Request, form: Form, row: Row) -> Response:
        _, media = self._media_of(request)
        if media.file is None:
            raise Refusal(20404, 404)
        return RedirectResponse(f"{self._desk.config.public_url.rstrip('/')}/_media/{media.file.key}", 307)

    async def _delete_media(self, request: Request, form: Form, row: Row) -> Response:
        message, media = self._media_of(request)
        if media.file is not None:
            self._exchange.cabinet.drop(media.file.key)
        message.media.remove(media)
        return Response(status_code=204)

    async def _typing(self, request: Request, form: Form, row: Row) -> Response:
        message = self._desk.ledger.find(form.get("messageId", ""))
        if message is None or not message.is_inbound:
            raise Refusal(20404, 404)
        row["chat"] = message.peer
        message.ticks = "read"
        self._desk.show(message)
        self._exchange.feed.tell({"type": "typing", "app": "whatsapp", "chat": message.peer})
        return JSONResponse({"success": True}, 201)
