"""Signing in and out: the same steps for the API and for the pages."""

import hashlib

from fastapi import Request

from api.access.limits import SIGN_IN_BY_ACCOUNT, SIGN_IN_BY_ADDRESS, caller_address
from api.access.passwords import Busy
from api.doors import Doors
from api.problems import Refuse
from crm.audit.service import audit
from crm.users import queries, sign_ins
from crm.users.models import User
from crm.users.rules import normal_email

_WRONG = "The e-mail address or the password is wrong."


async def sign_in(
    at: Doors, request: Request, email: str, password: str, door: sign_ins.Door
) -> tuple[User, sign_ins.Opened]:
    """Sign someone in by password.

    An unknown address, a wrong password and someone who has left get the same answer after the same
    work. At most ten guesses an hour count against one account.
    """
    address = caller_address(request)
    account = hashlib.sha256(normal_email(email).encode()).hexdigest()[:32]
    await at.limits.hit(SIGN_IN_BY_ADDRESS, address)
    await at.limits.hit(SIGN_IN_BY_ACCOUNT, account)
    async with at.desk.book.reading() as session:
        user = await queries.by_email(session, email)
    stored = user.password_hash if user is not None and user.is_active else None
    if not await check_password(at, password, stored) or user is None:
        await _note_failure(at, user, address)
        raise Refuse(401, _WRONG, {"WWW-Authenticate": 'Bearer realm="serai"'})
    await at.limits.forget(SIGN_IN_BY_ACCOUNT, account)
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
