"""The work lease of a conversation and the turn under it: claimed, fenced, settled, paused, revived."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy.ext.asyncio import AsyncSession

from crm.conversations.rules import MAX_TURN_ATTEMPTS
from crm.db import Json
from crm.statements import is_sqlite, listed, read, write


class LeaseLost(Exception):
    """Another worker took the conversation meanwhile. Nothing of this turn may be written."""


@dataclass(frozen=True)
class Claimed:
    """One turn of one conversation, leased. `attempt` counts from 1 and survives crashes."""

    conversation_id: int
    turn_id: int
    attempt: int
    lease: str
    lease_until: datetime
    is_empty: bool = False  # nothing waited after all

    @property
    def is_spent(self) -> bool:
        """Tried so often that it must be buried instead of thought about."""
        return self.attempt > MAX_TURN_ATTEMPTS


_DUE = "SELECT id FROM conversations WHERE ready_at <= :now {which} ORDER BY ready_at LIMIT :limit"
_THESE = "AND id IN :ids"
# `ready_at` becomes the end of the lease, so that one index finds what is due and what a dead worker left.
_LEASE = "UPDATE conversations SET lease = :lease, lease_until = :until, ready_at = :until"
_LATE = """is_late = CASE WHEN is_late THEN EXISTS (
    SELECT 1 FROM inbox newer WHERE newer.conversation_id = inbox.conversation_id
    AND newer.turn_id IS NOT NULL AND newer.id < inbox.id
    AND coalesce(newer.provider_at, newer.received_at) > coalesce(inbox.provider_at, inbox.received_at))
    ELSE is_late END"""
_GATHER = f"UPDATE inbox SET turn_id = {{turn}}, {_LATE}"  # noqa: S608 - our own constant text
_AT_ONCE = f"""
    WITH due AS ({_DUE} FOR UPDATE SKIP LOCKED),
    leased AS ({_LEASE} FROM due WHERE conversations.id = due.id RETURNING conversations.id),
    again AS (UPDATE turns SET attempts = attempts + 1 FROM leased
              WHERE turns.conversation_id = leased.id AND turns.status = 'open'
              RETURNING turns.id, turns.conversation_id, turns.attempts),
    fresh AS (INSERT INTO turns (conversation_id, status, attempts, created_at)
              SELECT leased.id, 'open', 1, :now FROM leased
              WHERE EXISTS (SELECT 1 FROM inbox i WHERE i.conversation_id = leased.id AND i.turn_id IS NULL)
              AND NOT EXISTS (SELECT 1 FROM turns t WHERE t.conversation_id = leased.id AND t.status = 'open')
              RETURNING id, conversation_id, attempts),
    gathered AS ({_GATHER.format(turn="fresh.id")} FROM fresh
                 WHERE inbox.conversation_id = fresh.conversation_id AND inbox.turn_id IS NULL
                 RETURNING inbox.turn_id)
    SELECT leased.id AS conversation_id, coalesce(again.id, fresh.id) AS turn_id,
           coalesce(again.attempts, fresh.attempts) AS attempt,
           again.id IS NOT NULL
           OR EXISTS (SELECT 1 FROM gathered WHERE gathered.turn_id = fresh.id) AS is_real
    FROM leased LEFT JOIN again ON again.conversation_id = leased.id
    LEFT JOIN fresh ON fresh.conversation_id = leased.id
"""  # noqa: S608 - our own constant text
_CLAIM = {"now": datetime, "limit": int, "lease": str, "until": datetime}
_CLAIM_DUE = write(_AT_ONCE.format(which=""), **_CLAIM)
_CLAIM_THESE = listed(write(_AT_ONCE.format(which=_THESE), **_CLAIM), "ids")
_LEASE_DUE = write(f"{_LEASE} WHERE id IN ({_DUE.format(which='')}) RETURNING id", **_CLAIM)
_LEASE_THESE = listed(
    write(f"{_LEASE} WHERE id IN ({_DUE.format(which=_THESE)}) RETURNING id", **_CLAIM), "ids"
)
_AGAIN = write(
    """UPDATE turns SET attempts = attempts + 1 WHERE conversation_id = :id AND status = 'open'
       RETURNING id, attempts""",
    id=int,
)
_FRESH = write(
    """INSERT INTO turns (conversation_id, status, attempts, created_at)
       SELECT :id, 'open', 1, :now
       WHERE EXISTS (SELECT 1 FROM inbox WHERE conversation_id = :id AND turn_id IS NULL) RETURNING id""",
    id=int,
    now=datetime,
)
_GATHER_ONE = write(
    f"{_GATHER.format(turn=':turn')} WHERE conversation_id = :id AND turn_id IS NULL", turn=int, id=int
)
_DROP_TURN = write("DELETE FROM turns WHERE id = :turn", turn=int)
_LET_GO_SQL = """
    UPDATE conversations SET lease = NULL, lease_until = NULL, ready_at = CASE
        WHEN EXISTS (SELECT 1 FROM inbox i WHERE i.conversation_id = conversations.id AND i.turn_id IS NULL)
        THEN :again_at ELSE NULL END
    WHERE conversations.id = :id AND lease = :lease RETURNING id, ready_at
"""
_LET_GO = write(_LET_GO_SQL, id=int, lease=str, again_at=datetime)


async def claim(
    session: AsyncSession,
    lease: str,
    now: datetime,
    until: datetime,
    *,
    limit: int = 1,
    only: Sequence[int] | None = None,
) -> list[Claimed]:
    """Lease due conversations, oldest first, each with its open turn or a new one over all that waits.

    A conversation whose worker died is due again when its lease ends; its turn keeps the very same
    messages and counts one more attempt. A conversation in which nothing waits after all is given with
    `turn_id` 0 or an empty turn and is to be handed to `let_go`. One statement on PostgreSQL.
    """
    fields: dict[str, Any] = {"now": now, "limit": limit, "lease": lease, "until": until}
    if only is not None:
        fields["ids"] = list(only)
    if is_sqlite(session):
        rows = await _claim_on_sqlite(session, fields)
    else:
        rows = [tuple(row) for row in await session.execute(_CLAIM_THESE if only else _CLAIM_DUE, fields)]
    return [
        Claimed(conversation_id, turn_id or 0, attempt or 0, lease, until, is_empty=not is_real)
        for conversation_id, turn_id, attempt, is_real in rows
    ]


async def let_go(session: AsyncSession, claimed: Claimed, now: datetime) -> None:
    """Give back a conversation in which nothing waited, unless something has come since."""
    # Another worker's turn was ended between the look and the lease: what was gathered is empty.
    if claimed.turn_id:
        await session.execute(_DROP_TURN, {"turn": claimed.turn_id})
    fields = {"id": claimed.conversation_id, "lease": claimed.lease, "again_at": now}
    await session.execute(_LET_GO, fields)


async def _claim_on_sqlite(session: AsyncSession, fields: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Do the same in single statements: SQLite's one writer needs no more."""
    leased = await session.execute(_LEASE_THESE if "ids" in fields else _LEASE_DUE, fields)
    rows: list[tuple[Any, ...]] = []
    for conversation_id in [row[0] for row in leased]:
        again = (await session.execute(_AGAIN, {"id": conversation_id})).first()
        if again is not None:
            rows.append((conversation_id, again[0], again[1], True))
            continue
        turn_id = (await session.execute(_FRESH, {"id": conversation_id, "now": fields["now"]})).scalar()
        if turn_id is not None:
            await session.execute(_GATHER_ONE, {"turn": turn_id, "id": conversation_id})
        rows.append((conversation_id, turn_id, 1, turn_id is not None))
    return rows


_FENCE = "SELECT held_by FROM conversations WHERE id = :id AND lease = :lease"
_FENCE_LOCKED = write(f"{_FENCE} FOR UPDATE", id=int, lease=str)
_FENCE_PLAIN = write(_FENCE, id=int, lease=str)


async def fence(session: AsyncSession, claimed: Claimed) -> int | None:
    """Lock the conversation if its lease is still ours and say which human holds it. Raises `LeaseLost`."""
    statement = _FENCE_PLAIN if is_sqlite(session) else _FENCE_LOCKED
    row = (await session.execute(statement, {"id": claimed.conversation_id, "lease": claimed.lease})).first()
    if row is None:
        raise LeaseLost(f"conversation {claimed.conversation_id}")
    return None if row[0] is None else int(row[0])


_CLOSE = """
    UPDATE turns SET status = :status, settled_at = :now, engine = :engine, fallback = :fallback,
        understanding = :understanding, stopped_by_gate = :stopped_by_gate, error = :error,
        think_ms = :think_ms
    WHERE turns.id = :turn AND turns.status = 'open'
"""
_CLOSING: dict[str, type] = {
    "status": str,
    "now": datetime,
    "engine": str,
    "fallback": str,
    "understanding": dict,
    "error": str,
    "think_ms": int,
    "turn": int,
}
_STOPPED = bindparam("stopped_by_gate", type_=Json)
_CLOSE_ONE = write(_CLOSE, **_CLOSING).bindparams(_STOPPED)
_CLOSE_AT_ONCE = write(
    f"WITH freed AS ({_LET_GO_SQL}), closed AS ({_CLOSE} RETURNING turns.id) "
    "SELECT (SELECT id FROM closed), (SELECT id FROM freed), (SELECT ready_at FROM freed)",  # noqa: S608 - our own constant text
    **_CLOSING,
    id=int,
    lease=str,
    again_at=datetime,
).bindparams(_STOPPED)


async def close(
    session: AsyncSession,
    claimed: Claimed,
    now: datetime,
    again_at: datetime,
    *,
    status: str = "settled",
    **told: Any,
) -> bool:
    """End the turn and the lease. Raises `LeaseLost`.

    True where more came in meanwhile; it is due at `again_at`.
    """
    empty = ("engine", "fallback", "understanding", "stopped_by_gate", "error", "think_ms")
    fields = dict.fromkeys(empty) | told | {"turn": claimed.turn_id, "status": status, "now": now}
    freeing = {"id": claimed.conversation_id, "lease": claimed.lease, "again_at": again_at}
    if is_sqlite(session):
        ended: Any = await session.execute(_CLOSE_ONE, fields)
        freed = (await session.execute(_LET_GO, freeing)).first() or (None, None)
        row = (ended.rowcount or None, *freed)
    else:
        row = tuple((await session.execute(_CLOSE_AT_ONCE, fields | freeing)).one())
    if row[0] is None or row[1] is None:
        raise LeaseLost(f"turn {claimed.turn_id} was ended by someone else")
    return row[2] is not None


_PAUSE = write(
    """UPDATE conversations SET lease = NULL, lease_until = NULL, ready_at = :at
       WHERE id = :id AND lease = :lease""",
    at=datetime,
    id=int,
    lease=str,
)
_NOTE_ERROR = write("UPDATE turns SET error = :error WHERE id = :turn", error=str, turn=int)


async def pause(session: AsyncSession, claimed: Claimed, error: str, again_at: datetime) -> None:
    """Give a turn that failed back, to be tried again at `again_at`."""
    await session.execute(_NOTE_ERROR, {"error": error[:2000], "turn": claimed.turn_id})
    fields = {"at": again_at, "id": claimed.conversation_id, "lease": claimed.lease}
    await session.execute(_PAUSE, fields)


_REVIVE = read(
    write(
        """UPDATE turns SET status = 'open', attempts = 0, settled_at = NULL
           WHERE id = :turn AND status = 'dead'
           AND NOT EXISTS (SELECT 1 FROM turns o
                           WHERE o.conversation_id = turns.conversation_id AND o.status = 'open')
           RETURNING conversation_id""",
        turn=int,
    ),
    conversation_id=int,
)
_WAKE = write(
    "UPDATE conversations SET ready_at = :now WHERE id = :id AND lease IS NULL", now=datetime, id=int
)


async def revive(session: AsyncSession, turn_id: int, now: datetime) -> int | None:
    """Let a dead turn be tried again over the same messages; give its conversation.

    None where the turn is not dead, or where its conversation is in the middle of another turn.
    """
    conversation_id = (await session.execute(_REVIVE, {"turn": turn_id})).scalar()
    if conversation_id is not None:
        await session.execute(_WAKE, {"now": now, "id": conversation_id})
    return conversation_id
