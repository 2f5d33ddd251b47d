"""The one way into the book: sessions to read with, and the only place that commits."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from contextvars import ContextVar
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import MetaData, make_url
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase

from crm import engines
from crm.columns import Exact, ExactRate, Id, Json, UTCDateTime
from crm.scribe import Scribe
from crm.statements import Line, SessionLine
from crm.wires import Wire, Wires

__all__ = [
    "Base",
    "Book",
    "Exact",
    "ExactRate",
    "Id",
    "Json",
    "UTCDateTime",
    "forbid_in_transaction",
    "new_token",
]

T = TypeVar("T")
# True while a transaction is open in this task. Every port that reaches a network, a model or
# paper calls `forbid_in_transaction()`, so that a slow provider can never hold a lock.
_in_transaction: ContextVar[bool] = ContextVar("in_transaction", default=False)


class SlowWorkInTransaction(RuntimeError):
    """Network, model or PDF work was attempted while a transaction was open."""


def forbid_in_transaction(what: str) -> None:
    """Raise `SlowWorkInTransaction` if the caller holds a transaction open."""
    if _in_transaction.get():
        raise SlowWorkInTransaction(f"{what} inside a database transaction")


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UTCDateTime, Decimal: Exact, dict[str, Any]: Json, list[Any]: Json}  # noqa: RUF012 - SQLAlchemy's own declaration form


def new_token(size: int = 18) -> str:
    """Make an unguessable, URL-safe name of `size` random bytes."""
    return secrets.token_urlsafe(size)


class Book:
    """The database. One per process; `transaction()` writes, `reading()` only looks."""

    def __init__(self, url: str, *, pool_size: int = 20) -> None:
        self.url = url
        self.is_sqlite = url.startswith("sqlite")
        self.engine = engines.make_engine(url, pool_size, reads_only=False)
        # Readers have their own connections, on which the database itself refuses to write. They need
        # no BEGIN and no ROLLBACK: under READ COMMITTED each statement sees its own state anyway.
        self._reader = engines.make_engine(url, pool_size, reads_only=True)
        # SQLite lets its waiting writers starve one another (p99 near a second at 16 threads);
        # one fair lock in the process keeps the queue short.
        self._writer: asyncio.Lock | None = None
        self._writer_loop: asyncio.AbstractEventLoop | None = None
        # Written-out statements have ways of their own, past the ORM and its pool.
        if self.is_sqlite:
            path = make_url(url).database or ""
            self._scribe = Scribe(path, engines.PRAGMAS, reads_only=False)
            self._looker = Scribe(path, [*engines.PRAGMAS, "query_only=ON"], reads_only=True)
        else:
            plain = url.replace("+psycopg", "", 1)
            most = min(pool_size, engines.MOST_WIRES)
            self._wires = Wires(plain, engines.PG_OPTIONS + engines.PG_WRITER, most)
            self._reading_wires = Wires(plain, engines.PG_OPTIONS + engines.PG_READER, most)

    def _write_lock(self) -> asyncio.Lock:
        loop = asyncio.get_running_loop()
        if self._writer is None or self._writer_loop is not loop:
            self._writer, self._writer_loop = asyncio.Lock(), loop
        return self._writer

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """Open a writing session; commit when the block ends, roll back when it raises."""
        if _in_transaction.get():
            raise RuntimeError("transactions do not nest; pass the session on")
        if self.is_sqlite:
            async with self._write_lock(), self._committed() as session:
                yield session
        else:
            async with self._committed() as session:
                yield session

    @asynccontextmanager
    async def single(self) -> AsyncIterator[Line]:
        """Open a line for one writing statement, which PostgreSQL commits by itself.

        It saves the two round trips of BEGIN and COMMIT. A second statement would be a second
        transaction: whoever needs two uses `lean()` or `transaction()`.
        """
        async with self._writing_line(commits_itself=True) as line:
            yield line

    @asynccontextmanager
    async def lean(self) -> AsyncIterator[Line]:
        """Open a transaction for written-out statements only: like `transaction()`, without the ORM."""
        async with self._writing_line(commits_itself=False) as line:
            yield line

    @asynccontextmanager
    async def glance(self) -> AsyncIterator[Line]:
        """Open a line to read with written-out statements: like `reading()`, without the ORM."""
        if self.is_sqlite:
            async with self.reading() as session:
                yield SessionLine(session)
        else:
            async with self._reading_wires.lend() as wire:
                yield wire

    async def at_once(self, work: Callable[[Line], Coroutine[Any, Any, T]]) -> T:
        """Do a piece of work that asks its line once, as `single()` does; on SQLite in a thread, in one go.

        The work may await its line and nothing else.
        """
        if _in_transaction.get():
            raise RuntimeError("transactions do not nest; pass the session on")
        if not self.is_sqlite:
            return await self._wires.serve(partial(_marked, work))
        async with self._write_lock():
            return await self._scribe.do(partial(_marked, work))

    async def whole(self, work: Callable[[Line], Coroutine[Any, Any, T]]) -> T:
        """Do a piece of work in one transaction, as within `lean()`; on SQLite in a thread, in one go.

        The work may await its line and nothing else.
        """
        if self.is_sqlite:
            return await self.at_once(work)
        async with self.lean() as line:
            return await work(line)

    async def look(self, work: Callable[[Line], Coroutine[Any, Any, T]]) -> T:
        """Do a piece of reading, as within `glance()`; on SQLite in a thread, in one go."""
        if self.is_sqlite:
            return await self._looker.do(work)
        return await self._reading_wires.serve(work)

    @asynccontextmanager
    async def _writing_line(self, *, commits_itself: bool) -> AsyncIterator[Line]:
        if self.is_sqlite:
            async with self.transaction() as session:
                yield SessionLine(session)
            return
        if _in_transaction.get():
            raise RuntimeError("transactions do not nest; pass the session on")
        token = _in_transaction.set(True)
        try:
            async with self._wires.lend() as wire:
                if commits_itself:
                    yield wire
                else:
                    async with _lasting(wire):
                        yield wire
        finally:
            _in_transaction.reset(token)

    @asynccontextmanager
    async def _committed(self) -> AsyncIterator[AsyncSession]:
        async with AsyncSession(self.engine, expire_on_commit=False, autoflush=False) as session:
            token = _in_transaction.set(True)
            try:
                async with session.begin():
                    yield session
            finally:
                _in_transaction.reset(token)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """Open a session to read with. The database refuses whatever it would write."""
        async with AsyncSession(self._reader, expire_on_commit=False, autoflush=False) as session:
            yield session

    async def close(self) -> None:
        await self.engine.dispose()
        await self._reader.dispose()
        if self.is_sqlite:
            self._scribe.close()
            self._looker.close()
        else:
            self._wires.close()
            self._reading_wires.close()


@asynccontextmanager
async def _lasting(wire: Wire) -> AsyncIterator[None]:
    """Let a wire's askings be one transaction: committed at the end, rolled back on an error."""
    wire.begin()
    try:
        yield
    except BaseException:
        await wire.roll_back()
        raise
    await wire.commit()


async def _marked(work: Callable[[Line], Coroutine[Any, Any, T]], line: Line) -> T:
    """Let slow ports know that a transaction is open, in the scribe's thread too."""
    token = _in_transaction.set(True)
    try:
        return await work(line)
    finally:
        _in_transaction.reset(token)
