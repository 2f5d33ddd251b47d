"""How well plain words of staff are understood, without a model (`python -m tests.bench.orders`)."""

import time

from tests.agents.orders.reader import reader
from tests.agents.orders.test_accuracy import NOW, cases, expected, is_wrong_write, meaning, part


def main() -> None:
    """Read every set and print what came out right, and whether a write was offered that nobody ordered."""
    sets = {
        "tuned on": part(held_out=False),
        "held out": part(held_out=True),
        "written later": cases("said_later"),
    }
    understand = reader().understand
    understand("hello", NOW)
    print(f"{'':16}{'orders':>8}{'right':>8}{'wrong writes':>14}")
    began, count = time.process_time(), 0
    for name, orders in sets.items():
        read = [(understand(words, NOW), meant) for words, meant in orders]
        right = sum(meaning(got) == expected(meant) for got, meant in read)
        writes = sum(is_wrong_write(got, meant) for got, meant in read)
        print(f"{name:16}{len(orders):8}{right / len(orders):8.1%}{writes:14}")
        count += len(orders)
    print(f"{1000 * (time.process_time() - began) / count:.1f} ms of processor an order")


if __name__ == "__main__":
    main()
