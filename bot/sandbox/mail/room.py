"""The mailroom: every e-mail that was handed in, as its reader sees it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from bot.sandbox.exchange import Exchange

LIMIT = 500  # e-mails kept, the oldest dropped


@dataclass(frozen=True)
class Attachment:
    """One file of an e-mail."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Mail:
    """One e-mail as it was handed in: the envelope, the raw bytes, and what a reader sees of them."""

    number: int
    at: datetime
    sender: str
    to: str
    raw: bytes
    subject: str
    message_id: str
    text: str
    html: str
    headers: dict[str, str] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()

    def shown(self) -> dict[str, Any]:
        """The e-mail as the control door shows it."""
        return {
            "number": self.number,
            "at": self.at.isoformat(),
            "from": self.sender,
            "to": self.to,
            "subject": self.subject,
            "message_id": self.message_id,
            "text": self.text,
            "html": self.html,
            "headers": self.headers,
            "attachments": [
                {"name": file.name, "media_type": file.media_type, "size": len(file.content)}
                for file in self.attachments
            ],
        }


class Mailroom:
    """What came in, in order."""

    def __init__(self, exchange: Exchange) -> None:
        self.exchange = exchange
        self.mails: list[Mail] = []
        self._number = 0

    def take(self, sender: str, to: str, raw: bytes) -> Mail:
        """Keep an e-mail."""
        message: Any = message_from_bytes(raw, _class=EmailMessage, policy=default)
        self._number += 1
        mail = Mail(
            number=self._number,
            at=self.exchange.clock.now(),
            sender=sender,
            to=to,
            raw=raw,
            subject=str(message["subject"] or ""),
            message_id=str(message["message-id"] or ""),
            text=_body(message, "plain"),
            html=_body(message, "html"),
            headers={name: str(value) for name, value in message.items()},
            attachments=tuple(
                Attachment(
                    part.get_filename() or "file",
                    part.get_content_type(),
                    part.get_payload(decode=True) or b"",
                )
                for part in message.iter_attachments()
            ),
        )
        self.mails = [*self.mails[-LIMIT + 1 :], mail]
        self.exchange.journal.write(
            "mail", "message", "out", to, subject=mail.subject, message_id=mail.message_id, size=len(raw)
        )
        self.exchange.feed.tell({"type": "mail", "number": mail.number})
        return mail

    def find(self, number: int) -> Mail | None:
        return next((mail for mail in self.mails if mail.number == number), None)

    def clear(self) -> None:
        """Forget everything; numbering goes on."""
        self.mails.clear()


def _body(message: Any, sort: str) -> str:
    part = message.get_body(preferencelist=(sort,))
    return "" if part is None else str(part.get_content())
