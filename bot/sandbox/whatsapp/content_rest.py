"""Twilio's Content API: templates listed, made, approved and deleted."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox.whatsapp.desk import WhatsAppDesk
from bot.sandbox.whatsapp.refusals import Refusal
from bot.sandbox.whatsapp.rest import authorise
from bot.sandbox.whatsapp.templates import Content

Serve = Callable[[Request], Awaitable[Response]]


class ContentApi:
    """The routes under /v1/Content."""

    def __init__(self, desk: WhatsAppDesk) -> None:
        self._desk = desk
        self._exchange = desk.exchange

    def routes(self) -> list[Route]:
        """Routes of this API."""
        one = "/v1/Content/{sid}"
        return [
            Route("/v1/Content", self._open(self._list, "list_content"), methods=["GET"]),
            Route("/v1/Content", self._open(self._create, "create_content"), methods=["POST"]),
            Route(
                "/v1/ContentAndApprovals", self._open(self._list_approvals, "list_content"), methods=["GET"]
            ),
            Route(one, self._open(self._fetch, "fetch_content"), methods=["GET"]),
            Route(one, self._open(self._delete, "delete_content"), methods=["DELETE"]),
            Route(f"{one}/ApprovalRequests", self._open(self._approval, "fetch_approval"), methods=["GET"]),
            Route(
                f"{one}/ApprovalRequests/whatsapp",
                self._open(self._submit, "submit_content"),
                methods=["POST"],
            ),
        ]

    def _open(self, serve: Serve, operation: str) -> Serve:
        async def endpoint(request: Request) -> Response:
            row = self._exchange.journal.write("twilio", "request", "out", operation=operation)
            try:
                authorise(request, self._desk.config.twilio_account_sid, self._desk.config.twilio_auth_token)
                reply = await serve(request)
            except Refusal as refusal:
                row["error_code"] = refusal.code
                reply = refusal.response()
            row["answer"] = reply.status_code
            return reply

        return endpoint

    @property
    def _base(self) -> str:
        return self._desk.config.public_url.rstrip("/")

    def _content(self, request: Request) -> Content:
        content = self._desk.shelf.contents.get(request.path_params["sid"])
        if content is None:
            raise Refusal(20404, 404)
        return content

    def _page(self, request: Request, rows: list[dict[str, Any]]) -> Response:
        url = f"{self._base}{request.url.path}?PageSize=500&Page=0"
        meta = {
            "page": 0,
            "page_size": 500,
            "first_page_url": url,
            "previous_page_url": None,
            "url": url,
            "next_page_url": None,
            "key": "contents",
        }
        return JSONResponse({"meta": meta, "contents": rows})

    async def _list(self, request: Request) -> Response:
        return self._page(
            request, [content.resource(self._base) for content in self._desk.shelf.contents.values()]
        )

    async def _list_approvals(self, request: Request) -> Response:
        return self._page(
            request,
            [
                {**content.resource(self._base), "approval_requests": content.approval_resource()}
                for content in self._desk.shelf.contents.values()
            ],
        )

    async def _create(self, request: Request) -> Response:
        content = self._desk.shelf.create(await _json(request), self._exchange.clock.now())
        return JSONResponse(content.resource(self._base), 201)

    async def _fetch(self, request: Request) -> Response:
        return JSONResponse(self._content(request).resource(self._base))

    async def _delete(self, request: Request) -> Response:
        del self._desk.shelf.contents[self._content(request).sid]
        return Response(status_code=204)

    async def _approval(self, request: Request) -> Response:
        content = self._content(request)
        resource = content.resource(self._base)
        return JSONResponse(
            {
                "sid": content.sid,
                "account_sid": resource["account_sid"],
                "whatsapp": content.approval_resource(),
                "url": f"{resource['url']}/ApprovalRequests",
            }
        )

    async def _submit(self, request: Request) -> Response:
        """A template handed in is approved at once; the control door can reject or suspend it."""
        content = self._content(request)
        wish = await _json(request)
        content.approval_name, content.category = str(wish.get("name") or ""), str(wish.get("category") or "")
        content.approval, content.updated_at = "approved", self._exchange.clock.now()
        return JSONResponse({**content.approval_resource(), "status": "received"}, 201)


async def _json(request: Request) -> dict[str, Any]:
    try:
        body = json.loads(await request.body())
    except ValueError as error:
        raise Refusal(20001) from error
    if not isinstance(body, dict):
        raise Refusal(20001)
    return body
