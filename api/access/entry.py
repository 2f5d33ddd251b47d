"""Signing in and out: the same steps for the API and for the pages."""

import hashlib
import hmac

from fastapi import Request

from api.access.limits import SIGN_IN_BY_ACCOUNT, SIGN_IN_BY_ADDRESS, caller_address
from api.access.passwords import Busy
from api.doors import Doors
from api.problems import Refuse
from crm.audit.service import audit
from crm.db import new_token
from crm.users import queries, sign_ins
from crm.users.models import User
from crm.users.rules import normal_email

DEVICE_COOKIE = "serai_device"
_WRONG = "The e-mail address or the password is wrong."


async def sign_in(
    at: Doors, request: Request, email: str, password: str, door: sign_ins.Door
) -> tuple[User, sign_ins.Opened]:
    """Sign someone in by password.

    An unknown address, a wrong password and someone who has left get the same answer after the same
    work. At most ten guesses an hour count against one account from all strangers together; a device
    or an address that staff have signed in from has ten of its own, so that strangers lock nobody out.
    """
    address = caller_address(request)
    account = hashlib.sha256(normal_email(email).encode()).hexdigest()[:32]
    await at.limits.hit(SIGN_IN_BY_ADDRESS, address)
    async with at.desk.book.reading() as session:
        user = await queries.by_email(session, email)
        is_known = await sign_ins.is_known_address(session, address, at.now)
    guesser = _guesser(at, account, request.cookies.get(DEVICE_COOKIE, ""), address if is_known else "")
    await at.limits.hit(SIGN_IN_BY_ACCOUNT, *guesser)
    stored = user.password_hash if user is not None and user.is_active else None
    if not await check_password(at, password, stored) or user is None:
        await _note_failure(at, user, address)
        raise Refuse(401, _WRONG, {"WWW-Authenticate": 'Bearer realm="serai"'})
    if guesser == (account,):  # the guesses of strangers stay counted: they would wait for this
        await at.limits.give_back(SIGN_IN_BY_ACCOUNT, account)
    else:
        await at.limits.forget(SIGN_IN_BY_ACCOUNT, *guesser)
    async with at.desk.book.transaction() as session:
        now = at.now
        current = await session.get(User, user.id)
        if current is None or not current.is_active or current.password_hash != stored:
            raise Refuse(401, _WRONG)
        opened = await sign_ins.open_sign_in(
            session,
            at.sign_in_key,
            door,
            user.id,
            user_agent=request.headers.get("user-agent", ""),
            address=address,
            now=now,
        )
        audit(session, f"user:{user.id}", "session.open", f"user:{user.id}", now, {"door": door}, address)
    return user, opened


def device_mark(at: Doors, email: str) -> str:
    """Make the mark by which a browser is known again as one that this account signed in from."""
    account = hashlib.sha256(normal_email(email).encode()).hexdigest()[:32]
    stem = new_token(12)
    return f"{stem}.{_mark_mac(at, account, stem)}"


def _mark_mac(at: Doors, account: str, stem: str) -> str:
    return hmac.new(at.sign_in_key, f"device:{account}:{stem}".encode(), hashlib.sha256).hexdigest()


def _guesser(at: Doors, account: str, mark: str, known_address: str) -> tuple[str, ...]:
    """Say against whose guesses a try counts: a known device's, a known address's, or all strangers'."""
    stem, _, mac = mark.partition(".")
    if mark.isascii() and hmac.compare_digest(mac, _mark_mac(at, account, stem)):
        return account, "device", stem
    return (account, "address", known_address) if known_address else (account,)


async def check_password(at: Doors, password: str, stored: str | None) -> bool:
    try:
        return await at.passwords.is_right(password, stored)
    except Busy:
        raise Refuse(429, "Many people are signing in now; wait a little.", {"Retry-After": "2"}) from None


async def hash_password(at: Doors, password: str) -> str:
    try:
        return await at.passwords.hash(password)
    except Busy:
        raise Refuse(429, "Many people are signing in now; wait a little.", {"Retry-After": "2"}) from None


async def _note_failure(at: Doors, user: User | None, address: str) -> None:
    async with at.desk.book.transaction() as session:
        subject = f"user:{user.id if user is not None else 'unknown'}"
        audit(session, "anonymous", "session.refused", subject, at.now, {}, address)
