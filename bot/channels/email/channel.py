"""The e-mail channel behind the port: out through one SMTP connection a message."""

import ssl
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any

from bot.channels.email.inbound import Known, check_signature, read_mail
from bot.channels.email.letters import write_letter
from bot.channels.email.mime import compose, message_id
from bot.channels.email.server import MailServer, is_address, read_sender, read_server
from bot.channels.email.troubles import LOGIN, NO_TLS, refusal
from bot.channels.port import (
    Accepted,
    Capabilities,
    Inbound,
    LookupFailed,
    Media,
    Message,
    RawRequest,
    Refusal,
    SendResult,
    Status,
    TryLater,
    Unknown,
)
from crm.db import forbid_in_transaction

if TYPE_CHECKING:
    from aiosmtplib import SMTP

_BAD_ADDRESS = Refusal(
    "bad_address",
    "This is not an address that mail can be sent to.",
    "Check the e-mail address with the customer and correct it in the contact.",
    unreachable=True,
)


class EmailChannel:
    """Customers read and write e-mail. `account` is our address as `email:trips@agency.example`.

    Attachments grow by a third on their way, and many servers take 10 MB in all: a file of more than
    7 MB goes as a link. SMTP cannot be asked what became of a message: one of unknown outcome waits for
    a human.
    """

    name = "email"

    def __init__(
        self,
        smtp_url: str,
        sender: str,
        key: str,
        *,
        webhook_secret: str = "",
        authserv: str = "",
        timeout: float = 15.0,
        per_second: float = 5.0,
        tls_context: ssl.SSLContext | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._server: MailServer = read_server(smtp_url)
        self._sender = read_sender(sender)
        self._webhook_secret, self._authserv = webhook_secret, authserv
        self._key, self._timeout, self._tls_context, self._now = key, timeout, tls_context, now
        self.account = f"email:{self._sender.addr_spec.lower()}"
        self.capabilities = Capabilities(
            text_limit=100_000,
            caption_limit=100_000,
            file_limit=7_000_000,
            window=None,
            can_edit=False,
            can_read_back=False,
            per_second=per_second,
            per_chat=1.0,
        )

    def receive(self, request: RawRequest) -> Sequence[Inbound | Status]:
        check_signature(request, self._webhook_secret, self._now())
        own = self._sender
        known = Known(self.account, own.addr_spec.lower(), self._key, own.domain, self._authserv)
        return read_mail(request.body, known)

    async def send(self, message: Message) -> SendResult:
        forbid_in_transaction("an e-mail")
        if not is_address(message.address):
            return _BAD_ADDRESS
        named = message_id(message.outbox_id, self._key, self._sender.domain)
        facts = {"text": message.text, **(message.letter or {}), "is_attached": message.file is not None}
        letter = write_letter(facts)
        try:
            mail = compose(message, letter, self._sender, str(facts.get("name") or ""), named, self._now())
        except ValueError:
            return _BAD_ADDRESS
        result = await self._hand_in(mail, message.address)
        return Accepted(named) if result is None else result

    async def _hand_in(self, mail: EmailMessage, address: str) -> Refusal | TryLater | Unknown | None:
        """Hand a message in; None where the server took it. Until DATA begins nothing can have been sent."""
        from aiosmtplib import SMTP, SMTPException

        client: SMTP = SMTP(
            hostname=self._server.host,
            port=self._server.port,
            use_tls=self._server.tls == "implicit",
            start_tls={"required": True, "offered": None}.get(self._server.tls, False),
            username=self._server.user or None,
            password=self._server.password or None,
            timeout=self._timeout,
            tls_context=self._tls_context,
            local_hostname=self._sender.domain,
        )
        try:
            try:
                await client.connect()
                await self._envelope(client, address)
            except (SMTPException, OSError, TimeoutError) as error:
                verdict = self.classify(error)
                if isinstance(verdict, Unknown):
                    return TryLater(30, "network", verdict.detail, is_away=True)
                return verdict
            try:
                await client.data(mail.as_bytes())
            except Exception as error:  # noqa: BLE001 - whatever comes now is classified
                return self.classify(error)
            return None
        finally:
            client.close()

    async def _envelope(self, client: "SMTP", address: str) -> None:
        from aiosmtplib import SMTPRecipientRefused

        is_ascii = address.isascii()
        if not is_ascii and not client.supports_extension("smtputf8"):
            raise SMTPRecipientRefused(553, "5.6.7 The mail server takes no address in this script.", address)
        options = [] if is_ascii else ["SMTPUTF8"]
        encoding = "ascii" if is_ascii else "utf-8"
        await client.mail(self._sender.addr_spec, options=options, encoding=encoding)
        await client.rcpt(address, encoding=encoding)

    async def find_sent(
        self, message: Message, since: datetime, known: Collection[str] = ()
    ) -> Accepted | None:
        raise LookupFailed("A mail server does not tell what became of a message.")

    async def fetch_media(self, reference: Mapping[str, Any]) -> Media:
        raise LookupFailed("What came with an e-mail was kept when it came.")

    def classify(self, error: Exception) -> Refusal | TryLater | Unknown:
        import aiosmtplib

        match error:
            case aiosmtplib.SMTPSenderRefused():
                return refusal(error.code, error.message, of_sender=True)
            case aiosmtplib.SMTPConnectResponseError() if 400 <= error.code < 500:
                # Turned away before any mailbox was named: the server itself does not serve now.
                return TryLater(30, str(error.code), f"The mail server: {error.message}"[:300], is_away=True)
            case aiosmtplib.SMTPResponseException() if 400 <= error.code < 600:
                return refusal(error.code, error.message)
            case aiosmtplib.SMTPConnectError():
                return TryLater(
                    30, "network", f"The mail server cannot be reached: {error}"[:300], is_away=True
                )
            case ssl.SSLError():
                return Refusal("bad_tls", f"The mail server's certificate: {error}"[:300], NO_TLS)
            case aiosmtplib.SMTPException() if "STARTTLS" in str(error):
                return Refusal("no_tls", str(error)[:300], NO_TLS)
            case aiosmtplib.SMTPException() if "AUTH" in str(error):
                return Refusal("no_login", str(error)[:300], LOGIN)
            case _:
                return Unknown(f"{type(error).__name__}: {error}"[:300])

    async def typing(self, address: str) -> None:
        """Nobody sees an e-mail being written."""

    async def close(self) -> None:
        """There is nothing open between two messages."""
