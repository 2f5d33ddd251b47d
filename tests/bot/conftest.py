from collections.abc import Iterator
from pathlib import Path

import pytest

from crm.clock import MovableClock
from crm.db import Book
from tests.bot.desk import TestDesk
from tests.remembered import brief_plans


@pytest.fixture(autouse=True, scope="package")
def planned_briefly(shared_plans: Path) -> Iterator[None]:
    """What is done with a plan is tested here, not how good it is."""
    with brief_plans(shared_plans):
        yield


@pytest.fixture
def desk(book: Book, clock: MovableClock) -> TestDesk:
    return TestDesk(book, clock)
