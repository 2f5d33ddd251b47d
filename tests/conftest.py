"""What every test may ask for: a fresh book on SQLite and PostgreSQL, a clock that moves, a Redis."""

import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from pytest_socket import socket_allow_hosts

from crm.clock import MovableClock
from crm.db import Book
from crm.migrations import upgrade
from crm.models import metadata
from tests import servers

LOOPBACK = ["127.0.0.1", "::1"]


@pytest.fixture(autouse=True)
def _only_loopback() -> None:
    socket_allow_hosts(LOOPBACK, allow_unix_socket=True)


@pytest.fixture
def clock() -> MovableClock:
    """A clock that stands at Monday, 23 November 2026, 09:00 UTC until it is moved."""
    return MovableClock(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))


class Books:
    """Empty books on one PostgreSQL server: lent to a test, wiped after it, dropped at the end."""

    def __init__(self, server: servers.Postgres, prefix: str) -> None:
        self.server, self._prefix = server, prefix
        self._free: list[str] = []
        self._made: list[str] = []

    def lend(self) -> str:
        if not self._free:
            name = f"{self._prefix}_{len(self._made)}"
            url = self.server.make(name)
            self._made.append(name)
            upgrade(url)
            return name
        return self._free.pop()

    def take_back(self, name: str) -> None:
        # A test of the migrations leaves other tables behind: its database is not lent again.
        with suppress(psycopg.errors.UndefinedTable):
            self.server.wipe(name, [table.name for table in metadata.sorted_tables])
            self._free.append(name)

    def close(self) -> None:
        for name in self._made:
            self.server.drop(name)


@pytest.fixture(scope="session")
def postgres_books(worker_id: str) -> Iterator[Books]:
    """Empty books on the real PostgreSQL."""
    with servers.postgres() as server:
        books = Books(server, f"serai_{worker_id}_{uuid4().hex[:8]}")
        yield books
        books.close()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "template.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def postgres_url(postgres_books: Books) -> Iterator[str]:
    """The URL of an empty book on PostgreSQL."""
    name = postgres_books.lend()
    yield postgres_books.server.url(name)
    postgres_books.take_back(name)


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The URL of a fresh, empty book on SQLite."""
    return f"sqlite+aiosqlite:///{shutil.copy(sqlite_template, tmp_path / 'book.db')}"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def book_url(request: pytest.FixtureRequest) -> str:
    """The URL of a fresh book, once on each database."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
async def book(book_url: str) -> AsyncIterator[Book]:
    """A fresh, empty book, once on each database."""
    opened = Book(book_url)
    yield opened
    await opened.close()


@pytest.fixture
async def postgres_book(postgres_url: str) -> AsyncIterator[Book]:
    opened = Book(postgres_url)
    yield opened
    await opened.close()


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """The URL of a Redis that belongs to the suite alone."""
    with servers.own_redis() as url:
        yield url
