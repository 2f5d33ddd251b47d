"""Twilio's signature, checked on the raw body: HMAC-SHA1 over the URL and the sorted parameters."""

import base64
import hashlib
import hmac
from collections.abc import Sequence
from urllib.parse import parse_qs, urlsplit

from bot.channels.port import BadSignature, RawRequest

Fields = Sequence[tuple[str, str]]


def check_signature(request: RawRequest, token: str, fields: Fields) -> None:
    """Raise `BadSignature` unless Twilio signed this request with our auth token.

    Twilio's own documentation leaves open whether the port is part of what it signs, so both are tried.
    """
    given = request.headers.get("x-twilio-signature", "").encode()
    if not given:
        raise BadSignature("no signature")
    is_form = not _is_json(request)
    if not is_form and not _body_matches(request):
        raise BadSignature("the body is not the one that was signed")
    told = _joined(fields) if is_form else ""
    # Every variant is computed and compared, so that time tells nothing about which one came close.
    verdicts = [
        hmac.compare_digest(_sign(url + told, token), given) for url in _with_and_without_port(request.url)
    ]
    if not any(verdicts):
        raise BadSignature("the signature does not fit")


def _sign(text: str, token: str) -> bytes:
    return base64.b64encode(hmac.new(token.encode(), text.encode(), hashlib.sha1).digest())


def _joined(fields: Fields) -> str:
    """Give names and values as they are signed: sorted, repeated values once."""
    return "".join(name + value for name, value in sorted(set(fields)))


def _is_json(request: RawRequest) -> bool:
    return request.headers.get("content-type", "").startswith("application/json")


def _body_matches(request: RawRequest) -> bool:
    expected = parse_qs(urlsplit(request.url).query).get("bodySHA256", [""])[0]
    return hmac.compare_digest(hashlib.sha256(request.body).hexdigest().encode(), expected.encode())


def _with_and_without_port(url: str) -> list[str]:
    parts = urlsplit(url)
    host = parts.hostname or ""
    usual = 443 if parts.scheme == "https" else 80
    rest = url.partition(parts.netloc)[2]
    bare, ported = (f"{parts.scheme}://{host}{at}{rest}" for at in ("", f":{parts.port or usual}"))
    return [bare, ported]
