"""One of what was laid out is taken with a wish: "the second one, but without museums"."""

import pytest

from agents.scene.picking import picked_in, taking_ends
from tests.agents.desk import Customer, customer

OPTIONS = {"kind": "options", "items": ["value", "balanced", "comfort"]}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("the first one, but without beaches", 0),
        ("the second option but with a pool", 1),
        ("Option 2 but for 6 nights and with no museums at all on any of the days", 1),
        ("2, but cheaper hotels", 1),
        ("the cheapest one, for 3 adults", 0),
        ("la segunda, pero sin templos", 1),
        ("le premier, mais avec une piscine", 0),
        ("die dritte, aber ohne Museen", 2),
        ("a terceira, mas sem praias", 2),
        ("второй вариант, но без музеев", 1),
        ("الثاني ولكن بدون متاحف", 1),
        ("दूसरा वाला, लेकिन बिना संग्रहालय के", 1),
        ("pehla wala, lekin pool ke saath", 0),
    ],
)
def test_what_is_wished_of_it_stands_behind_what_is_taken(text: str, number: int) -> None:
    assert picked_in(text, OPTIONS) == number
    assert 0 < (taking_ends(text) or 0) < len(text) or len(text.split()) <= 9


@pytest.mark.parametrize(
    "text",
    [
        "first, we want to rest",
        "on the first day we want to rest",
        "the second one, is it refundable?",
        "the first one is too expensive, but is the second refundable?",
        "we are 2, but my son is 3",
        "the second day, but without museums",
        "at first, without a guide",
    ],
)
def test_other_words_with_a_number_take_nothing(text: str) -> None:
    assert picked_in(text, OPTIONS) is None


async def of_places() -> Customer:
    asha = customer()
    await asha.says("where should we go?")
    return asha


async def test_a_place_is_taken_and_what_is_not_wanted_there_is_kept() -> None:
    asha = await of_places()
    second = asha.dialogue["listed"]["items"][1]
    for text, avoided in (
        ("The second one, but without temples", "temples"),
        ("la segunda, pero sin templos", "temples"),
    ):
        asha = await of_places()
        await asha.says(text)
        assert asha.lead.slots["destinations"]["value"] == [second]
        assert asha.lead.slots["avoid"]["value"] == [avoided]
        assert "start_date" not in asha.lead.slots, "«segunda» is no Monday here"


async def test_an_option_is_taken_with_a_wish_for_its_hotel() -> None:
    asha = customer()
    await asha.says("Bali from 3 January 2027, 5 nights, 2 adults, comfort hotels")
    await asha.says("show me other options")
    reply = await asha.says("the second option but with a pool")
    assert asha.outcomes[-1].understanding["moves"] == ["Pick"]
    assert asha.lead.slots["beds"]["value"] == ["swimming pool"]
    assert "a swimming pool" in reply


async def test_an_option_is_taken_without_what_is_not_wanted() -> None:
    asha = customer()
    await asha.says("Bali from 3 January 2027, 5 nights, 2 adults, comfort hotels")
    await asha.says("show me other options")
    await asha.says("the second one, but without museums")
    assert asha.outcomes[-1].understanding["moves"] == ["Pick"]
    assert asha.lead.slots["avoid"]["value"] == ["museums"]
