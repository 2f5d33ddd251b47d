"""How soon a webhook is acknowledged, over HTTP, at a steady rate, with a worker process beside it."""

import asyncio
import time

import aiohttp
from twilio.request_validator import RequestValidator

from crm.db import Book
from tests.bench.turns import Row, percentile
from tests.life.processes import running_town
from tests.life.road_desk import SENDER, TOKEN


async def acknowledgement(book: Book, rate: int = 200, seconds: int = 10) -> Row:
    """Post signed webhooks at a steady rate to a web process; then see that none of them was lost."""
    patience: dict[str, float] = {"turn_lease": 60, "send_lease": 60, "timeout": 15, "sweep_every": 1}
    told = {**patience, "per_second": 10_000.0, "writes": False, "steps_back": True}
    with running_town(book.url, workers=1, callbacks=False, **told) as town:
        await _post(town.plan.web_url, 20, 3, begin=10**6)  # until everything is warm
        took, refused = await _post(town.plan.web_url, rate, seconds)
        async with asyncio.timeout(120):
            while not town.is_quiet():  # noqa: ASYNC110 - another process is waited for
                await asyncio.sleep(0.2)
        [(written,)] = town.ask("SELECT count(*) FROM inbox WHERE external_id < 'SM1'")
        [(unanswered,)] = town.ask("SELECT count(*) FROM turns WHERE status <> 'settled'")
    what = f"acknowledged, {len(took) - written + unanswered} lost"
    if refused:
        what += f", {refused} refused"
    middle, last = percentile(took, 0.5), percentile(took, 0.99)
    return Row(what, "PostgreSQL", 50, rate, 0.0, 0.0, middle, last, "p99 50 ms, 0 lost")


async def _post(url: str, rate: int, seconds: int, begin: int = 0) -> tuple[list[float], int]:
    validator, took, refused = RequestValidator(TOKEN), list[float](), 0
    address = f"{url}/webhooks/whatsapp"

    async def post(session: aiohttp.ClientSession, number: int) -> None:
        nonlocal refused
        form = {
            "MessageSid": f"SM{number:032d}" if begin == 0 else f"SMwarm{number}",
            "From": f"whatsapp:+1555{number % 50:07d}",
            "To": SENDER,
            "Body": "Hello, is anybody there?",
        }
        headers = {"X-Twilio-Signature": validator.compute_signature(address, form)}
        began = time.perf_counter()
        async with session.post(address, data=form, headers=headers) as answer:
            await answer.read()
            refused += answer.status != 200
        took.append(time.perf_counter() - began)

    async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as group:
        began = time.perf_counter()
        for number in range(rate * seconds):
            await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
            group.create_task(post(session, number))
    return took, refused
