"""Tokens of the customer's trip page: unguessable, checkable, and not readable from the database."""

import base64
import hashlib
import hmac
import secrets

_NONCE = 12  # random bytes that are stored
_MAC = 16  # bytes of HMAC-SHA256 under the secret key


def new_nonce() -> str:
    return secrets.token_urlsafe(_NONCE)


def token_of(nonce: str, secret_key: str) -> str:
    """Give the token that opens the page of the link with this nonce."""
    mac = hmac.new(secret_key.encode(), b"trip-link:" + nonce.encode(), hashlib.sha256).digest()[:_MAC]
    return nonce + base64.urlsafe_b64encode(mac).decode().rstrip("=")


def nonce_of(token: str, secret_key: str) -> str | None:
    """Give the nonce of a genuine token, None for any other text; takes the same time for both."""
    size = len(base64.urlsafe_b64encode(b"0" * _NONCE).decode().rstrip("="))
    nonce = token[:size]
    return nonce if hmac.compare_digest(token.encode(), token_of(nonce, secret_key).encode()) else None
