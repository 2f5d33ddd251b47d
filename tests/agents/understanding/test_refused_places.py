"""Places that are refused in the many ways there are, and those that are not refused at all."""

import pytest

from tests.agents.desk import TODAY, customer, engine
from tests.agents.test_moving_the_trip import of_bali


def where(text: str) -> tuple[list[str], bool]:
    slot = engine().understand(text, (), TODAY).slots.get("destinations")
    return (slot.value, slot.retracted) if slot else ([], False)


@pytest.mark.parametrize(
    "text",
    [
        "don't send us to Phuket",
        "please don't take us to Phuket",
        "anywhere but Phuket",
        "we'd like to avoid Phuket",
        "no nos manden a Phuket por favor",
        "todo menos Phuket",
        "ne nous envoyez pas à Phuket",
        "partout sauf Phuket",
        "schicken Sie uns bitte nicht nach Phuket",
        "Phuket ist nichts für uns",
        "não nos mandem para Phuket",
        "не отправляйте нас на Пхукет",
        "только не на Пхукет",
        "لا ترسلونا إلى بوكيت",
        "hume Phuket mat bhejna",
        "हमें फुकेत मत भेजना",
    ],
)
def test_a_place_is_refused(text: str) -> None:
    assert where(text) == (["Phuket"], True)


@pytest.mark.parametrize(
    "text",
    [
        "can't we go to Phuket?",
        "why don't you send us to Phuket?",
        "send us to Phuket",
        "por qué no nos mandan a Phuket",
        "mándenos a Phuket",
        "pourquoi pas Phuket",
        "envoyez-nous à Phuket",
        "bitte nach Phuket",
        "nur nach Phuket",
        "só Phuket",
        "по возможности на Пхукет",
        "أرسلونا إلى بوكيت",
        "hume Phuket bhejna",
        "not only Phuket but also Krabi",
    ],
)
def test_a_place_is_wished_for(text: str) -> None:
    named, is_refused = where(text)
    assert not is_refused
    assert "Phuket" in named


@pytest.mark.parametrize(
    "text",
    [
        "don't send us to Phuket",
        "not Phuket please",
        "no nos manden a Phuket",
        "ne nous envoyez pas à Phuket",
        "bitte nicht nach Phuket",
        "только не на Пхукет",
    ],
)
async def test_a_place_outside_the_trip_is_avoided_and_changes_no_plan(text: str) -> None:
    asha = await of_bali()
    await asha.says(text)
    assert asha.lead.slots["avoid"]["value"] == ["Phuket"]
    assert asha.lead.slots["destinations"]["value"] == ["Bali"]
    assert asha.trip.version == 1
    assert asha.outcomes[-1].understanding["moves"] == ["Revise"]
    assert "Phuket" not in str([say.body for say in asha.outcomes[-1].says])


async def test_a_place_that_was_avoided_may_be_wished_for_later() -> None:
    asha = await of_bali()
    await asha.says("don't send us to Phuket")
    await asha.says("send us to Phuket instead")
    assert asha.lead.slots["destinations"]["value"] == ["Phuket"]
    assert "avoid" not in asha.lead.slots


@pytest.mark.parametrize(
    "text",
    [
        "Thailand but don't send us to Phuket, 6 nights from 3 January, 2 adults, comfort hotels",
        "Tailandia menos Phuket, 6 noches desde el 3 de enero, 2 adultos, hoteles comfort",
        "Thailand, 6 Nächte ab 3. Januar, 2 Erwachsene, Komforthotels, aber nicht nach Phuket",
        "Таиланд, кроме Пхукета, 6 ночей с 3 января, 2 взрослых, отели comfort",
        "Tailândia, tudo menos Phuket, 6 noites a partir de 3 de janeiro, 2 adultos, hotéis comfort",
    ],
)
async def test_a_part_of_the_destination_that_is_refused_beside_it_is_no_stop(text: str) -> None:
    asha = customer()
    await asha.says(text)
    assert asha.lead.slots["destinations"]["value"] == ["Thailand"]
    assert asha.lead.slots["stop_nights"]["value"] == [{"place": "Phuket", "exactly": 0}]
