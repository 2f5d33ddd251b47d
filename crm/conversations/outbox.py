"""What is to be sent: queued once, claimed in order, and marked with what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from crm.conversations.rules import DEFAULT_TEXT_LIMIT, TEXT_LIMITS, split_text
from crm.statements import Asked, Line, Statement

# What is not over, in the very words of the index that holds such rows alone: beside `status = 'waiting'`
# they make sure of that index, whose size does not grow with the conversation.
OPEN = "status IN ('blocked', 'waiting', 'sending')"
_QUEUE = Statement(
    """
    INSERT INTO outbox
        (key, conversation_id, turn_id, kind, body, sender, status, run_at, attempts, created_at)
    VALUES (:key, :conversation_id, :turn_id, :kind, :body, :sender, :status, :run_at, 0, :now)
    ON CONFLICT (key) DO NOTHING RETURNING id
    """,
    key=str,
    conversation_id=int,
    turn_id=int,
    kind=str,
    body=dict,
    sender=str,
    status=str,
    run_at=datetime,
    now=datetime,
)
_SHORT = min(DEFAULT_TEXT_LIMIT, *TEXT_LIMITS.values())  # no channel needs a text of this length cut
_CHANNEL_OF = Statement("SELECT channel FROM conversations WHERE id = :id", id=int)


@dataclass(frozen=True)
class Draft:
    """One message to queue. `key` is its logical id: queued twice, it is sent once."""

    key: str
    conversation_id: int
    kind: str
    body: Mapping[str, Any]
    sender: str
    run_at: datetime | None = None
    turn_id: int | None = None
    is_blocked: bool = False  # waits for paper


async def queue(line: Line, draft: Draft, now: datetime, channel: str | None = None) -> list[int]:
    """Queue a message, cut where the channel needs it shorter; give the ids of the rows it made."""
    answers = await line.run_all(await queueing(line, draft, now, channel))
    return [int(outbox_id) for rows in answers for (outbox_id,) in rows]


async def queueing(line: Line, draft: Draft, now: datetime, channel: str | None = None) -> list[Asked]:
    """Give the statements that queue a message, for whoever asks more in the same round trip."""
    if draft.kind == "text" and channel is None and len(str(draft.body.get("text", ""))) > _SHORT:
        [(channel,)] = await line.run(_CHANNEL_OF, {"id": draft.conversation_id})
    return [
        (
            _QUEUE,
            {
                "key": piece.key,
                "conversation_id": piece.conversation_id,
                "turn_id": piece.turn_id,
                "kind": piece.kind,
                "body": piece.body,
                "sender": piece.sender,
                "status": "blocked" if piece.is_blocked else "waiting",
                "run_at": piece.run_at or now,
                "now": now,
            },
        )
        for piece in in_pieces(draft, channel)
    ]


def in_pieces(draft: Draft, channel: str | None) -> list[Draft]:
    """Cut a text that is too long for its channel into several messages, each with a key of its own."""
    limit = TEXT_LIMITS.get(channel or "", DEFAULT_TEXT_LIMIT)
    if draft.kind != "text" or len(str(draft.body.get("text", ""))) <= limit:
        return [draft]
    bodies = _cut(draft.body, limit)
    keys = [draft.key, *(f"{draft.key}/{number}" for number in range(2, len(bodies) + 1))]
    return [replace(draft, key=key, body=body) for key, body in zip(keys, bodies, strict=True)]


def _cut(body: Mapping[str, Any], limit: int) -> list[dict[str, Any]]:
    pieces = split_text(str(body.get("text", "")), limit, is_html=body.get("format") == "html")
    plain = {name: value for name, value in body.items() if name not in ("text", "buttons")}
    bodies = [{**plain, "text": piece} for piece in pieces]
    if body.get("buttons"):
        bodies[-1]["buttons"] = body["buttons"]  # under the last piece, where the reader ends
    return bodies


@dataclass(frozen=True)
class Ending:
    """What became of one try. `status` is the row's next state; `outcome` what the provider did."""

    outbox_id: int
    lease: str
    status: str  # sent | failed | unknown | cancelled | waiting (again) | sending (the outcome is awaited)
    outcome: str  # accepted | refused | retry | unknown | stopped
    number: int
    started_at: datetime
    provider_id: str | None = None
    code: str | None = None
    detail: str | None = None
    remedy: str | None = None
    run_at: datetime | None = None  # for waiting: when to try again
    lease_until: datetime | None = None  # for sending: when to ask the provider
    body: Mapping[str, Any] | None = None  # what was sent in its place
    answers: bool = False  # a customer was answered: the lead no longer waits


# An early callback may have moved the row on already: then only the provider's name for it is added.
_MARK = """
    UPDATE outbox SET
        status = CASE WHEN status = 'sending' THEN :status ELSE status END,
        provider_id = CASE WHEN :status = 'waiting' THEN NULL ELSE coalesce(:provider_id, provider_id) END,
        sent_at = CASE WHEN :status = 'sent' THEN coalesce(sent_at, :now) ELSE sent_at END,
        run_at = coalesce(:run_at, run_at), body = coalesce(:body, body),
        error_code = :code, error = :detail, remedy = :remedy,
        lease = CASE WHEN :status = 'sending' THEN lease ELSE NULL END, lease_until = :lease_until
    WHERE id = :id AND lease = :lease AND status NOT IN ('failed', 'cancelled')
    RETURNING conversation_id
"""
_ANSWERED = """
    UPDATE leads SET waiting_since = NULL, first_response_at = coalesce(first_response_at, :now)
    WHERE leads.conversation_id = {chat} AND leads.status NOT IN ('won', 'lost')
    AND (leads.waiting_since IS NOT NULL OR leads.first_response_at IS NULL) AND :answers
"""
_ATTEMPT = """
    INSERT INTO attempts (outbound_id, number, started_at, ended_at, outcome, code, detail)
"""
_MARKING: dict[str, type] = {
    "status": str,
    "provider_id": str,
    "now": datetime,
    "run_at": datetime,
    "body": dict,
    "code": str,
    "detail": str,
    "remedy": str,
    "lease_until": datetime,
    "id": int,
    "lease": str,
}
_TRY: dict[str, type] = {"number": int, "started_at": datetime, "outcome": str}
_VALUES = ":id, :number, :started_at, :now, :outcome, :code, :detail"
_MARK_AT_ONCE = Statement(
    f"""
    WITH marked AS ({_MARK}), tried AS ({_ATTEMPT} VALUES ({_VALUES})),
    answered AS ({_ANSWERED.format(chat="(SELECT conversation_id FROM marked)")})
    SELECT EXISTS (SELECT 1 FROM outbox m WHERE m.conversation_id = marked.conversation_id
                   AND m.id <> :id AND m.{OPEN} AND m.status = 'waiting' AND m.run_at <= :now) FROM marked
    """,  # noqa: S608 - our own constant text
    answers=bool,
    **_MARKING,
    **_TRY,
)
_ANSWERED_ONE = Statement(_ANSWERED.format(chat=":chat"), now=datetime, answers=bool, chat=int)
_WAITING_ONE = Statement(
    f"""SELECT 1 FROM outbox WHERE conversation_id = :chat AND id <> :id
        AND {OPEN} AND status = 'waiting' AND run_at <= :now LIMIT 1""",  # noqa: S608 - our own constant text
    chat=int,
    id=int,
    now=datetime,
)
_MARK_ONE = Statement(_MARK, **_MARKING)
_TRIED = Statement(f"{_ATTEMPT} VALUES ({_VALUES})", id=int, now=datetime, code=str, detail=str, **_TRY)


@dataclass(frozen=True)
class Marked:
    """What a mark found: whether the row was still ours, and whether others of its conversation are due."""

    is_ours: bool
    more_wait: bool = False


async def mark(line: Line, ending: Ending, now: datetime) -> Marked:
    """Write down what became of one try; where the lease was lost, the try is kept all the same."""
    fields: dict[str, Any] = {
        "id": ending.outbox_id,
        "lease": ending.lease,
        "status": ending.status,
        "provider_id": ending.provider_id,
        "now": now,
        "run_at": ending.run_at,
        "body": None if ending.body is None else dict(ending.body),
        "code": ending.code,
        "detail": ending.detail,
        "remedy": ending.remedy,
        "lease_until": ending.lease_until,
        "number": ending.number,
        "started_at": ending.started_at,
        "outcome": ending.outcome,
        "answers": ending.answers,
    }
    if not line.is_sqlite:
        rows = await line.run(_MARK_AT_ONCE, fields)
        return Marked(True, rows[0][0]) if rows else Marked(False)
    marked = await line.run(_MARK_ONE, fields)
    await line.run(_TRIED, fields)
    if not marked:
        return Marked(False)
    chat = {"chat": marked[0][0]}
    if ending.answers:
        await line.run(_ANSWERED_ONE, fields | chat)
    return Marked(True, bool(await line.run(_WAITING_ONE, fields | chat)))
