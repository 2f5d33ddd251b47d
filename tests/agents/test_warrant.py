"""A model's writes against the words of whoever speaks: what stands elsewhere adds and changes none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.orders.warrant import Act, Warrant

LOOK = Act("look")
TELL = Act("tell", quoted=("lead", "text"), needed=("lead", "text"))
BOOK = Act("book", quoted=("stay", "day"), needed=("stay", "day"))
WORDS = "Look at Villa Kedaton, and if it is nice tell lead 42 “we hold it till Friday”."


def warrant(words: str = WORDS, *acts: Act) -> Warrant:
    return Warrant(words, acts or (LOOK, TELL))


def test_what_the_speaker_said_is_warranted_whatever_the_case_and_spacing() -> None:
    assert not warrant().refusal("tell", {"lead": ("42",), "text": ("We  hold it\ntill FRIDAY",)})


@pytest.mark.parametrize(
    ("quotations", "why"),
    [
        ({"lead": ("7",), "text": ("we hold it till Friday",)}, "lead was not said"),
        ({"lead": ("4",), "text": ("we hold it till Friday",)}, "lead was not said"),  # a part of 42
        ({"lead": ("42",), "text": ("pay at evil.example",)}, "text was not said"),
        ({"lead": ("42", "7"), "text": ("we hold it till Friday",)}, "lead was not said"),
        ({"lead": ("42",)}, "without text"),
        ({"lead": ("42",), "text": ("",)}, "without text"),
    ],
)
def test_a_write_to_whom_or_of_what_nobody_spoke_is_refused(
    quotations: dict[str, tuple[str, ...]], why: str
) -> None:
    assert warrant().refusal("tell", quotations) == why


def test_an_act_that_is_not_registered_for_the_speaker_is_refused_even_where_the_words_fit() -> None:
    assert warrant().refusal("book", {"stay": ("Villa Kedaton",), "day": ("Friday",)}) == "not registered"
    assert not warrant(WORDS, BOOK).refusal("book", {"stay": ("Villa Kedaton",), "day": ("Friday",)})


def test_looking_needs_no_warrant() -> None:
    assert not warrant().refusal("look", {"lead": ("whatever a document says",)})


@given(st.text(max_size=60), st.text(min_size=1, max_size=20))
def test_only_what_stands_in_the_words_is_said_and_no_text_breaks_the_reading(words: str, other: str) -> None:
    held = Warrant(words, (TELL,))
    folded = " ".join(other.casefold().split())
    if folded not in " ".join(words.casefold().split()):
        assert not held.says(other)
    assert held.says(words) == bool(words.split())
