"""The code that ties a Telegram account to a member of staff: `/start CODE`, once, within 30 minutes.

Nothing is stored. The MAC covers the account linked at the time, so a code dies with its use.
"""

import base64
import hashlib
import hmac
import struct
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from crm.errors import Clash, Missing
from crm.users import queries
from crm.users.models import User

LASTS_FOR = timedelta(minutes=30)

_HEAD = struct.Struct(">IQ")
_MAC_BYTES = 12


def make_link_code(secret_key: str, user: User, now: datetime) -> str:
    """Make a code of 32 URL-safe characters, which fits Telegram's 64 for a start parameter."""
    head = _HEAD.pack(int((now + LASTS_FOR).timestamp()), user.id)
    return base64.urlsafe_b64encode(head + _mac(secret_key, head, user)).decode()


async def owner_of_code(
    session: AsyncSession, secret_key: str, code: str, telegram_id: int, now: datetime
) -> User:
    """Give the member of staff whom a code lets in; nothing is written.

    Raises `Missing` for a code that is wrong, used or over; `Clash` if the account is another's.
    """
    head, mac = _split(code)
    until, user_id = _HEAD.unpack(head)
    if now.timestamp() > until:
        raise Missing("This code is over; ask for a new one.")
    try:
        user = await queries.get(session, user_id)
    except Missing:
        raise Missing("This code is not valid.") from None
    if not user.is_active or not hmac.compare_digest(mac, _mac(secret_key, head, user)):
        raise Missing("This code is not valid.")
    taken = await session.scalar(select(User.id).where(User.telegram_id == telegram_id, User.id != user_id))
    if taken is not None:
        raise Clash("This Telegram account belongs to another member of staff.")
    return user


async def redeem_link_code(
    session: AsyncSession, secret_key: str, code: str, telegram_id: int, now: datetime
) -> User:
    """Tie a Telegram account to the code's owner. Raises as `owner_of_code` does."""
    user = await owner_of_code(session, secret_key, code, telegram_id, now)
    user.telegram_id = telegram_id
    await session.flush()
    return user


def _split(code: str) -> tuple[bytes, bytes]:
    try:
        raw = base64.urlsafe_b64decode(code.encode("ascii"))
    except ValueError:
        raise Missing("This code is not valid.") from None
    if len(raw) != _HEAD.size + _MAC_BYTES:
        raise Missing("This code is not valid.")
    return raw[: _HEAD.size], raw[_HEAD.size :]


def _mac(secret_key: str, head: bytes, user: User) -> bytes:
    key = hmac.digest(secret_key.encode(), b"telegram link", "sha256")
    return hmac.new(key, head + str(user.telegram_id).encode(), hashlib.sha256).digest()[:_MAC_BYTES]
