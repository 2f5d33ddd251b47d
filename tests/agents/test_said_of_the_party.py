"""What is told of those who travel: who comes along as well, what nobody eats, and what does not hold."""

import pytest

from tests.agents.desk import Customer, customer


async def of_two(more: str = "") -> Customer:
    asha = customer()
    await asha.says(f"Bali from 3 January 2027, 5 nights, 2 adults, comfort hotels{more}")
    assert asha.trip is not None
    return asha


@pytest.mark.parametrize(
    ("text", "adults"),
    [
        ("my mother also coming", 3),
        ("my mother is joining us too", 3),
        ("My parents are coming as well", 4),
        ("mi madre también viene", 3),
        ("ma mère vient aussi", 3),
        ("meine Eltern kommen auch mit", 4),
        ("minha mãe também vai", 3),
        ("моя мама тоже едет", 3),
        ("والدتي قادمة أيضا", 3),
        ("meri maa bhi aa rahi hai", 3),
        ("मेरी माँ भी आ रही हैं", 3),
        ("मम्मी पापा भी साथ आएंगे", 4),
        ("my parents are also coming, so 5 adults", 5),
        ("my sister will join us", 3),
        ("Could my parents come with us?", 4),
        ("¿puede venir mi hermana con nosotros?", 3),
        ("est-ce que ma sœur peut nous rejoindre ?", 3),
        ("kann meine Schwester mitkommen?", 3),
        ("minha irmã pode ir com a gente?", 3),
        ("может ли моя сестра поехать с нами?", 3),
        ("هل يمكن لأختي السفر معنا؟", 3),
        ("kya meri behen bhi aa sakti hai?", 3),
        ("my mother is coming with us to Bali", 3),
        ("my brother is joining us on the trip", 3),
        ("could my parents come with us for the whole week?", 4),
        ("mein Bruder kommt auch gern mit", 3),
        ("ma sœur vient avec nous à Bali", 3),
        ("моя сестра едет с нами на Бали", 3),
    ],
)
async def test_who_comes_along_as_well_is_counted_and_said(text: str, adults: int) -> None:
    asha = await of_two()
    reply = await asha.says(text)
    assert asha.trip.request["party"]["adults"] == adults
    assert str(adults) in reply


@pytest.mark.parametrize(
    "text",
    [
        "my mother is not coming",
        "maybe my mother is also coming",
        "is my mother also coming?",
        "my brother is coming from Delhi",
        "my friend is coming to see us",
        "my mother lives with us",
        "if my mother comes too we tell you",
        "mi madre no viene",
        "can my sister join us for dinner?",
        "can my sister pay for us?",
        "can my friend join the call with us?",
        "can we join my sister in Ubud?",
        "my sister cannot come with us",
        "could my sister travel with a cat?",
        "can my sister join us on the call?",
        "can my sister join us for the weekend?",
        "can my friend join us at the airport?",
        "my brother joins us for the weekend",
        "my friend also travels often to Bali",
        "mein Freund fährt auch gern Rad",
        "mein Freund will auch Rad fahren",
        "meine Mutter kommt auch aus Goa",
        "ma mère part aussi en vacances en mai",
        "mi madre también viene de Goa",
        "amigo meu também vai muito a Bali",
        "моя сестра тоже едет из Гоа",
        "मेरी बहन भी गोवा से आ रही है",
        "My parents and I discussed it and we want Bali",
        "I and my parents live in Delhi",
    ],
)
async def test_who_may_come_or_does_not_is_not_counted(text: str) -> None:
    asha = await of_two()
    await asha.says(text)
    assert asha.trip.request["party"]["adults"] == 2


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("none of us eats pork", "en"),
        ("nobody in my family eats pork", "en"),
        ("no comemos carne de cerdo", "es"),
        ("ninguno de nosotros come cerdo", "es"),
        ("personne ne mange de porc chez nous", "fr"),
        ("keiner von uns isst Schweinefleisch", "de"),
        ("ninguém come carne de porco", "pt"),
        ("никто из нас не ест свинину", "ru"),
        ("لا أحد منا يأكل لحم الخنزير", "ar"),
        ("hum me se koi pork nahi khata", "hi"),
    ],
)
async def test_what_nobody_eats_is_a_diet_in_every_language(text: str, language: str) -> None:
    asha = customer()
    await asha.says(text)
    assert asha.lead.slots["diet"]["value"] == "no pork"
    assert asha.language == language


@pytest.mark.parametrize("text", ["nobody eats before 8", "none of us eats out", "nobody likes queues"])
async def test_what_nobody_does_otherwise_is_no_diet(text: str) -> None:
    asha = await of_two()
    await asha.says(text)
    assert "diet" not in asha.lead.slots


@pytest.mark.parametrize(
    "text", ["we are not vegetarian", "no somos vegetarianos", "wir sind keine Vegetarier"]
)
async def test_who_is_not_vegetarian_ends_that_diet_and_where_none_was_told_is_heard(text: str) -> None:
    asha = await of_two(", vegetarian, no nuts")
    assert asha.lead.slots["diet"]["value"] == ["vegetarian", "nut allergy"] or "vegetarian" in str(
        asha.lead.slots["diet"]["value"]
    )
    await asha.says(text)
    assert "vegetarian" not in str(asha.lead.slots.get("diet"))
    plain = await of_two()
    await plain.says(text)
    assert plain.outcomes[-1].understanding["moves"] == ["Noted"]
    assert plain.dialogue.get("puzzled", 0) == 0


async def test_a_diet_that_holds_for_some_is_kept() -> None:
    for text in ("not all of us are vegetarian", "we are not only vegetarian but also allergic to nuts"):
        asha = await of_two(", vegetarian")
        await asha.says(text)
        assert "vegetarian" in str(asha.lead.slots["diet"]["value"]), text


@pytest.mark.parametrize(
    ("text", "avoided"),
    [
        ("my wife hates beaches", "beaches"),
        ("mi esposa odia las playas", "beaches"),
        ("ma femme n'aime pas les musées", "museums"),
        ("моя жена не любит музеи", "museums"),
        ("she doesn't like temples", "temples"),
    ],
)
async def test_what_one_of_them_cannot_stand_is_not_liked(text: str, avoided: str) -> None:
    asha = await of_two()
    await asha.says(text)
    assert asha.lead.slots["avoid"]["value"] == [avoided]
    assert "interests" not in asha.lead.slots


async def test_a_new_wish_for_the_room_beside_a_refused_one_counts_both() -> None:
    asha = await of_two(", twin beds")
    await asha.says("sea view, no twin beds")
    assert asha.lead.slots["beds"]["value"] == ["sea view"]


async def test_who_tells_again_what_is_known_is_not_greeted_again() -> None:
    asha = await of_two()
    assert "Hello again" not in await asha.says("we are 2 adults")


async def test_a_sister_who_asks_to_join_with_her_baby_brings_both() -> None:
    asha = await of_two()
    await asha.says("can my sister join us? she has a baby of 8 months")
    party = asha.trip.request["party"]
    assert (party["adults"], party["infants"]) == (3, 1)


async def test_a_honeymoon_is_for_two_without_asking_and_says_so() -> None:
    asha = customer()
    reply = await asha.says("honeymoon in Bali from 3 February 2027, 5 nights, comfort hotels")
    assert asha.trip is not None
    assert asha.trip.request["party"]["adults"] == 2
    assert "2 adults" in reply


async def test_a_honeymoon_with_others_counts_those() -> None:
    asha = customer()
    await asha.says("honeymoon in Bali for 4 people from 3 February 2027, 5 nights, comfort hotels")
    assert asha.trip is not None
    assert asha.trip.request["party"]["adults"] == 4


async def test_an_anniversary_without_a_party_is_asked_about() -> None:
    asha = customer()
    await asha.says("anniversary trip to Bali from 3 February 2027, 5 nights, comfort hotels")
    assert asha.trip is None


@pytest.mark.parametrize(
    "opening",
    [
        "us two and our son 4 want to go to Bali, 7 nights from 10 Feb 2027, comfort hotels",
        "Wir zwei und unser Sohn (4) wollen nach Bali, 7 Nächte ab 10. Februar 2027, Komforthotels",
        "nous deux et notre fils de 4 ans voulons aller à Bali, 7 nuits à partir du 10 février 2027, confort",
    ],
)
async def test_us_two_and_a_child_are_planned_as_two_adults_and_a_child(opening: str) -> None:
    family = customer()
    await family.says(opening)
    party = family.trip.request["party"]
    assert (party["adults"], party["child_ages"]) == (2, [4])
