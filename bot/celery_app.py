"""Several workers: Celery on Redis as a bell between processes.

It carries no truth. A task says "look", and whoever looks finds the work in the book; a task that is
lost costs the time until the next sweep, a task that comes twice finds nothing to do.
"""

import asyncio
import multiprocessing
import queue
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from multiprocessing.process import AuthenticationString  # type: ignore[attr-defined]  # not in its stubs
from typing import Any

import structlog
from celery import Celery
from celery.signals import worker_process_init, worker_process_shutdown
from kombu.transport import TRANSPORT_ALIASES

from bot.compose import compose
from bot.composed import ComposedDesk
from bot.crew import Crew
from bot.settings import Settings
from bot.worker import step_back
from crm.clock import Clock

log = structlog.get_logger(__name__)

FORGET_AFTER = 60.0  # seconds after which an unheard ring is dropped: the sweep has found its work long since
SILENCE = 1.5  # sweeps that a worker may hear nothing before it looks by itself
_SOCKETS = {"socket_timeout": 5, "socket_connect_timeout": 2, "socket_keepalive": True}


def make_app(redis_url: str, sweep_every: float = 5.0) -> Celery:
    """Make the Celery application. Redis may lose everything at any time."""
    TRANSPORT_ALIASES.update(dict.fromkeys(("redis", "rediss"), "bot.broker:Transport"))
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
        self._app, self._clock, self._url = make_app(redis_url), clock or Clock(), redis_url
        self._rings: queue.Queue[tuple[str, tuple[int, ...], float]] = queue.Queue(room)
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    async def ask(self) -> str | None:
        """Ask Redis now whether it takes what it is given; say why not, or None.

        What became of this process's own rings tells nothing of now: a quiet process may not have rung for
        hours, and one that only opens doors asks nobody.
        """
        return await asyncio.to_thread(self._ask)

    def _ask(self) -> str | None:
        from redis import Redis

        try:
            with Redis.from_url(self._url, **_SOCKETS) as asked:
                asked.set("serai:asked", "1", ex=60)  # one that is full or only read from answers a PING
        except Exception as problem:  # noqa: BLE001 - whatever Redis does, the desk goes on
            return f"{type(problem).__name__}: {problem}"
        return None

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
        sweep_every = float(app.conf.beat_schedule["sweep"]["schedule"])
        crew.append(Crew(put_together(settings), silence=SILENCE * sweep_every))

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
