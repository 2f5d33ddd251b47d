"""The MIME message: headers, both bodies, the PDF, and a Message-ID that names our row."""

import hmac
import re
from collections.abc import Sequence
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from bot.channels.email.letters import Letter
from bot.channels.email.server import one_line
from bot.channels.port import Message

_MESSAGE_ID = re.compile(r"<serai\.(\d{1,18})\.([0-9a-f]{20})@[^<>\s]+>")
_REFERENCE = re.compile(r"<[^<>\s]{3,250}@[^<>\s]{1,250}>")


def message_id(outbox_id: int, key: str, domain: str) -> str:
    """Name a message so that an answer to it leads back to its row, and nobody can make the name up."""
    return f"<serai.{outbox_id}.{_seal(outbox_id, key)}@{domain}>"


def outbox_of(references: str, key: str) -> int | None:
    """Give the row that the newest genuine reference of an answer names, or None."""
    for found in reversed(list(_MESSAGE_ID.finditer(references))):
        number = int(found[1])
        if hmac.compare_digest(found[2], _seal(number, key)):
            return number
    return None


def _seal(outbox_id: int, key: str) -> str:
    return hmac.digest(key.encode(), f"mail:{outbox_id}".encode(), "sha256").hex()[:20]


def compose(
    message: Message, letter: Letter, sender: Address, to_name: str, named: str, now: datetime
) -> EmailMessage:
    """Put a message together. Raises `ValueError` for an address that no header can hold."""
    mail = EmailMessage(policy=SMTP.clone(utf8=not message.address.isascii()))
    mail["From"] = sender
    user, _, domain = message.address.rpartition("@")
    mail["To"] = Address(display_name=one_line(to_name, 120), username=user, domain=domain)
    mail["Subject"] = letter.subject
    mail["Date"] = now
    mail["Message-ID"] = named
    mail["List-Unsubscribe"] = f"<mailto:{sender.addr_spec}?subject=STOP>"
    if (message.letter or {}).get("is_automatic"):
        mail["Auto-Submitted"] = "auto-replied" if message.thread else "auto-generated"  # RFC 3834
    if thread := references(message.thread):
        mail["In-Reply-To"] = thread[-1]
        mail["References"] = " ".join(thread)
    mail.set_content(letter.text, cte="quoted-printable")
    mail.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    if message.file is not None:
        kind, _, sort = message.media_type.partition("/")
        mail.add_attachment(
            message.file,
            maintype=kind or "application",
            subtype=sort or "octet-stream",
            filename=one_line(message.file_name, 120) or "file",
        )
    return mail


def references(thread: Sequence[str], most: int = 10) -> list[str]:
    """Keep what is a Message-ID of a thread, the newest ones last."""
    return [found for one in thread for found in _REFERENCE.findall(one)][-most:]
