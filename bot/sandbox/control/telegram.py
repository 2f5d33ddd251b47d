"""Playing people on Telegram."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox.control.reading import Serve, guarded, read_json, read_wait
from bot.sandbox.telegram.desk import Chat, TelegramDesk
from bot.sandbox.telegram.methods import BotMethods
from bot.sandbox.telegram.people import Staff

Deed = Callable[[int, dict[str, Any]], Awaitable[dict[str, Any]]]


class StaffDoor:
    """People and groups are made; people say, press, edit and block."""

    def __init__(self, desk: TelegramDesk, staff: Staff, methods: BotMethods) -> None:
        self._desk = desk
        self._staff = staff
        self._methods = methods
        self._exchange = desk.exchange

    def routes(self) -> list[Route]:
        """Routes of this door."""
        under = "/_control/telegram"
        one = f"{under}/users/{{user:int}}"
        chat = f"{under}/chats/{{chat}}"
        return [
            Route(f"{under}/users", guarded(self._list), methods=["GET"]),
            Route(f"{under}/users", guarded(self._make), methods=["POST"]),
            Route(f"{one}/says", self._does(self._staff.says), methods=["POST"]),
            Route(f"{one}/sends_document", self._does(self._sends_document), methods=["POST"]),
            Route(f"{one}/presses", self._does(self._staff.presses), methods=["POST"]),
            Route(f"{one}/edits", self._does(self._staff.edits), methods=["POST"]),
            Route(f"{one}/blocks", self._does(self._staff.blocks), methods=["POST"]),
            Route(f"{under}/chats", guarded(self._make_group), methods=["POST"]),
            Route(chat, guarded(self._chat), methods=["GET"]),
            Route(f"{chat}/migrates", guarded(self._migrates), methods=["POST"]),
            Route(f"{under}/commands", guarded(self._commands), methods=["GET"]),
        ]

    def _does(self, deed: Deed) -> Serve:
        async def endpoint(request: Request) -> Response:
            return JSONResponse(await deed(request.path_params["user"], await read_json(request)))

        return guarded(endpoint)

    async def _sends_document(self, user_id: int, wish: dict[str, Any]) -> dict[str, Any]:
        keys = ("filename", "content_type", "content_base64", "caption", "as_photo")
        document = {key: wish[key] for key in keys if key in wish}
        return await self._staff.says(user_id, {**wish, "document": wish.get("document") or document})

    def _shown(self, user_id: int) -> dict[str, Any]:
        user, chat = self._desk.users[user_id], self._desk.chats[user_id]
        last = next(reversed(chat.messages.values()), None)
        return {
            **user.resource(),
            "has_started": user.has_started,
            "has_blocked": user.has_blocked,
            "last_message": self._desk.shown(last) if last else None,
            "version": self._exchange.version(self._desk.chat_key(user_id)),
        }

    async def _list(self, request: Request) -> Response:
        return JSONResponse([self._shown(number) for number in self._desk.users])

    async def _make(self, request: Request) -> Response:
        wish = await read_json(request)
        names = ("first_name", "last_name", "username", "language_code", "has_started")
        user = self._desk.meet(
            int(wish["id"]), **{name: wish[name] for name in names if wish.get(name) is not None}
        )
        self._exchange.feed.tell({"type": "user", "user": self._shown(user.id)})
        return JSONResponse(self._shown(user.id), 201)

    async def _make_group(self, request: Request) -> Response:
        wish = await read_json(request)
        number, kind = int(wish["id"]), str(wish.get("type") or "supergroup")
        if number >= 0 or kind not in ("group", "supergroup"):
            raise ValueError("a group has a negative id and is a group or a supergroup")
        chat = self._desk.chats.setdefault(number, Chat(number, kind, str(wish.get("title") or "Desk")))
        return JSONResponse(self._desk.chat_resource(chat), 201)

    async def _migrates(self, request: Request) -> Response:
        new_id = int((await read_json(request))["new_id"])
        return JSONResponse(await self._staff.migrates(int(request.path_params["chat"]), new_id))

    async def _chat(self, request: Request) -> Response:
        number = int(request.path_params["chat"])
        since, wait = read_wait(request)
        version = await self._exchange.changes(self._desk.chat_key(number), since, wait)
        chat = self._desk.chats.get(number)
        messages = [self._desk.shown(message) for message in chat.messages.values()] if chat else []
        limit = int(request.query_params.get("limit") or 0)
        return JSONResponse(
            {
                "version": version,
                "keyboard": chat.keyboard if chat else None,
                "messages": messages[-limit:],
            }
        )

    async def _commands(self, request: Request) -> Response:
        return JSONResponse(next(iter(self._methods.commands.values()), []))
