"""What the longest messages cost: twice the words are twice the work, and each is made plain but once."""

import gc
import sys
from collections.abc import Callable, Iterator
from time import process_time
from typing import Any

import pytest

from agents.regexes import _Later
from agents.understanding import reading
from tests.agents.desk import TODAY, customer, engine

SHAPES = (
    "Bali for us, Paris for my parents ",
    "2 nights in Ubud for us, 3 in Phuket for my parents, ",
    "last year we went to Ubud, ",
    "start in Ubud and end in Kuta, ",
    "no museums, fewer temples, ",
)


class Looked:
    """Counts the characters that the mind's expressions look through."""

    def __init__(self) -> None:
        self.characters = 0

    def searching(self, search: Callable[..., Any]) -> Callable[..., Any]:
        def counted(text: str, first: int = 0, last: int = sys.maxsize) -> Any:
            match = search(text, first, last)
            self.characters += (match.end() if match else min(last, len(text))) - first
            return match

        return counted

    def finding(self, finditer: Callable[..., Any]) -> Callable[..., Any]:
        def counted(text: str, first: int = 0, last: int = sys.maxsize) -> Iterator[Any]:
            at = first
            for match in finditer(text, first, last):
                self.characters += match.end() - at
                at = match.end()
                yield match
            self.characters += max(0, min(last, len(text)) - at)

        return counted


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> Looked:
    engine().warm()
    counts = Looked()
    gc.unfreeze()  # the suite freezes what it has imported, and what is frozen is not listed
    # Expressions are told by their type alone: the type checker does not see what they have.
    for each in [one for one in gc.get_objects() if type(one) is _Later]:
        monkeypatch.setattr(each, "search", counts.searching(each.search))  # type: ignore[attr-defined]
        monkeypatch.setattr(each, "finditer", counts.finding(each.finditer))  # type: ignore[attr-defined]
    gc.freeze()
    return counts


def test_a_message_of_twice_the_length_is_not_looked_through_more_than_twice(looked: Looked) -> None:
    for shape in SHAPES:
        cost = []
        for length in (2_000, 4_000):
            looked.characters = 0
            engine().understand((shape * 200)[:length], (), TODAY)
            cost.append(looked.characters)
        assert cost[1] < 2.15 * cost[0], (shape, cost)


# What sends an expression back and forth over the same signs is seen by no count of what it looks through.
RUNS = (
    "\x1f",
    "\n",
    " ",
    "12 Uhr 30 ",
    "my parents spent 2 lakh and ",
    "last year we paid 3000 and ",
    "flights cancelled and ",
)


def seconds_for(text: str) -> float:
    """The processor's seconds for a text, of the quicker of two readings."""
    spent = []
    for _ in range(2):
        begun = process_time()
        engine().understand(text, (), TODAY)
        spent.append(process_time() - begun)
    return min(spent)


@pytest.mark.parametrize("run", RUNS)
def test_no_run_of_signs_or_words_costs_the_square_of_its_length(run: str) -> None:
    engine().warm()
    short, long = (seconds_for(f"{(run * length)[:length]}bali") for length in (1_900, 3_800))
    assert long < 3 * max(short, 0.1), (short, long)


async def test_a_long_message_is_made_plain_once_in_its_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    text = ("Bali for us, Paris for my parents. " * 200)[: reading.LONGEST]
    made: list[str] = []
    plainly = reading._read

    def counted(given: str) -> reading.Reading:
        made.append(given)
        return plainly(given)

    monkeypatch.setattr(reading, "_read", counted)
    await customer().says(text)
    assert made.count(text) == 1
    assert sum(len(each) > 800 for each in made) <= 3
