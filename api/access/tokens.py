"""Short-lived access tokens: signed JWTs that name a sign-in, checked without mercy."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import jwt

from crm.db import new_token

LASTS_FOR = timedelta(minutes=10)

_ISSUER, _AUDIENCE, _TYPE = "serai", "serai-api", "access"
_CLAIMS = ("iss", "aud", "typ", "sub", "sid", "jti", "iat", "nbf", "exp")


class BadToken(Exception):
    """Not a token of ours, or not one that is valid now. Which, is nobody's business."""


@dataclass(frozen=True)
class Access:
    """What a valid token says. The role is not in it: it is read from the book each time."""

    user_id: int
    sign_in_id: str


def derive_key(secret_key: str, purpose: str) -> bytes:
    """Derive a key for one purpose from the desk's secret (HMAC-SHA256 as a PRF, as in HKDF-Expand)."""
    return hmac.digest(secret_key.encode(), f"serai {purpose} v1".encode(), "sha256")


class AccessTokens:
    """Issues and reads access tokens under a key of their own."""

    def __init__(self, secret_key: str) -> None:
        self._key = derive_key(secret_key, "access token")

    def issue(self, user_id: int, sign_in_id: str, now: datetime) -> str:
        claims = {
            "iss": _ISSUER,
            "aud": _AUDIENCE,
            "typ": _TYPE,
            "sub": str(user_id),
            "sid": sign_in_id,
            "jti": new_token(),
            "iat": int(now.timestamp()),
            "nbf": int(now.timestamp()),
            "exp": int((now + LASTS_FOR).timestamp()),
        }
        return jwt.encode(claims, self._key, algorithm="HS256")

    def read(self, token: str, now: datetime) -> Access:
        """Check everything that can be checked and say whose token it is. Raises `BadToken`."""
        try:
            # A header that names a key or an address to fetch one from is an attack: ours never do.
            if set(jwt.get_unverified_header(token)) != {"alg", "typ"}:
                raise BadToken("header")
            claims: dict[str, Any] = jwt.decode(
                token,
                self._key,
                algorithms=["HS256"],
                audience=_AUDIENCE,
                issuer=_ISSUER,
                # The desk's own clock decides, below; it can be moved in the sandbox.
                options={
                    "require": list(_CLAIMS),
                    "verify_exp": False,
                    "verify_nbf": False,
                    "verify_iat": False,
                    "strict_aud": True,
                },
            )
        except (jwt.InvalidTokenError, ValueError, TypeError) as error:
            raise BadToken(str(error)) from error
        return _checked(claims, now)


def _checked(claims: dict[str, Any], now: datetime) -> Access:
    times = [claims["iat"], claims["nbf"], claims["exp"]]
    texts = [claims["sub"], claims["sid"], claims["jti"]]
    if claims["typ"] != _TYPE or not all(type(time) is int for time in times):
        raise BadToken("claims")
    if not all(isinstance(text, str) and text for text in texts) or not claims["sub"].isdigit():
        raise BadToken("claims")
    issued, not_before, expires = times
    if not not_before <= now.timestamp() < expires or expires - issued > LASTS_FOR.total_seconds():
        raise BadToken("time")
    return Access(int(claims["sub"]), claims["sid"])
