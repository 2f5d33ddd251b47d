"""Twilio's errors: at once as a REST answer, or later in a status callback."""

from __future__ import annotations

from starlette.responses import JSONResponse

SAID: dict[int, str] = {
    20001: "Invalid parameter",
    20003: "Authenticate",
    20404: "The requested resource was not found",
    20429: "Too Many Requests",
    20500: "An internal server error has occurred",
    20503: "Service unavailable",
    21211: "The 'To' number {to} is not a valid phone number.",
    21212: "The 'From' number {from_} is not a valid phone number, shortcode, or alphanumeric sender ID.",
    21603: "A 'From' phone number is required.",
    21604: "A 'To' phone number is required.",
    21610: "Attempt to send to unsubscribed recipient",
    21614: "'To' number is not a valid mobile number",
    21617: "The concatenated message body exceeds the 1600 character limit",
    21619: "A text message body or media urls must be specified.",
    21620: "Invalid media URL(s)",
    21623: "Number of media files exceeds allowed limit",
    21654: "The ContentSid Required",
    21655: "The ContentSid is Invalid",
    21656: "The ContentVariables Parameter is invalid",
    21910: "Invalid 'From' and 'To' pair. 'From' and 'To' should be of the same channel",
    30008: "Unknown error",
    63003: "Channel could not find To address",
    63005: "Channel did not accept given content.",
    63007: "Twilio could not find a Channel with the specified From address",
    63013: "Channel policy violation",
    63016: (
        "Failed to send freeform message because you are outside the allowed window. "
        "If you are using WhatsApp, please use a Message Template."
    ),
    63018: "Rate limit exceeded for Channel",
    63019: "Media failed to download",
    63021: "Channel invalid content error",
    63024: "Invalid message recipient",
    63049: "Meta chose not to deliver this WhatsApp marketing message",
    63051: "WhatsApp Business Account is locked",
}

# Codes after which the channel took the message and could not bring it; the others never left Twilio.
UNDELIVERED = frozenset({63003, 63016, 63024, 63049, 30008})


def said(code: int) -> str:
    """The sentence that belongs to a code."""
    return SAID.get(code, "Unknown error")


class Refusal(Exception):
    """A request that Twilio answers with an error."""

    def __init__(self, code: int, status: int = 400, **words: str) -> None:
        super().__init__(code)
        self.code = code
        self.status = status
        self.message = said(code).format_map({"to": "", "from_": "", **words})

    def response(self, headers: dict[str, str] | None = None) -> JSONResponse:
        """The error as the REST API writes it."""
        return JSONResponse(
            {
                "code": self.code,
                "message": self.message,
                "more_info": f"https://www.twilio.com/docs/errors/{self.code}",
                "status": self.status,
            },
            self.status,
            headers,
        )
