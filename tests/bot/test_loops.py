"""What a process has loaded is not looked through again and again."""

import gc
from collections.abc import Iterator

import pytest

from bot.loops import keep_what_is_loaded


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_the_collector_passes_over_what_is_loaded_and_still_takes_what_comes_later() -> None:
    loaded = [[number] for number in range(10_000)]
    keep_what_is_loaded()
    assert gc.get_freeze_count() > len(loaded)
    assert len(gc.get_objects()) < len(loaded)
    ring: list[object] = []
    ring.append(ring)
    del ring
    assert gc.collect() >= 1
