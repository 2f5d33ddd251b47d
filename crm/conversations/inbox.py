"""Writing down what comes in: one inbox row, its conversation woken, its lead's wait begun."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from crm.contacts.service import know
from crm.statements import Line, Statement

# These wait for nobody: a pressed button or a command is never the first half of a sentence.
PROMPT_KINDS = frozenset({"button", "command", "approval", "change"})


class Arrival(Protocol):
    """One message from outside, as a channel parsed it."""

    @property
    def channel(self) -> str: ...
    @property
    def channel_account(self) -> str: ...
    @property
    def external_id(self) -> str: ...
    @property
    def address(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def profile_name(self) -> str | None: ...
    @property
    def provider_at(self) -> datetime | None: ...
    @property
    def detail(self) -> Mapping[str, Any]: ...
    @property
    def raw(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True)
class Pace:
    """How long a conversation stays quiet before its turn: `quiet` after the last message of a
    burst, and never more than `at_most` after the first."""

    quiet: timedelta = timedelta(seconds=0.4)
    at_most: timedelta = timedelta(seconds=4)


@dataclass(frozen=True)
class TakenIn:
    """What became of an arrival. `inbox_id` is None for one that had been written down before."""

    conversation_id: int
    inbox_id: int | None
    ready_at: datetime | None


_INBOX = """
    INSERT INTO inbox (channel, channel_account, external_id, conversation_id, kind, text, detail, raw,
                       provider_at, received_at, is_late)
    SELECT :channel, :channel_account, :external_id, {chat}.id, :kind, :text, :detail, :raw,
           :provider_at, :now, coalesce(:sent_at < {chat}.last_inbound_at, :no)
    FROM {source}
    ON CONFLICT (channel_account, external_id) DO NOTHING
    RETURNING id, conversation_id
"""
# While a turn is open `ready_at` holds the end of its lease or of its pause, and stays. Otherwise it
# moves with the burst until the oldest waiting message has waited long enough.
_WAKE = """
    UPDATE conversations SET
        last_inbound_at = CASE WHEN last_inbound_at >= :sent_at THEN last_inbound_at ELSE :sent_at END,
        ready_at = CASE
            WHEN lease IS NOT NULL OR EXISTS (
                SELECT 1 FROM turns t WHERE t.conversation_id = conversations.id AND t.status = 'open')
            THEN coalesce(ready_at, :ready_at)
            WHEN ready_at IS NOT NULL AND EXISTS (
                SELECT 1 FROM inbox i WHERE i.conversation_id = conversations.id AND i.turn_id IS NULL
                AND i.received_at <= :oldest)
            THEN CASE WHEN ready_at < :ready_at THEN ready_at ELSE :ready_at END
            ELSE :ready_at END
"""
_WAIT = """
    UPDATE leads SET waiting_since = :sent_at
    {source} AND leads.waiting_since IS NULL
    AND leads.status NOT IN ('won', 'lost')
"""
ARRIVAL: dict[str, type] = {
    "channel": str,
    "channel_account": str,
    "external_id": str,
    "address": str,
    "kind": str,
    "text": str,
    "detail": dict,
    "raw": dict,
    "provider_at": datetime,
    "now": datetime,
    "sent_at": datetime,
    "no": bool,
}
_MOMENTS: dict[str, type] = {"sent_at": datetime, "ready_at": datetime, "oldest": datetime}

_AT_ONCE = Statement(
    f"""
        WITH chat AS (SELECT id, last_inbound_at FROM conversations
                      WHERE channel_account = :channel_account AND address = :address),
        fresh AS ({_INBOX.format(chat="chat", source="chat")}),
        woken AS ({_WAKE} FROM fresh WHERE conversations.id = fresh.conversation_id RETURNING ready_at),
        waits AS ({_WAIT.format(source="FROM fresh WHERE leads.conversation_id = fresh.conversation_id")})
        SELECT (SELECT id FROM chat) AS conversation_id, (SELECT id FROM fresh) AS inbox_id,
               (SELECT ready_at FROM woken) AS ready_at
        """,  # noqa: S608 - our own constant text
    **ARRIVAL,
    ready_at=datetime,
    oldest=datetime,
)
_CHAT = Statement(
    "SELECT id FROM conversations WHERE channel_account = :channel_account AND address = :address",
    channel_account=str,
    address=str,
)
_INSERT = Statement(
    _INBOX.format(
        chat="chat",
        source="""conversations AS chat
        WHERE chat.channel_account = :channel_account AND chat.address = :address""",
    ),
    **ARRIVAL,
)
_WAKE_ONE = Statement(f"{_WAKE} WHERE id = :id RETURNING ready_at", **_MOMENTS, id=int).giving(
    {"ready_at": datetime}
)
_WAIT_ONE = Statement(_WAIT.format(source="WHERE leads.conversation_id = :id"), sent_at=datetime, id=int)
_OPEN = Statement(
    """
    INSERT INTO conversations
        (kind, channel, channel_account, address, contact_id, user_id, dialogue, created_at)
    VALUES (:kind, :channel, :channel_account, :address, :contact_id, NULL, :dialogue, :now)
    ON CONFLICT (channel_account, address) DO NOTHING
    """,
    kind=str,
    channel=str,
    channel_account=str,
    address=str,
    contact_id=int,
    dialogue=dict,
    now=datetime,
)
# Who staff are is looked up each time, so that an account switched off loses its voice at once.
_RECOGNISE = Statement(
    """
    UPDATE conversations SET user_id = (
        SELECT u.id FROM users u WHERE u.telegram_id = :telegram_id AND u.is_active = :yes)
    WHERE channel_account = :channel_account AND address = :address
    """,
    telegram_id=int,
    yes=bool,
    channel_account=str,
    address=str,
)


def storable(value: Any) -> Any:
    """Give words, or JSON that holds words, without what PostgreSQL cannot keep: NUL and halves of letters.

    A message that could not be written down would be refused each time that it comes, and those behind it.
    """
    if isinstance(value, str):
        if value.isascii():
            return value.replace("\x00", "")
        return value.replace("\x00", "").encode("utf-8", "replace").decode()
    if isinstance(value, Mapping):
        return {storable(name): storable(held) for name, held in value.items()}
    return [storable(held) for held in value] if isinstance(value, list | tuple) else value


async def take_in_known(line: Line, arrival: Arrival, now: datetime, pace: Pace) -> TakenIn | None:
    """Write down a message of a known conversation; None, and nothing written, where it is not known.

    One statement on PostgreSQL, so that it may run in `Book.single()`.
    """
    return await _write(line, arrival, now, pace)


async def take_in(line: Line, arrival: Arrival, now: datetime, pace: Pace) -> TakenIn:
    """Write an arrival down once, however often it comes. Safe against itself running twice at a time."""
    if arrival.channel == "telegram":
        await _recognise(line, arrival)
    taken = await _write(line, arrival, now, pace)
    if taken is None:
        await open_conversation(line, arrival, now)
        taken = await _write(line, arrival, now, pace)
    if taken is None:
        raise LookupError("a conversation vanished while its message was written")
    return taken


async def _write(line: Line, arrival: Arrival, now: datetime, pace: Pace) -> TakenIn | None:
    """Write the row if its conversation is known; None where it is not."""
    fields = fields_of(arrival, now, pace)
    if not line.is_sqlite:
        [(conversation_id, inbox_id, ready_at)] = await line.run(_AT_ONCE, fields)
        return None if conversation_id is None else TakenIn(conversation_id, inbox_id, ready_at)
    fresh = await line.run(_INSERT, fields)
    if not fresh:
        known = await line.run(_CHAT, fields)
        return TakenIn(known[0][0], None, None) if known else None
    [(inbox_id, conversation_id)] = fresh
    chat = fields | {"id": conversation_id}
    [(ready_at,)] = await line.run(_WAKE_ONE, chat)
    await line.run(_WAIT_ONE, chat)
    return TakenIn(conversation_id, inbox_id, ready_at)


def fields_of(arrival: Arrival, now: datetime, pace: Pace) -> dict[str, Any]:
    """Give what is written down of an arrival, and the moments that its conversation's turn hangs on."""
    is_prompt = arrival.kind in PROMPT_KINDS or arrival.channel == "telegram"
    return {
        "channel": arrival.channel,
        "channel_account": arrival.channel_account,
        "external_id": arrival.external_id,
        "address": arrival.address,
        "kind": arrival.kind,
        "text": storable(arrival.text),
        "detail": storable(dict(arrival.detail)),
        "raw": storable(dict(arrival.raw)),
        "provider_at": arrival.provider_at,
        "now": now,
        "no": False,
        "sent_at": min(arrival.provider_at or now, now),
        "ready_at": now if is_prompt else now + pace.quiet,
        "oldest": now + pace.quiet - pace.at_most,
    }


async def open_conversation(
    line: Line, arrival: Arrival, now: datetime, contact_id: int | None = None
) -> None:
    """Open the conversation of an address that writes for the first time, as `contact_id`'s where given."""
    is_staff = arrival.channel == "telegram"
    if not is_staff and contact_id is None:
        name = storable(arrival.profile_name)
        contact_id = await know(line, arrival.channel, arrival.address, name, now)
    fields: dict[str, Any] = {
        "kind": "staff" if is_staff else "customer",
        "channel": arrival.channel,
        "channel_account": arrival.channel_account,
        "address": arrival.address,
        "contact_id": contact_id,
        "dialogue": {},
        "now": now,
    }
    await line.run(_OPEN, fields)
    if is_staff:
        await _recognise(line, arrival)


async def _recognise(line: Line, arrival: Arrival) -> None:
    if arrival.address.isdigit():  # a group's id is negative and names nobody
        fields = {
            "telegram_id": int(arrival.address),
            "yes": True,
            "channel_account": arrival.channel_account,
            "address": arrival.address,
        }
        await line.run(_RECOGNISE, fields)
