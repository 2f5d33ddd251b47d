import pytest

from crm.clock import MovableClock
from crm.db import Book
from tests.bot.desk import TestDesk


@pytest.fixture
def desk(book: Book, clock: MovableClock) -> TestDesk:
    return TestDesk(book, clock)
