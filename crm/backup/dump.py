"""Writing the book into one compressed archive, as of one moment, while the desk runs."""

import base64
import io
import json
import tarfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, func, select
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

from crm.models import metadata

MANIFEST = "manifest.json"
FORMAT = 1
_BATCH = 500


def open_plainly(url: str) -> Engine:
    """Open a database without asyncio: a backup is one long, plain read."""
    parsed = make_url(url)
    if parsed.drivername == "sqlite+aiosqlite":
        parsed = parsed.set(drivername="sqlite")
    return create_engine(parsed, poolclass=NullPool)


def back_up(
    url: str, target: Path, now: datetime, progress: Callable[[str], None] = lambda table: None
) -> int:
    """Write every row of every table to `target` (a .tar.gz) and give their number.

    All tables are read in one snapshot. The file appears whole or not at all.
    """
    engine = open_plainly(url)
    unfinished = target.with_name(target.name + ".part")
    rows = 0
    try:
        with _snapshot(engine) as connection, tarfile.open(unfinished, "w:gz") as archive:
            counts: dict[str, int] = {}
            for table in metadata.sorted_tables:
                progress(table.name)
                content, counts[table.name] = _lines(connection, table)
                _add(archive, f"{table.name}.jsonl", content)
                rows += counts[table.name]
            manifest = {"format": FORMAT, "made_at": now.isoformat(), "rows": counts}
            _add(archive, MANIFEST, json.dumps(manifest, indent=1).encode())
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
        engine.dispose()
    return rows


def _snapshot(engine: Engine) -> Connection:
    """Open a connection that sees one moment: WAL gives that on SQLite, REPEATABLE READ on PostgreSQL."""
    if engine.dialect.name == "postgresql":
        return engine.connect().execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    connection = engine.connect()
    connection.exec_driver_sql("BEGIN")
    # SQLite takes its snapshot at the first read, not at BEGIN.
    connection.execute(select(func.count()).select_from(metadata.sorted_tables[0]))
    return connection


def _lines(connection: Connection, table: Table) -> tuple[bytes, int]:
    out, count = io.BytesIO(), 0
    for row in _rows(connection, table):
        out.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
        count += 1
    return out.getvalue(), count


def _rows(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    query = select(table).order_by(*table.primary_key.columns)
    for row in connection.execution_options(yield_per=_BATCH).execute(query):
        yield {column.name: _plain(value) for column, value in zip(table.columns, row, strict=True)}


def _plain(value: Any) -> Any:
    match value:
        case datetime() | date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case bytes():
            return {"base64": base64.b64encode(value).decode()}
        case _:
            return value


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    archive.addfile(entry, io.BytesIO(content))
