"""Signed-in devices: opening one, rotating its secret, catching a secret that was used twice.

A refresh token reads `<sign-in>.<random>.<mac>`. The MAC proves that the desk once issued it, so a
token that is genuine but not the current one was used before: by a thief or by the one who was
robbed. Both are signed out. Only its SHA-256 is stored.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from crm.db import new_token
from crm.errors import Missing
from crm.users import queries
from crm.users.models import SignIn
from crm.users.rules import Staff

Door = Literal["api", "web"]

LASTS_FOR: dict[Door, timedelta] = {"api": timedelta(days=30), "web": timedelta(days=14)}


@dataclass(frozen=True)
class Opened:
    """A sign-in and the one secret that continues it; the secret is shown once."""

    sign_in_id: str
    token: str
    expires_at: datetime


class SpentToken(Exception):
    """A refresh token came back after it had been used; its session has just been revoked."""

    def __init__(self, sign_in_id: str) -> None:
        super().__init__("refresh token used twice")
        self.sign_in_id = sign_in_id


async def open_sign_in(
    session: AsyncSession,
    key: bytes,
    door: Door,
    user_id: int,
    *,
    user_agent: str,
    address: str,
    now: datetime,
) -> Opened:
    """Write down a new signed-in device. `door` is part of the MAC: a page's cookie is no API token."""
    sign_in_id = new_token()
    token = _issue(key, door, sign_in_id)
    expires_at = now + LASTS_FOR[door]
    session.add(
        SignIn(
            id=sign_in_id,
            user_id=user_id,
            refresh_hash=_digest(token),
            user_agent=user_agent[:300],
            address=address[:64],
            created_at=now,
            used_at=now,
            expires_at=expires_at,
        )
    )
    await session.flush()
    return Opened(sign_in_id, token, expires_at)


async def rotate(session: AsyncSession, key: bytes, token: str, now: datetime) -> Opened | SpentToken:
    """Exchange a refresh token for the next one.

    Gives `SpentToken` (rather than raising it, so that the revocation commits) for a token that was
    already used. Raises `Missing` for one that is unknown, expired or revoked.
    """
    sign_in_id = genuine(key, "api", token)
    if sign_in_id is None:
        raise Missing("unknown refresh token")
    fresh = _issue(key, "api", sign_in_id)
    row = (
        await session.execute(
            update(SignIn)
            .where(SignIn.id == sign_in_id, SignIn.refresh_hash == _digest(token))
            .where(SignIn.revoked_at.is_(None), SignIn.expires_at > now)
            .values(refresh_hash=_digest(fresh), spent_hash=_digest(token), used_at=now)
            .returning(SignIn.expires_at)
        )
    ).one_or_none()
    if row is not None:
        return Opened(sign_in_id, fresh, row.expires_at)
    known = await session.get(SignIn, sign_in_id)
    if known is None or known.revoked_at is not None or known.refresh_hash == _digest(token):
        raise Missing("expired or revoked")
    await revoke(session, sign_in_id, "a used refresh token came back", now)
    return SpentToken(sign_in_id)


async def owner_of_cookie(session: AsyncSession, key: bytes, token: str, now: datetime) -> Staff | None:
    """Give who is behind a page's session cookie, or None."""
    sign_in_id = genuine(key, "web", token)
    return None if sign_in_id is None else await queries.signed_in(session, sign_in_id, now)


async def is_known_address(session: AsyncSession, address: str, now: datetime) -> bool:
    """Say whether any of the staff has used the desk from this address in the last thirty days.

    Whose address it is is not asked: the answer must not tell which accounts there are.
    """
    known = select(SignIn.id).where(SignIn.address == address, SignIn.used_at > now - timedelta(days=30))
    return await session.scalar(known.limit(1)) is not None


def is_use_worth_noting(staff: Staff, now: datetime) -> bool:
    """Say whether a device was last noted so long ago that it is worth a write."""
    return staff.last_used_at is not None and now - staff.last_used_at >= timedelta(minutes=5)


async def touch(session: AsyncSession, sign_in_id: str, now: datetime) -> None:
    """Note that a device is in use."""
    await session.execute(
        update(SignIn).where(SignIn.id == sign_in_id, SignIn.used_at < now).values(used_at=now)
    )


async def revoke(session: AsyncSession, sign_in_id: str, because: str, now: datetime) -> bool:
    """Sign one device out. False if it was out already."""
    done = await session.execute(
        update(SignIn)
        .where(SignIn.id == sign_in_id, SignIn.revoked_at.is_(None))
        .values(revoked_at=now, revoked_because=because[:60])
        .returning(SignIn.id)
    )
    return done.one_or_none() is not None


def genuine(key: bytes, door: Door, token: str) -> str | None:
    """Give the sign-in that a token belongs to, or None if the desk never issued it at this door."""
    if not token.isascii() or len(token) > 300:
        return None
    stem, _, mac = token.rpartition(".")
    if not stem or not hmac.compare_digest(mac, _mac(key, door, stem)):
        return None
    return stem.partition(".")[0]


def _issue(key: bytes, door: Door, sign_in_id: str) -> str:
    stem = f"{sign_in_id}.{new_token(24)}"
    return f"{stem}.{_mac(key, door, stem)}"


def _mac(key: bytes, door: Door, stem: str) -> str:
    return hmac.new(key, f"{door}:{stem}".encode(), hashlib.sha256).hexdigest()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
