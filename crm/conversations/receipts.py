"""What providers say afterwards about messages that were sent. A state only ever moves forward."""

from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import String, TextClause, bindparam
from sqlalchemy.ext.asyncio import AsyncSession

from crm.contacts.service import flag_opted_out, flag_unreachable
from crm.conversations.rules import MAX_SEND_ATTEMPTS, moves_forward
from crm.conversations.undelivered import tell_speaker
from crm.statements import read, write

STATES = ("blocked", "waiting", "sending", "unknown", "sent", "delivered", "read", "failed", "cancelled")


class Word(Protocol):
    """What a provider says became of a message. `outbox_id` is ours, `provider_id` its own name for it."""

    @property
    def outbox_id(self) -> int | None: ...
    @property
    def provider_id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def code(self) -> str | None: ...
    @property
    def detail(self) -> str | None: ...
    @property
    def remedy(self) -> str | None: ...
    @property
    def unreachable(self) -> bool: ...
    @property
    def opted_out(self) -> bool: ...
    @property
    def retry_after(self) -> float | None: ...


def _by(which: str, statement: str, **types: type) -> TextClause:
    made = write(statement.format(which=which), **types)
    return made.bindparams(bindparam("before", expanding=True, type_=String()))


# A message that failed for a passing reason is sent again under a new name; what is still said about
# the old name (kept in `error`) must not be taken for the new one.
_OURS = """{which} AND status IN :before AND (provider_id IS NULL OR provider_id = :provider_id)
    AND NOT (status = 'waiting' AND coalesce(error, '') LIKE '%' || :provider_id || '%')"""
_ADVANCE = f"""
    UPDATE outbox SET status = :name, provider_id = :provider_id, sent_at = coalesce(sent_at, :now),
        delivered_at = CASE WHEN :name IN ('delivered', 'read') THEN coalesce(delivered_at, :now)
                       ELSE delivered_at END,
        read_at = CASE WHEN :name = 'read' THEN :now ELSE read_at END,
        error_code = NULL, error = NULL, remedy = NULL
    WHERE {_OURS}
"""  # noqa: S608 - our own constant text
_FAIL = f"""
    UPDATE outbox SET status = :status, provider_id = :kept_id, run_at = coalesce(:run_at, run_at),
        error_code = :code, error = :detail, remedy = :remedy
    WHERE {_OURS} RETURNING id, conversation_id
"""  # noqa: S608 - our own constant text
_ADVANCING: dict[str, type] = {"name": str, "provider_id": str, "now": datetime}
_FAILING: dict[str, type] = {
    "status": str,
    "kept_id": str,
    "run_at": datetime,
    "code": str,
    "detail": str,
    "remedy": str,
    "provider_id": str,
}
_ADVANCE_OURS = _by("id = :id", _ADVANCE, **_ADVANCING, id=int)
_ADVANCE_THEIRS = _by("provider_id = :provider_id", _ADVANCE, **_ADVANCING)
_FAIL_OURS = _by("id = :id", _FAIL, **_FAILING, id=int)
_FAIL_THEIRS = _by("provider_id = :provider_id", _FAIL, **_FAILING)
_TRIES = write(
    "SELECT attempts FROM outbox WHERE id = :id OR provider_id = :provider_id", id=int, provider_id=str
)
_WHOSE = read(
    write("SELECT channel, address, contact_id FROM conversations WHERE id = :id", id=int),
    channel=str,
    address=str,
    contact_id=int,
)


async def hear_back(session: AsyncSession, word: Word, now: datetime) -> bool:
    """Take a provider's word on a message. False where it is old news or about nothing of ours."""
    if word.name == "failed":
        return await _failed(session, word, now)
    fields = {
        "name": word.name,
        "provider_id": word.provider_id,
        "now": now,
        "id": word.outbox_id,
        "before": [state for state in STATES if moves_forward(state, word.name)],
    }
    statement = _ADVANCE_THEIRS if word.outbox_id is None else _ADVANCE_OURS
    return bool((await session.execute(statement, fields)).rowcount)  # type: ignore[attr-defined]  # a cursor's


async def _failed(session: AsyncSession, word: Word, now: datetime) -> bool:
    run_at = await _retry_at(session, word, now)
    fields = {
        "status": "failed" if run_at is None else "waiting",
        "kept_id": word.provider_id if run_at is None else None,
        "run_at": run_at,
        "code": word.code,
        "detail": f"{word.detail or 'The provider reports a failure.'} [{word.provider_id}]",
        "remedy": word.remedy,
        "provider_id": word.provider_id,
        "id": word.outbox_id,
        "before": [state for state in STATES if moves_forward(state, "failed") and state != "blocked"],
    }
    statement = _FAIL_THEIRS if word.outbox_id is None else _FAIL_OURS
    row = (await session.execute(statement, fields)).first()
    if row is None:
        return False
    channel, address, contact_id = (await session.execute(_WHOSE, {"id": row[1]})).one()
    if word.unreachable:
        await flag_unreachable(session, channel, address, word.detail or word.code or "unreachable")
    if word.opted_out and contact_id is not None:
        await flag_opted_out(session, contact_id, now)
    if run_at is None:
        await tell_speaker(session, row[0], now)
    return True


async def _retry_at(session: AsyncSession, word: Word, now: datetime) -> datetime | None:
    """Say when a message that failed for a passing reason goes again; None where it does not."""
    if word.retry_after is None:
        return None
    names = {"id": word.outbox_id, "provider_id": word.provider_id}
    tried = (await session.execute(_TRIES, names)).scalar() or 0
    if tried >= MAX_SEND_ATTEMPTS:
        return None
    return now + timedelta(seconds=word.retry_after * 2 ** max(0, tried - 1))
