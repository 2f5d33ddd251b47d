"""How well plain words of staff are understood: a set written before the grammar was tuned.

Every third line was held back while the rules were made better; both parts are held to the same bar.
"""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from agents.orders.contract import Order, Understood
from agents.orders.offline import OfflineOrders
from agents.understanding.gazetteer import Gazetteer
from agents.understanding.offline import OfflineEngine
from agents.understanding.scope import Scope
from tests.agents.orders.reader import reader

NOW = datetime(2026, 11, 25, 14, 30, tzinfo=ZoneInfo("Asia/Kolkata"))
_OWN = ("lead", "status", "text", "at", "who", "day")
_SLOTS = ("destinations", "nights", "budget", "adults", "stay", "start_date")


def cases(name: str = "said") -> list[tuple[str, str]]:
    lines = (Path(__file__).parent / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [(words, meant) for words, _, meant in (line.partition("\t") for line in lines)]


def plain_form(order: Order) -> str:
    """Write an order as the set does, its fields sorted."""
    fields = {name: getattr(order, name) for name in _OWN} | dict(order.wanted)
    for name, value in order.slots.items():
        fields[name] = (
            value["amount"] if name == "budget" else value.get("class") if name == "stay"
            else ",".join(value) if isinstance(value, list) else str(value)
        )  # fmt: skip
    told = sorted(f"{name}={value}".lower() for name, value in fields.items() if value)
    return " ".join([order.do, *told])


def meaning(understood: Understood) -> str:
    return " | ".join(plain_form(order) for order in understood.orders) if understood.is_clear else "?"


def expected(meant: str) -> str:
    if meant == "?":
        return "?"
    whole = []
    for part in meant.split(" | "):
        do, _, rest = part.partition(" ")
        fields: list[str] = []
        for token in rest.split(" "):
            if ("=" in token and token.partition("=")[0].isalpha()) or "_" in token.partition("=")[0]:
                fields.append(token.lower())
            elif token:
                fields[-1] += f" {token.lower()}"
        whole.append(" ".join([do, *sorted(fields)]))
    return " | ".join(whole)


def is_wrong_write(got: Understood, meant: str) -> bool:
    """A write is offered that was not asked for: worse than asking back."""
    wanted = expected(meant).split(" | ")
    return got.is_clear and any(order.writes and plain_form(order) not in wanted for order in got.orders)


def part(held_out: bool) -> list[tuple[str, str]]:
    return [case for number, case in enumerate(cases()) if (number % 3 == 2) is held_out]


@pytest.mark.parametrize("held_out", [False, True], ids=["tuned", "held_out"])
def test_nine_of_ten_orders_are_understood_and_no_write_is_wrong(held_out: bool) -> None:
    wrong, writes = [], []
    for words, meant in part(held_out):
        got = reader().understand(words, NOW)
        if meaning(got) != expected(meant):
            wrong.append(f"{words!r}: {meaning(got)} instead of {expected(meant)}")
        if is_wrong_write(got, meant):
            writes.append(f"{words!r}: {meaning(got)}")
    assert writes == []
    assert len(wrong) <= len(part(held_out)) // 10, "\n".join(wrong)


def test_the_set_is_large_enough_and_says_nothing_twice() -> None:
    assert len(cases()) >= 150
    assert len({words for words, _ in cases()}) == len(cases())


@pytest.mark.parametrize("name", ["said_later", "said_busy", "said_alike", "said_days", "said_on_phone"])
def test_what_staff_were_heard_to_write_later_is_understood_too(name: str) -> None:
    """Later lines, those of busy people, and those that look like an order and are none, days, and phones."""
    got = [(words, meaning(reader().understand(words, NOW)), meant) for words, meant in cases(name)]
    assert [(words, heard) for words, heard, meant in got if heard != expected(meant)] == []


class _NothingIsOurs(Scope):
    """A judge for whom no sentence is the desk's business: torn words of an order are often judged so."""

    def __init__(self) -> None:
        super().__init__(lambda texts: np.zeros((len(texts), 1)))

    def score(self, text: str) -> float:
        return -1.0


def test_the_wishes_of_a_draft_are_no_first_message_of_a_customer() -> None:
    orders = OfflineOrders(OfflineEngine(scope=_NothingIsOurs()), Gazetteer.of_world())
    got = orders.understand("plan for asha rao with 7 nights", NOW)
    assert meaning(got) == "draft lead=asha rao nights=7"
