"""The sheet of a customer's turn: one lead read once, changed in memory, and written once.

What a turn most often does to a lead goes this way, past the ORM: a capture through it costs ten round trips.
The rules are those of `changes`, which the ORM's services share.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from crm.leads.cards import ANNOUNCE, announcing
from crm.leads.changes import Enquirer, call_human, changed, learnt, opened, qualify
from crm.leads.models import Lead
from crm.leads.rules import merge_slots
from crm.statements import Asked, Line, Row, Statement

_MOVING: dict[str, type] = {
    "status": str,
    "title": str,
    "slots": dict,
    "destination": str,
    "start_date": date,
    "nights": int,
    "needs_human": str,
    "revision": int,
}
_HELD: dict[str, type] = {"id": int, "contact_id": int, "conversation_id": int, **_MOVING, "name": str}
# A lead that was set aside comes after the others that are open, and before those that are closed.
_READ_SQL = """
    SELECT l.id, l.contact_id, l.conversation_id, l.status, l.title, l.slots, l.destination, l.start_date,
        l.nights, l.needs_human, l.revision, (SELECT p.name FROM contacts p WHERE p.id = l.contact_id) AS name
    FROM leads l WHERE l.conversation_id = :chat
    ORDER BY CASE WHEN l.status IN ('won', 'lost') THEN 2 WHEN l.set_aside_at IS NULL THEN 0 ELSE 1 END,
        l.id DESC LIMIT 1
"""
_READ = Statement(f"{_READ_SQL} FOR NO KEY UPDATE OF l", chat=int)
_READ_PLAIN = Statement(_READ_SQL, chat=int).giving(_HELD)
_NAME = Statement("SELECT name FROM contacts WHERE id = :id", id=int)
# A new lead's number is drawn beforehand, so that all that is told of it goes in one asking with itself.
_NUMBER = Statement("SELECT nextval(pg_get_serial_sequence('leads', 'id'))")
_CHANGING: dict[str, type] = {**_MOVING, "updated_at": datetime}
_OPENING = {"contact_id": int, "conversation_id": int, "created_at": datetime, "since": datetime}
_WRITE = Statement(
    f"UPDATE leads SET {', '.join(f'{name} = :{name}' for name in _CHANGING)} WHERE id = :id",  # noqa: S608 - our own names
    **_CHANGING,
    id=int,
)
_OPEN_SQL = """
    INSERT INTO leads ({id} contact_id, conversation_id, status, title, slots, destination, start_date,
        nights, needs_human, revision, created_at, updated_at, first_inbound_at, waiting_since)
    VALUES ({given} :contact_id, :conversation_id, :status, :title, :slots, :destination, :start_date,
        :nights, :needs_human, :revision, :created_at, :updated_at, :since, :since)
    RETURNING id
"""
_OPEN = Statement(_OPEN_SQL.format(id="", given=""), **_CHANGING, **_OPENING)
_OPEN_NUMBERED = Statement(_OPEN_SQL.format(id="id,", given=":id,"), **_CHANGING, **_OPENING, id=int)
_TELL = Statement(
    """INSERT INTO lead_events (lead_id, at, actor, kind, text, detail)
       VALUES (:lead, :now, 'bot', :kind, :text, :detail)""",
    lead=int,
    now=datetime,
    kind=str,
    text=str,
    detail=dict,
)


class Elsewhere(Exception):
    """The lead that counts is not the one that was thought about: the turn is written the long way."""


class Sheet:
    """One conversation's lead within one transaction, whose fence has locked the conversation.

    `seen` is the lead that the turn was thought about. What `asking` asks is read by `read`; nothing is
    written before `write`.
    """

    def __init__(self, enquirer: Enquirer, seen: int | None, now: datetime) -> None:
        self._enquirer, self._seen, self._now = enquirer, seen, now
        self._lead: Lead | None = None
        self._name, self._number = enquirer.name, 0
        self._lines: list[tuple[str, str, Mapping[str, Any]]] = []
        self._is_changed = False

    def asking(self, line: Line) -> list[Asked]:
        """Give the statements that lock and read the lead, or what a new one needs."""
        chat = {"chat": self._enquirer.conversation_id}
        asked: list[Asked] = [(_READ_PLAIN if line.is_sqlite else _READ, chat)]
        if self._seen is None:
            asked.append((_NAME, {"id": self._enquirer.contact_id}))
            if not line.is_sqlite:
                asked.append((_NUMBER, {}))
        return asked

    def read(self, rows: Sequence[Row], *more: Sequence[Row]) -> None:
        """Read what was asked. Raises `Elsewhere` where the lead is another than was seen, or closed."""
        if not rows:
            if self._seen is not None:
                raise Elsewhere
            named, *numbered = more
            self._name = self._name or (named[0][0] if named else None)
            self._number = int(numbered[0][0][0]) if numbered else 0
            return
        told = dict(zip(_HELD, rows[0], strict=True))
        if told["id"] != self._seen or told["status"] in ("won", "lost"):
            raise Elsewhere
        self._name = self._name or told["name"]
        self._lead = Lead(**{name: value for name, value in told.items() if name != "name"})

    def call(self, name: str | None) -> None:
        """Take note of the name that the contact gave in this very turn."""
        if self._enquirer.name is None:
            self._name = name or self._name

    def capture(self, slots: Mapping[str, Mapping[str, Any]], removed: tuple[str, ...]) -> None:
        """Merge what was heard into the lead, or open one with it."""
        if self._lead is None:
            self._lead = opened(self._enquirer, slots, removed, self._now)
            self._lines.append(("opened", "Enquiry opened", {}))
            before: Mapping[str, Mapping[str, Any]] = {}
        else:
            before = self._lead.slots
            self._lead.slots = merge_slots(before, slots, removed)
            if self._lead.slots == before:
                return
            self._change(self._lead)
        qualify(self._lead, self._name)
        if told := learnt(self._lead, before):
            self._lines.append(("captured", *told))

    def call_human(self, reason: str) -> None:
        """Show why a human is needed."""
        lead = self._ours()
        if call_human(lead, reason):
            self._lines.append(("needs_human", reason, {}))
            self._change(lead)

    def record(self, kind: str, text: str) -> None:
        """Write one line to the timeline."""
        self._ours()
        self._lines.append((kind, text, {}))

    def _ours(self) -> Lead:
        if self._lead is None:
            self.capture({}, ())
        assert self._lead is not None  # noqa: S101 - a capture opens one
        return self._lead

    def _change(self, lead: Lead) -> None:
        changed(lead, self._now)
        self._is_changed = True

    async def write(self, line: Line) -> tuple[int | None, Sequence[Asked]]:
        """Give the lead's id, and what is to be run in this transaction.

        Where its number could not be drawn beforehand, a new lead is opened here.
        """
        lead, asked = self._lead, list[Asked]()
        if lead is None:
            return None, ()
        is_new = lead.id is None
        fields = {name: getattr(lead, name) for name in _CHANGING}
        if is_new:
            enquirer = self._enquirer
            made = {"contact_id": enquirer.contact_id, "conversation_id": enquirer.conversation_id}
            dated = {"created_at": self._now, "since": enquirer.since}
            if self._number:
                lead_id = self._number
                asked.append((_OPEN_NUMBERED, fields | made | dated | {"id": lead_id}))
            else:
                [(lead_id,)] = await line.run(_OPEN, fields | made | dated)
        else:
            lead_id = lead.id
            if self._is_changed:
                asked.append((_WRITE, fields | {"id": lead_id}))
        for kind, text, detail in self._lines:
            told = {"lead": lead_id, "now": self._now, "kind": kind, "text": text, "detail": dict(detail)}
            asked.append((_TELL, told))
        if is_new or self._is_changed:
            asked.append((ANNOUNCE, announcing(lead_id, self._now)))
        return int(lead_id), asked
