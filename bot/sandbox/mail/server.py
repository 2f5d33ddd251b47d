"""The mail server: aiosmtpd with a handler that keeps what comes, and the faults that were asked for."""

from __future__ import annotations

import asyncio
import ssl
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

from bot.sandbox.faults import MAIL_KINDS, Fault
from bot.sandbox.mail.room import Mailroom

_OK = "250 OK"


class Receiving:
    """Answers each command; what shall go wrong is asked of the fault book."""

    def __init__(self, room: Mailroom) -> None:
        self._room = room

    async def handle_MAIL(  # noqa: N802 - aiosmtpd looks for this name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take the sender."""
        if (answer := await self._fault(server, "MAIL", address)) is not None:
            return answer
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return _OK

    async def handle_RCPT(  # noqa: N802 - aiosmtpd looks for this name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take the recipient."""
        if (answer := await self._fault(server, "RCPT", address)) is not None:
            return answer
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return _OK

    async def handle_DATA(  # noqa: N802 - aiosmtpd looks for this name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Take the message itself."""
        to = str(envelope.rcpt_tos[0]) if envelope.rcpt_tos else ""
        fault = self._room.exchange.faults.draw("mail", MAIL_KINDS, "DATA", to)
        if fault is not None and fault.kind == "reply":
            return _reply(fault)
        content = envelope.content or b""
        self._room.take(
            envelope.mail_from or "", to, content.encode() if isinstance(content, str) else content
        )
        if fault is not None and fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
        if fault is not None and fault.kind == "drop_after_data":
            _hang_up(server)
        return _OK

    async def _fault(self, server: SMTP, operation: str, address: str) -> str | None:
        fault = self._room.exchange.faults.draw("mail", MAIL_KINDS, operation, address)
        if fault is None:
            return None
        if fault.kind == "reply":
            return _reply(fault)
        if fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
        elif fault.kind == "drop_before_data":
            _hang_up(server)
        return None


def _reply(fault: Fault) -> str:
    return f"{fault.code or 451} {fault.message or 'as was asked for'}"


def _hang_up(server: SMTP) -> None:
    if isinstance(server.transport, asyncio.Transport):
        server.transport.abort()


async def open_mail_server(
    room: Mailroom,
    port: int,
    *,
    tls: ssl.SSLContext | None = None,
    password: tuple[str, str] | None = None,
) -> asyncio.Server:
    """Listen on loopback. With `tls` STARTTLS is offered; with `password` nobody sends without it."""
    loop = asyncio.get_running_loop()
    options: dict[str, Any] = {"tls_context": tls, "enable_SMTPUTF8": True, "hostname": "mail.sandbox"}
    if password is not None:
        options |= {"auth_required": True, "authenticator": _knows(*password)}
    return await loop.create_server(
        lambda: SMTP(Receiving(room), loop=loop, **options), host="127.0.0.1", port=port
    )


def _knows(user: str, word: str) -> Any:
    from aiosmtpd.smtp import AuthResult, LoginPassword

    def check(_server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any) -> AuthResult:
        ok = isinstance(given, LoginPassword) and given == LoginPassword(user.encode(), word.encode())
        return AuthResult(success=ok, handled=False)

    return check
