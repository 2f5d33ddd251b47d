"""The sandbox on a port of its own: in the foreground, or beside a test."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from typing import Any

import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from bot.sandbox.app import make_sandbox
from bot.sandbox.config import SandboxConfig

STARTS_WITHIN = 15.0


class CuttableProtocol(HttpToolsProtocol):
    """HTTP whose connection a request can cut, so that a lost reply is truly lost."""

    def connection_made(self, transport: Any) -> None:
        """Let requests on this connection know it."""
        super().connection_made(transport)
        self.app_state = {**self.app_state, "transport": transport}


class SandboxServer(uvicorn.Server):
    """A server that ends open event streams when it is told to stop."""

    def __init__(self, config: uvicorn.Config, app: Starlette) -> None:
        super().__init__(config)
        self._app = app

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close the phones' streams first; they would keep the server waiting."""
        self._app.state.exchange.feed.tell({"type": "closing"})
        await self._app.state.exchange.stop_work()
        await super().shutdown(sockets)


def make_server(
    config: SandboxConfig, host: str = "127.0.0.1", port: int = 8801, state: Path | None = None
) -> SandboxServer:
    """A server for the sandbox; run it with `serve()` in an event loop, end it with `should_exit`."""
    app = make_sandbox(config, state=state)
    return SandboxServer(
        uvicorn.Config(
            app,
            host=host,
            port=port,
            http=CuttableProtocol,
            ws="none",
            log_level="warning",
            access_log=False,
            timeout_graceful_shutdown=2,
        ),
        app,
    )


def take_port(host: str = "127.0.0.1", port: int = 0) -> socket.socket:
    """A bound socket, so that the address is known before anything runs. Raises OSError when it is taken."""
    taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    taken.bind((host, port))
    return taken


@contextmanager
def running_sandbox(config: SandboxConfig, port: int = 0, state: Path | None = None) -> Iterator[str]:
    """A sandbox in a thread of its own for as long as the block lasts; gives its address.

    `config.public_url` is set to that address.
    """
    with take_port(port=port) as taken:
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        server = make_server(replace(config, public_url=url), state=state)

        def run() -> None:
            asyncio.run(server.serve(sockets=[taken]))

        thread = Thread(target=run, name="sandbox", daemon=True)
        thread.start()
        give_up = monotonic() + STARTS_WITHIN
        while not server.started:
            if monotonic() > give_up or not thread.is_alive():
                raise RuntimeError("the sandbox did not start")
            sleep(0.01)
        try:
            yield url
        finally:
            server.should_exit = True
            thread.join(STARTS_WITHIN)
