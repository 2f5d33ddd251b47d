"""Faults, clock, journal, reset and the stream of events."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.sandbox.control.reading import guarded, read_json
from bot.sandbox.exchange import Exchange
from bot.sandbox.faults import describe_fault

FILTERS = ("provider", "kind", "direction", "chat", "operation", "sid", "message_status", "fault")
BEAT = 15.0


class GeneralDoor:
    """What concerns the sandbox as a whole."""

    def __init__(self, exchange: Exchange, reset: Callable[[], Awaitable[None]]) -> None:
        self._exchange = exchange
        self._reset_all = reset

    def routes(self) -> list[Route]:
        """Routes of this door."""
        return [
            Route("/_control/account", guarded(self._account), methods=["GET"]),
            Route("/_control/faults", guarded(self._list_faults), methods=["GET"]),
            Route("/_control/faults", guarded(self._add_faults), methods=["POST"]),
            Route("/_control/faults", guarded(self._clear_faults), methods=["DELETE"]),
            Route("/_control/faults/{number:int}", guarded(self._clear_faults), methods=["DELETE"]),
            Route("/_control/clock", guarded(self._tell_time), methods=["GET"]),
            Route("/_control/clock", guarded(self._move_clock), methods=["POST"]),
            Route("/_control/journal", guarded(self._journal), methods=["GET"]),
            Route("/_control/reset", guarded(self._reset), methods=["POST"]),
            Route("/_control/events", guarded(self._events), methods=["GET"]),
        ]

    async def _account(self, request: Request) -> Response:
        return JSONResponse(self._exchange.config.account())

    def _faults(self) -> list[dict[str, Any]]:
        return [fault.shown() for fault in self._exchange.faults.list()]

    async def _list_faults(self, request: Request) -> Response:
        return JSONResponse(self._faults())

    async def _add_faults(self, request: Request) -> Response:
        wish = json.loads(await request.body())
        wishes = [describe_fault(one) for one in (wish if isinstance(wish, list) else [wish])]
        for fault in wishes:
            self._exchange.faults.add(fault)
            self._exchange.journal.write(
                fault.provider, "fault", "-", fault_kind=fault.kind, fault_id=fault.id
            )
        self._exchange.feed.tell({"type": "faults", "faults": self._faults()})
        return JSONResponse([fault.shown() for fault in wishes], 201)

    async def _clear_faults(self, request: Request) -> Response:
        self._exchange.faults.clear(request.path_params.get("number"))
        self._exchange.feed.tell({"type": "faults", "faults": self._faults()})
        return Response(status_code=204)

    def _time(self) -> dict[str, Any]:
        clock = self._exchange.clock
        return {"now": clock.now().isoformat(), "ahead_seconds": clock.ahead.total_seconds()}

    async def _tell_time(self, request: Request) -> Response:
        return JSONResponse(self._time())

    async def _move_clock(self, request: Request) -> Response:
        wish = await read_json(request)
        if "set" in wish:
            self._exchange.clock.set(datetime.fromisoformat(str(wish["set"])))
        elif wish.get("reset"):
            self._exchange.clock.reset()
        else:
            self._exchange.clock.advance(float(wish["advance_seconds"]))
        self._exchange.journal.write("sandbox", "clock", "-", **self._time())
        self._exchange.feed.tell({"type": "clock", **self._time()})
        return JSONResponse(self._time())

    async def _journal(self, request: Request) -> Response:
        query = request.query_params
        wanted = {name: query[name] for name in FILTERS if query.get(name)}
        if "chat" in wanted:
            wanted["chat"] = wanted["chat"].removeprefix("whatsapp:")
        limit = int(query["limit"]) if query.get("limit") else None
        return JSONResponse(self._exchange.journal.read(int(query.get("since") or 0), limit, **wanted))

    async def _reset(self, request: Request) -> Response:
        await self._reset_all()
        return Response(status_code=204)

    async def _events(self, request: Request) -> Response:
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(self._stream(request), media_type="text/event-stream", headers=headers)

    async def _stream(self, request: Request) -> AsyncIterator[str]:
        queue = self._exchange.feed.listen()
        try:
            yield "retry: 1000\n\n"
            while not await request.is_disconnected():
                try:
                    event = await asyncio.wait_for(queue.get(), BEAT)
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                if event.get("type") == "closing":
                    return
                yield f"data: {json.dumps(event, ensure_ascii=False)}\n\n"
        finally:
            self._exchange.feed.leave(queue)
