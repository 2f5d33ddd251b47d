"""What is wished of rooms and kitchens: no plan weighs it, nobody promises it, and staff are told."""

import pytest

from crm.leads.effects import AskHuman, Record
from crm.trips.effects import PublishTrip
from tests.agents.desk import customer

ENQUIRY = "Bali for 2 adults from 10 to 15 January, comfort hotels"


def wishes_told(asha) -> list[str]:
    return [effect.text for effect in asha.effects(Record) if effect.kind == "open_wish"]


async def test_a_bigger_room_wished_after_the_plan_is_noted_honestly_and_goes_to_staff() -> None:
    asha = customer()
    await asha.says(ENQUIRY)
    said = await asha.says("we would like a bigger room")
    assert "a bigger room" in said
    assert "colleague" in said
    assert asha.lead.slots["beds"]["value"] == ["bigger room"]
    assert not asha.effects(PublishTrip)
    assert wishes_told(asha) == ["To ask of the hotel: bigger room"]
    assert "bigger room" in asha.effects(AskHuman)[0].reason


async def test_a_wish_put_as_a_question_needs_no_library() -> None:
    asha = customer()
    await asha.says(ENQUIRY)
    said = await asha.says("can we have a sea view?")
    assert "sea view" in said
    assert "I do not want to guess" not in said


async def test_wishes_of_the_room_add_up_but_for_those_that_exclude_each_other() -> None:
    asha = customer()
    await asha.says(ENQUIRY)
    await asha.says("a larger room, sea view")
    await asha.says("twin beds please")
    await asha.says("sorry, a double bed")
    assert set(asha.lead.slots["beds"]["value"]) == {"bigger room", "sea view", "double bed"}


async def test_the_first_plan_says_what_hotels_and_kitchens_are_asked_for() -> None:
    asha = customer()
    said = await asha.says(f"{ENQUIRY}, no pork, balcony please")
    assert "no pork" in said
    assert "a balcony" in said
    assert "confirmed" in said
    assert asha.trip.request["diet"] == ["no pork"]


async def test_a_diet_told_after_the_plan_is_acknowledged_and_reaches_staff() -> None:
    asha = customer()
    await asha.says(ENQUIRY)
    said = await asha.says("We don't eat pork, and my son is allergic to shellfish")
    assert "no pork" in said
    assert "seafood allergy" in said
    assert wishes_told(asha)
    assert set(asha.lead.slots["diet"]["value"]) == {"no pork", "seafood allergy"}


@pytest.mark.parametrize(
    ("language", "enquiry", "wish", "told"),
    [
        (
            "es",
            "Bali, 2 adultos, del 10 al 15 de enero, hoteles confort",
            "una habitación más grande",
            "grande",
        ),
        (
            "fr",
            "Bali, 2 adultes, du 10 au 15 janvier, hôtels confort",
            "une chambre plus grande svp",
            "grande",
        ),
        (
            "de",
            "Bali, 2 Erwachsene, vom 10. bis 15. Januar, Komfort",
            "ein größeres Zimmer bitte",
            "größeres",
        ),
        ("pt", "Bali, 2 adultos, de 10 a 15 de janeiro, conforto", "um quarto maior por favor", "maior"),
        ("ru", "Бали, 2 взрослых, с 10 по 15 января, комфорт", "номер побольше пожалуйста", "побольше"),
        ("hi", "बाली, 2 वयस्क, 10 से 15 जनवरी, आरामदायक होटल", "बड़ा कमरा चाहिए", "बड़ा कमरा"),
        ("ar", "بالي، 2 بالغين، من 10 إلى 15 يناير، فندق مريح", "نريد غرفة أكبر", "غرفة أكبر"),
    ],
)
async def test_the_wish_is_said_back_in_the_customers_language(
    language: str, enquiry: str, wish: str, told: str
) -> None:
    asha = customer(language=language)
    await asha.says(enquiry)
    assert told in await asha.says(wish)
    assert asha.lead.slots["beds"]["value"] == ["bigger room"]
