"""Jobs: asked for once, leased while they run, tried again, and dead in the admins' sight."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from crm.statements import Asked, Line, Statement, line_of

MAX_ATTEMPTS = 5

_ASK = Statement(
    """
    INSERT INTO jobs (kind, key, payload, status, run_at, attempts, created_at)
    VALUES (:kind, :key, :payload, 'waiting', :run_at, 0, :now)
    ON CONFLICT (key) DO NOTHING RETURNING id
    """,
    kind=str,
    key=str,
    payload=dict,
    run_at=datetime,
    now=datetime,
)
# A leased job is due again when its lease ends: `run_at` says so, as `ready_at` does for turns.
_TAKE = """
    UPDATE jobs SET lease = :lease, lease_until = :until, run_at = :until, attempts = attempts + 1
    WHERE id IN (SELECT id FROM jobs WHERE status = 'waiting' AND run_at <= :now
                 ORDER BY run_at LIMIT :limit {locking})
    RETURNING id, kind, key, payload, attempts
"""
_TAKING: dict[str, type] = {"lease": str, "until": datetime, "now": datetime, "limit": int}
_TAKEN: dict[str, type] = {"id": int, "kind": str, "key": str, "payload": dict, "attempts": int}
_TAKE_LOCKED = Statement(_TAKE.format(locking="FOR UPDATE SKIP LOCKED"), **_TAKING)
_TAKE_PLAIN = Statement(_TAKE.format(locking=""), **_TAKING).giving(_TAKEN)
_END = Statement(
    """
    UPDATE jobs SET status = :status, run_at = :run_at, error = :error, lease = NULL, lease_until = NULL,
        done_at = CASE WHEN :status = 'waiting' THEN NULL ELSE :now END
    WHERE id = :id AND lease = :lease RETURNING id
    """,
    status=str,
    run_at=datetime,
    error=str,
    now=datetime,
    id=int,
    lease=str,
)
_REVIVE = Statement(
    """UPDATE jobs SET status = 'waiting', run_at = :now, attempts = 0, done_at = NULL
       WHERE id = :id AND status = 'dead' RETURNING id""",
    now=datetime,
    id=int,
)


@dataclass(frozen=True)
class TakenJob:
    """One leased job. `attempts` counts this one too."""

    id: int
    kind: str
    key: str
    payload: Mapping[str, Any]
    attempts: int
    lease: str


def asking(
    kind: str, key: str, payload: Mapping[str, Any], now: datetime, run_at: datetime | None = None
) -> Asked:
    """Give the statement that asks for a piece of work; it returns nothing for a `key` known before."""
    fields = {"kind": kind, "key": key, "payload": dict(payload), "run_at": run_at or now, "now": now}
    return _ASK, fields


def nudging(conversation_id: int, turn_id: int, text: str, now: datetime, at: datetime) -> Asked:
    """Give the statement that asks for a reminder, once for each turn."""
    payload = {"conversation_id": conversation_id, "turn_id": turn_id, "text": text}
    return asking("nudge", f"nudge:{turn_id}", payload, now, at)


async def ask(
    session: AsyncSession,
    kind: str,
    key: str,
    payload: Mapping[str, Any],
    now: datetime,
    run_at: datetime | None = None,
) -> bool:
    """Ask for a piece of work. False where the same `key` was asked for before."""
    return bool(await (await line_of(session)).run(*asking(kind, key, payload, now, run_at)))


async def take_jobs(line: Line, lease: str, now: datetime, until: datetime, limit: int = 1) -> list[TakenJob]:
    """Lease jobs that are due, oldest first, and those whose worker died. One statement."""
    fields = {"lease": lease, "until": until, "now": now, "limit": limit}
    rows = await line.run(_TAKE_PLAIN if line.is_sqlite else _TAKE_LOCKED, fields)
    return [TakenJob(row[0], row[1], row[2], row[3], row[4], lease) for row in rows]


async def finish(session: AsyncSession, job: TakenJob, now: datetime) -> bool:
    """Write that a job is done. False where its lease was lost."""
    return await _end(session, job, "done", now, now, None)


async def fail(session: AsyncSession, job: TakenJob, error: str, now: datetime, again_at: datetime) -> bool:
    """Write that a job failed: it is tried again at `again_at`, or is dead after five tries (False)."""
    if job.attempts >= MAX_ATTEMPTS:
        await _end(session, job, "dead", now, now, error)
        return False
    await _end(session, job, "waiting", now, again_at, error)
    return True


async def _end(
    session: AsyncSession, job: TakenJob, status: str, now: datetime, run_at: datetime, error: str | None
) -> bool:
    fields = {
        "status": status,
        "run_at": run_at,
        "error": error,
        "now": now,
        "id": job.id,
        "lease": job.lease,
    }
    return bool(await (await line_of(session)).run(_END, fields))


async def revive_job(session: AsyncSession, job_id: int, now: datetime) -> bool:
    """Let a dead job be tried again. False where it is not dead."""
    return bool(await (await line_of(session)).run(_REVIVE, {"id": job_id, "now": now}))
