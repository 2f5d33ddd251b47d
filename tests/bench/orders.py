"""How well plain words of staff are understood: `python -m tests.bench.orders [--engine llm] [--most N]`.

With `--engine llm` the model of OPENAI_MODEL, OPENAI_BASE_URL and OPENAI_API_KEY reads every order, those
that the grammar reads by itself too.
"""

import argparse
import asyncio
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from agents.model.endpoint import ModelFailed
from agents.orders.contract import Understood
from agents.orders.llm import LlmOrders
from bot.fittings import make_model
from bot.settings import Settings
from tests.agents.desk import engine
from tests.agents.orders.reader import reader
from tests.agents.orders.test_accuracy import NOW, cases, expected, is_wrong_write, meaning, part

SECONDS = 30.0  # a measure waits longer for an answer than a colleague does


def main() -> int:
    """Read every set and print what came out right, and whether a write was offered that nobody ordered."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.orders", description=__doc__)
    parser.add_argument("--engine", choices=("offline", "llm"), default="offline", help="who reads")
    parser.add_argument("--most", type=int, help="read at most so many orders of each set")
    given = parser.parse_args()
    if given.engine == "offline":
        _measure(reader().understand, given.most)
        return 0
    with _asking() as understand:
        if understand is None:
            sys.stdout.write("no model is set: OPENAI_MODEL and OPENAI_BASE_URL or OPENAI_API_KEY name one\n")
            return 1
        _measure(understand, given.most)
    return 0


@contextmanager
def _asking() -> Iterator[Callable[[str, datetime], Understood] | None]:
    """Give what asks the model of the environment's settings, or None where none is set."""
    model = make_model(Settings())
    if model is None:
        yield None
        return
    orders = LlmOrders(model, engine(), reader().places)
    failed = 0
    with asyncio.Runner() as runner:

        def understand(words: str, now: datetime) -> Understood:
            nonlocal failed
            try:
                return runner.run(orders.read(words, now, SECONDS))[0]
            except ModelFailed:
                failed += 1
                return reader().understand(words, now)

        yield understand
    sys.stdout.write(f"{failed} failures, read by the grammar\n")


def _measure(understand: Callable[[str, datetime], Understood], most: int | None) -> None:
    sets = {
        "tuned on": part(held_out=False)[:most],
        "held out": part(held_out=True)[:most],
        "written later": cases("said_later")[:most],
    }
    understand("hello", NOW)
    sys.stdout.write(f"{'':16}{'orders':>8}{'right':>8}{'wrong writes':>14}\n")
    began, count = time.process_time(), 0
    for name, orders in sets.items():
        read = [(understand(words, NOW), meant) for words, meant in orders]
        right = sum(meaning(got) == expected(meant) for got, meant in read)
        writes = sum(is_wrong_write(got, meant) for got, meant in read)
        sys.stdout.write(f"{name:16}{len(orders):8}{right / len(orders):8.1%}{writes:14}\n")
        count += len(orders)
    sys.stdout.write(f"{1000 * (time.process_time() - began) / count:.1f} ms of processor an order\n")


if __name__ == "__main__":
    raise SystemExit(main())
