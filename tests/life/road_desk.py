"""The road as processes: webhooks here, workers there, a mind that answers what it heard. No other part."""

import asyncio
import multiprocessing
import os
import signal
import socket
import sys
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from bot.bell import InProcessBell, SilentBell
from bot.channels.port import BadPayload, BadSignature, RawRequest
from bot.channels.whatsapp import WhatsAppChannel
from bot.jobs import JobRunner
from bot.receive import receive
from bot.road import Road, Terms
from bot.worker import Worker, step_back
from crm.clock import Clock
from crm.conversations.effects import OptOut
from crm.conversations.inbox import Pace
from crm.conversations.values import Effect, Outcome, Say, Scene
from crm.db import Book
from crm.leads.effects import Record
from tests.faults import size
from tests.life.place import keep_place

SENDER = "whatsapp:+14155550100"
SID, TOKEN = "AC" + "7" * 32, "a token for the road"


@dataclass(frozen=True)
class Plan:
    """What a process of the road is told. Leases are short, so that the dead are missed soon."""

    database_url: str
    web_url: str
    sandbox_url: str
    turn_lease: float = 2.0
    send_lease: float = 5.0
    sweep_every: float = 0.2
    quiet: float = 0.02
    per_second: float = 500.0
    timeout: float = 1.0
    poison: str = ""  # a word that the mind cannot bear
    concurrency: int = 8
    thinks_for: float = 0.0
    writes: bool = True  # whether the mind has anything to write, or only speaks
    steps_back: bool = bool(size(False, True))  # whether workers let whoever else computes here go first


@dataclass
class Echo:
    """A mind that answers every message it heard, once, and writes one line to the lead for each."""

    plan: Plan
    thoughts: int = field(default=0)

    async def think(self, scene: Scene) -> Outcome:
        if self.plan.thinks_for:
            await asyncio.sleep(self.plan.thinks_for)
        says, effects = list[Say](), list[Effect]()
        for heard in scene.heard:
            if self.plan.poison and self.plan.poison in heard.text:
                raise ValueError("the mind cannot bear this")
            if self.plan.writes:
                effects.append(Record("heard", heard.text))
            if heard.text == "stop":
                effects.append(OptOut())
            elif not scene.opted_out:
                says.append(Say("text", {"text": f"re: {heard.text}"}))
        return Outcome(says=tuple(says), effects=tuple(effects))


def make_road(plan: Plan, bell: Any) -> Road:
    channel = WhatsAppChannel(
        SID,
        TOKEN,
        SENDER,
        plan.web_url,
        plan.sandbox_url,
        per_second=plan.per_second,
        timeout=plan.timeout,
    )
    mind = Echo(plan).think
    return Road(
        Book(plan.database_url, pool_size=6),
        Clock(),
        {"whatsapp": channel},
        bell,
        mind,
        mind,
        pace=Pace(timedelta(seconds=plan.quiet), timedelta(seconds=1)),
        terms=Terms(
            turn_lease=timedelta(seconds=plan.turn_lease),
            send_lease=timedelta(seconds=plan.send_lease),
            think_limit=timedelta(seconds=plan.turn_lease),
            ask_after=timedelta(seconds=0.3),
            sure_after=timedelta(seconds=1.5),
            turn_pause=timedelta(seconds=0.05),
        ),
    )


def work(plan: Plan) -> None:
    """Be a worker process until SIGTERM, which lets what is under way end."""

    async def run() -> None:
        bell = InProcessBell()
        road = make_road(plan, bell)
        worker = Worker(road, bell, concurrency=plan.concurrency, sweep_every=plan.sweep_every)
        told = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, told.set)
        worker.start()
        await told.wait()
        await worker.stop()
        for channel in road.channels.values():
            await channel.close()
        await road.book.close()

    if plan.steps_back:
        step_back()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # until the loop listens for it
    asyncio.run(run())


class Webhooks:
    """The door for webhooks as a bare ASGI application: verify, write down, acknowledge."""

    def __init__(self, road: Road) -> None:
        self._road = road

    async def __call__(self, scope: Any, receive_part: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        body = b""
        while True:
            part = await receive_part()
            body += part.get("body", b"")
            if not part.get("more_body"):
                break
        status = await self.take(scope, body)
        await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body", "body": b""})

    async def take(self, scope: Any, body: bytes) -> int:
        query = scope["query_string"].decode()
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        host = headers.get("host", "")
        url = f"http://{host}{scope['raw_path'].decode()}" + (f"?{query}" if query else "")
        road = self._road
        try:
            events = road.channels["whatsapp"].receive(RawRequest(url, headers, body))
        except BadSignature:
            return 403
        except BadPayload:
            return 400
        await receive(road.book, events, road.bell, road.clock.now(), road.pace)
        return 200


def serve(plan: Plan, listening: socket.socket, works: bool = False, redis_url: str = "") -> None:
    """Be the web process; with `works` also its own worker, as the embedded desk is."""
    import uvicorn

    async def run() -> None:
        bell: Any = InProcessBell() if works else SilentBell()
        if redis_url:
            from bot.celery_app import CeleryBell

            bell = CeleryBell(redis_url)
        road = make_road(plan, bell)
        worker = Worker(road, bell, concurrency=plan.concurrency, sweep_every=plan.sweep_every)
        if works:
            worker.start()
        server = uvicorn.Server(
            uvicorn.Config(
                Webhooks(road), log_config=None, access_log=False, ws="none", lifespan="off",
                timeout_graceful_shutdown=10,
            )
        )  # fmt: skip
        await server.serve(sockets=[listening])
        if works:
            await worker.stop()
        for channel in road.channels.values():
            await channel.close()
        await road.book.close()

    # uvicorn raises the signal that ended it once more when it is done, and would not exit with 0.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    asyncio.run(run())


async def _in_a_child(payload: Mapping[str, Any]) -> None:
    """Do a job as the press does: in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert pool.submit(os.getpid).result(30) != os.getpid()


class NoMinding:
    """No mind of the product is ever made here."""

    is_made = False


class RoadDesk:
    """As much of a composed desk as a Celery worker asks for."""

    def __init__(self, plan: Plan, redis_url: str) -> None:
        from bot.celery_app import CeleryBell

        self.bell = CeleryBell(redis_url)
        self.minding = NoMinding()
        self.road = make_road(plan, self.bell)
        self.book, self.clock = self.road.book, self.road.clock
        self.jobs = JobRunner(self.book, self.clock, {"in_a_child": _in_a_child}, self.bell)

    async def take_agency_settings(self) -> None: ...

    async def stop(self) -> None:
        await self.book.close()


def work_with_celery(plan: Plan, redis_url: str) -> None:
    """Be a Celery worker of two processes, with the beat that ticks the sweep."""
    from bot.celery_app import make_app, staff_worker

    if not plan.steps_back:
        keep_place()
    app = make_app(redis_url, plan.sweep_every)
    staff_worker(app, None, lambda _: RoadDesk(plan, redis_url))  # type: ignore[arg-type, return-value]  # only the road
    options = "worker --concurrency 2 --loglevel ERROR --without-gossip --without-mingle --beat"
    app.worker_main([*options.split(), "--scheduler", "celery.beat:Scheduler"])
