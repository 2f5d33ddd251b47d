"""The wire under Twilio's SDK: its requests over aiohttp, to a base of our choice, with timeouts that hold.

The SDK's own asynchronous client ignores its timeout and sends JSON bodies as forms.
"""

import asyncio
import base64
import json
import logging
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import aiohttp
from twilio.http import AsyncHttpClient
from twilio.http.response import Response

TWILIO = "https://api.twilio.com"
_TWILIO_HOST = urlsplit(TWILIO).netloc


class NeverLeft(Exception):
    """The connection was not made: surely nothing was sent."""


class NoReply(Exception):
    """The request left and no whole answer came: it may or may not have been carried out."""


class SlowDown(Exception):
    """Twilio answered 429. `after` is the wait it asked for, in seconds."""

    def __init__(self, after: float, code: str) -> None:
        super().__init__(f"429 ({code})")
        self.after, self.code = after, code


class Wire(AsyncHttpClient):
    """Carries the SDK's requests. One session per event loop."""

    def __init__(self, api_base: str, *, connect: float = 5.0, total: float = 15.0) -> None:
        super().__init__(logging.getLogger("twilio"), True, total)
        self._base = urlsplit(api_base.rstrip("/") or TWILIO)
        self._timeouts = aiohttp.ClientTimeout(total=total, sock_connect=connect)
        self._session: aiohttp.ClientSession | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def open(self) -> aiohttp.ClientSession:
        loop = asyncio.get_running_loop()
        if self._session is None or self._session.closed or self._loop is not loop:
            self._session = aiohttp.ClientSession(
                timeout=self._timeouts, cookie_jar=aiohttp.DummyCookieJar(), auto_decompress=True
            )
            self._loop = loop
        return self._session

    def at_base(self, url: str) -> str:
        """Point an address of Twilio's at the server that stands in its place, where one does."""
        if self._base.netloc == _TWILIO_HOST:
            return url  # Twilio keeps messages, templates and media under names of their own
        parts = urlsplit(url)
        return urlunsplit(
            (self._base.scheme, self._base.netloc, self._base.path + parts.path, parts.query, "")
        )

    async def request(
        self,
        method: str,
        url: str,
        params: dict[str, object] | None = None,
        data: dict[str, object] | None = None,
        headers: dict[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - the SDK's own signature
        allow_redirects: bool = False,
    ) -> Response:
        body: Any = data
        if data is not None and (headers or {}).get("Content-Type", "").startswith("application/json"):
            body = json.dumps(data)
        elif data is not None:
            body = _pairs(data)
        try:
            async with self.open().request(
                method.upper(),
                self.at_base(url),
                params=_pairs(params or {}),
                data=body,
                headers={**(headers or {}), **({} if auth is None else signed_in(auth))},
                allow_redirects=allow_redirects,
            ) as answer:
                text = await answer.text()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as problem:
            raise NeverLeft(type(problem).__name__) from problem
        except (aiohttp.ClientError, TimeoutError, OSError) as problem:
            raise NoReply(type(problem).__name__) from problem
        if answer.status == 429:
            raise SlowDown(_seconds(answer.headers.get("Retry-After")), _code_in(text))
        return Response(answer.status, text, answer.headers)

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


def signed_in(auth: tuple[str, str]) -> dict[str, str]:
    """Give the header of basic authentication."""
    return {"Authorization": f"Basic {base64.b64encode(':'.join(auth).encode()).decode()}"}


def _pairs(fields: dict[str, object]) -> list[tuple[str, str]]:
    pairs = []
    for name, value in fields.items():
        values = value if isinstance(value, list) else [value]
        pairs += [(name, str(one)) for one in values if one is not None]
    return pairs


def _seconds(told: str | None) -> float:
    try:
        return max(0.5, float(told or 1))
    except ValueError:
        return 1.0


def _code_in(text: str) -> str:
    try:
        return str(json.loads(text).get("code", "20429"))
    except (ValueError, AttributeError):
        return "429"
