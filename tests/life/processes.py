"""Processes of the road that can be killed: forked from a server that has everything imported already."""

import asyncio
import multiprocessing
import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from random import Random
from typing import Any

import psycopg

from bot.sandbox import SandboxConfig
from bot.sandbox.config import ALL_STATUSES
from bot.sandbox.serving import running_sandbox, take_port
from tests.life.road_desk import SENDER, SID, TOKEN, Plan, serve, work

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(
    ["tests.life.road_desk", "uvicorn", "aiohttp", "twilio.rest.api", "aiosqlite"]
)


@dataclass
class Crew:
    """Running processes. `kill_one` is SIGKILL and a new process in its place."""

    chance: Random
    starts: list[Callable[[], ForkServerProcess]] = field(default_factory=list)
    running: list[ForkServerProcess] = field(default_factory=list)
    kills: int = 0
    drains: list[float] = field(default_factory=list)  # seconds from SIGTERM to the end

    def add(self, target: Callable[..., None], *arguments: Any, is_daemon: bool = True) -> None:
        """Start a process. One that is to have children of its own cannot be a daemon."""

        def start() -> ForkServerProcess:
            process = _CONTEXT.Process(target=target, args=arguments, daemon=is_daemon)
            process.start()
            return process

        self.starts.append(start)
        self.running.append(start())

    def kill_one(self, number: int | None = None) -> None:
        place = self.chance.randrange(len(self.running)) if number is None else number
        pid = self.running[place].pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        self.running[place].join(10)
        self.running[place] = self.starts[place]()
        self.kills += 1

    def replace_one(self, place: int) -> int | None:
        """Roll one over: SIGTERM, wait for its end, and give its exit code; a new one is up before."""
        old = self.running[place]
        self.running[place] = self.starts[place]()
        while not _listens_for_sigterm(old):
            time.sleep(0.05)
        began = time.monotonic()
        old.terminate()
        old.join(30)
        self.drains.append(time.monotonic() - began)
        return old.exitcode

    def close(self) -> None:
        for process in self.running:
            if not process.daemon:
                process.terminate()  # it ends its own children
                process.join(20)
            if process.pid is not None and process.is_alive():
                os.kill(process.pid, signal.SIGKILL)
            process.join(10)


def _listens_for_sigterm(process: ForkServerProcess) -> bool:
    """Say whether a process has got as far as to handle SIGTERM; a younger one would simply die of it."""
    told = Path(f"/proc/{process.pid}/status").read_text()
    caught = int(told.partition("SigCgt:")[2].split()[0], 16)
    return bool(caught >> (signal.SIGTERM - 1) & 1)


@dataclass(frozen=True)
class Town:
    """A running double of Twilio, the road's processes, and the database they share."""

    plan: Plan
    sandbox_url: str
    crew: Crew
    listening: socket.socket

    def is_quiet(self) -> bool:
        """Whether nothing waits: no conversation for its turn, no message to be sent."""
        [(waiting,)] = self.ask("SELECT count(*) FROM conversations WHERE ready_at IS NOT NULL")
        [(unsent,)] = self.ask("SELECT count(*) FROM outbox WHERE status IN ('waiting', 'sending')")
        return bool(waiting == 0 and unsent == 0)

    async def settles_down(self, within: float = 60.0) -> None:
        """Wait until nothing waits any more."""
        until = time.monotonic() + within
        while not self.is_quiet():
            if time.monotonic() > until:
                chats = self.ask(
                    "SELECT id, address, ready_at, lease FROM conversations WHERE ready_at IS NOT NULL"
                )
                rows = self.ask("SELECT id, status, attempts, error_code, error, run_at FROM outbox")
                raise AssertionError(f"still at work: {chats} {rows}")
            await asyncio.sleep(0.1)

    async def settles_turns(self, count: int, within: float = 60.0) -> None:
        """Wait until so many more turns have been settled."""
        settled = "SELECT count(*) FROM turns WHERE status = 'settled'"
        before, until = self.ask(settled)[0][0], time.monotonic() + within
        while self.ask(settled)[0][0] < before + count:
            assert time.monotonic() < until, "no turn is settled any more"
            await asyncio.sleep(0.05)

    def ask(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """Look into the book."""
        url = self.plan.database_url.replace("+psycopg", "")
        with psycopg.connect(url, autocommit=True) as connection:
            cursor = connection.execute(query, values or None)  # type: ignore[call-overload]  # our own SQL
            return cursor.fetchall() if cursor.description else []


@contextmanager
def running_town(
    database_url: str,
    *,
    workers: int,
    seed: int = 1,
    webs: int = 1,
    web_works: bool = False,
    redis_url: str = "",
    callbacks: bool = True,
    **told: Any,
) -> Iterator[Town]:
    """Run the double, the web processes, and then `workers` worker processes."""
    with take_port() as listening:
        listening.listen(256)
        web_url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        config = SandboxConfig(
            twilio_account_sid=SID,
            twilio_auth_token=TOKEN,
            whatsapp_sender=SENDER,
            whatsapp_webhook=f"{web_url}/webhooks/whatsapp#rc=5&rp=all",
            callback_pause=0.01,
            retry_pause=0.1,
            seed=seed,
            callback_statuses=ALL_STATUSES if callbacks else frozenset(),
        )
        with running_sandbox(config) as sandbox_url:
            plan = Plan(database_url, web_url, sandbox_url, **told)
            crew = Crew(Random(seed))
            try:
                for _ in range(webs):
                    crew.add(serve, plan, listening, web_works, redis_url)
                for _ in range(workers):
                    crew.add(work, plan)
                yield Town(plan, sandbox_url, crew, listening)
            finally:
                crew.close()
