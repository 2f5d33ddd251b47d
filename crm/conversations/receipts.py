"""What providers say afterwards about messages that were sent. A state only ever moves forward."""

from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from crm.contacts.service import flag_opted_out, flag_unreachable
from crm.conversations.afterwards import call_human
from crm.conversations.rules import MAX_SEND_ATTEMPTS, moves_forward
from crm.conversations.undelivered import tell_speaker
from crm.statements import Line, Statement, line_of

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


def _before(after: str, but: tuple[str, ...] = ()) -> str:
    """List the states from which a message may move on to `after`."""
    states = [state for state in STATES if moves_forward(state, after) and state not in but]
    return ", ".join(f"'{state}'" for state in states)


# A message that failed for a passing reason is sent again under a new name; what is still said about
# the old name (kept in `error`) must not be taken for the new one.
_OURS = """{which} AND status IN ({before}) AND (provider_id IS NULL OR provider_id = :provider_id)
    AND NOT (status = 'waiting' AND coalesce(error, '') LIKE '%' || :provider_id || '%')"""
_ADVANCE = f"""
    UPDATE outbox SET status = :name, provider_id = :provider_id, sent_at = coalesce(sent_at, :now),
        delivered_at = CASE WHEN :name IN ('delivered', 'read') THEN coalesce(delivered_at, :now)
                       ELSE delivered_at END,
        read_at = CASE WHEN :name = 'read' THEN :now ELSE read_at END,
        error_code = NULL, error = NULL, remedy = NULL
    WHERE {_OURS} RETURNING id
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
_OURS_IS, _THEIRS_IS = "id = :id", "provider_id = :provider_id"
_ADVANCE_OURS = {
    name: Statement(_ADVANCE.format(which=_OURS_IS, before=_before(name)), **_ADVANCING, id=int)
    for name in ("sent", "delivered", "read")
}
_ADVANCE_THEIRS = {
    name: Statement(_ADVANCE.format(which=_THEIRS_IS, before=_before(name)), **_ADVANCING)
    for name in ("sent", "delivered", "read")
}
_FAILS = _before("failed", but=("blocked",))
_FAIL_OURS = Statement(_FAIL.format(which=_OURS_IS, before=_FAILS), **_FAILING, id=int)
_FAIL_THEIRS = Statement(_FAIL.format(which=_THEIRS_IS, before=_FAILS), **_FAILING)
_TRIES = Statement(
    "SELECT attempts FROM outbox WHERE id = :id OR provider_id = :provider_id", id=int, provider_id=str
)
_WHOSE = Statement("SELECT channel, address, contact_id FROM conversations WHERE id = :id", id=int)


async def hear_progress(line: Line, word: Word, now: datetime) -> bool:
    """Take a provider's word that a message went on: one statement. False where it is old news."""
    fields = {"name": word.name, "provider_id": word.provider_id, "now": now, "id": word.outbox_id}
    statements = _ADVANCE_THEIRS if word.outbox_id is None else _ADVANCE_OURS
    return bool(await line.run(statements[word.name], fields))


async def hear_back(session: AsyncSession, word: Word, now: datetime) -> bool:
    """Take a provider's word on a message. False where it is old news or about nothing of ours."""
    line = await line_of(session)
    if word.name != "failed":
        return await hear_progress(line, word, now)
    run_at = await _retry_at(line, word, now)
    fields = {
        "status": "failed" if run_at is None else "waiting",
        "kept_id": word.provider_id if run_at is None else None,
        "run_at": run_at,
        "code": word.code,
        "detail": f"{word.detail or 'The provider reports a failure.'} [{word.provider_id}]",
        "remedy": word.remedy,
        "provider_id": word.provider_id,
        "id": word.outbox_id,
    }
    rows = await line.run(_FAIL_THEIRS if word.outbox_id is None else _FAIL_OURS, fields)
    if not rows:
        return False
    [(channel, address, contact_id)] = await line.run(_WHOSE, {"id": rows[0][1]})
    if word.unreachable:
        await flag_unreachable(line, channel, address, word.detail or word.code or "unreachable")
    if word.opted_out and contact_id is not None:
        await flag_opted_out(line, contact_id, now)
    if run_at is None:
        await tell_speaker(session, rows[0][0], now)
        if not word.opted_out:
            reason = f"A message was not delivered: {word.detail or word.code}"
            await call_human(session, rows[0][1], reason, now)
    return True


async def _retry_at(line: Line, word: Word, now: datetime) -> datetime | None:
    """Say when a message that failed for a passing reason goes again; None where it does not."""
    if word.retry_after is None:
        return None
    names = {"id": word.outbox_id, "provider_id": word.provider_id}
    rows = await line.run(_TRIES, names)
    tried = rows[0][0] if rows else 0
    if tried >= MAX_SEND_ATTEMPTS:
        return None
    return now + timedelta(seconds=word.retry_after * 2 ** max(0, tried - 1))
