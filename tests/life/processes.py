"""Processes of the road that can be killed: forked from a server that has everything imported already."""

import multiprocessing
import os
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerProcess
from random import Random
from typing import Any

import psycopg

from bot.sandbox import SandboxConfig
from bot.sandbox.serving import running_sandbox, take_port
from tests.life.road_desk import SENDER, SID, TOKEN, Plan, serve, work

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.life.road_desk", "uvicorn", "aiohttp", "twilio.rest", "aiosqlite"])


@dataclass
class Crew:
    """Running processes. `kill_one` is SIGKILL and a new process in its place."""

    chance: Random
    starts: list[Callable[[], ForkServerProcess]] = field(default_factory=list)
    running: list[ForkServerProcess] = field(default_factory=list)
    kills: int = 0

    def add(self, target: Callable[..., None], *arguments: Any) -> None:
        def start() -> ForkServerProcess:
            process = _CONTEXT.Process(target=target, args=arguments, daemon=True)
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
        old.terminate()
        old.join(30)
        return old.exitcode

    def close(self) -> None:
        for process in self.running:
            if process.pid is not None and process.is_alive():
                os.kill(process.pid, signal.SIGKILL)
            process.join(10)


@dataclass(frozen=True)
class Town:
    """A running double of Twilio, the road's processes, and the database they share."""

    plan: Plan
    sandbox_url: str
    crew: Crew
    listening: socket.socket

    def ask(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """Look into the book."""
        url = self.plan.database_url.replace("+psycopg", "")
        with psycopg.connect(url, autocommit=True) as connection:
            cursor = connection.execute(query, values or None)  # type: ignore[call-overload]  # our own SQL
            return cursor.fetchall() if cursor.description else []


@contextmanager
def running_town(
    database_url: str, *, workers: int, seed: int, web_works: bool = False, **told: Any
) -> Iterator[Town]:
    """Run the double, one web process and `workers` worker processes."""
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
        )
        with running_sandbox(config) as sandbox_url:
            plan = Plan(database_url, web_url, sandbox_url, **told)
            crew = Crew(Random(seed))
            try:
                crew.add(serve, plan, listening, web_works)
                for _ in range(workers):
                    crew.add(work, plan)
                yield Town(plan, sandbox_url, crew, listening)
            finally:
                crew.close()
