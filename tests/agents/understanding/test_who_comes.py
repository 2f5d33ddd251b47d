"""Who comes along: couples of kin, children beside "we two", company for some of the nights."""

from typing import Any

import pytest

from tests.agents.desk import TODAY, Customer, customer, engine


def heard(text: str) -> dict[str, Any]:
    return {name: slot.value for name, slot in engine().understand(text, (), TODAY).slots.items()}


async def of_two() -> Customer:
    asha = customer()
    await asha.says("Bali from 3 January 2027, 5 nights, 2 adults, comfort hotels")
    return asha


@pytest.mark.parametrize(
    "text",
    [
        "my brother and his wife are joining us too",
        "can my brother and his wife join us?",
        "mi hermano y su esposa también vienen",
        "mon frère et sa femme viennent aussi",
        "mein Bruder und seine Frau kommen auch mit",
        "meu irmão e a esposa também vêm",
        "брат и его жена тоже едут с нами",
        "mera bhai aur uski biwi bhi aa rahe hain",
    ],
)
async def test_a_couple_that_joins_is_two_more(text: str) -> None:
    asha = await of_two()
    await asha.says(text)
    assert asha.trip.request["party"]["adults"] == 4


@pytest.mark.parametrize(
    "text", ["my brother and his wife live in Ubud", "my brother and his wife love Bali"]
)
async def test_a_couple_that_is_only_told_of_is_not_counted(text: str) -> None:
    asha = await of_two()
    await asha.says(text)
    assert asha.trip.request["party"]["adults"] == 2


@pytest.mark.parametrize(
    ("text", "adults", "children"),
    [
        ("мы вдвоем с ребенком", 1, 1),
        ("мы втроем с сыном", 2, 1),
        ("las dos con nuestros hijos", 2, None),
        ("nous deux avec nos enfants", 2, None),
        ("us two with our kids", 2, None),
        ("wir zwei mit unserer Tochter", 2, 1),
        ("nós dois com nosso filho", 2, 1),
        ("мы вдвоем с мужем", 2, None),
    ],
)
def test_children_beside_we_two_are_counted_apart(text: str, adults: int, children: int | None) -> None:
    told = heard(text)
    assert (told["adults"], told.get("children")) == (adults, children)


def test_two_nights_are_nobody() -> None:
    assert not {"adults", "travellers"} & heard("las dos noches con desayuno").keys()


@pytest.mark.parametrize(
    "text",
    [
        "both of us and our son 4 want to swim",
        "wir beide und unser Sohn wollen schwimmen",
        "nosotros dos y nuestro hijo queremos nadar",
        "nous deux et notre fils voulons nager",
        "nós dois e nosso filho queremos nadar",
    ],
)
async def test_what_some_wish_with_their_child_recounts_nobody(text: str) -> None:
    asha = customer()
    await asha.says("Bali from 3 January 2027, 5 nights, 4 adults and 2 kids aged 4 and 9, comfort hotels")
    await asha.says(text)
    known = {name: asha.lead.slots[name]["value"] for name in ("adults", "children", "child_ages")}
    assert known == {"adults": 4, "children": 2, "child_ages": [4, 9]}


@pytest.mark.parametrize(
    "text",
    [
        "can my sister join us for 2 nights",
        "mi hermana puede venir con nosotros solo por 2 noches?",
        "ma sœur peut venir avec nous pour 2 nuits ?",
        "kann meine Schwester für 2 Nächte mitkommen?",
        "upgrade the hotels for the last 2 nights only",
        "better hotel for the last night",
        "un mejor hotel solo para las 2 últimas noches",
        "un meilleur hôtel pour les 2 dernières nuits",
        "ein besseres Hotel nur für die letzten 2 Nächte",
        "um hotel melhor só nas 2 últimas noites",
        "отель получше на последние две ночи",
        "aakhri 2 raat ke liye better hotel chahiye",
    ],
)
async def test_what_is_wished_for_some_nights_goes_to_a_colleague_and_changes_nothing(text: str) -> None:
    asha = await of_two()
    await asha.says(text)
    assert "OutsideTheTrip" in asha.outcomes[-1].understanding["moves"]
    assert asha.trip.version == 1
    assert asha.lead.slots["stay"]["value"] == {"class": "comfort"}
    assert asha.lead.slots["nights"]["value"] == 5
    assert asha.lead.needs_human


@pytest.mark.parametrize(
    "text",
    ["upgrade the hotels please", "luxury hotels", "hoteles mejores por favor", "bessere Hotels bitte"],
)
async def test_a_better_class_for_all_nights_is_the_plans(text: str) -> None:
    asha = await of_two()
    await asha.says(text)
    assert asha.trip.request["hotel_class"] == "luxury"


async def test_a_sister_who_comes_for_the_whole_trip_is_counted() -> None:
    asha = await of_two()
    await asha.says("can my sister join us for the whole trip")
    assert asha.trip.request["party"]["adults"] == 3


@pytest.mark.parametrize(
    "text",
    [
        "upgrade the hotel in Ubud",
        "a better hotel in Ubud please",
        "un mejor hotel en Ubud",
        "ein besseres Hotel in Ubud",
    ],
)
async def test_a_better_hotel_in_one_of_the_towns_is_for_a_colleague(text: str) -> None:
    asha = await of_two()
    await asha.says(text)
    assert asha.outcomes[-1].understanding["moves"] == ["HandOver"]
    assert asha.trip.version == 1


@pytest.mark.parametrize(
    ("text", "place", "nights", "hotels"),
    [
        ("Solo 3 noches en un hotel de lujo en Bali para 2 adultos", "Bali", 3, "luxury"),
        ("nur 3 Nächte Luxushotel in Bali ab 12. Februar 2 Erwachsene", "Bali", 3, "luxury"),
        ("seulement 3 nuits à Bali dans un hôtel de luxe pour 2 adultes", "Bali", 3, "luxury"),
        ("только на 3 ночи люкс отель на Бали 2 взрослых", "Bali", 3, "luxury"),
        ("sirf 2 raat luxury hotel Goa me 2 log", "Goa", 2, "luxury"),
        ("luxury hotel only for 3 nights Goa 2 adults 12 Feb", "Goa", 3, "luxury"),
        (
            "We want 5 star hotel from 10 Feb for our first 5 nights in Bali 2 adults budget 3 lakh",
            "Bali",
            5,
            "luxury",
        ),
    ],
)
def test_a_first_enquiry_for_some_nights_in_a_better_hotel_is_one_for_the_trip(
    text: str, place: str, nights: int, hotels: str
) -> None:
    told = {name: slot.value for name, slot in engine().understand(text, (), TODAY).slots.items()}
    assert "elsewhere" not in told
    assert (told["destinations"], told["nights"], told["stay"]["class"]) == ([place], nights, hotels)


def test_a_suite_museum_is_no_hotel_for_the_first_day() -> None:
    told = engine().understand("First day visit Ubud suite museum", (), TODAY).slots
    assert "elsewhere" not in told
    assert told["destinations"].value == ["Ubud"]


def test_a_better_hotel_for_fewer_nights_than_the_trip_has_is_noted_beside_it() -> None:
    text = "7 nights in Bali for 2 adults, luxury hotel only for 3 nights"
    told = {name: slot.value for name, slot in engine().understand(text, (), TODAY).slots.items()}
    assert told["elsewhere"] == ["luxury hotel only for 3 nights"]
    assert (told["destinations"], told["nights"], told["adults"]) == (["Bali"], 7, 2)
    assert "stay" not in told
