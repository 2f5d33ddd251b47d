"""The work lease of a conversation and the turn under it: claimed, fenced, settled, paused, revived."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crm.conversations.rules import MAX_TURN_DEATHS
from crm.conversations.values import Scene
from crm.statements import Asked, Ids, Line, Row, Statement


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
    scene: Scene | None = None  # what the turn may know, where it was read in the same go

    @property
    def is_spent(self) -> bool:
        """Tried so often that it must be buried instead of thought about."""
        return self.attempt > MAX_TURN_DEATHS


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
# A lease need not be on disk before it is worked under: should the server itself fall, it was never taken.
_AT_ONCE = f"""
    WITH due AS ({_DUE} FOR NO KEY UPDATE SKIP LOCKED),
    leased AS ({_LEASE} FROM due WHERE conversations.id = due.id RETURNING conversations.id,
        (SELECT t.id FROM turns t WHERE t.conversation_id = conversations.id AND t.status = 'open')
            AS open_turn),
    again AS (UPDATE turns SET attempts = attempts + 1
              WHERE turns.conversation_id = ANY(ARRAY(SELECT id FROM leased)) AND turns.status = 'open'
              RETURNING turns.id, turns.conversation_id, turns.attempts),
    fresh AS (INSERT INTO turns (conversation_id, status, attempts, created_at)
              SELECT leased.id, 'open', 1, :now FROM leased
              WHERE open_turn IS NULL
              AND EXISTS (SELECT 1 FROM inbox i WHERE i.conversation_id = leased.id AND i.turn_id IS NULL)
              RETURNING id, conversation_id, attempts),
    gathered AS ({_GATHER.format(turn="fresh.id")} FROM fresh
                 WHERE inbox.conversation_id = fresh.conversation_id AND inbox.turn_id IS NULL
                 RETURNING inbox.turn_id)
    SELECT leased.id AS conversation_id, coalesce(again.id, fresh.id) AS turn_id,
           coalesce(again.attempts, fresh.attempts) AS attempt,
           again.id IS NOT NULL
           OR EXISTS (SELECT 1 FROM gathered WHERE gathered.turn_id = fresh.id) AS is_real,
           set_config('synchronous_commit', 'off', true)
    FROM leased LEFT JOIN again ON again.conversation_id = leased.id
    LEFT JOIN fresh ON fresh.conversation_id = leased.id
"""  # noqa: S608 - our own constant text
_CLAIM: dict[str, type] = {"now": datetime, "limit": int, "lease": str, "until": datetime}
_CLAIM_DUE = Statement(_AT_ONCE.format(which=""), **_CLAIM)
_CLAIM_THESE = Statement(_AT_ONCE.format(which=_THESE), ids=Ids, **_CLAIM)
_LEASE_DUE = Statement(f"{_LEASE} WHERE id IN ({_DUE.format(which='')}) RETURNING id", **_CLAIM)
_LEASE_THESE = Statement(
    f"{_LEASE} WHERE id IN ({_DUE.format(which=_THESE)}) RETURNING id", ids=Ids, **_CLAIM
)
_AGAIN = Statement(
    """UPDATE turns SET attempts = attempts + 1 WHERE conversation_id = :id AND status = 'open'
       RETURNING id, attempts""",
    id=int,
)
_FRESH = Statement(
    """INSERT INTO turns (conversation_id, status, attempts, created_at)
       SELECT :id, 'open', 1, :now
       WHERE EXISTS (SELECT 1 FROM inbox WHERE conversation_id = :id AND turn_id IS NULL) RETURNING id""",
    id=int,
    now=datetime,
)
_GATHER_ONE = Statement(
    f"{_GATHER.format(turn=':turn')} WHERE conversation_id = :id AND turn_id IS NULL", turn=int, id=int
)
_DROP_TURN = Statement("DELETE FROM turns WHERE id = :turn", turn=int)
FREE = """
    UPDATE conversations SET lease = NULL, lease_until = NULL, ready_at = CASE
        WHEN EXISTS (SELECT 1 FROM inbox i WHERE i.conversation_id = conversations.id AND i.turn_id IS NULL)
        THEN :again_at ELSE NULL END
"""
_LET_GO_SQL = f"{FREE} WHERE conversations.id = :id AND lease = :lease RETURNING id, ready_at"
_LET_GO = Statement(_LET_GO_SQL, id=int, lease=str, again_at=datetime).giving(
    {"id": int, "ready_at": datetime}
)


async def claim(
    line: Line,
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
    statement, fields = claiming(lease, now, until, limit=limit, only=only)
    if line.is_sqlite:
        rows: Sequence[Row] = await _claim_on_sqlite(line, fields)
    else:
        rows = await line.run(statement, fields)
    return claimed_of(rows, lease, until)


def claiming(lease: str, now: datetime, until: datetime, *, limit: int, only: Sequence[int] | None) -> Asked:
    """Give the one statement that claims on PostgreSQL, for whoever asks more in the same round trip."""
    fields = {"now": now, "limit": limit, "lease": lease, "until": until}
    if only is None:
        return _CLAIM_DUE, fields
    return _CLAIM_THESE, {**fields, "ids": list(only)}


def claimed_of(rows: Sequence[Row], lease: str, until: datetime) -> list[Claimed]:
    """Read the rows of a claim."""
    return [
        Claimed(conversation_id, turn_id or 0, attempt or 0, lease, until, is_empty=not is_real)
        for conversation_id, turn_id, attempt, is_real, *_ in rows
    ]


_STILL_DUE = Statement(
    "SELECT id FROM conversations WHERE id IN :ids AND ready_at <= :now", ids=Ids, now=datetime
)


async def still_due(line: Line, ids: Collection[int], now: datetime) -> list[int]:
    """Give those of some conversations that are due now, whoever holds their rows."""
    rows = await line.run(_STILL_DUE, {"ids": list(ids), "now": now})
    return [row[0] for row in rows]


async def let_go(line: Line, claimed: Claimed, now: datetime) -> None:
    """Give back a conversation in which nothing waited, unless something has come since."""
    # Another worker's turn was ended between the look and the lease: what was gathered is empty.
    if claimed.turn_id:
        await line.run(_DROP_TURN, {"turn": claimed.turn_id})
    fields = {"id": claimed.conversation_id, "lease": claimed.lease, "again_at": now}
    await line.run(_LET_GO, fields)


async def _claim_on_sqlite(line: Line, fields: Mapping[str, Any]) -> list[Row]:
    """Do the same in single statements: SQLite's one writer needs no more."""
    leased = await line.run(_LEASE_THESE if "ids" in fields else _LEASE_DUE, fields)
    rows: list[Row] = []
    for (conversation_id,) in leased:
        chat = {**fields, "id": conversation_id}
        again = await line.run(_AGAIN, chat)
        if again:
            rows.append((conversation_id, *again[0], True))
            continue
        fresh = await line.run(_FRESH, chat)
        turn_id = fresh[0][0] if fresh else None
        if turn_id is not None:
            await line.run(_GATHER_ONE, chat | {"turn": turn_id})
        rows.append((conversation_id, turn_id, 1, turn_id is not None))
    return rows


_FENCE = "SELECT held_by FROM conversations WHERE id = :id AND lease = :lease"
# Not FOR UPDATE: that would also hold up, and deadlock with, a colleague's turn that queues a card here.
FENCE = Statement(f"{_FENCE} FOR NO KEY UPDATE", id=int, lease=str)
_FENCE_PLAIN = Statement(_FENCE, id=int, lease=str)


async def fence(line: Line, claimed: Claimed) -> int | None:
    """Lock the conversation if its lease is still ours and say which human holds it. Raises `LeaseLost`."""
    return fenced(await line.run(*fencing(line, claimed)), claimed)


def fencing(line: Line, claimed: Claimed) -> Asked:
    """Give the statement of `fence`, for whoever asks more in the same round trip."""
    statement = _FENCE_PLAIN if line.is_sqlite else FENCE
    return statement, {"id": claimed.conversation_id, "lease": claimed.lease}


def fenced(rows: Sequence[Row], claimed: Claimed) -> int | None:
    """Read what `fencing` found, as `fence` does. Raises `LeaseLost`."""
    if not rows:
        raise LeaseLost(f"conversation {claimed.conversation_id}")
    return None if rows[0][0] is None else int(rows[0][0])


CLOSE = """
    UPDATE turns SET status = :status, settled_at = :now, engine = :engine, fallback = :fallback,
        understanding = :understanding, stopped_by_gate = :stopped_by_gate, error = :error,
        think_ms = :think_ms
    WHERE turns.id = :turn AND turns.conversation_id = :id AND turns.status = 'open'
"""
CLOSING: dict[str, type] = {
    "id": int,
    "status": str,
    "now": datetime,
    "engine": str,
    "fallback": str,
    "understanding": dict,
    "error": str,
    "think_ms": int,
    "turn": int,
    "stopped_by_gate": list,
}
NOTHING_TOLD: dict[str, None] = dict.fromkeys(
    ("engine", "fallback", "understanding", "stopped_by_gate", "error", "think_ms")
)
_CLOSE_ONE = Statement(f"{CLOSE} RETURNING id", **CLOSING)
_CLOSE_AT_ONCE = Statement(
    f"""WITH freed AS ({_LET_GO_SQL}), closed AS ({CLOSE} RETURNING turns.id)
    SELECT (SELECT id FROM closed), (SELECT id FROM freed), (SELECT ready_at FROM freed)""",  # noqa: S608 - our own constant text
    **CLOSING,
    lease=str,
    again_at=datetime,
)


async def close(
    line: Line,
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
    chat = {"id": claimed.conversation_id, "lease": claimed.lease, "again_at": again_at}
    fields = {**NOTHING_TOLD, **told, **chat, "turn": claimed.turn_id, "status": status, "now": now}
    if line.is_sqlite:
        ended, freed = await line.run(_CLOSE_ONE, fields), await line.run(_LET_GO, chat)
        row = (ended[0][0] if ended else None, *(freed[0] if freed else (None, None)))
    else:
        [row] = await line.run(_CLOSE_AT_ONCE, fields)
    if row[0] is None or row[1] is None:
        raise LeaseLost(f"turn {claimed.turn_id} was ended by someone else")
    return row[2] is not None


_PAUSE = Statement(
    """UPDATE conversations SET lease = NULL, lease_until = NULL, ready_at = :at
       WHERE id = :id AND lease = :lease""",
    at=datetime,
    id=int,
    lease=str,
)
_NOTE_ERROR = Statement("UPDATE turns SET error = :error WHERE id = :turn", error=str, turn=int)


async def pause(line: Line, claimed: Claimed, error: str, again_at: datetime) -> None:
    """Give a turn that failed back, to be tried again at `again_at`."""
    await line.run(_NOTE_ERROR, {"error": error[:2000], "turn": claimed.turn_id})
    fields = {"at": again_at, "id": claimed.conversation_id, "lease": claimed.lease}
    await line.run(_PAUSE, fields)


_REVIVE = Statement(
    """UPDATE turns SET status = 'open', attempts = 0, settled_at = NULL
           WHERE id = :turn AND status = 'dead'
           AND NOT EXISTS (SELECT 1 FROM turns o
                           WHERE o.conversation_id = turns.conversation_id AND o.status = 'open')
           RETURNING conversation_id""",
    turn=int,
)
_WAKE = Statement(
    "UPDATE conversations SET ready_at = :now WHERE id = :id AND lease IS NULL", now=datetime, id=int
)


async def revive(line: Line, turn_id: int, now: datetime) -> int | None:
    """Let a dead turn be tried again over the same messages; give its conversation.

    None where the turn is not dead, or where its conversation is in the middle of another turn.
    """
    revived = await line.run(_REVIVE, {"turn": turn_id})
    if not revived:
        return None
    [(conversation_id,)] = revived
    await line.run(_WAKE, {"now": now, "id": conversation_id})
    return int(conversation_id)
