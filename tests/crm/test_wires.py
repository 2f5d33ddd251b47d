"""Written-out statements mean the same whichever way they run, and a wire never lies about what happened."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import psycopg
import pytest

from crm.db import Book, SlowWorkInTransaction, forbid_in_transaction
from crm.statements import Ids, Line, Row, Statement, line_of
from crm.wires import Wire, Wires

NOW = datetime(2026, 11, 23, 9, 0, 0, 250, tzinfo=UTC)
KEEP = Statement(
    "INSERT INTO agency_settings (key, value, updated_at) VALUES (:key, :value, :now)",
    key=str,
    value=dict,
    now=datetime,
)
KEPT = Statement("SELECT key, value, updated_at FROM agency_settings ORDER BY key").giving(
    {"key": str, "value": dict, "updated_at": datetime}
)
OF_THESE = Statement("SELECT id FROM users WHERE id IN :ids AND is_active = :yes", ids=Ids, yes=bool)
SLEEP = Statement("SELECT pg_sleep(:seconds)", seconds=int)
PID = Statement("SELECT pg_backend_pid()")
READ_AS = {
    "single": lambda book: _within(book.single),
    "lean": lambda book: _within(book.lean),
    "at once": lambda book: book.at_once,
    "look": lambda book: book.look,
    "transaction": lambda book: _in_session(book),
}
Work = Callable[[Line], Awaitable[Any]]


def _within(door: Callable[[], Any]) -> Callable[[Work], Awaitable[Any]]:
    async def do(work: Work) -> Any:
        async with door() as line:
            return await work(line)

    return do


def _in_session(book: Book) -> Callable[[Work], Awaitable[Any]]:
    async def do(work: Work) -> Any:
        async with book.transaction() as session:
            return await work(await line_of(session))

    return do


def row(key: str, **value: Any) -> dict[str, Any]:
    return {"key": key, "value": value, "now": NOW}


async def read(line: Line) -> Sequence[Row]:
    return await line.run(KEPT, {})


@pytest.mark.parametrize("written", ["single", "lean", "at once", "transaction"])
@pytest.mark.parametrize("way", READ_AS)
async def test_what_one_way_writes_every_other_reads_alike(book: Book, written: str, way: str) -> None:
    india = NOW.astimezone(timezone(timedelta(hours=5, minutes=30)))
    value = {"greeting": "नमस्ते 'Asha' 100% :now", "list": [1, None, {"deep": True}]}
    fields = {"key": "it's", "value": value, "now": india}
    await READ_AS[written](book)(lambda line: line.run(KEEP, fields))
    assert list(await READ_AS[way](book)(read)) == [("it's", value, NOW)]


@pytest.mark.parametrize("way", READ_AS)
async def test_lists_of_ids_may_be_empty(book: Book, way: str) -> None:
    for ids in ([], [1, 2, 3]):
        found = await READ_AS[way](book)(lambda line, ids=ids: line.run(OF_THESE, {"ids": ids, "yes": True}))
        assert list(found) == []


async def test_statements_asked_together_happen_together_or_not_at_all(book: Book) -> None:
    twice = [(KEEP, row("one")), (KEEP, row("one"))]
    with pytest.raises(Exception, match=r"(?i)unique"):
        await book.at_once(lambda line: line.run_all(twice))
    assert list(await book.look(read)) == []
    await book.at_once(lambda line: line.run_all([(KEEP, row("one")), (KEEP, row("two"))]))
    assert [kept[0] for kept in await book.look(read)] == ["one", "two"]


async def test_a_piece_of_work_that_raises_leaves_nothing_on_sqlite(sqlite_url: str) -> None:
    book = Book(sqlite_url)

    async def write_and_stumble(line: Line) -> None:
        await line.run(KEEP, row("one"))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await book.at_once(write_and_stumble)
    assert list(await book.look(read)) == []
    await book.close()


async def test_looking_cannot_write(book: Book) -> None:
    with pytest.raises(Exception, match=r"read-only|readonly"):
        await book.look(lambda line: line.run(KEEP, row("one")))
    assert list(await book.look(read)) == []


async def test_slow_work_is_refused_in_a_piece_of_work(book: Book) -> None:
    async def dawdle(line: Line) -> None:
        forbid_in_transaction("a model")

    with pytest.raises(SlowWorkInTransaction):
        await book.at_once(dawdle)
    forbid_in_transaction("a model")


async def test_a_piece_of_work_on_sqlite_awaits_its_line_alone(sqlite_url: str) -> None:
    book = Book(sqlite_url)

    async def wander(line: Line) -> None:
        await line.run(KEEP, row("one"))
        await asyncio.sleep(0)

    with pytest.raises(RuntimeError, match="nothing but its line"):
        await book.at_once(wander)
    assert list(await book.look(read)) == []
    await book.close()


@pytest.mark.postgres
async def test_a_text_with_a_nul_is_refused_and_not_cut(postgres_book: Book) -> None:
    with pytest.raises(psycopg.DataError):
        await postgres_book.at_once(lambda line: line.run(KEEP, row("one\x00two")))
    assert list(await postgres_book.look(read)) == []


@pytest.mark.postgres
async def test_a_wire_whose_asker_left_in_the_middle_is_not_lent_again(postgres_book: Book) -> None:
    [(before,)] = await postgres_book.at_once(lambda line: line.run(PID, {}))
    asking = asyncio.create_task(postgres_book.at_once(lambda line: line.run(SLEEP, {"seconds": 30})))
    await asyncio.sleep(0.2)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    [(after,)] = await postgres_book.at_once(lambda line: line.run(PID, {}))
    assert after != before
    alive = Statement("SELECT count(*) FROM pg_stat_activity WHERE pid = :pid", pid=int)
    async with asyncio.timeout(10):
        # The server was told, and does not sleep on for nobody.
        while (await postgres_book.look(lambda line: line.run(alive, {"pid": before})))[0][0]:  # noqa: ASYNC110 - another process is waited for
            await asyncio.sleep(0.05)


@pytest.mark.postgres
async def test_a_wire_that_is_cut_in_the_middle_says_so_and_the_next_one_works(postgres_book: Book) -> None:
    [(pid,)] = await postgres_book.at_once(lambda line: line.run(PID, {}))
    asking = asyncio.create_task(postgres_book.at_once(lambda line: line.run(SLEEP, {"seconds": 30})))
    await asyncio.sleep(0.2)
    cut = Statement("SELECT pg_terminate_backend(CAST(:pid AS INT))", pid=int)
    await postgres_book.look(lambda line: line.run(cut, {"pid": pid}))
    with pytest.raises(psycopg.OperationalError):
        await asking
    await postgres_book.at_once(lambda line: line.run(KEEP, row("one")))


@pytest.mark.postgres
async def test_a_wire_whose_asking_was_given_up_unasked_is_not_lent_again(postgres_book: Book) -> None:
    [(before,)] = await postgres_book.at_once(lambda line: line.run(PID, {}))
    asking = postgres_book.at_once(lambda line: line.run(SLEEP, {"seconds": 30}))
    asking.send(None)
    asking.close()  # as an ending loop does with what was never cancelled
    async with asyncio.timeout(10):
        assert await postgres_book.at_once(lambda line: line.run(PID, {})) != [(before,)]


@pytest.mark.postgres
async def test_a_statement_that_failed_can_be_asked_again(postgres_book: Book) -> None:
    async with postgres_book.single() as line:
        await line.run(KEEP, row("one"))
        for _ in range(2):
            with pytest.raises(psycopg.errors.UniqueViolation):
                await line.run(KEEP, row("one"))
        await line.run(KEEP, row("two"))
        assert [kept[0] for kept in await line.run(KEPT, {})] == ["one", "two"]


@pytest.mark.postgres
async def test_whoever_finds_no_wire_waits_for_one(postgres_book: Book) -> None:
    wires = Wires(postgres_book.url.replace("+psycopg", ""), "", 2)

    async def ask() -> int:
        async with wires.lend() as wire:
            [(pid,)] = await wire.run(PID, {})
            await asyncio.sleep(0.01)
            return int(pid)

    pids = await asyncio.gather(*(ask() for _ in range(7)))
    wires.close()
    assert len(pids) == 7
    assert len(set(pids)) == 2


@pytest.mark.postgres
async def test_whoever_is_called_and_leaves_passes_the_wire_on(postgres_book: Book) -> None:
    wires = Wires(postgres_book.url.replace("+psycopg", ""), "", 1)

    async def ask() -> Sequence[Row]:
        async with wires.lend() as wire:
            return await wire.run(PID, {})

    async with wires.lend():
        waiting = [asyncio.create_task(ask()) for _ in range(2)]
        await asyncio.sleep(0)
    waiting[0].cancel()  # it has been called, and has not yet come
    async with asyncio.timeout(10):
        [_, told] = await asyncio.gather(*waiting, return_exceptions=True)
    wires.close()
    assert not isinstance(told, BaseException)


@pytest.mark.postgres
async def test_a_wire_cut_while_its_loop_stood_still_is_not_lent(
    postgres_book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker's loop stands still between two tasks, and hears nothing meanwhile."""
    monkeypatch.setattr("crm.wires._TRUSTED_FOR", 0.0)
    [(pid,)] = await postgres_book.at_once(lambda line: line.run(PID, {}))
    with psycopg.connect(postgres_book.url.replace("+psycopg", ""), autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))
    assert await postgres_book.at_once(lambda line: line.run(PID, {})) != [(pid,)]


@pytest.mark.postgres
async def test_a_long_asking_goes_out_whole(postgres_book: Book) -> None:
    words = "wide river " * 200_000
    async with postgres_book.lean() as line:
        await line.run_all([(KEEP, row(f"k{number}", text=words)) for number in range(4)])
    kept = await postgres_book.look(read)
    assert [one[1]["text"] == words for one in kept] == [True] * 4


async def test_a_wire_that_comes_back_after_all_were_closed_is_closed_too(postgres_book: Book) -> None:
    wires = Wires(postgres_book.url.replace("+psycopg", ""), "", 1)
    async with wires.lend() as wire:
        wires.close()
        assert wire.is_open, "whoever has it finishes first"
    assert not wire.is_open


@pytest.mark.postgres
async def test_the_last_asking_takes_the_commit_along(
    postgres_book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, ask = list[int](), Wire._ask

    async def counted(wire: Wire, statements: Any) -> Any:
        asked.append(len(statements))
        return await ask(wire, statements)

    async def write(line: Line) -> None:
        await line.run(KEEP, row("one"))
        line.last()
        await line.run(KEEP, row("two"))

    monkeypatch.setattr(Wire, "_ask", counted)
    await postgres_book.whole(write)
    assert asked == [2, 2]  # BEGIN and one; two and COMMIT
    assert [kept[0] for kept in await postgres_book.look(read)] == ["one", "two"]


async def test_a_last_asking_that_fails_undoes_those_before_it(book: Book) -> None:
    async def write(line: Line) -> None:
        await line.run(KEEP, row("one"))
        line.last()
        await line.run_all([(KEEP, row("two")), (KEEP, row("one"))])

    with pytest.raises(Exception, match=r"(?i)unique"):
        await book.whole(write)
    assert list(await book.look(read)) == []
    await book.whole(lambda line: line.run(KEEP, row("three")))
    assert [kept[0] for kept in await book.look(read)] == ["three"]
