"""How a fault strikes a request: before it is accepted, or on the way back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from bot.sandbox.faults import Fault

HELD_FOR = 120.0


class LostReply(Response):
    """No reply at all: the connection is cut.

    Under the sandbox's own server the socket is closed before a byte is sent. Under another server the
    reply stops in its middle, which clients report as a broken connection too.
    """

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Cut the connection."""
        transport = (scope.get("state") or {}).get("transport")
        if transport is not None:
            transport.abort()
            while (await receive())["type"] != "http.disconnect":
                pass
            return
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"512")]})
        await send({"type": "http.response.body", "body": b"{", "more_body": True})


async def strike_before(fault: Fault | None, refuse: Callable[[Fault], Response]) -> Response | None:
    """What the product is answered instead of being served; None lets the request pass."""
    if fault is None:
        return None
    if fault.kind == "slow":
        await asyncio.sleep(fault.seconds)
        return None
    if fault.kind == "hang":
        await asyncio.sleep(fault.seconds or HELD_FOR)
        return LostReply()
    if fault.kind in ("429", "500", "502", "503", "immediate_error", "html_error"):
        return refuse(fault)
    return None


async def strike_after(fault: Fault | None, reply: Response, refuse: Callable[[Fault], Response]) -> Response:
    """What becomes of the reply to a request that was accepted."""
    if fault is None:
        return reply
    if fault.kind == "lost_reply":
        return LostReply()
    if fault.kind == "timeout_after_accept":
        await asyncio.sleep(fault.seconds or HELD_FOR)
        return LostReply()
    if fault.kind == "500_after_accept":
        return refuse(fault)
    if fault.kind == "garbage":
        return Response("<html><body>Bad gateway</body></html>", 200, media_type="text/html")
    return reply
