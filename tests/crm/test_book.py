"""The book keeps what it is given, on both databases, and refuses slow work while it writes."""

import asyncio
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from crm.agency.models import AgencySetting
from crm.clock import MovableClock
from crm.db import Book, SlowWorkInTransaction, forbid_in_transaction
from crm.statements import Statement, line_of


async def test_what_a_transaction_writes_is_read_afterwards(book: Book, clock: MovableClock) -> None:
    async with book.transaction() as session:
        session.add(AgencySetting(key="name", value={"value": "Serai"}, updated_at=clock.now()))
    async with book.reading() as session:
        kept = (await session.scalars(select(AgencySetting))).one()
    assert kept.value == {"value": "Serai"}
    assert kept.updated_at == clock.now()


async def test_a_transaction_that_raises_leaves_nothing(book: Book, clock: MovableClock) -> None:
    async def write_and_stumble() -> None:
        async with book.transaction() as session:
            session.add(AgencySetting(key="name", value={}, updated_at=clock.now()))
            await session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await write_and_stumble()
    async with book.reading() as session:
        assert (await session.scalars(select(AgencySetting))).all() == []


async def test_reading_cannot_write(book: Book, clock: MovableClock) -> None:
    async with book.reading() as session:
        session.add(AgencySetting(key="name", value={}, updated_at=clock.now()))
        with pytest.raises(DBAPIError, match=r"read-only|readonly"):
            await session.flush()
    async with book.reading() as session:
        assert (await session.scalars(select(AgencySetting))).all() == []


_KEEP = Statement(
    "INSERT INTO agency_settings (key, value, updated_at) VALUES (:key, :value, :now) RETURNING updated_at",
    key=str,
    value=dict,
    now=datetime,
).giving({"updated_at": datetime})
_PID = Statement("SELECT pg_backend_pid()")


async def test_a_single_statement_commits_itself(book: Book, clock: MovableClock) -> None:
    async with book.single() as line:
        row = {"key": "name", "value": {"value": "Serai"}, "now": clock.now()}
        assert await line.run(_KEEP, row) == [(clock.now(),)]
        with pytest.raises(RuntimeError, match="do not nest"):
            async with book.transaction():
                pass
    async with book.reading() as session:
        assert (await session.scalars(select(AgencySetting))).one().value == {"value": "Serai"}


async def test_a_lean_transaction_is_whole_or_not_at_all(book: Book, clock: MovableClock) -> None:
    row = {"key": "name", "value": {}, "now": clock.now()}

    async def write_and_stumble() -> None:
        async with book.lean() as line:
            await line.run(_KEEP, row)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await write_and_stumble()
    async with book.lean() as line:
        await line.run(_KEEP, row)
    async with book.reading() as session:
        assert len((await session.scalars(select(AgencySetting))).all()) == 1


async def test_what_runs_on_a_sessions_line_belongs_to_its_transaction(
    book: Book, clock: MovableClock
) -> None:
    async def write_and_stumble() -> None:
        async with book.transaction() as session:
            line = await line_of(session)
            await line.run(_KEEP, {"key": "name", "value": {}, "now": clock.now()})
            assert (await session.scalars(select(AgencySetting))).one().key == "name"
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await write_and_stumble()
    async with book.reading() as session:
        assert (await session.scalars(select(AgencySetting))).all() == []


async def test_a_connection_that_was_cut_while_idle_is_replaced(postgres_book: Book) -> None:
    async with postgres_book.single() as line:
        [(pid,)] = await line.run(_PID, {})
    async with postgres_book.reading() as reader:
        await reader.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
    await asyncio.sleep(2.1)
    async with postgres_book.single() as line:
        assert await line.run(_PID, {}) != [(pid,)]


async def test_slow_work_inside_a_transaction_is_refused(book: Book) -> None:
    async with book.transaction():
        with pytest.raises(SlowWorkInTransaction, match="rendering"):
            forbid_in_transaction("rendering")
    forbid_in_transaction("rendering")


async def test_a_time_without_a_zone_is_refused(book: Book) -> None:
    with pytest.raises(Exception, match="no time zone"):
        async with book.transaction() as session:
            session.add(AgencySetting(key="k", value={}, updated_at=datetime(2026, 1, 1)))  # noqa: DTZ001 - the point
    assert datetime.now(UTC).tzinfo is not None
