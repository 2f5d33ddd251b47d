"""What surrounds every request, as plain ASGI: an id, a time, and headers that keep browsers strict."""

import secrets
import time
from typing import Any

import structlog
from fastapi.routing import iter_route_contexts
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import problem_response

log = structlog.get_logger("api.request")

# Nothing inline and nothing foreign: a text of a customer that slips into a page cannot run.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

_HEADERS = [
    (b"content-security-policy", CONTENT_SECURITY_POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=()"),
    # What a door says is for the one who asked; static files set their own.
    (b"cache-control", b"no-store"),
]
_OVER_HTTPS = [*_HEADERS, (b"strict-transport-security", b"max-age=31536000; includeSubDomains")]

# Asked by machines all the time and counted in the dials; a log line each would bury the rest.
_QUIET = ("/healthz", "/readyz", "/metrics", "/static", "/webhooks")


class SecurityHeaders:
    """Adds strict headers; a header that the endpoint set itself is left alone."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        headers = _OVER_HTTPS if scope["app"].state.doors.is_https else _HEADERS

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name for name, _ in message["headers"]}
                added = [header for header in headers if header[0] not in own]
                message["headers"] = [*message["headers"], *added]
            await send(message)

        await self.app(scope, receive, send_with_headers)


class Measured:
    """Gives each request an id, measures it, and writes one line about it without personal data."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._paths: dict[Any, str] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        # Ids from outside are not taken over: they would let a stranger write into our logs.
        request_id = secrets.token_hex(8)
        status, started = 500, time.perf_counter()

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["x-request-id"] = request_id
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self.app(scope, receive, send_with_id)
            finally:
                took = time.perf_counter() - started
                route = self._route_of(scope)
                scope["app"].state.doors.meters.request(scope["method"], route, status, took)
                if status >= 400 or not scope["path"].startswith(_QUIET):
                    log.info(
                        "request",
                        method=scope["method"],
                        route=route,
                        status=status,
                        ms=round(took * 1000, 1),
                    )

    def _route_of(self, scope: Scope) -> str:
        """Name the route, never the path: paths carry tokens, and their number has no bound."""
        if self._paths is None:
            contexts = iter_route_contexts(scope["app"].routes)
            self._paths = {context.endpoint: context.path or "" for context in contexts if context.endpoint}
        if scope["path"].startswith("/static/"):
            return "/static"
        return self._paths.get(scope.get("endpoint"), "unmatched")


class LargeBodiesInWords:
    """Says in the house's way that a body is too large; the framework's limiter answers in plain text."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        replaced = False

        async def send_in_words(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start" and message["status"] == 413:
                replaced = True
                response = problem_response(Request(scope), 413, "This is too large.")
                await response(scope, receive, send)
            elif not replaced:
                await send(message)

        await self.app(scope, receive, send_in_words)
