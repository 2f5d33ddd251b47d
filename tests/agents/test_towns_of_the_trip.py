"""Towns of the planned trip that a customer names: one more, the only one, one for another, another order."""

import pytest

from agents.deciding.moves import STAFF_REASONS
from crm.conversations.values import TripFacts
from crm.leads.effects import AskHuman
from tests.agents.desk import Customer, customer


def towns(trip: TripFacts) -> list[str]:
    return [stop["area"].partition("-")[2] for stop in trip.itinerary["stops"]]


async def of_rajasthan() -> Customer:
    """Udaipur, Jodhpur and Jaipur."""
    asha = customer()
    await asha.says("Rajasthan for 2 adults, 6 nights from 10 January 2027, comfort hotels")
    return asha


async def of_bali() -> Customer:
    """Ubud, then Seminyak."""
    asha = customer()
    await asha.says("Bali for 2 adults, 6 nights from 10 January 2027, comfort hotels")
    assert towns(asha.trip) == ["ubud", "seminyak"]
    return asha


@pytest.mark.parametrize(
    "text",
    [
        "add Jaisalmer",
        "can we visit Jaisalmer too?",
        "we would also like to see Jaisalmer",
        "जैसलमेर जोड़ दो",
        "añade Jaisalmer, por favor",
        "on peut aussi aller à Jaisalmer ?",
        "können wir auch Jaisalmer einbauen?",
        "أضف جيسلمير",
        "dá para incluir Jaisalmer?",
        "добавьте Джайсалмер",
    ],
)
async def test_a_town_that_is_added_becomes_a_stop_beside_those_there_are(text: str) -> None:
    asha = await of_rajasthan()
    before = towns(asha.trip)
    await asha.says(text)
    assert set(towns(asha.trip)) == {*before, "jaisalmer"}
    assert asha.lead.slots["destinations"]["value"] == ["Rajasthan"]


async def test_where_nights_are_too_few_for_every_town_the_one_that_is_added_stays() -> None:
    asha = customer()
    await asha.says("Rajasthan for 2 adults, 4 nights from 10 January 2027, comfort hotels")
    await asha.says("add Jaisalmer")
    assert "jaisalmer" in towns(asha.trip)
    assert asha.trip.itinerary["nights"] == 4


@pytest.mark.parametrize(
    "text",
    [
        "is Jaisalmer worth a visit?",
        "how far is Jaisalmer?",
        "¿vale la pena Jaisalmer?",
        "Is it hot in Jaisalmer in January?",
        "стоит ли ехать в Джайсалмер?",
    ],
)
async def test_a_town_that_is_only_asked_about_changes_no_plan(text: str) -> None:
    asha = await of_rajasthan()
    await asha.says(text)
    assert asha.trip.version == 1
    assert asha.lead.slots["destinations"]["value"] == ["Rajasthan"]


@pytest.mark.parametrize(
    "text",
    [
        "Ubud only please",
        "we only want Ubud",
        "just Ubud, nothing else",
        "solo Ubud",
        "uniquement Ubud",
        "nur Ubud bitte",
        "أوبود فقط",
        "apenas Ubud",
        "только Убуд",
        "sirf Ubud",
    ],
)
async def test_the_only_town_that_is_wanted_has_all_the_nights(text: str) -> None:
    asha = await of_bali()
    await asha.says(text)
    assert towns(asha.trip) == ["ubud"]
    assert asha.trip.itinerary["nights"] == 6


async def test_a_town_comes_back_after_another_was_the_only_one() -> None:
    asha = await of_bali()
    await asha.says("Ubud only")
    await asha.says("ok, add Seminyak again")
    assert set(towns(asha.trip)) == {"ubud", "seminyak"}


async def test_only_for_a_number_of_nights_is_not_the_only_town() -> None:
    asha = await of_bali()
    await asha.says("only 2 nights in Ubud")
    assert set(towns(asha.trip)) == {"ubud", "seminyak"}


@pytest.mark.parametrize(
    "text",
    [
        "replace Seminyak with Sanur",
        "Sanur instead of Seminyak please",
        "cambia Seminyak por Sanur",
        "remplacez Seminyak par Sanur",
        "Sanur statt Seminyak",
        "troca Seminyak por Sanur",
        "Санур вместо Семиньяка",
        "Seminyak ki jagah Sanur",
        "सेमिनयाक की जगह सनूर",
    ],
)
async def test_one_town_takes_the_place_of_another(text: str) -> None:
    asha = await of_bali()
    await asha.says(text)
    assert set(towns(asha.trip)) == {"ubud", "sanur"}


@pytest.mark.parametrize(
    "text",
    [
        "swap Ubud and Seminyak",
        "Seminyak before Ubud please",
        "can we do Ubud after Seminyak?",
        "primero Seminyak, luego Ubud",
        "erst Seminyak, dann Ubud",
        "d'abord Seminyak, puis Ubud",
        "сначала Семиньяк, потом Убуд",
    ],
)
async def test_two_towns_change_about(text: str) -> None:
    asha = await of_bali()
    await asha.says(text)
    assert towns(asha.trip) == ["seminyak", "ubud"]


async def test_an_order_of_many_stops_is_for_a_colleague_who_is_told_the_words() -> None:
    asha = customer()
    await asha.says("Sri Lanka for 2 adults, 10 nights from 10 March 2027, comfort hotels")
    assert len(towns(asha.trip)) > 3
    reply = await asha.says("swap Kandy and Galle")
    assert "I have asked a colleague" in reply
    told = STAFF_REASONS["beyond"].format(version=1, about="swap Kandy and Galle")
    assert asha.effects(AskHuman) == [AskHuman(told)]
    assert asha.trip.version == 1


@pytest.mark.parametrize(
    "text",
    [
        "can you change the hotel in Ubud?",
        "I don't like the hotel in Ubud, another one please",
        "cambia el hotel de Ubud por otro",
        "on voudrait un autre hôtel à Ubud",
        "bitte ein anderes Hotel in Ubud",
        "نريد فندقا آخر في أوبود",
        "quero outro hotel em Ubud",
        "замените отель в Убуде",
        "उबुद में दूसरा होटल चाहिए",
        "luxury hotel in Ubud only",
        "another hotel please",
    ],
)
async def test_another_hotel_is_asked_of_a_colleague_and_not_passed_over(text: str) -> None:
    asha = await of_bali()
    await asha.says(text)
    assert [why.reason for why in asha.effects(AskHuman)] == [
        STAFF_REASONS["beyond"].format(version=1, about=text)
    ]
    assert asha.trip.version == 1


async def test_the_hotel_of_a_town_is_told_and_is_no_wish_for_the_town() -> None:
    asha = await of_bali()
    reply = await asha.says("which hotel is it in Ubud?")
    assert "In your plan you sleep here" in reply
    assert "Ubud" in reply
    assert "Seminyak" not in reply
    assert asha.trip.version == 1


async def test_who_opens_with_one_town_of_a_place_alone_sleeps_there_alone() -> None:
    asha = customer()
    await asha.says("Bali for 2 adults, 6 nights from 10 January 2027, comfort hotels, all in Sanur")
    assert towns(asha.trip) == ["sanur"]


async def test_a_town_is_stayed_in_as_long_as_was_asked_for() -> None:
    asha = customer()
    await asha.says("Phuket for 2 adults, 10 nights from 10 February 2027, comfort hotels")
    assert towns(asha.trip) == ["phuket"]


@pytest.mark.parametrize(
    "text",
    [
        "Jaisalmer is too far for us",
        "My friend told us Jaisalmer is lovely",
        "I just want to say that only Udaipur has lakes",
        "Jodhpur not Jaipur was the best city of our last trip",
        "Udaipur, Jaipur and Jodhpur are all good",
        "Jaisalmer está muy lejos para nosotros",
        "Jaisalmer est trop loin pour nous",
        "Jaisalmer ist uns zu weit",
        "Jaisalmer é longe demais para nós",
        "Jaisalmer bahut door hai",
    ],
)
async def test_a_town_that_is_only_told_of_changes_no_plan(text: str) -> None:
    asha = await of_rajasthan()
    before = towns(asha.trip)
    await asha.says(text)
    assert (asha.trip.version, towns(asha.trip)) == (1, before)
    assert "stop_nights" not in asha.lead.slots


@pytest.mark.parametrize(
    "text",
    [
        "we just want to visit Ubud market on the first day",
        "we only want to see Ubud palace",
        "nur Ubud am ersten Tag",
    ],
)
async def test_only_a_sight_or_a_day_of_a_town_is_not_the_only_town(text: str) -> None:
    asha = await of_bali()
    await asha.says(text)
    assert towns(asha.trip) == ["ubud", "seminyak"]


async def test_a_town_is_added_in_a_word_or_with_a_reason() -> None:
    for text in ("Jaisalmer too please", "Jaisalmer is lovely, please add it: we want Jaisalmer"):
        asha = await of_rajasthan()
        await asha.says(text)
        assert "jaisalmer" in towns(asha.trip)
