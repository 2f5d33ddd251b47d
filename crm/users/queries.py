"""Reads of staff and of their signed-in devices."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from crm.errors import Missing
from crm.users.models import SignIn, User
from crm.users.rules import Role, Staff, normal_email


async def by_email(session: AsyncSession, email: str) -> User | None:
    return (await session.scalars(select(User).where(User.email == normal_email(email)))).one_or_none()


async def get(session: AsyncSession, user_id: int) -> User:
    """Give one member of staff. Raises `Missing`."""
    user = await session.get(User, user_id)
    if user is None:
        raise Missing("There is no such member of staff.")
    return user


async def everyone(session: AsyncSession, *, search: str = "", active: bool | None = None) -> Sequence[User]:
    """List staff by name; `active` None gives those who have left as well."""
    query = select(User).order_by(User.is_active.desc(), User.name, User.id)
    if search.strip():
        pattern = f"%{escape_like(search.strip())}%"
        query = query.where(
            or_(User.name.ilike(pattern, escape="\\"), User.email.ilike(pattern, escape="\\"))
        )
    if active is not None:
        query = query.where(User.is_active == active)
    return (await session.scalars(query)).all()


async def names(session: AsyncSession) -> dict[int, str]:
    """Give the name of every member of staff by id, those who have left included."""
    return {row.id: row.name for row in await session.execute(select(User.id, User.name))}


async def signed_in(session: AsyncSession, sign_in_id: str, now: datetime) -> Staff | None:
    """Give who is behind a sign-in, or None if it is revoked, expired or its owner has left."""
    row = (
        await session.execute(
            select(User.id, User.name, User.email, User.role, User.timezone, SignIn.used_at)
            .join(SignIn, SignIn.user_id == User.id)
            .where(SignIn.id == sign_in_id, SignIn.revoked_at.is_(None), SignIn.expires_at > now)
            .where(User.is_active)
        )
    ).one_or_none()
    if row is None:
        return None
    return Staff(row.id, row.name, row.email, cast(Role, row.role), row.timezone, sign_in_id, row.used_at)


async def sign_ins(session: AsyncSession, user_id: int, now: datetime) -> Sequence[SignIn]:
    """List the devices on which a member of staff is signed in now, the last used first."""
    query = (
        select(SignIn)
        .where(SignIn.user_id == user_id, SignIn.revoked_at.is_(None), SignIn.expires_at > now)
        .order_by(SignIn.used_at.desc(), SignIn.id)
    )
    return (await session.scalars(query)).all()


def escape_like(text: str) -> str:
    """Take the wildcards of LIKE literally (the escape character is the backslash)."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
