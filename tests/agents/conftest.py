"""Dialogues are about words: plans are brief in these tests, and remembered."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.remembered import brief_plans


@pytest.fixture(autouse=True, scope="package")
def planned_briefly(shared_plans: Path) -> Iterator[None]:
    with brief_plans(shared_plans):
        yield
