"""A hotel of the catalogue that is wished for by its name is planned, whatever the words around it."""

import pytest

from crm.trips.effects import PublishTrip
from tests.agents.desk import Customer, customer


async def _with_a_plan() -> Customer:
    asha = customer()
    await asha.says("Bali for 7 nights from 10 Feb 2027 for 2 adults, comfort hotels")
    return asha


@pytest.mark.parametrize(
    "words",
    [
        "we want Awan Ridge Villas",
        "can we stay at Awan Ridge Villas instead?",
        "Queremos el Awan Ridge Villas",
        "nous préférons Awan Ridge Villas",
        "Wir möchten lieber in Awan Ridge Villas wohnen",
        "preferimos ficar no Awan Ridge Villas",
        "мы хотим жить в Awan Ridge Villas",
        "نفضل Awan Ridge Villas",
        "हम Awan Ridge Villas में रहना चाहते हैं",
        "hum Awan Ridge Villas mein rehna chahte hain",
    ],
)
async def test_a_hotel_wished_for_by_its_name_is_in_the_next_version(words: str) -> None:
    asha = await _with_a_plan()
    said = await asha.says(words)
    assert asha.effects(PublishTrip)
    assert "Awan Ridge Villas" in said


async def test_words_in_the_name_of_a_hotel_are_no_tastes() -> None:
    asha = await _with_a_plan()
    await asha.says("we would rather stay at Karang Beach Palace")
    assert asha.lead is not None
    assert "interests" not in asha.lead.slots


@pytest.mark.parametrize(
    "words", ["can we stay at Oberan Beach Hotel instead?", "we want Tirta Valley Lodge please"]
)
async def test_a_hotel_that_is_in_the_plan_already_is_told_so(words: str) -> None:
    asha = await _with_a_plan()
    said = await asha.says(words)
    assert "already" in said
    assert not asha.effects(PublishTrip)


@pytest.mark.parametrize(
    "words",
    [
        "does Awan Ridge Villas have a pool?",
        "my boss loved Awan Ridge Villas",
        "¿Awan Ridge Villas es caro?",
    ],
)
async def test_a_hotel_that_is_only_spoken_of_changes_no_plan(words: str) -> None:
    asha = await _with_a_plan()
    await asha.says(words)
    assert not asha.effects(PublishTrip)


@pytest.mark.parametrize("words", ["we don't want Tirta Valley Lodge", "nicht Tirta Valley Lodge bitte"])
async def test_a_hotel_that_is_refused_is_a_colleague_s(words: str) -> None:
    asha = await _with_a_plan()
    await asha.says(words)
    assert not asha.effects(PublishTrip)
    assert asha.lead is not None
    assert asha.lead.needs_human
