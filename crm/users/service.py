"""Writes to staff. Passwords arrive hashed: hashing is slow work and is done outside."""

from datetime import datetime
from typing import cast

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from crm.conversations.models import Conversation, Outbound
from crm.errors import Clash, Unfit
from crm.leads.models import Lead
from crm.leads.rules import OPEN_STATUSES
from crm.users import queries
from crm.users.models import SignIn, User
from crm.users.rules import ROLES, Role, check_report_hour, check_timezone, normal_email


async def create(
    session: AsyncSession,
    *,
    name: str,
    email: str,
    role: Role,
    password_hash: str | None,
    timezone: str,
    now: datetime,
    report_hour: int | None = None,
    telegram_id: int | None = None,
) -> User:
    """Add a member of staff. Raises `Clash` if the e-mail or Telegram account is taken, `Unfit`."""
    timezone = check_timezone(timezone)
    check_report_hour(report_hour)
    user = User(
        name=_name(name),
        email=normal_email(email),
        role=_role(role),
        password_hash=password_hash,
        timezone=timezone,
        report_hour=report_hour,
        telegram_id=telegram_id,
        is_active=True,
        created_at=now,
    )
    session.add(user)
    await _flush(session)
    return user


async def change(session: AsyncSession, user_id: int, **fields: object) -> User:
    """Change name, e-mail, role, time zone, report hour or `is_active` of a member of staff.

    The last active admin can neither be deactivated nor lose the role (`Clash`).
    """
    user = await queries.get(session, user_id)
    if "name" in fields:
        fields["name"] = _name(str(fields["name"]))
    if "email" in fields:
        fields["email"] = normal_email(str(fields["email"]))
    if "role" in fields:
        fields["role"] = _role(cast(Role, fields["role"]))
    if "timezone" in fields:
        fields["timezone"] = check_timezone(str(fields["timezone"]))
    if "report_hour" in fields:
        check_report_hour(cast("int | None", fields["report_hour"]))
    stays_admin = fields.get("role", user.role) == "admin" and fields.get("is_active", user.is_active)
    if user.role == "admin" and user.is_active and not stays_admin:
        await _need_another_admin(session, user_id)
    for field, value in fields.items():
        setattr(user, field, value)
    await _flush(session)
    return user


async def set_password(session: AsyncSession, user_id: int, password_hash: str, now: datetime) -> None:
    """Set a new password and sign every device out: whoever knew the old one is not kept in."""
    user = await queries.get(session, user_id)
    user.password_hash = password_hash
    await revoke_all(session, user_id, "password changed", now)
    await session.flush()


async def deactivate(session: AsyncSession, user_id: int, now: datetime) -> User:
    """Let a member of staff go: no sign-in, no Telegram, every device signed out. History stays."""
    user = await change(session, user_id, is_active=False, telegram_id=None)
    await revoke_all(session, user_id, "deactivated", now)
    await _forget_chats(session, user_id)
    # Their customers are not left with somebody who cannot answer: the desk speaks, the leads are free.
    await session.execute(
        update(Conversation).where(Conversation.held_by == user_id).values(held_by=None, held_at=None)
    )
    is_theirs = (Lead.owner_id == user_id) & Lead.status.in_(OPEN_STATUSES)
    await session.execute(update(Lead).where(is_theirs).values(owner_id=None))
    return user


async def _forget_chats(session: AsyncSession, user_id: int) -> None:
    """Nothing more goes to the Telegram chats of this member of staff, not even what waits there."""
    theirs = select(Conversation.id).where(Conversation.user_id == user_id)
    waiting = Outbound.conversation_id.in_(theirs) & Outbound.status.in_(("waiting", "blocked"))
    why = "the chat is nobody's any more"
    await session.execute(
        update(Outbound).where(waiting).values(status="cancelled", error_code="cancelled", error=why)
    )
    await session.execute(update(Conversation).where(Conversation.user_id == user_id).values(user_id=None))


async def unlink_telegram(session: AsyncSession, user_id: int) -> None:
    """Forget which Telegram account belongs to a member of staff."""
    user = await queries.get(session, user_id)
    user.telegram_id = None
    await _forget_chats(session, user_id)
    await session.flush()


async def revoke_all(session: AsyncSession, user_id: int, because: str, now: datetime) -> int:
    """Sign a member of staff out everywhere; say how many devices that were."""
    done = await session.execute(
        update(SignIn)
        .where(SignIn.user_id == user_id, SignIn.revoked_at.is_(None))
        .values(revoked_at=now, revoked_because=because)
        .returning(SignIn.id)
    )
    return len(done.all())


def _name(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise Unfit("name", "Give a name.")
    return name[:200]


def _role(role: Role) -> Role:
    if role not in ROLES:
        raise Unfit("role", f"The role is one of {', '.join(ROLES)}.")
    return role


async def _need_another_admin(session: AsyncSession, user_id: int) -> None:
    others = select(func.count()).where(User.role == "admin", User.is_active, User.id != user_id)
    if not await session.scalar(others):
        raise Clash("This is the last active admin; make another one first.")


async def _flush(session: AsyncSession) -> None:
    try:
        await session.flush()
    except IntegrityError as error:
        raise Clash("Someone else already has this e-mail address or Telegram account.") from error
