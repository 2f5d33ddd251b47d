"""Several workers: Celery on Redis as a bell between processes.

It carries no truth. A task says "look", and whoever looks finds the work in the book; a task that is
lost costs the time until the next sweep, a task that comes twice finds nothing to do.
"""

import asyncio
import multiprocessing
import queue
import threading
from collections.abc import Callable, Coroutine, Sequence
from datetime import datetime
from multiprocessing.process import AuthenticationString  # type: ignore[attr-defined]  # not in its stubs
from typing import Any

import structlog
from celery import Celery
from celery.signals import worker_process_init, worker_process_shutdown

from bot.asking import find_out, take_lost
from bot.compose import ComposedDesk, compose
from bot.delivery import deliver, take_due
from bot.reports.schedule import schedule_reports
from bot.settings import Settings
from bot.sweep import due_work, reconcile
from bot.turn import claim
from bot.worker import RECONCILE_EVERY, run_turn, step_back
from crm.clock import Clock

log = structlog.get_logger(__name__)

FORGET_AFTER = 60.0  # seconds after which an unheard ring is dropped: the sweep has found its work long since
_SOCKETS = {"socket_timeout": 5, "socket_connect_timeout": 2, "socket_keepalive": True}


def make_app(redis_url: str, sweep_every: float = 5.0) -> Celery:
    """Make the Celery application. Redis may lose everything at any time."""
    app = Celery("serai", broker=redis_url)
    app.conf.update(
        task_ignore_result=True,
        task_acks_late=True,
        task_default_queue="serai",
        worker_prefetch_multiplier=1,
        worker_hijack_root_logger=False,
        worker_proc_alive_timeout=60,
        worker_cancel_long_running_tasks_on_connection_loss=False,
        task_time_limit=180,
        broker_connection_retry_on_startup=True,
        # A task that a dead worker held comes back after a minute; the sweep is quicker.
        broker_transport_options={"visibility_timeout": 60, **_SOCKETS},
        beat_schedule={"sweep": {"task": "sweep", "schedule": sweep_every, "options": {"expires": 30}}},
        beat_schedule_filename=None,
        timezone="UTC",
    )
    return app


class CeleryBell:
    """Rings over Redis. Publishing happens in a thread of its own: a webhook never waits for Redis."""

    def __init__(self, redis_url: str, clock: Clock | None = None, *, room: int = 5_000) -> None:
        self._app, self._clock = make_app(redis_url), clock or Clock()
        self._rings: queue.Queue[tuple[str, tuple[int, ...], float]] = queue.Queue(room)
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    def wake(self, conversation_id: int, at: datetime) -> None:
        wait = (at - self._clock.now()).total_seconds()
        self._ring("wake", (conversation_id,), max(0.0, wait))

    def deliver(self, conversations: Sequence[int] = ()) -> None:
        self._ring("deliver", (), 0.0)

    def work(self) -> None:
        self._ring("run_job", (), 0.0)

    def _ring(self, task: str, arguments: tuple[int, ...], wait: float) -> None:
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._publish, name="bell", daemon=True)
                self._thread.start()
        try:
            self._rings.put_nowait((task, arguments, wait))
        except queue.Full:
            return  # Redis has been away for long; the sweep finds the work

    def _publish(self) -> None:
        while True:
            task, arguments, wait = self._rings.get()
            try:
                self._app.send_task(
                    task, arguments, countdown=wait or None, expires=wait + FORGET_AFTER, retry=False
                )
            except Exception as problem:  # noqa: BLE001 - whatever Redis does, the desk goes on
                log.warning("bell_not_heard", error=type(problem).__name__)


class Crew:
    """One worker process: one desk and one event loop for all its tasks."""

    def __init__(self, desk: ComposedDesk) -> None:
        self._runner = asyncio.Runner()
        self._desk = desk
        self._reconciled_at: datetime | None = None
        self.run(self._desk.take_agency_settings())

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        self._runner.run(work)

    def close(self) -> None:
        self.run(self._desk.stop())
        self._runner.close()

    async def wake(self, conversation_id: int) -> None:
        for claimed in await claim(self._desk.road, only=[conversation_id]):
            await run_turn(self._desk.road, claimed)

    async def deliver(self) -> None:
        while taken := await take_due(self._desk.road):
            await asyncio.gather(*(deliver(self._desk.road, one) for one in taken))

    async def run_job(self) -> None:
        for job in await self._desk.jobs.take():
            await self._desk.jobs.run(job)

    async def sweep(self) -> None:
        """Ring for everything that is due, and ask after what was lost."""
        desk: ComposedDesk = self._desk
        now = desk.clock.now()
        async with desk.book.glance() as line:
            due = await due_work(line, now)
        for conversation_id in due.conversations:
            desk.bell.wake(conversation_id, now)
        if due.sends:
            desk.bell.deliver()
        for _ in range(due.jobs):
            desk.bell.work()
        for lost in await take_lost(desk.road):
            for behind in await find_out(desk.road, lost):
                await deliver(desk.road, behind)
        if await schedule_reports(desk.book, now):
            desk.bell.work()
        if self._reconciled_at is None or (now - self._reconciled_at).total_seconds() >= RECONCILE_EVERY:
            self._reconciled_at = now
            await reconcile(desk.road)


def _desk_of_a_worker(settings: Settings) -> ComposedDesk:
    return compose(settings, embedded=False)


def _let_it_have_children() -> None:
    """Make Celery's process, a daemon with a key of its own kind, fit to start the press."""
    told: dict[str, Any] = multiprocessing.current_process()._config  # type: ignore[attr-defined]  # noqa: SLF001 - there is no public way
    told["daemon"] = False
    told["authkey"] = AuthenticationString(bytes(told["authkey"]))


def staff_worker(
    app: Celery, settings: Settings, put_together: Callable[[Settings], ComposedDesk] = _desk_of_a_worker
) -> None:
    """Give the application its tasks. Each worker process puts its own desk together after the fork."""
    crew: list[Crew] = []

    @worker_process_init.connect(weak=False)
    def _begin(**_: Any) -> None:
        step_back()
        _let_it_have_children()
        crew.append(Crew(put_together(settings)))

    @worker_process_shutdown.connect(weak=False)
    def _end(**_: Any) -> None:
        if crew:
            crew.pop().close()

    @app.task(name="wake")
    def _wake(conversation_id: int) -> None:
        crew[0].run(crew[0].wake(conversation_id))

    @app.task(name="deliver")
    def _deliver() -> None:
        crew[0].run(crew[0].deliver())

    @app.task(name="run_job")
    def _run_job() -> None:
        crew[0].run(crew[0].run_job())

    @app.task(name="sweep")
    def _sweep() -> None:
        crew[0].run(crew[0].sweep())
