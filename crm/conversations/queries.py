"""What a turn is told before it thinks, read in two statements."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from operator import attrgetter
from typing import Any, Literal, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from crm.conversations.turns import Claimed, claim, claimed_of, claiming
from crm.conversations.values import Heard, LeadFacts, Past, Scene, TripFacts
from crm.statements import Line, Row, Statement, line_of

HISTORY = 30  # earlier messages that a turn is shown
_OF_EACH_SIDE = 18  # looked at, among them what the turn itself heard

_FACTS_COLUMNS: dict[str, type] = {
    "kind": str,
    "channel": str,
    "address": str,
    "contact_id": int,
    "user_id": int,
    "held_by": int,
    "dialogue": dict,
    "contact_name": str,
    "language": str,
    "timezone": str,
    "opted_out_at": datetime,
    "lead_id": int,
    "status": str,
    "title": str,
    "slots": dict,
    "owner_id": int,
    "needs_human": str,
    "version": int,
    "request": dict,
    "itinerary": dict,
    "changes": list,
    "snapshot": dict,
    "sent_at": datetime,
    "approved_at": datetime,
}
_FACTS_SQL = """
    SELECT {more} c.kind, c.channel, c.address, c.contact_id, c.user_id, c.held_by, c.dialogue,
        p.name AS contact_name, p.language, p.timezone, p.opted_out_at,
        l.id AS lead_id, l.status, l.title, l.slots, l.owner_id, l.needs_human,
        v.version, v.request, v.itinerary, v.changes, q.snapshot, v.sent_at, a.at AS approved_at
    FROM conversations c
    LEFT JOIN contacts p ON p.id = c.contact_id
    LEFT JOIN leads l ON l.id = (
        SELECT x.id FROM leads x
        WHERE x.conversation_id = c.id OR c.channel = 'email' AND x.contact_id = c.contact_id
        ORDER BY CASE WHEN x.status IN ('won', 'lost') THEN 2 WHEN x.set_aside_at IS NULL THEN 0 ELSE 1 END,
            x.id DESC LIMIT 1)
    LEFT JOIN trip_versions v ON v.id = (
        SELECT y.id FROM trip_versions y WHERE y.lead_id = l.id ORDER BY y.version DESC LIMIT 1)
    LEFT JOIN quotes q ON q.trip_version_id = v.id
    LEFT JOIN approvals a ON a.trip_version_id = v.id
    WHERE {which}
"""
# A claim has just made the end of its lease the moment at which its conversations are due again: the queue's
# own index finds them by it, in the same round trip.
_JUST_CLAIMED = "c.ready_at = :until AND c.lease = :lease"
_FACTS = Statement(_FACTS_SQL.format(more="", which="c.id = :id"), id=int).giving(_FACTS_COLUMNS)
_FACTS_CLAIMED = Statement(_FACTS_SQL.format(more="c.id,", which=_JUST_CLAIMED), until=datetime, lease=str)
_INBOX = """
    SELECT 'customer' AS side, id, kind, text, {detail} AS detail,
        coalesce(provider_at, received_at) AS at, turn_id, is_late
    FROM inbox WHERE conversation_id = {chat} AND turn_id {turn}
"""
# Only what the turn itself heard comes with its details: decoding all of them was half of the read.
_RECEIVED = _INBOX.format(
    chat="{chat}", turn="IS NOT NULL", detail="CASE WHEN turn_id = {turn} THEN detail END"
)
_LINES_SQL = f"""
    SELECT * FROM ({_RECEIVED} ORDER BY turn_id DESC, id DESC LIMIT :limit) AS received
    UNION ALL
    SELECT * FROM (
        SELECT CASE WHEN substr(sender, 1, 5) = 'user:' AND body ->> 'by_desk' IS NULL
                THEN 'human' ELSE 'desk' END, id, kind,
            coalesce(body ->> 'text', body ->> 'caption', body ->> 'name', ''),
            CASE WHEN :no THEN body END, created_at, turn_id, :no
        FROM outbox WHERE conversation_id = {{chat}} AND status NOT IN ('failed', 'cancelled')
        AND kind IN ('text', 'template', 'document', 'photo')
        ORDER BY id DESC LIMIT :limit) AS sent
"""  # noqa: S608 - our own constant text
_LINE: dict[str, type] = {
    "side": str,
    "id": int,
    "kind": str,
    "text": str,
    "detail": dict,
    "at": datetime,
    "turn_id": int,
    "is_late": bool,
}
_LINES = Statement(_LINES_SQL.format(chat=":id", turn=":turn"), id=int, turn=int, limit=int, no=bool).giving(
    _LINE
)
_LINES_CLAIMED = Statement(
    f"""
    SELECT c.id, line.* FROM conversations c
    CROSS JOIN LATERAL (SELECT id FROM turns WHERE conversation_id = c.id AND status = 'open' LIMIT 1) AS t
    CROSS JOIN LATERAL ({_LINES_SQL.format(chat="c.id", turn="t.id")}) AS line WHERE {_JUST_CLAIMED}
    """,  # noqa: S608 - our own constant text
    until=datetime,
    lease=str,
    limit=int,
    no=bool,
)
_HEARD = Statement(_INBOX.format(chat=":id", turn="= :turn", detail="detail"), id=int, turn=int).giving(_LINE)
_NEWER = Statement(
    """SELECT min(id) FROM inbox WHERE conversation_id = :id AND id < :late
       AND coalesce(provider_at, received_at) > :at""",
    id=int,
    late=int,
    at=datetime,
)


class _Told(NamedTuple):
    """One line of a conversation, from either side. A tuple, since a turn reads some thirty of them."""

    side: Literal["customer", "desk", "human"]
    id: int
    kind: str
    text: str
    detail: Mapping[str, Any] | None
    at: datetime
    turn_id: int | None
    is_late: bool


async def claim_scenes(
    line: Line,
    lease: str,
    now: datetime,
    until: datetime,
    timezone: str,
    *,
    limit: int = 1,
    only: Sequence[int] | None = None,
) -> list[Claimed]:
    """Claim as `claim` does, and read in the same go what each turn may know."""
    if line.is_sqlite:
        taken = await claim(line, lease, now, until, limit=limit, only=only)
        return [
            one if one.is_empty else replace(one, scene=await load_scene(line, one, now, timezone))
            for one in taken
        ]
    chats = {"lease": lease, "until": until, "limit": _OF_EACH_SIDE, "no": False}
    rows, facts, lines = await line.run_all(
        [
            claiming(lease, now, until, limit=limit, only=only),
            (_FACTS_CLAIMED, chats),
            (_LINES_CLAIMED, chats),
        ]
    )
    known = {row[0]: row[1:] for row in facts}
    told: dict[int, list[_Told]] = {}
    for chat, *row in lines:
        told.setdefault(chat, []).append(_Told._make(row))
    return [
        one
        if one.is_empty
        else replace(
            one,
            scene=await _scene(
                line, one, known[one.conversation_id], told.get(one.conversation_id, []), now, timezone
            ),
        )
        for one in claimed_of(rows, lease, until)
    ]


async def load_scene(line: Line, claimed: Claimed, now: datetime, timezone: str) -> Scene:
    """Read what a turn may know. `timezone` is the agency's, for contacts of whom none is known."""
    chat = _chat(claimed)
    [row], lines = await line.run_all([(_FACTS, chat), (_LINES, chat)])
    return await _scene(line, claimed, row, [_Told._make(found) for found in lines], now, timezone)


def _chat(claimed: Claimed) -> dict[str, Any]:
    return {"id": claimed.conversation_id, "turn": claimed.turn_id, "limit": _OF_EACH_SIDE, "no": False}


async def _scene(
    line: Line, claimed: Claimed, row: Row, told: list[_Told], now: datetime, timezone: str
) -> Scene:
    facts: dict[str, Any] = dict(zip(_FACTS_COLUMNS, row, strict=True))
    received = [one for one in told if one.side == "customer"]
    heard = [one for one in received if one.turn_id == claimed.turn_id]
    past = [one for one in told if one.side != "customer" or one.turn_id != claimed.turn_id]
    is_cut = len(received) >= _OF_EACH_SIDE and min(one.turn_id or 0 for one in received) == claimed.turn_id
    if is_cut or not heard:
        # A burst longer than what was read, or a revived turn: fetch its messages by themselves.
        heard = [_Told._make(found) for found in await line.run(_HEARD, _chat(claimed))]
    return Scene(
        turn_id=claimed.turn_id,
        conversation_id=claimed.conversation_id,
        kind=facts["kind"],
        channel=facts["channel"],
        address=facts["address"],
        contact_id=facts["contact_id"],
        contact_name=facts["contact_name"],
        language=facts["language"] or "en",
        opted_out=facts["opted_out_at"] is not None,
        user_id=facts["user_id"],
        held_by=facts["held_by"],
        dialogue=facts["dialogue"],
        heard=tuple([await _heard(line, claimed, one) for one in sorted(heard, key=_order)]),
        history=tuple(_past(one) for one in sorted(past, key=_order)[-HISTORY:]),
        lead=_lead(facts),
        trip=_trip(facts),
        now=now,
        today=now.astimezone(ZoneInfo(facts["timezone"] or timezone)).date(),
        attempt=claimed.attempt,
    )


async def scene_of(line: Line, conversation_id: int, now: datetime, timezone: str) -> Scene:
    """Read a conversation as a turn would, without one: nothing is heard, all of it is history."""
    claimed = Claimed(conversation_id, 0, 1, "", now)
    return await load_scene(line, claimed, now, timezone)


async def history_of(
    session: AsyncSession, conversation_id: int, *, limit: int = HISTORY
) -> tuple[Past, ...]:
    """Give the last messages of a conversation that were answered or sent, oldest first."""
    chat = {"id": conversation_id, "turn": 0, "limit": limit, "no": False}
    told = [_Told._make(found) for found in await (await line_of(session)).run(_LINES, chat)]
    return tuple(_past(one) for one in sorted(told, key=_order)[-limit:])


_order = attrgetter("at", "id")  # of what was told: the oldest first


async def _heard(line: Line, claimed: Claimed, told: _Told) -> Heard:
    detail = dict(told.detail or {})
    if told.is_late:
        # What it says is older than what was answered: it ranks before the first newer message.
        fields = {"id": claimed.conversation_id, "late": told.id, "at": told.at}
        [(newer,)] = await line.run(_NEWER, fields)
        detail |= {"is_late": True, "order": (newer or told.id) - 1}
    return Heard(told.id, told.kind, told.text, told.at, detail)


def _past(told: _Told) -> Past:
    side, number, _, text, _, at, *_ = told
    return Past(f"in:{number}" if side == "customer" else f"out:{number}", side, text, at)


def _lead(facts: Mapping[str, Any]) -> LeadFacts | None:
    if facts["lead_id"] is None:
        return None
    names = ("status", "title", "slots", "owner_id", "needs_human")
    return LeadFacts(facts["lead_id"], *(facts[name] for name in names))


def _trip(facts: Mapping[str, Any]) -> TripFacts | None:
    if facts["version"] is None:
        return None
    snapshot = facts["snapshot"] or {}
    return TripFacts(
        facts["version"],
        facts["request"],
        facts["itinerary"],
        snapshot,
        facts["sent_at"],
        facts["approved_at"],
        changes=tuple(facts["changes"] or ()),
    )
