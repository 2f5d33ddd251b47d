"""A floor with a manager and two agents, who have all pressed Start."""

import pytest

from crm.clock import MovableClock
from crm.db import Book
from tests.bot.staff.floor import LEELA, MEERA, RAVI, Floor


@pytest.fixture
async def floor(book: Book, clock: MovableClock) -> Floor:
    made = Floor(book, clock)
    for name, role, account in (
        ("Meera", "manager", MEERA),
        ("Ravi", "agent", RAVI),
        ("Leela", "agent", LEELA),
    ):
        await made.hires(name, role, account)
    await made.all_start(MEERA, RAVI, LEELA)
    return made
