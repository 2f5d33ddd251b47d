"""Statements on SQLite: each crosses to the thread of its connection once, and gives what it always gave."""

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiosqlite
import pytest
from sqlalchemy import Column, Connection, Integer, MetaData, String, Table, insert, select, text, update
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from crm.crossing import cross_once

TOWNS = Table(
    "towns", MetaData(), Column("id", Integer, primary_key=True), Column("name", String, unique=True)
)


@pytest.fixture
async def connection(tmp_path: Path) -> AsyncIterator[AsyncConnection]:
    engine = create_async_engine(f"sqlite+aiosqlite:///{tmp_path / 'towns.db'}")
    cross_once(engine.sync_engine)
    async with engine.connect() as connection:
        await connection.run_sync(TOWNS.metadata.create_all)
        await connection.execute(insert(TOWNS), [{"name": name} for name in ("Ubud", "Sanur", "Canggu")])
        yield connection
    await engine.dispose()


async def test_a_statement_crosses_to_its_thread_once(
    connection: AsyncConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    crossings: list[Any] = []
    cross = aiosqlite.Connection._execute

    async def counted(self: Any, errand: Any, *given: Any, **named: Any) -> Any:
        crossings.append(errand)
        return await cross(self, errand, *given, **named)

    monkeypatch.setattr(aiosqlite.Connection, "_execute", counted)
    names = (await connection.scalars(select(TOWNS.c.name).order_by(TOWNS.c.id))).all()
    assert names == ["Ubud", "Sanur", "Canggu"]
    assert len(crossings) == 1


async def test_rows_counts_and_new_ids_are_told_as_ever(connection: AsyncConnection) -> None:
    added = await connection.execute(insert(TOWNS).values(name="Lovina"))
    assert added.inserted_primary_key == (4,)
    moved = await connection.execute(update(TOWNS).where(TOWNS.c.id > 2).values(name=TOWNS.c.name + " Beach"))
    assert moved.rowcount == 2
    nothing = await connection.execute(select(TOWNS).where(TOWNS.c.id == 99))
    assert nothing.first() is None
    found = await connection.execute(text("SELECT id, name FROM towns WHERE id = :id"), {"id": 4})
    assert found.mappings().one() == {"id": 4, "name": "Lovina Beach"}


async def test_rows_may_be_taken_a_few_at_a_time(connection: AsyncConnection) -> None:
    rows = await connection.execute(select(TOWNS.c.id))
    assert [rows.fetchone(), rows.fetchmany(1), rows.fetchall()] == [(1,), [(2,)], [(3,)]]


async def test_what_is_refused_says_why_and_leaves_the_connection_usable(connection: AsyncConnection) -> None:
    with pytest.raises(IntegrityError, match="UNIQUE"):
        await connection.execute(insert(TOWNS).values(name="Ubud"))
    with pytest.raises(OperationalError, match="no such table"):
        await connection.execute(text("SELECT * FROM villages"))
    assert len((await connection.scalars(select(TOWNS.c.id))).all()) == 3


Asking = tuple[str, str, Any]  # execute or executemany, the words, what they are given
CASES: dict[str, list[Asking]] = {
    "rows": [("execute", "SELECT name, id FROM towns WHERE id > ? ORDER BY id", (1,))],
    "nothing found": [("execute", "SELECT name FROM towns WHERE id = 99", None)],
    "a row added": [("execute", "INSERT INTO towns (name) VALUES ('Lovina')", None)],
    "rows changed": [("execute", "UPDATE towns SET name = name || '!' WHERE id > ?", (1,))],
    "many rows added": [("executemany", "INSERT INTO towns (name) VALUES (?)", [("Amed",), ("Munduk",)])],
    "none of many": [("executemany", "INSERT INTO towns (name) VALUES (?)", [])],
    "what was added": [("execute", "INSERT INTO towns (name) VALUES (?) RETURNING id, name", ("Amed",))],
    "a table": [("execute", "CREATE TABLE villages (id INTEGER PRIMARY KEY)", None)],
    "a pragma": [("execute", "PRAGMA user_version", None), ("execute", "PRAGMA table_info(towns)", None)],
    "bytes": [("execute", "SELECT ?, typeof(?), NULL, 1.5", (b"\x00\xff", b"\x00"))],
    "refused by a rule": [("execute", "INSERT INTO towns (name) VALUES ('Ubud')", None)],
    "refused among many": [("executemany", "INSERT INTO towns (name) VALUES (?)", [("Amed",), ("Ubud",)])],
    "no such table": [("execute", "SELECT * FROM villages", None)],
    "too few values": [("execute", "SELECT ?, ?", (1,))],
    "refused after rows": [
        ("execute", "SELECT name FROM towns", None),
        ("execute", "INSERT INTO towns (name) VALUES ('Ubud')", None),
    ],
    "a row added after rows": [
        ("execute", "INSERT INTO towns (name) VALUES ('Amed') RETURNING id", None),
        ("executemany", "INSERT INTO towns (name) VALUES (?)", [("Munduk",)]),
        ("execute", "SELECT count(*) FROM towns", None),
    ],
}


async def told(asked: list[Asking], *, by_ours: bool) -> list[Any]:
    """Give all that a cursor tells of what it was asked, by the plain adapter or by ours."""
    engine = create_async_engine("sqlite+aiosqlite://")
    if by_ours:
        cross_once(engine.sync_engine)

    def ask(connection: Connection) -> list[Any]:
        cursor: Any = connection.connection.cursor()
        assert (type(cursor).__module__ == "crm.crossing") is by_ours
        heard: list[Any] = [(cursor.description, cursor.rowcount, cursor.lastrowid, cursor.arraysize)]
        for how, words, given in asked:
            try:
                getattr(cursor, how)(words, given)
            except sqlite3.Error as error:
                heard.append((type(error), str(error)))
            heard.append((cursor.description, cursor.rowcount, cursor.lastrowid))
        cursor.arraysize = 2
        heard += [cursor.fetchone(), cursor.fetchmany(), cursor.fetchall(), cursor.fetchone()]
        for name in ("setinputsizes", "nextset"):
            try:
                heard.append(getattr(cursor, name)())
            except AttributeError as error:
                heard.append(type(error))
        cursor.close()
        return heard

    try:
        async with engine.connect() as connection:
            await connection.run_sync(TOWNS.metadata.create_all)
            await connection.execute(insert(TOWNS), [{"name": name} for name in ("Ubud", "Sanur", "Canggu")])
            return await connection.run_sync(ask)
    finally:
        await engine.dispose()


@pytest.mark.parametrize("case", CASES)
async def test_a_cursor_tells_what_the_plain_one_tells(case: str) -> None:
    assert await told(CASES[case], by_ours=True) == await told(CASES[case], by_ours=False)
