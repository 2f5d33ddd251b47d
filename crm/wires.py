"""Open wires to PostgreSQL: prepared statements, several to a round trip, with little Python in between.

psycopg opens the connection and decodes the rows; what is left out is its cursors, which cost three times
what the statement itself does. A wire speaks in libpq's pipeline mode: the statements of one asking go out
together and are one transaction, which PostgreSQL commits at their end by itself, unless one was begun.
"""

import asyncio
import select
import threading
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from time import monotonic
from typing import Any, TypeVar

from psycopg import AsyncConnection, Error, OperationalError
from psycopg.adapt import Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGresult

from crm.statements import Asked, Row, Statement

T = TypeVar("T")
_BEGIN = Statement("BEGIN")
_COMMIT = Statement("COMMIT")
_ROLLBACK = Statement("ROLLBACK")
_TRUSTED_FOR = 1.0  # seconds for which an idle wire is believed to be alive
_SYNCED, _TUPLES = ExecStatus.PIPELINE_SYNC, ExecStatus.TUPLES_OK
_FAILED = (ExecStatus.FATAL_ERROR, ExecStatus.BAD_RESPONSE)


class Wire:
    """One connection, used by one task at a time, in the event loop in which it was opened."""

    is_sqlite = False

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection, self._pg = connection, connection.pgconn
        self._loop, self._socket = asyncio.get_running_loop(), connection.pgconn.socket
        self._decoders: dict[Statement, Any] = {}  # psycopg's transformers
        self._knowing: set[Statement] = set()  # those whose decoders know the types of their columns
        self._results: list[PGresult] = []
        self._answered: asyncio.Future[None] | None = None
        self._begins = self._ends = False
        self._in_transaction = False
        self.is_open = True
        self.idle_since = monotonic()
        self._pg.enter_pipeline_mode()
        self._loop.add_reader(self._socket, self._hear)

    def belongs_to(self, loop: asyncio.AbstractEventLoop) -> bool:
        return self._loop is loop

    def is_alive(self) -> bool:
        """Say whether the server is still there. One that speaks unasked is taking its leave."""
        if self.is_open and monotonic() - self.idle_since > _TRUSTED_FOR:
            poll = select.poll()
            poll.register(self._socket, select.POLLIN)
            if poll.poll(0):
                self.close()
        return self.is_open

    async def run(self, statement: Statement, given: Mapping[str, Any]) -> Sequence[Row]:
        [rows] = await self.run_all([(statement, given)])
        return rows

    async def run_all(self, asked: Sequence[Asked]) -> list[Sequence[Row]]:
        """Run statements in one round trip; if one fails, none of them has happened. Raises its error."""
        begins, ends, self._begins, self._ends = self._begins, self._ends, False, False
        if begins and not ends:  # what is begun and ended by one asking is a transaction anyway
            self._in_transaction = True
            return (await self._ask([(_BEGIN, {}), *asked]))[1:]
        if ends and self._in_transaction:
            answers = await self._ask([*asked, (_COMMIT, {})])
            self._in_transaction = False
            return answers[:-1]
        return await self._ask(asked)

    def begin(self) -> None:
        """Let the next asking open a transaction that lasts until `commit` or `roll_back`."""
        self._begins, self._ends = True, False

    def last(self) -> None:
        """Let the next asking commit what was begun. Should a statement of it fail, nothing has happened."""
        self._ends = True

    async def commit(self) -> None:
        """Commit what was begun, if anything was asked since."""
        self._begins = self._ends = False
        if self._in_transaction:
            self._in_transaction = False
            await self._ask([(_COMMIT, {})])

    async def roll_back(self) -> None:
        """Undo what was begun. A wire that cannot is closed, which comes to the same."""
        self._begins = self._ends = False
        if self._in_transaction and self.is_open:
            self._in_transaction = False
            try:
                await self._ask([(_ROLLBACK, {})])
            except Error:
                self.close()

    async def _ask(self, asked: Sequence[Asked]) -> list[Sequence[Row]]:
        written = [statement.values_for_wire(given) for statement, given in asked]  # before anything is sent
        self._results.clear()
        self._answered = answered = self._loop.create_future()
        try:
            unprepared = self._send(asked, written)
            if self._pg.flush():
                await self._flush()
            await answered
        except OperationalError:
            self.close()
            raise
        except BaseException:  # cancelled, abandoned, or half sent: its answer must reach nobody else
            self._hang_up()
            raise
        finally:
            self._answered = None
        return self._read(asked, unprepared)

    def _send(self, asked: Sequence[Asked], written: list[list[bytes | None]]) -> dict[int, Statement]:
        """Put everything on the wire; say which places of the answer belong to a PREPARE."""
        pg, place, unprepared = self._pg, 0, dict[int, Statement]()
        for (statement, _), values in zip(asked, written, strict=True):
            if statement not in self._decoders and statement not in unprepared.values():
                pg.send_prepare(statement.name, statement.for_wire)
                unprepared[place] = statement
                place += 1
            pg.send_query_prepared(statement.name, values)
            place += 1
        pg.pipeline_sync()
        return unprepared

    async def _flush(self) -> None:
        """Send on while the network takes it; what the server says meanwhile is read beside it."""
        while self._pg.flush():
            writable = self._loop.create_future()
            self._loop.add_writer(self._socket, _let_go_on, writable)
            try:
                await writable
            finally:
                self._loop.remove_writer(self._socket)

    def _hear(self) -> None:
        """Take in what the server sent; wake whoever asked when the whole answer is there."""
        pg = self._pg
        try:
            pg.consume_input()
            empty = False
            while not pg.is_busy():
                result = pg.get_result()
                if result is None:
                    if empty:
                        return
                    empty = True
                    continue
                empty = False
                if result.status == _SYNCED:
                    if self._answered is not None and not self._answered.done():
                        self._answered.set_result(None)
                    return
                self._results.append(result)
        except OperationalError as gone:
            waiting = self._answered
            self.close()
            if waiting is not None and not waiting.done():
                waiting.set_exception(gone)

    def _read(self, asked: Sequence[Asked], unprepared: Mapping[int, Statement]) -> list[Sequence[Row]]:
        results = self._results
        for result in results:
            if result.status in _FAILED:
                self._forget(unprepared, results)
                raise error_from_result(result)
        for statement in unprepared.values():
            self._decoders[statement] = Transformer(self._connection)
        if unprepared:
            results = [result for place, result in enumerate(results) if place not in unprepared]
        return [self._rows(statement, result) for (statement, _), result in zip(asked, results, strict=True)]

    def _forget(self, unprepared: Mapping[int, Statement], results: list[PGresult]) -> None:
        """Keep what was prepared before the asking failed: to prepare it again would be an error."""
        for place, statement in unprepared.items():
            if place < len(results) and results[place].status == ExecStatus.COMMAND_OK:
                self._decoders[statement] = Transformer(self._connection)

    def _rows(self, statement: Statement, result: PGresult) -> Sequence[Row]:
        if result.status != _TUPLES:
            return ()
        count = result.ntuples
        if count == 0:
            return ()
        decoder = self._decoders[statement]
        # The columns of a prepared statement never change: their types are looked up once.
        decoder.set_pgresult(result, set_loaders=statement not in self._knowing)
        self._knowing.add(statement)
        rows: Sequence[Row] = decoder.load_rows(0, count, tuple)
        return rows

    def _hang_up(self) -> None:
        """Close in the middle of an asking: the server is told, so that it holds no lock for nobody."""
        cancel = self._pg.get_cancel()

        def tell() -> None:
            with suppress(Error):
                cancel.cancel()

        threading.Thread(target=tell, name="cancel", daemon=True).start()
        self.close()

    def close(self) -> None:
        if self.is_open:
            self.is_open = False
            if not self._loop.is_closed():
                self._loop.remove_reader(self._socket)
            self._pg.finish()


def _let_go_on(writable: asyncio.Future[None]) -> None:
    if not writable.done():
        writable.set_result(None)


class Wires:
    """The wires of one process to one database, opened when they are needed; the last used goes first."""

    def __init__(self, url: str, options: str, most: int) -> None:
        self._url, self._options, self._most = url, options, most
        self._idle: list[Wire] = []
        self._out = 0
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._is_closed = False

    @asynccontextmanager
    async def lend(self) -> AsyncIterator[Wire]:
        """Lend a wire; wait for one where all are in use. Raises `OperationalError` if none can be opened."""
        wire = await self._take()
        try:
            yield wire
        finally:
            self._give_back(wire)

    async def serve(self, work: Callable[[Wire], Awaitable[T]]) -> T:
        """Do a piece of work on a wire, as within `lend()`."""
        wire = await self._take()
        try:
            return await work(wire)
        finally:
            self._give_back(wire)

    async def _take(self) -> Wire:
        loop = asyncio.get_running_loop()
        while self._out >= self._most:
            turn = loop.create_future()
            self._waiting.append(turn)
            try:
                await turn
            except asyncio.CancelledError:
                if not turn.cancelled():
                    self._wake_next()  # the place was ours already: the next one has it
                raise
        self._out += 1
        try:
            while self._idle:
                wire = self._idle.pop()
                if wire.belongs_to(loop) and wire.is_alive():
                    return wire
                wire.close()
            return Wire(await self._connect())
        except BaseException:
            self._let_next()
            raise

    def _give_back(self, wire: Wire) -> None:
        if self._is_closed:
            wire.close()
        elif wire.is_open:
            wire.idle_since = monotonic()
            self._idle.append(wire)
        self._let_next()

    def _let_next(self) -> None:
        self._out -= 1
        self._wake_next()

    def _wake_next(self) -> None:
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done() and not turn.get_loop().is_closed():
                turn.set_result(None)
                return

    async def _connect(self) -> AsyncConnection:
        return await AsyncConnection.connect(
            self._url, autocommit=True, connect_timeout=5, options=self._options
        )

    def close(self) -> None:
        """Close them all; one that is out is closed when it comes back."""
        self._is_closed = True
        while self._idle:
            self._idle.pop().close()
