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
        "we would like Awan Ridge Villas",
        "We'd like Awan Ridge Villas with breakfast",
        "let's go with Awan Ridge Villas",
        "Wir nehmen Awan Ridge Villas",
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


@pytest.mark.parametrize(
    "words",
    [
        "Take Karang Beach Palace out of the list",
        "My friends are staying at Karang Beach Palace that week",
        "My friends want to stay at Karang Beach Palace",
        "Mis amigos se alojan en el Karang Beach Palace esa semana",
        "Unsere Freunde wohnen im Karang Beach Palace",
        "Наши друзья живут в Karang Beach Palace",
        "we want dinner at Karang Beach Palace on the last day",
        "queremos cenar en el Karang Beach Palace el último día",
        "nous voulons dîner au Karang Beach Palace le dernier jour",
        "Wir möchten am letzten Tag im Karang Beach Palace zu Abend essen",
        "queremos jantar no Karang Beach Palace no último dia",
        "хотим поужинать в Karang Beach Palace в последний день",
        "نريد العشاء في Karang Beach Palace",
        "Hum Karang Beach Palace mein khana chahte hain",
        "we want the spa at Karang Beach Palace",
        "we want a hotel near Karang Beach Palace",
        "we want something like Karang Beach Palace",
        "Le Karang Beach Palace ne nous plaît pas, nous voulons un autre hôtel",
        "No nos gusta el Karang Beach Palace, queremos otro hotel",
        "last year we wanted Karang Beach Palace",
    ],
)
async def test_a_hotel_of_others_or_for_an_evening_or_refused_is_not_booked(words: str) -> None:
    asha = await _with_a_plan()
    await asha.says(words)
    assert not asha.effects(PublishTrip)
    assert _named_in_the_lead(asha) is None


@pytest.mark.parametrize(
    "words",
    [
        "Karang Beach Palace is too expensive, we want something cheaper",
        "Karang Beach Palace es demasiado caro, queremos algo más barato",
        "Karang Beach Palace est trop cher, nous voulons moins cher",
        "Das Karang Beach Palace ist zu teuer, wir möchten etwas Günstigeres",
        "O Karang Beach Palace é muito caro, queremos algo mais barato",
        "Karang Beach Palace слишком дорогой, хотим дешевле",
        "Karang Beach Palace غالي جدا، نريد ارخص",
        "Karang Beach Palace bahut mehnga hai, kuch sasta chahiye",
        "Karang Beach Palace बहुत महंगा है, कुछ सस्ता चाहिए",
    ],
)
async def test_a_hotel_that_is_too_dear_is_not_put_into_the_plan(words: str) -> None:
    asha = await _with_a_plan()
    said = await asha.says(words)
    assert _named_in_the_lead(asha) is None
    assert "• in Nusa Dua you stay at Karang" not in said


@pytest.mark.parametrize(
    "words",
    [
        "Please change Tirta Valley Lodge, we want another hotel",
        "Take Tirta Valley Lodge out of the plan please",
        "Tirta Valley Lodge is too far from everything",
        "Cambien el Tirta Valley Lodge por otro",
        "Remplacez le Tirta Valley Lodge par un autre hôtel",
        "Tauschen Sie Tirta Valley Lodge gegen ein anderes",
        "Troquem o Tirta Valley Lodge por outro",
        "Замените Tirta Valley Lodge на другой",
        "Tirta Valley Lodge badal do",
        "Tirta Valley Lodge हटा दो",
    ],
)
async def test_a_hotel_of_the_plan_that_is_to_go_is_a_colleague_s(words: str) -> None:
    asha = await _with_a_plan()
    said = await asha.says(words)
    assert not asha.effects(PublishTrip)
    assert asha.lead is not None
    assert asha.lead.needs_human
    assert _named_in_the_lead(asha) is None
    assert not any(already in said.lower() for already in ("already", "ya se aloja", "já fica"))


@pytest.mark.parametrize(
    "words",
    [
        "we want Awan Ridge Villas instead of Tirta Valley Lodge",
        "Cambien el Tirta Valley Lodge por Awan Ridge Villas",
        "Tirta Valley Lodge is too simple, we want Awan Ridge Villas",
    ],
)
async def test_a_hotel_that_comes_in_the_place_of_another_is_planned(words: str) -> None:
    asha = await _with_a_plan()
    await asha.says(words)
    assert asha.effects(PublishTrip)
    assert _named_in_the_lead(asha) == "Awan Ridge Villas"


async def test_a_cheaper_class_in_the_place_of_a_dear_hotel_is_planned_without_a_colleague() -> None:
    asha = await _with_a_plan()
    assert "instead of Tirta Valley Lodge" in await asha.says(
        "Tirta Valley Lodge is too expensive, we want something cheaper"
    )
    assert asha.lead is not None
    assert not asha.lead.needs_human


def _named_in_the_lead(asha: Customer) -> str | None:
    assert asha.lead is not None
    name = (asha.lead.slots["stay"]["value"] or {}).get("name")
    return str(name) if name else None


@pytest.mark.parametrize(
    "words",
    ["change the Oberan Beach Hotel to Senja Ocean Suites", "change the Oberan to Senja Ocean Suites please"],
)
async def test_a_hotel_that_is_to_take_the_place_of_another_is_no_place_to_go_to(words: str) -> None:
    asha = await _with_a_plan()
    said = await asha.says(words)
    assert "Senja Ocean Suites" in said
    assert asha.effects(PublishTrip)
    assert asha.lead.slots["destinations"]["value"] == ["Bali"]
