"""Playing customers on WhatsApp."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox.control.reading import guarded, read_json, read_moment, read_wait
from bot.sandbox.whatsapp.callbacks import Postman
from bot.sandbox.whatsapp.desk import WhatsAppDesk
from bot.sandbox.whatsapp.inbound import Mailbox
from bot.sandbox.whatsapp.ledger import Customer, bare

SETTINGS = ("is_online", "is_reachable", "has_opted_out")
APPROVALS = frozenset({"unsubmitted", "pending", "approved", "rejected", "paused", "disabled"})


class CustomersDoor:
    """Customers are made, and then say, look, go away and come back."""

    def __init__(self, desk: WhatsAppDesk, mailbox: Mailbox, postman: Postman) -> None:
        self._desk = desk
        self._mailbox = mailbox
        self._postman = postman
        self._exchange = desk.exchange

    def routes(self) -> list[Route]:
        """Routes of this door."""
        under = "/_control/whatsapp"
        one = f"{under}/customers/{{number}}"
        return [
            Route(f"{under}/customers", guarded(self._list), methods=["GET"]),
            Route(f"{under}/customers", guarded(self._make), methods=["POST"]),
            Route(f"{one}/says", guarded(self._says), methods=["POST"]),
            Route(f"{one}/reads", guarded(self._reads), methods=["POST"]),
            Route(f"{one}/settings", guarded(self._set), methods=["POST"]),
            Route(f"{under}/chats/{{number}}", guarded(self._chat), methods=["GET"]),
            Route(f"{under}/templates/{{sid}}/approval", guarded(self._approve), methods=["POST"]),
        ]

    def _shown(self, customer: Customer) -> dict[str, Any]:
        last = next(self._desk.ledger.newest_first(customer.number), None)
        return {
            **customer.shown(self._exchange.clock.now()),
            "last_message": last.shown() if last else None,
            "version": self._exchange.version(self._desk.chat_key(customer.number)),
        }

    async def _list(self, request: Request) -> Response:
        return JSONResponse([self._shown(customer) for customer in self._desk.ledger.customers.values()])

    async def _make(self, request: Request) -> Response:
        wish = await read_json(request)
        number = bare(str(wish["number"])).replace(" ", "")
        if not number:
            raise ValueError("a customer needs a number")
        customer = self._desk.ledger.customer(number, str(wish.get("name") or ""))
        await self._apply(customer, wish)
        self._exchange.feed.tell({"type": "customer", "customer": self._shown(customer)})
        return JSONResponse(self._shown(customer), 201)

    async def _apply(self, customer: Customer, wish: dict[str, Any]) -> None:
        for name in SETTINGS:
            if name in wish:
                setattr(customer, name, bool(wish[name]))
        if "external_user_id" in wish:
            customer.external_user_id = str(wish["external_user_id"])
        if wish.get("wrote_at"):
            customer.wrote_at = read_moment(wish["wrote_at"])
        if wish.get("is_online"):
            await self._postman.deliver_held(customer.number)

    async def _says(self, request: Request) -> Response:
        return JSONResponse(await self._mailbox.says(request.path_params["number"], await read_json(request)))

    async def _reads(self, request: Request) -> Response:
        return JSONResponse({"read": await self._postman.mark_read(request.path_params["number"])})

    async def _set(self, request: Request) -> Response:
        customer = self._desk.ledger.customer(request.path_params["number"])
        await self._apply(customer, await read_json(request))
        self._exchange.feed.tell({"type": "customer", "customer": self._shown(customer)})
        return JSONResponse(self._shown(customer))

    async def _chat(self, request: Request) -> Response:
        number = bare(request.path_params["number"])
        since, wait = read_wait(request)
        version = await self._exchange.changes(self._desk.chat_key(number), since, wait)
        customer = self._desk.ledger.customer(number)
        messages = [message.shown() for message in self._desk.ledger.chat(number)]
        limit = int(request.query_params.get("limit") or 0)
        return JSONResponse(
            {"version": version, "customer": self._shown(customer), "messages": messages[-limit:]}
        )

    async def _approve(self, request: Request) -> Response:
        content = self._desk.shelf.contents.get(request.path_params["sid"])
        status = str((await read_json(request))["status"])
        if content is None or status not in APPROVALS:
            raise ValueError(f"needs a known template and one of {', '.join(sorted(APPROVALS))}")
        content.approval = status
        return JSONResponse(content.approval_resource())
