"""The language model hangs behind a whole desk: customers are answered, and the doors do not feel it."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.sandbox.people import Customer, Sandbox
from crm.migrations import upgrade
from tests.agents.openai_double import OpenAiDouble, openai_double
from tests.faults import Figures, percentile, size
from tests.life.desk import OpenDesk, open_desk

pytestmark = pytest.mark.timeout(size(300, 1800))

HELLO = "Hi! 2 adults, 6 nights in Bali from 20 Dec"
GREETING = {"language": "en", "intents": [{"name": "greeting", "confidence": 1}], "slots": []}
BUDGET = float(size(3, 8))  # seconds that one turn may think
MOST_FAILURES = 5  # of the model in a row; then it is left alone for half a minute
ROUNDS, PACE = MOST_FAILURES + size(1, 3), size(1, 6)  # new customers, and the seconds between two


@asynccontextmanager
async def _desk_with(double: OpenAiDouble, home: Path, models: Path) -> AsyncIterator[OpenDesk]:
    upgrade(f"sqlite:///{home / 'serai.db'}")
    told = {"openai_base_url": double.url, "openai_api_key": "k", "turn_budget_seconds": BUDGET}
    opening = open_desk(home, models, **told)
    desk = await asyncio.to_thread(opening.__enter__)
    try:
        yield desk
    finally:
        await asyncio.to_thread(opening.__exit__, None, None, None)


async def _knock(phones: list[Customer], took: list[float]) -> None:
    """Send pins of the map, for which no model is asked; notes the seconds of each webhook."""

    async def send_pins(phone: Customer) -> None:
        while True:
            began = time.monotonic()
            assert (await phone.says(location={"latitude": -8.65, "longitude": 115.13})).accepted
            took.append(time.monotonic() - began)
            await asyncio.sleep(0.25)

    await asyncio.gather(*(send_pins(phone) for phone in phones))


async def _wait_for_answers(sandbox: Sandbox, first: int) -> list[float]:
    """Let new customers write, one after another; gives the seconds until each was answered."""
    waits = []
    for number in range(ROUNDS):
        phone = await sandbox.customer(f"+9190001{first + number:05d}", f"Customer {number}")
        began = time.monotonic()
        await phone.says(HELLO)
        await phone.hears("?", within=60)
        waits.append(time.monotonic() - began)
        await asyncio.sleep(max(0.0, PACE - waits[-1]))
    return waits


@pytest.mark.fault("T10")
async def test_a_model_that_hangs_delays_an_answer_and_holds_up_no_door(
    tmp_path: Path, models: Path, figures: Figures
) -> None:
    waits, doors, asked = dict[str, list[float]](), dict[str, list[float]](), list[int]()
    async with openai_double() as double:
        double.will(GREETING)
        async with _desk_with(double, tmp_path, models) as desk, Sandbox(desk.sandbox_url) as sandbox:
            neighbours = [await sandbox.customer(f"+9190002{n:05d}") for n in range(size(2, 6))]
            for place, phase in enumerate(("well", "hanging")):
                if phase == "hanging":
                    double.answers.clear()
                    double.will("hang")
                doors[phase], before = [], len(double.asked)
                knocking = asyncio.create_task(_knock(neighbours, doors[phase]))
                waits[phase] = await _wait_for_answers(sandbox, 100 * place)
                knocking.cancel()
                asked.append(len(double.asked) - before)
    figures.show("answered while it hangs", len(waits["hanging"]), f"{ROUNDS}")
    figures.show("calls to it until it is left alone", asked[1], f"{MOST_FAILURES}")
    figures.clock("longest wait for an answer", max(waits["hanging"]), 20)
    figures.clock("wait once it is left alone", max(waits["hanging"][MOST_FAILURES:]), max(waits["well"]) + 1)
    figures.show("webhooks", f"{len(doors['well'])} and {len(doors['hanging'])}")
    worse = percentile(doors["hanging"], 0.99) / percentile(doors["well"], 0.99)
    figures.clock("webhook p99", worse, 1.1, "times the one before")
    assert asked == [ROUNDS, MOST_FAILURES]
