"""What a process has loaded is not looked through again and again."""

import gc
import subprocess
import sys
import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from bot.crew import Crew


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The suite never collects: to look through all that it left lying would take minutes."""
    monkeypatch.setattr(gc, "collect", lambda: 0)
    gc.unfreeze()
    thresholds = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)


def holds_in_a_fresh_process(words: str) -> None:
    """The suite's own heap is large, and it collects by itself."""
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_collector_passes_over_what_is_loaded_and_still_takes_what_comes_later() -> None:
    holds_in_a_fresh_process("""
import gc
from bot.loops import keep_what_is_loaded
loaded = [[number] for number in range(10_000)]
keep_what_is_loaded()
assert gc.get_freeze_count() > len(loaded)
assert len(gc.get_objects()) < len(loaded)
ring = []
ring.append(ring)
del ring
assert gc.collect() >= 1
""")


def test_what_a_busy_process_throws_away_is_looked_through_rarely() -> None:
    holds_in_a_fresh_process("""
import gc
from bot.loops import keep_what_is_loaded
def looks():
    before = sum(generation["collections"] for generation in gc.get_stats())
    made = [[number] for number in range(30_000)]
    return sum(generation["collections"] for generation in gc.get_stats()) - before
often = looks()
keep_what_is_loaded()
assert looks() < often / 4, often
""")


class QuietDesk:
    """As much of a desk as a crew asks for that nobody writes to."""

    def __init__(self) -> None:
        self.minding = SimpleNamespace(is_made=False)
        self.road = SimpleNamespace(channels={})

    async def take_agency_settings(self) -> None: ...

    async def stop(self) -> None: ...


@pytest.fixture
def quiet_desk() -> QuietDesk:
    return QuietDesk()


def crew_of(desk: Any, silence: float) -> Crew:
    return Crew(desk, silence)


def test_a_worker_of_celery_keeps_what_is_loaded_once_its_mind_is_made(quiet_desk: QuietDesk) -> None:
    crew = crew_of(quiet_desk, silence=600)
    crew.keep_at_leisure()
    assert gc.get_freeze_count() == 0
    quiet_desk.minding.is_made = True
    crew.keep_at_leisure()
    assert gc.get_freeze_count() > 0
    gc.unfreeze()
    crew.keep_at_leisure()
    assert gc.get_freeze_count() == 0
    crew.close()


def test_a_worker_of_celery_keeps_nothing_while_it_serves_somebody(quiet_desk: QuietDesk) -> None:
    quiet_desk.minding.is_made = True
    crew, meanwhile = crew_of(quiet_desk, silence=600), []

    async def serve() -> None:
        crew.keep_at_leisure()
        meanwhile.append(gc.get_freeze_count())

    crew.run(serve())
    assert meanwhile == [0]
    crew.close()


def test_the_watch_of_a_worker_sees_to_it_by_itself(quiet_desk: QuietDesk) -> None:
    quiet_desk.minding.is_made = True
    crew, until = crew_of(quiet_desk, silence=3), time.monotonic() + 30
    while not gc.get_freeze_count() and time.monotonic() < until:
        time.sleep(0.05)
    assert gc.get_freeze_count() > 0
    crew.close()
