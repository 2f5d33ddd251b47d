"""What customers ask between a plan and the next: a wish is a wish, and the rest moves nothing."""

import pytest

from crm.leads.effects import AskHuman
from crm.library.effects import Unanswered
from tests.agents.desk import customer


@pytest.mark.parametrize("words", ["а можно дешевле?", "¿puede ser más barato?", "can we make it cheaper?"])
async def test_a_wish_for_less_to_pay_is_no_question_that_a_colleague_must_answer(words: str) -> None:
    asha = customer()
    await asha.says("Dubai, 2 adults, 5 nights from 12 March, comfort hotels")
    said = await asha.says(words)
    assert asha.trip is not None
    assert asha.trip.version == 2
    assert not [e for e in asha.outcomes[-1].effects if isinstance(e, Unanswered | AskHuman)], said


async def test_more_nights_than_other_towns_can_give_make_the_trip_longer() -> None:
    asha = customer()
    await asha.says("Thailand, 4 nights from 20 January, 2 adults, comfort hotels")
    said = await asha.says("add 2 nights in Phuket")
    assert "6 nights in all instead of 4 nights" in said
    assert "Phuket: 4 nights instead of 2 nights" in said


async def test_a_question_about_another_place_leaves_the_plan_as_it_is() -> None:
    asha = customer()
    await asha.says("Sri Lanka, 2 adults, 3 nights from 12 March, comfort hotels")
    for words in ("What is the GDP of Singapore?", "is the weather in Dubai better then?"):
        await asha.says(words)
        assert asha.trip is not None
        assert asha.trip.version == 1
    said = await asha.says("how about Singapore?")
    assert said.startswith("*Singapore, 3 nights from Fri 12 Mar*")
