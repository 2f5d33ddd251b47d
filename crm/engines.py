"""The engines of SQLite and PostgreSQL, and how connections to them are set up."""

from time import monotonic
from typing import Any

from sqlalchemy import event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from crm.crossing import cross_once

PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=30000")
MOST_WIRES = 12  # of each kind; an asking is over in milliseconds, so few serve many
PG_OPTIONS = "-c timezone=UTC -c lock_timeout=15s"
# A queue's plan made while its table was empty would keep its sequential scan for ever. Planning each
# time anew costs more than running (4 ms a turn); writers only ever look for rows by an index, so they
# are told that a scan is dear, and may keep their plans.
PG_WRITER = " -c enable_seqscan=off -c plan_cache_mode=force_generic_plan -c jit=off"
PG_READER = " -c default_transaction_read_only=on"
_IDLE_TRUSTED = 2.0  # seconds for which a pooled connection is believed to be alive


def make_engine(url: str, pool_size: int, *, reads_only: bool) -> AsyncEngine:
    """Make the engine of a database URL. Through one that only reads, the database refuses every write."""
    if url.startswith("sqlite"):
        return _sqlite_engine(url, pool_size, reads_only)
    options = PG_OPTIONS + (PG_READER if reads_only else PG_WRITER)
    engine = create_async_engine(
        url,
        pool_size=pool_size,
        max_overflow=pool_size // 2,
        pool_use_lifo=True,  # the connection that has the statements prepared goes first
        connect_args={"connect_timeout": 5, "options": options, "prepare_threshold": 2},
    )
    _test_idle_connections(engine)
    return engine.execution_options(isolation_level="AUTOCOMMIT") if reads_only else engine


def _test_idle_connections(engine: AsyncEngine) -> None:
    """Ask a connection that lay idle whether it lives. Asking each time would cost a round trip a use."""

    @event.listens_for(engine.sync_engine, "checkin")
    def _note(_connection: Any, record: Any) -> None:
        record.info["idle_since"] = monotonic()

    @event.listens_for(engine.sync_engine, "checkout")
    def _test(connection: Any, record: Any, _proxy: Any) -> None:
        if monotonic() - record.info.get("idle_since", monotonic()) < _IDLE_TRUSTED:
            return
        try:
            engine.sync_engine.dialect.do_ping(connection)
        except engine.sync_engine.dialect.loaded_dbapi.Error as error:
            raise DisconnectionError from error


def _sqlite_engine(url: str, pool_size: int, reads_only: bool) -> AsyncEngine:
    engine = create_async_engine(
        url, connect_args={"timeout": 30}, pool_size=pool_size, max_overflow=pool_size // 2
    )
    cross_once(engine.sync_engine)

    @event.listens_for(engine.sync_engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        # pysqlite's own BEGIN comes too late and is never IMMEDIATE; we issue it ourselves below.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in [*PRAGMAS, *(["query_only=ON"] if reads_only else [])]:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    if reads_only:
        return engine

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Any) -> None:
        # A deferred transaction that reads first and writes later fails at once under a second
        # writer, whatever the timeout; a writing one takes its lock at the start.
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
