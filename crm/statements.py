"""Written-out SQL for the hot road, for both databases, run with as little as possible in between.

The road runs a handful of statements for every message. Through the ORM each costs 0.2 ms of CPU and more,
through the driver's cursors 0.09 ms, as prepared bytes on an open wire 0.03 ms. So each statement is rendered
once for each way in which it may be run.
"""

import itertools
import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Protocol, Self

from psycopg import DataError
from psycopg.types.json import Jsonb
from sqlalchemy import Boolean, Date, Integer, String, TextClause, TextualSelect, bindparam, text
from sqlalchemy.dialects.postgresql.psycopg import dialect as psycopg_dialect
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.types import TypeEngine

from crm.columns import Id, Json, UTCDateTime


class Ids:
    """Marks a parameter that takes a list of ids and stands behind IN."""


_TYPES: Mapping[type, TypeEngine[Any]] = {
    datetime: UTCDateTime(),
    date: Date(),
    int: Id,
    str: String(),
    dict: Json,
    list: Json,
    bool: Boolean(),
}
_POSTGRES = psycopg_dialect()
_NUMBERS = itertools.count(1)
Row = tuple[Any, ...]
Asked = tuple["Statement", Mapping[str, Any]]  # a statement and what is given to it


class Statement:
    """One SQL text with the Python types of its parameters: dict and list stand for JSON."""

    def __init__(self, sql: str, **parameters: type) -> None:
        self._names = tuple(parameters)
        self._json = [name for name, kind in parameters.items() if kind in (dict, list)]
        plain = {name: kind for name, kind in parameters.items() if kind is not Ids}
        clause, for_sqlite = _typed(sql, plain), sql
        for name in parameters.keys() - plain.keys():
            clause = clause.bindparams(bindparam(name, expanding=True, type_=Integer()))
            for_sqlite = for_sqlite.replace(f"IN :{name}", f"IN (SELECT value FROM json_each(:{name}))")  # noqa: S608 - a name of ours
            sql = sql.replace(f"IN :{name}", f"= ANY(CAST(:{name} AS BIGINT[]))")
        self.clause: TextClause | TextualSelect = clause
        self.for_sqlite = for_sqlite
        self.for_psycopg = str(_typed(sql, plain).compile(dialect=_POSTGRES))
        self.name = b"serai_%d" % next(_NUMBERS)
        self.for_wire, order = _numbered(self.for_psycopg)
        self._on_wire = [(name, _TO_WIRE[parameters[name]]) for name in order]
        self._on_sqlite = [(name, _TO_SQLITE.get(kind)) for name, kind in parameters.items()]
        self._from_sqlite: list[Callable[[Any], Any] | None] | None = None

    def giving(self, columns: Mapping[str, type]) -> Self:
        """Say of which types the columns are, in their order, where SQLite would not know."""
        assert isinstance(self.clause, TextClause)  # noqa: S101 - said once
        self.clause = self.clause.columns(**{name: _TYPES[kind] for name, kind in columns.items()})
        self._from_sqlite = [_FROM_SQLITE.get(kind) for kind in columns.values()]
        return self

    def fields(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Pick what the statement takes out of what is given."""
        return {name: given[name] for name in self._names}

    def fields_for_psycopg(self, given: Mapping[str, Any]) -> dict[str, Any]:
        fields = self.fields(given)
        for name in self._json:
            if fields[name] is not None:
                fields[name] = Jsonb(fields[name])
        return fields

    def values_for_wire(self, given: Mapping[str, Any]) -> list[bytes | None]:
        """Write what is given as PostgreSQL's text, in the order of the numbered parameters."""
        return [None if (value := given[name]) is None else write(value) for name, write in self._on_wire]

    def fields_for_sqlite(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Write what is given as SQLite keeps it, just as SQLAlchemy's column types do."""
        fields = {}
        for name, write in self._on_sqlite:
            value = given[name]
            fields[name] = value if write is None or value is None else write(value)
        return fields

    def rows_from_sqlite(self, rows: list[Row]) -> Sequence[Row]:
        """Read what SQLite gave, where the types of the columns were told."""
        if self._from_sqlite is None:
            return rows
        return [
            tuple(
                value if read is None or value is None else read(value)
                for value, read in zip(row, self._from_sqlite, strict=True)
            )
            for row in rows
        ]


def _typed(sql: str, parameters: Mapping[str, type]) -> TextClause:
    return text(sql).bindparams(*(bindparam(name, type_=_TYPES[kind]) for name, kind in parameters.items()))


def _numbered(sql: str) -> tuple[bytes, list[str]]:
    """Number the named parameters, as PostgreSQL's own protocol wants them."""
    order: list[str] = []

    def place(match: re.Match[str]) -> str:
        name = match[1]
        if name not in order:
            order.append(name)
        return f"${order.index(name) + 1}"

    return re.sub(r"%\((\w+)\)s", place, sql).replace("%%", "%").encode(), order


def _text(value: str) -> bytes:
    if "\x00" in value:
        # The protocol's texts end at a NUL: what follows it would be lost without a word.
        raise DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes")
    return value.encode()


def _aware(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError(f"{value!r} has no time zone")
    return value.astimezone(UTC)


def _moment(value: datetime) -> bytes:
    # Nearly every moment is the clock's own, in UTC already.
    return (value if value.tzinfo is UTC else _aware(value)).isoformat().encode()


_TO_WIRE: Mapping[type, Callable[[Any], bytes]] = {
    datetime: _moment,
    date: lambda value: value.isoformat().encode(),
    int: lambda value: b"%d" % value,
    str: _text,
    dict: lambda value: json.dumps(value).encode(),
    list: lambda value: json.dumps(value).encode(),
    bool: lambda value: b"t" if value else b"f",
    Ids: lambda ids: b"{%s}" % b",".join(b"%d" % one for one in ids),
}
_TO_SQLITE: Mapping[type, Callable[[Any], Any]] = {
    datetime: lambda value: _aware(value).replace(tzinfo=None).isoformat(" ", "microseconds"),
    date: date.isoformat,
    dict: json.dumps,
    list: json.dumps,
    bool: int,
    Ids: lambda ids: json.dumps(list(ids)),
}
_FROM_SQLITE: Mapping[type, Callable[[Any], Any]] = {
    datetime: lambda value: datetime.fromisoformat(value).replace(tzinfo=UTC),
    date: date.fromisoformat,
    dict: json.loads,
    list: json.loads,
    bool: bool,
}


class Line(Protocol):
    """An open connection on which statements are run, within whatever transaction it is in."""

    is_sqlite: bool

    async def run(self, statement: Statement, given: Mapping[str, Any]) -> Sequence[Row]:
        """Run a statement; give the rows it returns."""
        ...

    async def run_all(self, asked: Sequence[Asked]) -> list[Sequence[Row]]:
        """Run statements one after another, in one round trip where that can be; give the rows of each."""
        ...

    def last(self) -> None:
        """Say that the next asking is the last of its transaction: where it can, it commits along."""
        ...


class SessionLine:
    """Runs statements through SQLAlchemy, in a session of SQLite."""

    is_sqlite = True

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def run(self, statement: Statement, given: Mapping[str, Any]) -> Sequence[Row]:
        result: Any = await self._session.execute(statement.clause, statement.fields(given))
        return [tuple(row) for row in result] if result.returns_rows else []

    async def run_all(self, asked: Sequence[Asked]) -> list[Sequence[Row]]:
        return [await self.run(statement, given) for statement, given in asked]

    def last(self) -> None:
        """The session commits when its block ends."""


class PsycopgLine:
    """Runs statements straight on the driver's connection of a session of PostgreSQL."""

    is_sqlite = False

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    async def run(self, statement: Statement, given: Mapping[str, Any]) -> Sequence[Row]:
        cursor = self._connection.cursor()
        await cursor.execute(statement.for_psycopg, statement.fields_for_psycopg(given))
        # `description` would build an object for every column only to be asked whether it is there.
        if cursor.pgresult is None or cursor.pgresult.nfields == 0:
            return ()
        rows: Sequence[Row] = await cursor.fetchall()
        return rows

    async def run_all(self, asked: Sequence[Asked]) -> list[Sequence[Row]]:
        return [await self.run(statement, given) for statement, given in asked]

    def last(self) -> None:
        """The session commits when its block ends."""


async def line_of(session: AsyncSession) -> Line:
    """Give the line of a session: what runs on it belongs to the session's transaction."""
    if session.get_bind().dialect.name == "sqlite":
        return SessionLine(session)
    connection = await (await session.connection()).get_raw_connection()
    return PsycopgLine(connection.driver_connection)
