"""The doors behind a real port on loopback, in a thread: for browsers and for foreign test tools."""

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI

from api.wire import PatientProtocol


@contextmanager
def served(app: FastAPI, http: type[PatientProtocol] = PatientProtocol) -> Iterator[str]:
    """Serve an app in a thread with a loop of its own; give its address."""
    options = {"log_config": None, "access_log": False, "ws": "none", "http": http}
    config = uvicorn.Config(app, host="127.0.0.1", port=0, **options)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve()), daemon=True)
    thread.start()
    try:
        for _ in range(1000):
            if server.started or not thread.is_alive():
                break
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=20)
