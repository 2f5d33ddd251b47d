"""A floor with a manager and two agents, who have all pressed Start."""

import pytest

from crm.clock import MovableClock
from crm.db import Book
from tests.bot.staff.floor import LEELA, MEERA, RAVI, Floor
from tests.bot.staff.opening import open_floor


@pytest.fixture
async def floor(book: Book, clock: MovableClock) -> Floor:
    return await open_floor(Floor(book, clock), "all have started", _all_start)


async def _all_start(floor: Floor) -> None:
    for name, role, account in (
        ("Meera", "manager", MEERA),
        ("Ravi", "agent", RAVI),
        ("Leela", "agent", LEELA),
    ):
        await floor.hires(name, role, account)
    await floor.all_start(MEERA, RAVI, LEELA)
