"""E-mail that comes in: a raw MIME message, signed by whoever forwards it, read for the road."""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any

from bot.channels.email.mime import message_id, outbox_of
from bot.channels.email.proven import LONGEST, is_proven
from bot.channels.email.quotes import without_quotes, words_of_html
from bot.channels.email.server import is_address, one_line
from bot.channels.port import BadPayload, BadSignature, Inbound, Media, RawRequest, Status

SIGNATURE, TIMESTAMP = "x-mail-signature", "x-mail-timestamp"
TOLERANCE = timedelta(minutes=5)
LONGEST_TEXT = 20_000  # characters of one e-mail that are read
LONGEST_NAME = 100  # characters of a Message-ID that are kept
LONGEST_HEADER = 2000
MOST_FILES = 10
_MACHINES = ("mailer-daemon", "postmaster", "no-reply", "noreply", "do-not-reply", "donotreply")


@dataclass(frozen=True)
class Known:
    """What the channel knows of itself: its account, its own address, and the key of its message names."""

    account: str
    own_address: str
    key: str
    domain: str  # of the names of our messages
    authserv: str = ""  # the name under which our mail server says whom it has checked


def check_signature(request: RawRequest, secret: str, now: datetime) -> None:
    """Refuse what is not signed, or was signed more than five minutes ago. Raises `BadSignature`.

    The signature is HMAC-SHA256 in hexadecimal over the time stamp (Unix seconds), a full stop and the raw
    message; both stand in headers.
    """
    stamp, given = request.headers.get(TIMESTAMP, ""), request.headers.get(SIGNATURE, "")
    if not secret or not stamp.isascii() or not stamp.isdecimal() or len(stamp) > 12:
        raise BadSignature("no time stamp")
    wanted = hmac.new(secret.encode(), stamp.encode() + b"." + request.body, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(given.strip().lower().encode(), wanted.encode()):
        raise BadSignature("not signed by the forwarder")
    if abs(now.timestamp() - int(stamp)) > TOLERANCE.total_seconds():
        raise BadSignature("signed too long ago")


def read_mail(raw: bytes, known: Known) -> Sequence[Inbound | Status]:
    """Read a message: a bounce becomes a status, a machine's answer nothing. Raises `BadPayload`."""
    try:
        mail: Any = message_from_bytes(raw, _class=EmailMessage, policy=default)
        if (bounce := _bounce(mail, known)) is not None:
            return [bounce]
        return [] if _is_of_a_machine(mail) else [_inbound(mail, raw, known)]
    except BadPayload:
        raise
    except Exception as problem:  # the standard library's parser raises many kinds for broken mail
        raise BadPayload(f"no e-mail: {type(problem).__name__}") from problem


def _inbound(mail: Any, raw: bytes, known: Known) -> Inbound:
    name, address = parseaddr(str(mail.get("From", "")))
    address = address.strip().lower()
    if not is_address(address) or len(address) > 200:
        raise BadPayload("no sender")
    if address == known.own_address:
        raise BadPayload("sent by the desk itself")
    external_id = _name(one_line(str(mail.get("Message-ID", "")), LONGEST_HEADER), raw)
    subject = one_line(str(mail.get("Subject", "")))
    files = _files(mail)
    text = _text(mail)
    detail: dict[str, Any] = {"subject": subject, "message_id": external_id}
    if files:
        detail["media"] = [{"name": file.name, "media_type": file.media_type} for file in files]
    references = f"{mail.get('References', '')} {mail.get('In-Reply-To', '')}"
    answers = outbox_of(references, known.key)
    if answers is not None:
        detail["answers"] = answers
    if _has_one_sender(mail, address) and is_proven(_checks(mail), known.authserv, address):
        detail["is_proven"] = True
    return Inbound(
        channel="email",
        channel_account=known.account,
        external_id=external_id,
        address=address,
        kind="media" if files else "text",
        text=text if text or files else subject,
        profile_name=one_line(name, 120) or None,
        provider_at=_sent_at(mail),
        detail=detail,
        files=files,
        raw={"headers": {key: str(value)[:500] for key, value in list(mail.items())[:60]}},
    )


def _checks(mail: Any) -> list[str]:
    """Give what mail servers wrote about the sender, topmost first.

    As it stands: decoding what looks like an encoded word would let a sender write into our server's line.
    """
    return [
        " ".join(str(value).split())[:LONGEST]
        for name, value in mail.raw_items()
        if name.lower() == "authentication-results"
    ]


def _has_one_sender(mail: Any, address: str) -> bool:
    """Whether only one sender is named: of two, the server may have checked the other."""
    named = [one for header in mail.get_all("From", []) for one in header.addresses]
    return len(mail.get_all("From", [])) == 1 and [one.addr_spec.lower() for one in named] == [address]


def _name(named: str, raw: bytes) -> str:
    """Give the name under which a mail is known, so that it is taken once.

    Two mails without a name are the same where all their bytes are. A name too long to be kept is not cut:
    two long ones may begin alike.
    """
    if len(named) <= LONGEST_NAME and named:
        return named
    known = named.encode("utf-8", "replace") if named else raw
    return f"<sha256-{hashlib.sha256(known).hexdigest()[:40]}@{'long' if named else 'unnamed'}>"


def _text(mail: Any) -> str:
    plain = mail.get_body(preferencelist=("plain",))
    if plain is not None:
        return without_quotes(_words(plain))[:LONGEST_TEXT]
    page = mail.get_body(preferencelist=("html",))
    return without_quotes(words_of_html(_words(page)))[:LONGEST_TEXT] if page is not None else ""


def _words(part: Any) -> str:
    """Read a part's words. Where its character set is one that nobody knows, they are still theirs."""
    try:
        return str(part.get_content())
    except LookupError:
        written: bytes = part.get_payload(decode=True) or b""
        try:
            return written.decode()
        except UnicodeDecodeError:
            return written.decode("cp1252", "replace")


def _files(mail: Any) -> Sequence[Media]:
    """Give what is attached, the bytes with it: a mail server cannot be asked for them later."""
    return [
        Media(
            part.get_payload(decode=True) or b"",
            part.get_content_type(),
            one_line(part.get_filename() or "file", 120),
        )
        for part in list(mail.iter_attachments())[:MOST_FILES]
        if not part.is_multipart()
    ]


def _sent_at(mail: Any) -> datetime | None:
    try:
        sent = parsedate_to_datetime(str(mail.get("Date", "")))
    except (ValueError, TypeError):
        return None
    return sent.astimezone(UTC) if sent.tzinfo is not None else None


def _is_of_a_machine(mail: Any) -> bool:
    """An absence note, a list or a robot: nobody reads an answer, and two robots never stop (RFC 3834)."""
    user = parseaddr(str(mail.get("From", "")))[1].partition("@")[0].lower()
    automatic = str(mail.get("Auto-Submitted", "no")).partition(";")[0].strip().lower()
    precedence = str(mail.get("Precedence", "")).strip().lower()
    return (
        automatic not in ("", "no")
        or precedence in ("bulk", "list", "junk", "auto_reply")
        or mail.get("List-Id") is not None
        or mail.get("X-Autoreply") is not None
        or user in _MACHINES
    )


def _bounce(mail: Any, known: Known) -> Status | None:
    """Read a delivery report (RFC 3464) about a message of ours."""
    if mail.get_content_type() != "multipart/report" or mail.get_param("report-type") != "delivery-status":
        return None
    code, action, about = "", "", ""
    for part in mail.walk():
        if part.get_content_type() == "message/delivery-status":
            for group in part.get_payload():
                code = str(group.get("Status", "")).strip() or code
                action = str(group.get("Action", "")).strip().lower() or action
        elif part.get_content_type() in ("message/rfc822", "text/rfc822-headers"):
            about += f" {part.get_payload()[0] if part.is_multipart() else part.get_payload()}"
    outbox_id = outbox_of(f"{about} {mail.get('References', '')} {mail.get('In-Reply-To', '')}", known.key)
    if outbox_id is None or action != "failed":
        return None
    from bot.channels.email.troubles import refusal
    from bot.channels.port import Refusal

    meant = refusal(550, code)
    return Status(
        outbox_id=outbox_id,
        provider_id=message_id(outbox_id, known.key, known.domain),
        name="failed",
        code=code or "bounced",
        detail=f"The e-mail came back ({code or 'no code'}).",
        remedy=meant.remedy if isinstance(meant, Refusal) else None,
        unreachable=isinstance(meant, Refusal) and meant.unreachable,
    )
