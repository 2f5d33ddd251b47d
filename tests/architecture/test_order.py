"""Which files a worker of the suite is given: all there are, each once, and those of one desk together."""

from pathlib import Path

import pytest

from tests.order import COLUMNS, COMPUTING, STORY, WAITING, next_of, scope_of

ROOT = Path(__file__).resolve().parents[2]
TELLING = "tests/life/test_story.py::test_a_story"


@pytest.mark.parametrize("name", [*WAITING, *COMPUTING, *sorted(STORY)])
def test_the_order_names_only_files_that_there_are(name: str) -> None:
    assert (ROOT / name).is_file() or name in {scope_of(f"{TELLING}[{column}]") for column in COLUMNS}


def test_the_tests_of_one_desk_go_to_one_worker_and_those_of_another_to_any() -> None:
    beside = "tests/life/test_replay.py::test_a_replay"
    for column in COLUMNS:
        assert scope_of(f"{TELLING}[{column}]") == scope_of(f"{beside}[{column}]")
    assert len({scope_of(f"{TELLING}[{column}]") for column in COLUMNS}) == 2
    assert scope_of(beside) == "tests/life/test_replay.py"


@pytest.mark.parametrize(("waits", "first"), [(True, WAITING[0]), (False, COMPUTING[0])])
def test_who_waits_and_who_computes_begin_with_the_longest_and_are_given_everything(
    waits: bool, first: str
) -> None:
    queue = ["tests/api/test_new.py", *COMPUTING, *reversed(WAITING)]
    given = []
    while queue:
        given.append(next_of(queue, waits=waits))
        queue.remove(given[-1])
    assert given[0] == first
    assert sorted(given) == sorted(["tests/api/test_new.py", *COMPUTING, *WAITING])
