"""What is too large, too slow or too deep is refused, and nobody else waits for it."""

import asyncio
import resource
import time
from collections.abc import Callable
from contextlib import suppress

import httpx
import pytest
from pwdlib.hashers.argon2 import Argon2Hasher

from api.access.passwords import Passwords
from api.main import create_app
from api.wire import LARGEST_HEAD, PatientProtocol
from bot.settings import Settings
from crm.clock import MovableClock
from crm.db import Book
from tests.api.desk import TestDesk
from tests.api.serving import served
from tests.faults import Figures, percentile, size

CHEAP = Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1)


class Hasty(PatientProtocol):
    """The same with less patience, so that the test need not wait for long."""

    _within = 1.0


async def told(url: str, *parts: bytes, pause: float = 0.0) -> bytes:
    """Send bytes as they are, with a pause after each part; give the answer's first line."""
    address = httpx.URL(url)
    reader, writer = await asyncio.open_connection(address.host, address.port)
    answer = asyncio.create_task(reader.readline())
    with suppress(ConnectionError):
        for part in parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(pause)
    line = await answer
    writer.close()
    return line


def post(path: str, kind: str, body: bytes) -> tuple[bytes, bytes]:
    told = (f"POST {path} HTTP/1.1", "Host: desk", f"Content-Type: {kind}", f"Content-Length: {len(body)}")
    return "".join(f"{line}\r\n" for line in (*told, "")).encode(), body


DRIPS = [b"X"] * 30  # a byte at a time
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
DEEP = b'{"email": ' + b"[" * 400_000 + b"]" * 400_000 + b"}"
BURDENS: dict[str, tuple[Callable[[], tuple[bytes, ...]], tuple[bytes, ...]]] = {
    "10 MB body": (lambda: post("/webhooks/whatsapp", FORM, b"x" * 10_000_000), (b"413",)),
    "deep JSON": (lambda: post("/api/v1/auth/sign-in", JSON, DEEP), (b"400", b"422")),
    "deep JSON at a webhook": (lambda: post("/webhooks/telegram", JSON, DEEP), (b"403",)),
    # A page answers by going back to its form, with the reason.
    "a million fields": (lambda: post("/admin/sign-in", FORM, b"a=&" * 1_000_000), (b"303",)),
    "many fields": (lambda: post("/admin/sign-in", FORM, b"a=&" * 300_000), (b"400", b"413")),
    "10,000 headers": (
        lambda: (b"GET /healthz HTTP/1.1\r\nHost: desk.test\r\n" + b"X-A: 0123456789\r\n" * 10_000, b"\r\n"),
        (b"400",),
    ),
    "an endless header": (lambda: (b"GET /healthz HTTP/1.1\r\nX-A: " + b"x" * LARGEST_HEAD * 4,), (b"431",)),
}


@pytest.mark.fault("T22")
async def test_what_is_too_large_is_refused_and_costs_little(
    sqlite_url: str, clock: MovableClock, settings: Settings, figures: Figures
) -> None:
    app = create_app(TestDesk(Book(sqlite_url), clock, settings), passwords=Passwords(CHEAP))
    with served(app, Hasty) as url:
        async with httpx.AsyncClient(base_url=url, verify=False) as web:
            alone = await _healthy(web, 1.0)
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            asking = asyncio.create_task(_healthy(web, 0.0))
            answers = {}
            for _ in range(size(1, 20)):
                for name, (burden, _) in BURDENS.items():
                    answers[name] = await told(url, *burden())
            asking.cancel()
            slow = [
                asyncio.create_task(told(url, b"POST /webhooks/telegram HTTP/1.1\r\n", *DRIPS, pause=0.1))
                for _ in range(size(20, 200))
            ]
            body = post("/webhooks/telegram", JSON, b" " * 100)
            slow += [asyncio.create_task(told(url, body[0], *DRIPS, pause=0.1)) for _ in range(5)]
            slow += [asyncio.create_task(told(url, b""))]
            beside = await _healthy(web, 1.0)
            cut = [line.split()[1:2] for line in await asyncio.gather(*slow)]
            grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
            figures.show("too large", f"{len(answers)} kinds refused")
            figures.show("too slow, cut", f"{cut.count([b'408'])} of {len(cut)}")
            # This process is the sender as well: what it sends counts here too.
            figures.show("memory of both ends grew by", f"{grown:.0f} MB")
            figures.clock("others' p99", percentile(beside, 0.99) / percentile(alone, 0.99), 1.5, "times")
    wrong = {name: line for name, line in answers.items() if line.split()[1] not in BURDENS[name][1]}
    assert wrong == {}
    assert cut == [[b"408"]] * len(cut)


async def _healthy(web: httpx.AsyncClient, seconds: float) -> list[float]:
    """Ask for the desk's health for so long (0: until cancelled); give how long each took."""
    took, until = [], time.monotonic() + seconds
    while not seconds or time.monotonic() < until:
        began = time.monotonic()
        assert (await web.get("/healthz")).status_code == 200
        took.append(time.monotonic() - began)
        await asyncio.sleep(0.01)
    return took
