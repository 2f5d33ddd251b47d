"""Twilio's webhook signature, by the documented algorithm."""

from __future__ import annotations

import base64
import hashlib
import hmac
from urllib.parse import urlencode


def sign(auth_token: str, url: str, params: dict[str, str]) -> str:
    """HMAC-SHA1 over the address and the sorted names with their values, in base64."""
    signed = url + "".join(name + params[name] for name in sorted(params))
    digest = hmac.new(auth_token.encode(), signed.encode(), hashlib.sha1).digest()
    return base64.b64encode(digest).decode()


def signed_form(
    auth_token: str, url: str, params: dict[str, str], token_id: str, signature: str = "good"
) -> tuple[bytes, dict[str, str]]:
    """Body and headers of a webhook. `signature` may be "bad" or "missing", to see that it is refused."""
    headers = {
        "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
        "User-Agent": "TwilioProxy/1.1",
        "I-Twilio-Idempotency-Token": token_id,
    }
    if signature == "good":
        headers["X-Twilio-Signature"] = sign(auth_token, url, params)
    elif signature == "bad":
        headers["X-Twilio-Signature"] = sign(auth_token + "?", url, params)
    return urlencode(params).encode(), headers
