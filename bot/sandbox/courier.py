"""Carries webhooks and callbacks to the product, with the provider's timeouts and retries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol
from urllib.parse import parse_qsl

import aiohttp
from yarl import URL

RETRIED_POLICIES = {"4xx", "5xx", "ct", "rt", "all"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the product answered: a status, or the failure that kept it from answering."""

    status: int | None
    body: bytes = b""
    failure: str = ""

    @property
    def is_accepted(self) -> bool:
        """A 2xx answer."""
        return self.status is not None and 200 <= self.status < 300


@dataclass(frozen=True, slots=True)
class Patience:
    """How a webhook is sent again: attempts in all, on which outcomes, and timeouts in seconds."""

    attempts: int = 2
    policies: frozenset[str] = frozenset({"ct"})
    connect: float = 5.0
    read: float = 15.0
    pause: float = 0.25

    def covers(self, answer: Answer) -> bool:
        """Whether this outcome is tried again."""
        if answer.is_accepted:
            return False
        if "all" in self.policies:
            return True
        if answer.status is None:
            return ("ct" if answer.failure == "connect" else "rt") in self.policies
        return f"{answer.status // 100}xx" in self.policies


def split_overrides(url: str, patience: Patience) -> tuple[str, Patience]:
    """The address without its fragment, and the patience that Twilio's connection overrides ask for."""
    address, _, fragment = url.partition("#")
    overrides = dict(parse_qsl(fragment))
    policies = frozenset(overrides.get("rp", "ct").split(",")) & RETRIED_POLICIES
    return address, replace(
        patience,
        attempts=1 + min(5, int(overrides.get("rc", 1))),
        policies=policies,
        connect=int(overrides.get("ct", 5_000)) / 1_000,
        read=min(patience.read, int(overrides.get("rt", 15_000)) / 1_000),
    )


class Courier(Protocol):
    """Whoever brings a request to the product and its answer back."""

    async def post(self, url: str, body: bytes, headers: dict[str, str], patience: Patience) -> Answer:
        """Send one request once."""

    async def fetch(self, url: str, limit: int) -> tuple[bytes, str] | None:
        """The bytes and content type at an address, or None when it cannot be had within `limit` bytes."""

    async def close(self) -> None:
        """Let go of connections."""


class HttpCourier:
    """Brings requests over HTTP, keeping connections open between them."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=400, keepalive_timeout=20),
                cookie_jar=aiohttp.DummyCookieJar(),
            )
        return self._session

    async def post(self, url: str, body: bytes, headers: dict[str, str], patience: Patience) -> Answer:
        """Send one request once; the address goes out exactly as written, because it is signed."""
        timeout = aiohttp.ClientTimeout(sock_connect=patience.connect, sock_read=patience.read)
        try:
            async with self._open().post(
                URL(url, encoded=True), data=body, headers=headers, timeout=timeout, allow_redirects=False
            ) as response:
                return Answer(response.status, await response.read())
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
            return Answer(None, failure="connect")
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            return Answer(None, failure=type(error).__name__)

    async def fetch(self, url: str, limit: int) -> tuple[bytes, str] | None:
        """Download media that the product points to."""
        try:
            async with self._open().get(url, timeout=aiohttp.ClientTimeout(total=20)) as response:
                if response.status != 200:
                    return None
                content = await response.content.read(limit + 1)
                while len(content) <= limit and (more := await response.content.read(limit + 1)):
                    content += more
                return (content, response.content_type) if len(content) <= limit else None
        except (TimeoutError, aiohttp.ClientError, ValueError, OSError):
            return None

    async def close(self) -> None:
        """Close the connections kept open."""
        if self._session is not None:
            await self._session.close()
