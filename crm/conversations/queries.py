"""What a turn is told before it thinks, read in two statements."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from crm.conversations.turns import Claimed
from crm.conversations.values import Heard, LeadFacts, Past, Scene, TripFacts
from crm.statements import Line, Statement, line_of

HISTORY = 30  # earlier messages of each side that a turn is shown

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
    "snapshot": dict,
    "sent_at": datetime,
    "approved_at": datetime,
}
_FACTS = Statement(
    """
        SELECT c.kind, c.channel, c.address, c.contact_id, c.user_id, c.held_by, c.dialogue,
            p.name AS contact_name, p.language, p.timezone, p.opted_out_at,
            l.id AS lead_id, l.status, l.title, l.slots, l.owner_id, l.needs_human,
            v.version, v.request, v.itinerary, q.snapshot, v.sent_at, a.at AS approved_at
        FROM conversations c
        LEFT JOIN contacts p ON p.id = c.contact_id
        LEFT JOIN leads l ON l.id = (
            SELECT x.id FROM leads x WHERE x.conversation_id = c.id
            ORDER BY CASE WHEN x.status IN ('won', 'lost') THEN 1 ELSE 0 END, x.id DESC LIMIT 1)
        LEFT JOIN trip_versions v ON v.id = (
            SELECT y.id FROM trip_versions y WHERE y.lead_id = l.id ORDER BY y.version DESC LIMIT 1)
        LEFT JOIN quotes q ON q.trip_version_id = v.id
        LEFT JOIN approvals a ON a.trip_version_id = v.id
        WHERE c.id = :id
        """,
    id=int,
).giving(_FACTS_COLUMNS)
_INBOX = """
    SELECT 'customer' AS side, id, kind, text, {detail} AS detail,
        coalesce(provider_at, received_at) AS at, turn_id, is_late
    FROM inbox WHERE conversation_id = :id AND turn_id {turn}
"""
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
# Only what the turn itself heard comes with its details: decoding all of them was half of the read.
_LINES = Statement(
    f"""
    SELECT * FROM (
        {_INBOX.format(turn="IS NOT NULL", detail="CASE WHEN turn_id = :turn THEN detail END")}
        ORDER BY id DESC LIMIT :limit) AS received
    UNION ALL
    SELECT * FROM (
        SELECT CASE WHEN substr(sender, 1, 5) = 'user:' THEN 'human' ELSE 'desk' END, id, kind,
            coalesce(body ->> 'text', body ->> 'caption', body ->> 'name', ''),
            CASE WHEN :no THEN body END, created_at, turn_id, :no
        FROM outbox WHERE conversation_id = :id AND status NOT IN ('failed', 'cancelled')
        AND kind IN ('text', 'template', 'document', 'photo')
        ORDER BY id DESC LIMIT :limit) AS sent
    """,  # noqa: S608 - our own constant text
    id=int,
    turn=int,
    limit=int,
    no=bool,
).giving(_LINE)
_HEARD = Statement(_INBOX.format(turn="= :turn", detail="detail"), id=int, turn=int).giving(_LINE)
_NEWER = Statement(
    """SELECT min(id) FROM inbox WHERE conversation_id = :id AND id < :late
       AND coalesce(provider_at, received_at) > :at""",
    id=int,
    late=int,
    at=datetime,
)


@dataclass(frozen=True)
class _Told:
    """One line of a conversation, from either side."""

    side: Literal["customer", "desk", "human"]
    id: int
    kind: str
    text: str
    detail: Mapping[str, Any] | None
    at: datetime
    turn_id: int | None
    is_late: bool


async def load_scene(line: Line, claimed: Claimed, now: datetime, timezone: str) -> Scene:
    """Read what a turn may know. `timezone` is the agency's, for contacts of whom none is known."""
    chat = {"id": claimed.conversation_id, "turn": claimed.turn_id, "limit": HISTORY, "no": False}
    [row] = await line.run(_FACTS, chat)
    facts: dict[str, Any] = dict(zip(_FACTS_COLUMNS, row, strict=True))
    told = [_Told(*found) for found in await line.run(_LINES, chat)]
    heard = [one for one in told if one.side == "customer" and one.turn_id == claimed.turn_id]
    if not heard or len([one for one in told if one.side == "customer"]) == len(heard) >= HISTORY:
        # A revived turn, or a burst longer than the history: fetch its messages by themselves.
        heard = [_Told(*found) for found in await line.run(_HEARD, chat)]
    mine = {one.id for one in heard}
    past = [one for one in told if one.side != "customer" or one.id not in mine]
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


async def history_of(
    session: AsyncSession, conversation_id: int, *, limit: int = HISTORY
) -> tuple[Past, ...]:
    """Give the last messages of a conversation that were answered or sent, oldest first."""
    chat = {"id": conversation_id, "turn": 0, "limit": limit, "no": False}
    told = [_Told(*found) for found in await (await line_of(session)).run(_LINES, chat)]
    return tuple(_past(one) for one in sorted(told, key=_order)[-limit:])


def _order(told: _Told) -> tuple[datetime, int]:
    return told.at, told.id


async def _heard(line: Line, claimed: Claimed, told: _Told) -> Heard:
    detail = dict(told.detail or {})
    if told.is_late:
        # What it says is older than what was answered: it ranks before the first newer message.
        fields = {"id": claimed.conversation_id, "late": told.id, "at": told.at}
        [(newer,)] = await line.run(_NEWER, fields)
        detail |= {"is_late": True, "order": (newer or told.id) - 1}
    return Heard(told.id, told.kind, told.text, told.at, detail)


def _past(told: _Told) -> Past:
    where = "in" if told.side == "customer" else "out"
    return Past(f"{where}:{told.id}", told.side, told.text, told.at)


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
    )
