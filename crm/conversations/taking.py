"""Taking outbox rows to send them: in order within a conversation, never two of a lane at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from crm.conversations.outbox import OPEN
from crm.statements import Ids, Line, Statement


@dataclass(frozen=True)
class Taken:
    """One outbox row on its way, with what the send gate must know, read in the same statement."""

    id: int
    conversation_id: int
    turn_id: int | None
    kind: str
    body: Mapping[str, Any]
    sender: str
    attempts: int
    created_at: datetime
    run_at: datetime  # when it was last due, or a human last had the provider asked about it
    error_code: str | None  # how the last try ended
    lease_until: datetime
    has_more: bool  # others of the conversation wait
    channel: str
    channel_account: str
    address: str
    chat_kind: str
    held_by: int | None
    last_inbound_at: datetime | None
    opted_out_at: datetime | None
    unreachable: str | None
    lease: str = ""


# Due: nothing of its conversation waits for a retry, nothing of its lane is on its way, and nothing
# older of its lane is open. What is scheduled for later holds nobody up; a callback waits for nobody, and
# nobody for a PDF that only staff asked to see.
_DUE = """
    o.status = 'waiting' AND o.run_at <= :now {which} AND NOT EXISTS (
        SELECT 1 FROM outbox e WHERE e.conversation_id = o.conversation_id AND e.id <> o.id
        AND e.{open}
        AND (e.status = 'waiting' AND e.attempts > 0 AND e.run_at > :now
             OR o.kind <> 'callback'
                AND CASE e.kind WHEN 'card' THEN 1 WHEN 'callback' THEN 2 ELSE 0 END
                    = CASE o.kind WHEN 'card' THEN 1 ELSE 0 END
                AND (e.status = 'sending'
                     OR e.id < o.id AND (e.status = 'blocked' AND e.sender <> 'system'
                                     OR e.attempts > 0 OR e.status <> 'blocked' AND e.run_at <= :now))))
"""
_ABANDONED = "o.status = 'sending' AND o.lease_until <= :now"
_IN_CHATS = "AND o.conversation_id IN :chats"
_TAKE = """
    UPDATE outbox SET status = 'sending', lease = :lease, lease_until = :until, attempts = attempts + :tries
"""
GATE_COLUMNS = """
    c.channel, c.channel_account, c.address, c.kind AS chat_kind, c.held_by, c.last_inbound_at,
    p.opted_out_at,
    CASE WHEN a.is_unreachable THEN coalesce(a.unreachable_reason, 'unreachable') END AS unreachable
"""
GATE_TABLES = """
    LEFT JOIN contacts p ON p.id = c.contact_id
    LEFT JOIN channel_identities a ON a.channel = c.channel AND a.address = c.address
"""
_TOLD = f"""
    SELECT t.id, t.conversation_id, t.turn_id, t.kind, t.body, t.sender, t.attempts, t.created_at,
        t.run_at, t.error_code, t.lease_until,
        EXISTS (SELECT 1 FROM outbox m WHERE m.conversation_id = t.conversation_id AND m.id <> t.id
                AND m.{OPEN} AND m.status = 'waiting') AS has_more,
        {GATE_COLUMNS}
    FROM {{taken}} t
    JOIN conversations c ON c.id = t.conversation_id {GATE_TABLES}
"""  # noqa: S608 - our own constant text
_COLUMNS: dict[str, type] = {
    "id": int,
    "conversation_id": int,
    "turn_id": int,
    "kind": str,
    "body": dict,
    "sender": str,
    "attempts": int,
    "created_at": datetime,
    "run_at": datetime,
    "error_code": str,
    "lease_until": datetime,
    "has_more": bool,
    "channel": str,
    "channel_account": str,
    "address": str,
    "chat_kind": str,
    "held_by": int,
    "last_inbound_at": datetime,
    "opted_out_at": datetime,
    "unreachable": str,
}


@dataclass(frozen=True)
class _Picking:
    """One way to pick rows: in one statement on PostgreSQL, in single ones on SQLite."""

    at_once: Statement
    ids: Statement


def _picking(condition: str, order: str, which: str = "") -> _Picking:
    is_due = condition.format(which=which, open=OPEN)
    pick = f"SELECT o.id FROM outbox o WHERE {is_due} ORDER BY {order} LIMIT :limit"  # noqa: S608 - our own constant text
    chats: dict[str, type] = {"chats": Ids} if which else {}
    at_once = Statement(
        f"""
        WITH due AS ({pick} FOR UPDATE OF o SKIP LOCKED),
        taken AS ({_TAKE} FROM due WHERE outbox.id = due.id RETURNING outbox.*)
        {_TOLD.format(taken="taken")} ORDER BY t.id
        """,
        lease=str,
        until=datetime,
        tries=int,
        now=datetime,
        limit=int,
        **chats,
    )
    return _Picking(at_once, Statement(pick, now=datetime, limit=int, **chats))


_PICK_DUE = _picking(_DUE, "o.run_at, o.id")
_PICK_IN_CHATS = _picking(_DUE, "o.id", _IN_CHATS)
_PICK_ABANDONED = _picking(_ABANDONED, "o.lease_until")
_TAKE_ID = Statement(f"{_TAKE} WHERE id = :id", lease=str, until=datetime, tries=int, id=int)
_TELL_IDS = Statement(f"{_TOLD.format(taken='outbox')} WHERE t.id IN :ids ORDER BY t.id", ids=Ids).giving(
    _COLUMNS
)


async def take(
    line: Line,
    lease: str,
    now: datetime,
    until: datetime,
    *,
    limit: int = 50,
    chats: Sequence[int] | None = None,
) -> list[Taken]:
    """Take due messages to send them, the oldest first, one of each lane of each conversation."""
    fields: dict[str, Any] = {"now": now, "limit": limit, "lease": lease, "until": until, "tries": 1}
    if chats is not None:
        return await _take(line, _PICK_IN_CHATS, fields | {"chats": list(chats)})
    return await _take(line, _PICK_DUE, fields)


async def take_abandoned(
    line: Line, lease: str, now: datetime, until: datetime, *, limit: int = 50
) -> list[Taken]:
    """Take messages whose sender died, or whose outcome could not be learnt yet: ask before sending."""
    fields: dict[str, Any] = {"now": now, "limit": limit, "lease": lease, "until": until, "tries": 0}
    return await _take(line, _PICK_ABANDONED, fields)


_GATE = Statement(
    """
    SELECT c.held_by, c.last_inbound_at, p.opted_out_at
    FROM conversations c LEFT JOIN contacts p ON p.id = c.contact_id WHERE c.id = :id
    """,
    id=int,
).giving({"held_by": int, "last_inbound_at": datetime, "opted_out_at": datetime})
_KNOWN = Statement(
    "SELECT provider_id FROM outbox WHERE conversation_id = :id AND provider_id IS NOT NULL AND id <> :but",
    id=int,
    but=int,
)


async def look_again(line: Line, taken: Taken) -> Taken:
    """Read what the gate must know anew, after a wait."""
    [(held_by, last_inbound_at, opted_out_at)] = await line.run(_GATE, {"id": taken.conversation_id})
    return replace(taken, held_by=held_by, last_inbound_at=last_inbound_at, opted_out_at=opted_out_at)


async def other_names(line: Line, taken: Taken) -> set[str]:
    """Give the provider's names of the conversation's other messages."""
    rows = await line.run(_KNOWN, {"id": taken.conversation_id, "but": taken.id})
    return {row[0] for row in rows}


async def _take(line: Line, picking: _Picking, fields: dict[str, Any]) -> list[Taken]:
    if not line.is_sqlite:
        rows = await line.run(picking.at_once, fields)
        return [replace(Taken(*row), lease=fields["lease"]) for row in rows]
    ids = [row[0] for row in await line.run(picking.ids, fields)]
    if not ids:
        return []
    for outbox_id in ids:
        await line.run(_TAKE_ID, fields | {"id": outbox_id})
    return [replace(Taken(*row), lease=fields["lease"]) for row in await line.run(_TELL_IDS, {"ids": ids})]
