"""How the Bot API says no."""

from __future__ import annotations

from typing import Any

from starlette.responses import JSONResponse

from bot.sandbox.faults import Fault


class Refusal(Exception):
    """A call that the Bot API answers with `ok: false`."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def response(self) -> JSONResponse:
        """The answer as the Bot API writes it."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        headers = {}
        if "retry_after" in self.parameters:
            headers["Retry-After"] = str(self.parameters["retry_after"])
        return JSONResponse(body, self.code, headers)


def bad_request(why: str) -> Refusal:
    """A 400 in Telegram's words."""
    return Refusal(400, f"Bad Request: {why}")


def upgraded(new_id: int) -> Refusal:
    """The group is a supergroup now, with another id."""
    return Refusal(
        400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=new_id
    )


def refusal_of(fault: Fault, chat: str) -> Refusal:
    """The error that a fault asks for."""
    if fault.kind == "429":
        wait = max(1, -int(-fault.wait_left(chat) // 1)) if fault.holds else fault.retry_after
        return Refusal(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
    if fault.kind == "html_error":
        return bad_request(
            "can't parse entities: " + (fault.message or 'Can\'t find end tag corresponding to start tag "b"')
        )
    if fault.kind == "immediate_error":
        code = fault.code or 400
        return Refusal(
            code, fault.message or {403: "Forbidden: bot was blocked by the user"}.get(code, "Bad Request")
        )
    status = int(fault.kind[:3])
    names = {500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable"}
    return Refusal(status, names[status])
