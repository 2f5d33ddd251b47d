"""Statements on SQLite: each crosses to the thread of its connection once, and gives what it always gave."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiosqlite
import pytest
from sqlalchemy import Column, Integer, MetaData, String, Table, insert, select, text, update
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


async def test_a_long_answer_can_still_be_streamed(connection: AsyncConnection) -> None:
    names = [name async for (name,) in await connection.stream(select(TOWNS.c.name).order_by(TOWNS.c.id))]
    assert names == ["Ubud", "Sanur", "Canggu"]
