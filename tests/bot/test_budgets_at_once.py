"""Many customers over their budgets at the same moment: every one of them is answered."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from agents.mind import Mind
from agents.ports import MindSettings
from agents.turn.listening import Listener
from bot.tools import DeskTools
from crm.agency.rules import Agency
from tests.agents.desk import Customer, engine, sample

OVER = "2 adults, 6 nights in Bali from 7 March, comfort hotels, budget 60000 INR maximum, not more"
AT_ONCE = 3


class Shelf(DeskTools):
    """The desk's own tools over the sample catalogue instead of a book."""

    def __init__(self) -> None:
        self._roads = self._library = None

    async def _read(self, key: str, query: Callable[..., Any], *arguments: str) -> Any:
        what, _, destination = key.partition(":")
        loaded = sample()
        return {
            "destinations": lambda: [c.destination for c in loaded.catalogues],
            "areas": lambda: [area for c in loaded.catalogues for area in c.areas],
            "catalogue": lambda: loaded.catalogue(destination),
            "rates": lambda: loaded.rates_of(destination),
            "exchange": lambda: loaded.exchange_rates,
            "agency": Agency,
        }[what]()


async def test_a_budget_that_steers_a_plan_waits_for_no_second_thread() -> None:
    """With as many chats as threads, a search that waited for another thread would wait for ever."""
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(max_workers=1))
    settings = MindSettings(plan_patience=12_000, turn_seconds=50.0)
    chats = [Customer(Mind(Shelf(), Listener(engine()), settings)) for _ in range(AT_ONCE)]
    async with asyncio.timeout(60):
        answers = await asyncio.gather(*(chat.says(OVER) for chat in chats))
    for said in answers:
        assert "over your budget" in said
        assert "Any one of these would make it fit" in said
