"""The queues stay quick as their tables grow: plans made while a table was empty must not scan it later."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.sweep import _DUE_CHATS, _DUE_SENDS, _WAITING
from crm.conversations import closing, inbox, outbox, queries, receipts, taking, turns
from crm.db import Book
from crm.jobs import service as jobs
from crm.models import metadata
from crm.statements import Statement

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
VALUES = {
    "now": NOW,
    "until": NOW + timedelta(minutes=1),
    "limit": 10,
    "lease": "lease",
    "tries": 1,
    "chats": [7],
    "ids": [7],
    "id": 7,
    "again_at": NOW,
    "turn": 7,
    "channel": "whatsapp",
    "channel_account": "us",
    "address": "them-7",
    "external_id": "SM-new",
    "kind": "text",
    "text": "Hi",
    "detail": {},
    "raw": {},
    "provider_at": None,
    "sent_at": NOW,
    "no": False,
    "ready_at": NOW,
    "oldest": NOW,
    "status": "sent",
    "answers": True,
    "number": 1,
    "started_at": NOW,
    "outcome": "accepted",
    "provider_id": "SM7",
    "name": "delivered",
    "says": [],
    "send_lease": "lease",
    "send_until": NOW + timedelta(minutes=1),
}
HOT = {
    "a message is written down": inbox._AT_ONCE,
    "turns are claimed": turns._CLAIM_DUE,
    "certain turns are claimed": turns._CLAIM_THESE,
    "a turn that only speaks is closed": closing._CLOSE_SPEAKING,
    "claimed turns are told the facts": queries._FACTS_CLAIMED,
    "claimed turns are told what was said": queries._LINES_CLAIMED,
    "a turn is closed": turns._CLOSE_AT_ONCE,
    "messages are taken": taking._PICK_DUE.at_once,
    "messages of a chat are taken": taking._PICK_IN_CHATS.at_once,
    "lost messages are taken": taking._PICK_ABANDONED.at_once,
    "a try is marked": outbox._MARK_AT_ONCE,
    "a status comes": receipts._ADVANCE_OURS["delivered"],
    "a status comes without our id": receipts._ADVANCE_THEIRS["delivered"],
    "jobs are taken": jobs._TAKE_LOCKED,
    "the sweep looks for turns": _DUE_CHATS,
    "the sweep looks for messages": _DUE_SENDS,
    "the sweep looks for any work": _WAITING,
}
SEED = [
    """INSERT INTO contacts (id, language, created_at)
       SELECT n, 'en', now() FROM generate_series(1, 5000) n""",
    """INSERT INTO channel_identities (contact_id, channel, address, is_unreachable)
       SELECT n, 'whatsapp', 'them-' || n, false FROM generate_series(1, 5000) n""",
    """INSERT INTO conversations
       (id, kind, channel, channel_account, address, contact_id, dialogue, created_at)
       SELECT n, 'customer', 'whatsapp', 'us', 'them-' || n, n, '{}', now()
       FROM generate_series(1, 5000) n""",
    """INSERT INTO turns (id, conversation_id, status, attempts, created_at)
       SELECT n, n, 'settled', 1, now() FROM generate_series(1, 5000) n""",
    """INSERT INTO inbox (channel, channel_account, external_id, conversation_id, kind, text, detail, raw,
                          received_at, turn_id, is_late)
       SELECT 'whatsapp', 'us', 'SM' || n, n % 5000 + 1, 'text', '', '{}', '{}', now(), n % 5000 + 1, false
       FROM generate_series(1, 20000) n""",
    """INSERT INTO outbox (key, conversation_id, kind, body, sender, status, run_at, attempts, created_at)
       SELECT 'k' || n, n % 5000 + 1, 'text', '{}', 'bot', 'sent', now(), 1, now()
       FROM generate_series(1, 20000) n""",
    """INSERT INTO leads (contact_id, conversation_id, status, title, slots, revision, created_at, updated_at)
       SELECT n, n, 'new', '', '{}', 1, now(), now() FROM generate_series(1, 5000) n""",
    """INSERT INTO jobs (kind, key, payload, status, run_at, attempts, created_at)
       SELECT 'x', 'j' || n, '{}', 'done', now(), 1, now() FROM generate_series(1, 5000) n""",
]


@pytest.mark.postgres
@pytest.mark.parametrize("what", HOT)
async def test_a_plan_made_on_an_empty_table_finds_rows_by_index_when_it_is_full(
    postgres_book: Book, what: str
) -> None:
    prepare, execute = prepared(HOT[what])
    async with postgres_book.engine.connect() as connection:
        await connection.exec_driver_sql(prepare)
        await connection.exec_driver_sql(f"EXPLAIN {execute}")  # the plan is made now, and kept
        await connection.rollback()
        async with postgres_book.transaction() as session:
            for statement in SEED:
                await session.execute(text(statement.replace(":", r"\:")))
        plan = "\n".join(row[0] for row in await connection.exec_driver_sql(f"EXPLAIN {execute}"))
        await connection.rollback()
    scanned = set(re.findall(r"Seq Scan on (\w+)", plan))
    assert not scanned, plan


LONG = [
    *SEED[:3],
    """INSERT INTO turns (id, conversation_id, status, attempts, created_at)
       SELECT n, CASE WHEN n <= 500 THEN 7 ELSE n END, CASE WHEN n <= 500 THEN 'settled' ELSE 'open' END,
           1, now() FROM generate_series(1, 1000) n""",
    "SELECT setval('turns_id_seq', 1000)",
    """INSERT INTO inbox (channel, channel_account, external_id, conversation_id, kind, text, detail, raw,
                          received_at, turn_id, is_late)
       SELECT 'whatsapp', 'us', 'SM' || n, CASE WHEN n <= 500 THEN 7 ELSE n END, 'text', '', '{}', '{}',
           now(), CASE WHEN n <= 1000 THEN n END, false FROM generate_series(1, 1500) n""",
    """INSERT INTO outbox (key, conversation_id, kind, body, sender, status, run_at, attempts, created_at)
       SELECT 'k' || n, 7, 'text', '{}', 'bot', 'sent', now(), 1, now() FROM generate_series(1, 500) n""",
    """INSERT INTO inbox (channel, channel_account, external_id, conversation_id, kind, text, detail, raw,
                          received_at, is_late)
       VALUES ('whatsapp', 'us', 'SM-now', 7, 'text', '', '{}', '{}', now(), false)""",
    "UPDATE conversations SET ready_at = '2026-11-23 08:59+00' WHERE id = 7",
]
OF_ONE_CHAT = [what for what in HOT if not what.startswith(("the sweep", "jobs"))]


async def _as_if_new(connection: AsyncConnection) -> None:
    """Empty the tables and forget what was counted of them: the database was lent to other tests before."""
    await connection.exec_driver_sql("DELETE FROM pg_statistic WHERE starelid >= 16384")
    names = ", ".join(metadata.tables)
    await connection.exec_driver_sql(f"TRUNCATE {names} CASCADE")


@pytest.mark.postgres
@pytest.mark.parametrize("what", OF_ONE_CHAT)
async def test_a_long_conversation_and_a_busy_desk_are_not_read_through(
    postgres_book: Book, what: str
) -> None:
    prepare, execute = prepared(HOT[what])
    async with postgres_book.engine.connect() as connection:
        await _as_if_new(connection)
        await connection.exec_driver_sql(prepare)
        await connection.exec_driver_sql(f"EXPLAIN {execute}")  # the plan is made now, and kept
        for statement in LONG:
            await connection.exec_driver_sql(statement.replace("%", "%%"))
        if "claimed turns" in what or "closed" in what:
            await connection.exec_driver_sql(
                f"UPDATE conversations SET lease = 'lease', ready_at = '{VALUES['until']}' WHERE id = 7"
            )
            await connection.exec_driver_sql("UPDATE turns SET status = 'open' WHERE id = 7")
        told = (
            await connection.exec_driver_sql(f"EXPLAIN (ANALYZE, TIMING off, FORMAT json) {execute}")
        ).scalar_one()
        await connection.rollback()
    [explained] = told if isinstance(told, list) else json.loads(told)
    assert sum(passed_over(explained["Plan"])) < 20, json.dumps(explained, indent=1)


def passed_over(node: dict[str, Any]) -> Iterator[int]:
    """Give how many rows each step of a plan read for nothing, or more than a turn may look back."""
    loops = node["Actual Loops"]
    yield sum(int(count) * loops for name, count in node.items() if name.startswith("Rows Removed by"))
    yield max(0, node["Actual Rows"] * loops - 40)
    for inner in node.get("Plans", ()):
        yield from passed_over(inner)


def prepared(statement: Statement) -> tuple[str, str]:
    """Write a statement as PREPARE and EXECUTE."""
    names: list[str] = []

    def place(match: re.Match[str]) -> str:
        if match[1] not in names:
            names.append(match[1])
        return f"${names.index(match[1]) + 1}"

    sql = re.sub(r"%\((\w+)\)s", place, statement.for_psycopg)
    values = ", ".join(literal(VALUES.get(name)) for name in names)
    return f"PREPARE hot AS {sql}", f"EXECUTE hot({values})" if names else "EXECUTE hot"


def literal(value: object) -> str:
    match value:
        case None:
            return "NULL"
        case []:
            return "'[]'"
        case list():
            return f"ARRAY{value}"
        case bool() | int():
            return str(value)
        case dict():
            return "'{}'"
        case _:
            return f"'{value}'"
