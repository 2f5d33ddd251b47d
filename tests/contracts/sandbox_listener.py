"""Somebody who listens where the product would: keeps every webhook and answers as told."""

import asyncio
import json
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from time import monotonic, sleep
from typing import Any
from urllib.parse import parse_qsl

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.sandbox.serving import take_port


@dataclass(frozen=True)
class Posted:
    """One webhook, exactly as it came."""

    url: str
    headers: dict[str, str]
    body: bytes
    at: float

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode(), keep_blank_values=True))

    def json(self) -> Any:
        return json.loads(self.body)


class Listener:
    """Keeps what was posted. `answers` are statuses for the next posts; afterwards all get 200."""

    def __init__(self) -> None:
        self.url = ""
        self.posted: list[Posted] = []
        self.answers: deque[int] = deque()
        self.files: dict[str, tuple[bytes, str]] = {}
        self.pause = 0.0
        self.body = b""

    async def post(self, request: Request) -> Response:
        query = f"?{request.url.query}" if request.url.query else ""
        url = self.url + request.scope["raw_path"].decode().partition("?")[0] + query
        self.posted.append(Posted(url, dict(request.headers), await request.body(), monotonic()))
        await asyncio.sleep(self.pause)
        return Response(self.body, self.answers.popleft() if self.answers else 200)

    async def file(self, request: Request) -> Response:
        if request.path_params["name"] not in self.files:
            return Response(status_code=404)
        content, content_type = self.files[request.path_params["name"]]
        return Response(content, media_type=content_type)

    def callbacks(self) -> list[tuple[str, str]]:
        """Message sid and status of every status callback, in order of arrival."""
        forms = [posted.form for posted in self.posted if "/status" in posted.url]
        return [(form["MessageSid"], form["MessageStatus"]) for form in forms]

    async def gets(self, count: int, path: str = "", within: float = 5.0) -> list[Posted]:
        """Wait until that many posts came to a path."""
        until = monotonic() + within
        while True:
            found = [posted for posted in self.posted if path in posted.url]
            if len(found) >= count:
                return found
            if monotonic() > until:
                raise AssertionError(f"{len(found)} of {count} posts came to {path!r}")
            await asyncio.sleep(0.01)


@contextmanager
def in_a_thread(config: Callable[[], uvicorn.Config]) -> Iterator[str]:
    """A server on a port of its own, in a thread of its own; gives its address."""
    with take_port() as taken:
        server = uvicorn.Server(config())
        thread = Thread(target=lambda: asyncio.run(server.serve(sockets=[taken])), daemon=True)
        thread.start()
        while not server.started:
            sleep(0.01)
        try:
            yield f"http://127.0.0.1:{taken.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)


@contextmanager
def listening() -> Iterator[Listener]:
    """Somebody who listens."""
    listener = Listener()
    app = Starlette(
        routes=[
            Route("/files/{name}", listener.file),
            Route("/{path:path}", listener.post, methods=["POST"]),
        ]
    )
    with in_a_thread(lambda: uvicorn.Config(app, ws="none", log_level="warning", lifespan="off")) as url:
        listener.url = url
        yield listener
