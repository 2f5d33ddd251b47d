"""SQLite's hot road: one thread with a connection of its own, to which whole pieces of work are handed.

Through SQLAlchemy and aiosqlite every statement crosses between the threads several times, and the crossings
cost ten times what SQLite does. Here a piece of work crosses once: its coroutine is run to its end in the
thread, where its statements answer at once.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from crm.statements import Asked, Line, Row, Statement

T = TypeVar("T")


class _ThreadLine:
    """Runs statements in the very thread that asks."""

    is_sqlite = True

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    async def run(self, statement: Statement, given: Mapping[str, Any]) -> Sequence[Row]:
        cursor = self._connection.execute(statement.for_sqlite, statement.fields_for_sqlite(given))
        return statement.rows_from_sqlite(cursor.fetchall()) if cursor.description else ()

    async def run_all(self, asked: Sequence[Asked]) -> list[Sequence[Row]]:
        return [await self.run(statement, given) for statement, given in asked]

    def last(self) -> None:
        """To commit by itself costs nothing here."""


class Scribe:
    """Does pieces of work on a database file, one after another."""

    def __init__(self, path: str, pragmas: Sequence[str], *, reads_only: bool) -> None:
        self._path, self._pragmas, self._reads_only = path, pragmas, reads_only
        self._thread: ThreadPoolExecutor | None = None
        self._connection: sqlite3.Connection | None = None

    async def do(self, work: Callable[[Line], Coroutine[Any, Any, T]]) -> T:
        """Do a piece of work in one transaction, whole or not at all. It may await its line only."""
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, thread_name_prefix="scribe")
        doing = asyncio.get_running_loop().run_in_executor(self._thread, self._do, work)
        try:
            return await asyncio.shield(doing)
        except asyncio.CancelledError:
            await asyncio.wait([doing])  # a transaction under way cannot be left: it ends first
            raise

    def _do(self, work: Callable[[Line], Coroutine[Any, Any, T]]) -> T:
        connection = self._open()
        if self._reads_only:
            return _run_through(work(_ThreadLine(connection)))
        connection.execute("BEGIN IMMEDIATE")
        try:
            done = _run_through(work(_ThreadLine(connection)))
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        return done

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            # Without `isolation_level` the module begins nothing by itself.
            opened = sqlite3.connect(
                self._path, timeout=30, isolation_level=None, check_same_thread=False, cached_statements=256
            )
            for pragma in self._pragmas:
                opened.execute(f"PRAGMA {pragma}")
            self._connection = opened
        return self._connection

    def close(self) -> None:
        """End the thread and close the file; a later piece of work opens both anew."""
        if self._thread is not None:
            self._thread.shutdown(wait=True)
            self._thread = None
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _run_through(work: Coroutine[Any, Any, T]) -> T:
    try:
        work.send(None)
    except StopIteration as end:
        done: T = end.value
        return done
    work.close()
    raise RuntimeError("a piece of the scribe's work may await nothing but its line")
