"""What staff are told that they can say is what the desk understands, and near to what they wrote."""

import pytest

from bot.staff.orders.examples import EXAMPLES, examples_told, nearest
from tests.agents.orders.reader import reader
from tests.agents.orders.test_accuracy import NOW


@pytest.mark.parametrize("example", [one for one, _ in EXAMPLES])
@pytest.mark.parametrize("lead", ["42", "asha"])
def test_every_example_is_understood(example: str, lead: str) -> None:
    assert reader().understand(example.format(lead=lead), NOW).is_clear


@pytest.mark.parametrize(
    ("words", "example"),
    [
        ("delete asha", "mark asha lost: too expensive"),
        ("asha booked", "move asha to won"),
        ("note asha prefers window seat", "note on asha: prefers window seats"),
        ("which agent sold the most", "how did we do this week?"),
        ("make asha cheaper", "price of asha with 5% off"),
        ("call asha at 5", "remind me tomorrow at 10 about asha"),
    ],
)
def test_the_nearest_examples_are_told(words: str, example: str) -> None:
    assert example in nearest(words, "asha")


def test_words_that_are_near_to_nothing_get_the_commonest_examples() -> None:
    assert nearest("lorem ipsum")[0] == "anything for me today?"


def test_an_example_is_text_and_never_markup() -> None:
    assert "<b>" not in examples_told("show <b>", "<b>x</b>")
