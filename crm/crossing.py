"""Statements that cross to SQLite's thread once.

aiosqlite runs a connection in a thread of its own, and SQLAlchemy crosses over to it for the cursor, for the
statement, for its rows and for the closing: four times what one crossing costs, which is more than most
statements take. Here all four are one errand.
"""

# ruff: noqa: SLF001 - the adapters of SQLAlchemy and aiosqlite have no public door to their thread
from collections import deque
from collections.abc import Sequence
from typing import Any

import aiosqlite
from sqlalchemy import Engine, event
from sqlalchemy.dialects.sqlite.aiosqlite import AsyncAdapt_aiosqlite_connection, AsyncAdapt_aiosqlite_cursor


class _Errand(AsyncAdapt_aiosqlite_cursor):
    """A cursor that is opened, read to its end and closed in the thread where its statement runs."""

    __slots__ = ("_count", "_described", "_last", "_many")

    _cursor: Any = aiosqlite.Cursor  # none is kept; what is asked of it is what aiosqlite's has, or has not

    def __init__(self, adapted: AsyncAdapt_aiosqlite_connection) -> None:
        self._adapt_connection, self._connection = adapted, adapted._connection
        self._rows: deque[Any] = deque()
        self._described: Any = None
        self._count, self._last, self._many = -1, None, 1

    @property
    def description(self) -> Any:
        return self._described

    @property
    def rowcount(self) -> int:
        return self._count

    @property
    def lastrowid(self) -> Any:
        return self._last

    @property
    def arraysize(self) -> int:
        return self._many

    @arraysize.setter
    def arraysize(self, value: int) -> None:
        self._many = value

    async def _async_soft_close(self) -> None:
        """Nothing is open."""

    def close(self) -> None:
        self._rows.clear()

    async def _execute_async(self, operation: Any, parameters: Any) -> None:
        await self._run("execute", operation, parameters or ())

    async def _executemany_async(self, operation: Any, seq_of_parameters: Sequence[Any]) -> None:
        await self._run("executemany", operation, seq_of_parameters)

    async def _run(self, how: str, operation: Any, parameters: Any) -> None:
        def errand() -> tuple[Sequence[Any], Any, int, int]:
            cursor = connection._conn.cursor()
            try:
                getattr(cursor, how)(operation, parameters)
                rows = cursor.fetchall() if cursor.description else ()
                return rows, cursor.description, cursor.rowcount, cursor.lastrowid
            finally:
                cursor.close()

        connection: Any = self._connection
        async with self._adapt_connection._execute_mutex:
            self._described, self._count = None, -1  # as a cursor is left by what is refused
            rows, self._described, self._count, last = await connection._execute(errand)
            if self._described and how == "execute":
                self._rows = deque(rows)
            self._last = self._last if last is None else last


class _Connection(AsyncAdapt_aiosqlite_connection):
    __slots__ = ()

    _cursor_cls: Any = _Errand


def cross_once(engine: Engine) -> None:
    """Have every connection of an engine of aiosqlite run each statement in one errand."""

    @event.listens_for(engine, "do_connect")
    def _connect(dialect: Any, _record: Any, positional: Any, named: Any) -> _Connection:
        made = dialect.connect(*positional, **named)
        return _Connection(made.dbapi, made._connection)
