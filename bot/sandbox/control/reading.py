"""Reading what the control door is asked, and saying plainly what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

Serve = Callable[[Request], Awaitable[Response]]


async def read_json(request: Request) -> dict[str, Any]:
    """The JSON object of a request; an empty body is an empty object. Raises ValueError for anything else."""
    body = await request.body()
    if not body:
        return {}
    wish = json.loads(body)
    if not isinstance(wish, dict):
        raise ValueError("a JSON object is expected")
    return wish


def guarded(serve: Serve) -> Serve:
    """Answer 422 with the reason for a wish that makes no sense, 403 to pages of other origins.

    The door has no password: it is meant for the machine it runs on. A foreign page open in the same
    browser must still not be able to use it.
    """

    async def endpoint(request: Request) -> Response:
        origin = request.headers.get("origin")
        if origin and urlsplit(origin).netloc != request.headers.get("host"):
            return JSONResponse({"error": "the control door serves its own pages only"}, 403)
        try:
            return await serve(request)
        except (ValueError, KeyError, TypeError) as error:
            reason = f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else str(error)
            return JSONResponse({"error": reason}, 422)

    return endpoint


def read_moment(written: Any) -> datetime:
    """A moment in ISO form. Raises ValueError when it is none, or has no time zone."""
    moment = datetime.fromisoformat(str(written))
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment


def read_wait(request: Request) -> tuple[int, float]:
    """`since_version` and `wait` (real seconds, at most 60) of a request for a chat."""
    query = request.query_params
    return int(query.get("since_version") or 0), min(60.0, float(query.get("wait") or 0))
