"""Bringing a backup back into an empty book. The copy sends nothing that was on its way."""

import base64
import json
import tarfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Table, func, insert, select, text, update

from crm.backup.dump import FORMAT, MANIFEST, open_plainly
from crm.conversations.models import Conversation, Outbound, Turn
from crm.db import Exact, UTCDateTime
from crm.jobs.models import Job
from crm.library.models import LibraryDocument
from crm.migrations import upgrade
from crm.models import metadata

_BATCH = 500
HELD = {
    "status": "unknown",
    "error_code": "restored",
    "error": "Restored from a backup that was made before the outcome was known.",
    "remedy": "Look at the chat, then retry it or let it be.",
    "lease": None,
    "lease_until": None,
}


class CannotRestore(ValueError):
    """The backup cannot be brought back here; the message says why and what to do."""


def restore(
    url: str, source: Path, *, force: bool = False, progress: Callable[[str], None] = lambda table: None
) -> int:
    """Bring every row back and give their number.

    The database gets its tables first. Raises `CannotRestore` where it holds data and `force` is not
    given, or where the file is no backup of ours. Everything is restored, or nothing.
    """
    upgrade(url)
    engine = open_plainly(url)
    try:
        with tarfile.open(source, "r:gz") as archive, engine.begin() as connection:
            manifest = _manifest(archive)
            _make_room(connection, force)
            rows = 0
            for table in metadata.sorted_tables:
                progress(table.name)
                rows += _fill(connection, table, archive, manifest["rows"].get(table.name, 0))
            _hold_back(connection)
            _move_sequences(connection)
            return rows
    except (tarfile.TarError, OSError, EOFError) as problem:
        raise CannotRestore(f"{source} is not a backup of this desk: {problem}") from problem
    finally:
        engine.dispose()


def _manifest(archive: tarfile.TarFile) -> dict[str, Any]:
    try:
        member = archive.extractfile(MANIFEST)
    except KeyError:
        member = None
    if member is None:
        raise CannotRestore("The file is not a backup of this desk: it has no manifest.")
    manifest: dict[str, Any] = json.load(member)
    if manifest.get("format") != FORMAT:
        raise CannotRestore(f"The backup has format {manifest.get('format')}; this desk reads {FORMAT}.")
    return manifest


def _make_room(connection: Connection, force: bool) -> None:
    full = [t.name for t in metadata.sorted_tables if connection.scalar(select(func.count()).select_from(t))]
    if full and not force:
        raise CannotRestore(
            f"The database holds data already ({', '.join(full[:4])}). Restore into an empty one, or use "
            "--force to throw away what is there."
        )
    for table in reversed(metadata.sorted_tables):
        connection.execute(table.delete())


def _fill(connection: Connection, table: Table, archive: tarfile.TarFile, expected: int) -> int:
    try:
        member = archive.extractfile(f"{table.name}.jsonl")
    except KeyError:
        member = None
    if member is None:
        return 0  # a table that is younger than the backup
    count, batch = 0, list[dict[str, Any]]()
    for row in _rows(member, table):
        batch.append(row)
        count += 1
        if len(batch) == _BATCH:
            connection.execute(insert(table), batch)
            batch = []
    if batch:
        connection.execute(insert(table), batch)
    if count != expected:
        raise CannotRestore(f"The backup is damaged: {table.name} has {count} rows of {expected}.")
    return count


def _rows(lines: Any, table: Table) -> Iterator[dict[str, Any]]:
    columns = {column.name: column for column in table.columns}
    for line in lines:
        row = json.loads(line)
        yield {name: _typed(columns[name], value) for name, value in row.items() if name in columns}


def _typed(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(value, dict) and set(value) == {"base64"}:
        return base64.b64decode(value["base64"])
    if isinstance(column.type, UTCDateTime):
        return datetime.fromisoformat(value)
    if isinstance(column.type, Exact):
        return Decimal(value)
    return date.fromisoformat(value) if column.type.python_type is date else value


def _hold_back(connection: Connection) -> None:
    """What was on its way when the backup was made may have gone out since: only a human may repeat it."""
    waiting = update(Outbound).where(Outbound.status.in_(("waiting", "sending", "blocked")))
    connection.execute(waiting.values(**HELD))
    dead = {"status": "dead", "error": "Restored from a backup; think again if it was never answered."}
    connection.execute(update(Turn).where(Turn.status == "open").values(**dead))
    connection.execute(update(Conversation).values(lease=None, lease_until=None, ready_at=None))
    late = update(Job).where(Job.status == "waiting", Job.kind == "send_report")
    connection.execute(late.values(status="done", lease=None))
    # Vectors are not part of a backup: they are made again from these texts.
    connection.execute(update(LibraryDocument).values(is_indexed=False))


def _move_sequences(connection: Connection) -> None:
    """On PostgreSQL the next id must come after the restored ones."""
    if connection.dialect.name != "postgresql":
        return
    for table in metadata.sorted_tables:
        key = table.autoincrement_column
        if key is None:
            continue
        highest = connection.scalar(select(func.max(key)))
        if highest is not None:
            move = text("SELECT setval(pg_get_serial_sequence(:table, :column), :highest)")
            connection.execute(move, {"table": table.name, "column": key.name, "highest": highest})
