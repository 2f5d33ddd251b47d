"""What every test may ask for: a fresh book on SQLite and PostgreSQL, a clock that moves, a Redis."""

import gc
import os
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from hypothesis import settings
from pytest_socket import socket_allow_hosts

from crm.clock import MovableClock
from crm.db import Book
from crm.migrations import upgrade
from crm.models import metadata
from tests import servers
from tests.engines import hand_on
from tests.faults import Figures
from tests.order import Longest
from tests.trust import read_once
from tests.vectors import learn

LOOPBACK = ["127.0.0.1", "::1"]

# What is imported and collected stays until the end: it is never garbage, and looking through it each
# time costs more than most tests do.
gc.disable()
RARELY = 20_000, 20, 10  # new objects until the youngest are looked through, and rounds until the older are
hand_on()
read_once()
# How long an example takes says more of the machine than of the desk.
settings.register_profile("desk", deadline=None)
settings.load_profile("desk")


def pytest_configure(config: pytest.Config) -> None:
    """Let all workers of a run share one PostgreSQL with room for their connections."""
    is_head = bool(config.getoption("numprocesses", 0)) and not hasattr(config, "workerinput")
    if is_head and not os.environ.get("TEST_DATABASE_URL"):
        running = ExitStack()
        os.environ["TEST_DATABASE_URL"] = running.enter_context(servers.own_postgres())
        config.add_cleanup(running.close)


def pytest_runtestloop() -> None:
    gc.collect()
    gc.freeze()
    # What engines, routes and tables keep until the end is looked through less often too.
    gc.set_threshold(*RARELY)
    gc.enable()


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Longest:
    return Longest(config, log)


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
        self._cloths: dict[str, psycopg.Connection[Any]] = {}

    def lend(self) -> str:
        if not self._free:
            name = f"{self._prefix}_{len(self._cloths)}"
            url = self.server.make(name)
            self.server.forgo_disk(name)
            upgrade(url)
            self._cloths[name] = self.server.cloth(name)
            return name
        return self._free.pop()

    def take_back(self, name: str) -> None:
        # A test of the migrations leaves other tables behind: its database is not lent again.
        with suppress(psycopg.errors.UndefinedTable):
            tables = [table.name for table in metadata.sorted_tables]
            try:
                servers.wipe(self._cloths[name], tables)
            except psycopg.OperationalError:  # a test of faults cut every connection to its book
                self._cloths[name] = self.server.cloth(name)
                servers.wipe(self._cloths[name], tables)
            self._free.append(name)

    def close(self) -> None:
        for name, cloth in self._cloths.items():
            cloth.close()
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


@pytest.fixture(scope="session")
def model_cache(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder in which the embedding model is built, once for all workers of the suite."""
    mine = tmp_path_factory.getbasetemp()
    folder = (mine if worker_id == "master" else mine.parent) / "models"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def shared_plans(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder in which all workers of the suite remember the plans of their dialogues."""
    mine = tmp_path_factory.getbasetemp()
    folder = (mine if worker_id == "master" else mine.parent) / "plans"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def models(model_cache: Path) -> Path:
    """That folder with the model, and with what is a desk's business, learned once."""
    learn(model_cache)
    return model_cache


@pytest.fixture
def postgres_url(postgres_books: Books) -> Iterator[str]:
    """The URL of an empty book on PostgreSQL."""
    name = postgres_books.lend()
    yield postgres_books.server.url(name)
    postgres_books.take_back(name)


@pytest.fixture
def sqlite_url(sqlite_template: Path) -> str:
    """The URL of a fresh, empty book on SQLite; always the same, so that its engines can be handed on."""
    path = sqlite_template.with_name("book.db")
    for old in sqlite_template.parent.glob("book.db*"):
        old.unlink()
    return f"sqlite+aiosqlite:///{shutil.copy(sqlite_template, path)}"


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


@pytest.fixture
def figures(record_property: Callable[[str, object], None]) -> Figures:
    """Where a test of a fault shows what it saw."""
    return Figures(record_property)


@pytest.fixture
def frail_redis() -> Iterator[servers.Redis]:
    """A Redis of one test's own, which it may kill, restart or hold still."""
    with servers.own_redis_server() as server:
        yield server


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """The URL of a Redis that belongs to the suite alone."""
    with servers.own_redis() as url:
        yield url
