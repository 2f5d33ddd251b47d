"""The end of a turn that only speaks: its replies, its end and its lease in one asking of the book."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from psycopg.errors import DivisionByZero

from crm.conversations.outbox import OPEN, Draft, in_pieces, queue
from crm.conversations.taking import GATE_COLUMNS, GATE_TABLES, Taken, take
from crm.conversations.turns import (
    CLOSE,
    CLOSING,
    FENCE,
    FREE,
    NOTHING_TOLD,
    Claimed,
    LeaseLost,
    close,
    fence,
)
from crm.conversations.values import Scene
from crm.db import new_token
from crm.statements import Asked, Line, Row, Statement

# The fence before it has locked the conversation: what this statement sees is what nobody can change.
# A first reply that nothing of its conversation stands in the way of is born on its way, leased.
_CLOSE_SPEAKING_SQL = f"""
    WITH closed AS (
        {CLOSE} AND EXISTS (SELECT 1 FROM conversations WHERE id = :id AND lease = :lease)
        RETURNING turns.id),
    freed AS (
        {FREE}, dialogue = coalesce(:dialogue, conversations.dialogue)
        FROM closed WHERE conversations.id = :id
        RETURNING conversations.id, ready_at, kind, channel, channel_account, address, contact_id, held_by,
            last_inbound_at, NOT EXISTS (
                SELECT 1 FROM outbox e WHERE e.conversation_id = conversations.id AND e.{OPEN}) AS is_free),
    said AS (
        INSERT INTO outbox (key, conversation_id, turn_id, kind, body, sender, status, run_at, attempts,
                            lease, lease_until, created_at)
        SELECT r.key, :id, :turn, r.kind, r.body, r.sender,
            CASE WHEN goes THEN 'sending' ELSE 'waiting' END, :now, CASE WHEN goes THEN 1 ELSE 0 END,
            CASE WHEN goes THEN CAST(:send_lease AS VARCHAR) END,
            CASE WHEN goes THEN CAST(:send_until AS TIMESTAMPTZ) END, :now
        FROM freed,
            jsonb_to_recordset(:says) AS r(place INT, key TEXT, kind TEXT, body JSONB, sender TEXT),
            LATERAL (SELECT r.place = 0 AND freed.is_free AS goes) AS first
        WHERE NOT (freed.kind = 'customer' AND freed.held_by IS NOT NULL AND r.sender = 'bot')
        ORDER BY r.place
        ON CONFLICT (key) DO NOTHING RETURNING id, status)
    SELECT c.ready_at, (SELECT count(*) FROM said), said.id, {GATE_COLUMNS} {{more}}
    FROM {{source}} LEFT JOIN said ON said.status = 'sending' {GATE_TABLES}
"""  # noqa: S608 - our own constant text
_CLOSING_SPEAKING: dict[str, type] = {
    **CLOSING,
    "lease": str,
    "again_at": datetime,
    "dialogue": dict,
    "says": list,
    "send_lease": str,
    "send_until": datetime,
}
_CLOSE_SPEAKING = Statement(_CLOSE_SPEAKING_SQL.format(more="", source="freed c"), **_CLOSING_SPEAKING)
# After other writes of its transaction, which goes with it: to end no turn is an error, and undoes them too.
_CLOSE_OR_FAIL = Statement(
    _CLOSE_SPEAKING_SQL.format(
        more=", 1 / (SELECT count(*) FROM closed)", source="(SELECT 1) AS one LEFT JOIN freed c ON 1 = 1"
    ),
    **_CLOSING_SPEAKING,
)
_GATES = 8  # columns that the send gate takes
_REMEMBER = Statement("UPDATE conversations SET dialogue = :dialogue WHERE id = :id", dialogue=dict, id=int)


@dataclass(frozen=True)
class Spoken:
    """What a closed turn left. `taken` is leased for whoever closed it."""

    taken: tuple[Taken, ...]
    is_left: bool  # replies wait that were not leased with the turn's end
    again: bool  # more came in meanwhile
    answers: Sequence[Sequence[Row]] = ()  # what the statements gave that were run before


async def close_speaking(
    line: Line,
    claimed: Claimed,
    scene: Scene,
    drafts: Sequence[Draft],
    now: datetime,
    send_until: datetime,
    told: Mapping[str, Any],
    dialogue: Mapping[str, Any] | None = None,
    *,
    fenced: Sequence[Asked] | None = None,
) -> Spoken:
    """End a turn that only speaks to its own conversation, at once. Raises `LeaseLost`: nothing is written.

    The desk's own words to a customer whom a human holds are dropped. The first reply is leased until
    `send_until` where nothing of its conversation goes before it. `told` is what the turn's row keeps, and
    `dialogue`, where it is given, what the mind keeps of the conversation.
    `fenced` are the last writes of a transaction that has the conversation locked already, run before
    the turn's end, in the same asking, which may take the commit along.
    """
    pieces = [piece for draft in drafts for piece in in_pieces(draft, scene.channel)]
    if line.is_sqlite:
        written = await line.run_all(fenced or ())
        spoken = await _one_by_one(line, claimed, scene, pieces, now, send_until, told, dialogue)
        return replace(spoken, answers=written)
    fields: dict[str, Any] = {
        **NOTHING_TOLD,
        **told,
        "status": "settled",
        "turn": claimed.turn_id,
        "id": claimed.conversation_id,
        "lease": claimed.lease,
        "now": now,
        "again_at": now,
        "dialogue": None if dialogue is None else dict(dialogue),
        "says": [
            {"place": place, "key": one.key, "kind": one.kind, "body": one.body, "sender": one.sender}
            for place, one in enumerate(pieces)
        ],
        "send_lease": new_token(12),
        "send_until": send_until,
    }
    answers, rows = await _ask(line, fields, fenced)
    if not rows:
        raise LeaseLost(f"turn {claimed.turn_id}")
    ready_at, count, outbox_id, *gate = rows[0]
    taken: tuple[Taken, ...] = ()
    if outbox_id is not None:
        first = pieces[0]
        own = (outbox_id, claimed.conversation_id, claimed.turn_id, first.kind, first.body, first.sender)
        leased = Taken(*own, 1, now, now, None, send_until, count > 1, *gate[:_GATES])
        taken = (replace(leased, lease=fields["send_lease"]),)
    return Spoken(taken, is_left=count > 0 and not taken, again=ready_at is not None, answers=answers)


async def _ask(
    line: Line, fields: Mapping[str, Any], fenced: Sequence[Asked] | None
) -> tuple[Sequence[Sequence[Row]], Sequence[Row]]:
    if fenced is None:
        _, rows = await line.run_all([(FENCE, fields), (_CLOSE_SPEAKING, fields)])
        return (), rows
    try:
        *answers, rows = await line.run_all([*fenced, (_CLOSE_OR_FAIL, fields)])
    except DivisionByZero:
        return (), ()
    return answers, rows


async def _one_by_one(
    line: Line,
    claimed: Claimed,
    scene: Scene,
    pieces: Sequence[Draft],
    now: datetime,
    send_until: datetime,
    told: Mapping[str, Any],
    dialogue: Mapping[str, Any] | None,
) -> Spoken:
    """Do the same in single statements, within the one transaction of SQLite's one writer."""
    is_held = await fence(line, claimed) is not None and scene.kind == "customer"
    made: list[int] = []
    for piece in pieces:
        if not (is_held and piece.sender == "bot"):
            made += await queue(line, piece, now, scene.channel)
    if dialogue is not None:
        await line.run(_REMEMBER, {"dialogue": dict(dialogue), "id": claimed.conversation_id})
    again = await close(line, claimed, now, now, **told)
    taken = await take(line, new_token(12), now, send_until, chats=[scene.conversation_id]) if made else []
    return Spoken(tuple(taken), is_left=False, again=again)
