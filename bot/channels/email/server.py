"""The mail server that SMTP_URL names, and the addresses of both sides. Pure."""

import re
from dataclasses import dataclass
from email.headerregistry import Address
from email.utils import parseaddr
from typing import Literal
from urllib.parse import parse_qs, unquote, urlsplit

_PORTS = {"smtp": 587, "smtps": 465}
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
# What stands in an address that people have; quoted local parts and routes are not taken.
_ADDRESS = re.compile(r"[^\s@<>()\[\]\\,;:\"\x00-\x1f\x7f]{1,64}@[^\s@<>()\[\]\\,;:\"\x00-\x1f\x7f]{1,255}")

Tls = Literal["implicit", "required", "offered", "never"]
_ASKED: dict[str, Tls] = {"required": "required", "offered": "offered", "never": "never"}


class BadServer(ValueError):
    """SMTP_URL or MAIL_FROM cannot be used; the sentence is for whoever starts the desk."""


@dataclass(frozen=True)
class MailServer:
    """Where mail is handed in.

    `tls`: implicit (smtps://), required (STARTTLS or nothing), offered (STARTTLS where the server has it),
    never. A password goes over an encrypted connection only, or to this very machine.
    """

    host: str
    port: int
    user: str
    password: str
    tls: Tls


def read_server(url: str) -> MailServer:
    """Read SMTP_URL: smtp://user:password@host:port?tls=required. Raises `BadServer`."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as problem:
        raise BadServer("SMTP_URL is no address: smtp://user:password@host:port") from problem
    if parts.scheme not in _PORTS or not parts.hostname:
        raise BadServer("SMTP_URL starts with smtp:// or smtps:// and names a host")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    asked = parse_qs(parts.query).get("tls", [""])[-1]
    if asked and asked not in _ASKED:
        raise BadServer("tls in SMTP_URL is required, offered or never")
    is_here = parts.hostname in _LOOPBACK
    tls = _ASKED.get(asked, "offered" if is_here or not user else "required")
    if parts.scheme == "smtps":
        tls = "implicit"
    if user and tls in ("offered", "never") and not is_here:
        raise BadServer("SMTP_URL has a password, so its connection must be encrypted: leave tls out")
    return MailServer(parts.hostname, port or _PORTS[parts.scheme], user, password, tls)


def read_sender(text: str) -> Address:
    """Read MAIL_FROM: Serai Travel <trips@agency.example>. Raises `BadServer`."""
    name, spec = parseaddr(text)
    if not is_address(spec):
        raise BadServer("MAIL_FROM is no e-mail address, like Serai Travel <trips@agency.example>")
    return Address(display_name=one_line(name), addr_spec=spec)


def is_address(text: str) -> bool:
    """Whether mail can be sent to this address as it is written."""
    return len(text) <= 320 and _ADDRESS.fullmatch(text) is not None and ".." not in text


def one_line(text: str, longest: int = 200) -> str:
    """Make words fit for a header: one line without control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:longest].rstrip()
