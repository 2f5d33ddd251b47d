"""Engines that tests hand on to each other: a new one asks its database what it is, and compiles every
statement anew, which costs more than most tests do."""

from collections import defaultdict

from sqlalchemy.ext.asyncio import AsyncEngine

from crm import db, engines

Key = tuple[str, int, bool]

_make, _close = engines.make_engine, db.Book.close
_free: dict[Key, list[AsyncEngine]] = defaultdict(list)
_lent: dict[AsyncEngine, Key] = {}


def hand_on() -> None:
    """Give every book of this process engines that an earlier, closed one used, where there are any."""
    engines.make_engine = _lend
    db.Book.close = _close_and_keep  # type: ignore[method-assign]


def _lend(url: str, pool_size: int, *, reads_only: bool) -> AsyncEngine:
    key = (url, pool_size, reads_only)
    engine = _free[key].pop() if _free[key] else _make(url, pool_size, reads_only=reads_only)
    _lent[engine] = key
    return engine


async def _close_and_keep(book: db.Book) -> None:
    await _close(book)
    for engine in (book.engine, book._reader):
        if (key := _lent.pop(engine, None)) is not None:
            _free[key].append(engine)
