"""A diet that some of the party keep is told as theirs, and the kitchens are held to it all the same."""

import pytest

from crm.trips.diet import known_diets
from tests.agents.desk import TODAY, customer, engine


def diet(text: str) -> object:
    slot = engine().understand(text, (), TODAY).slots.get("diet")
    return slot.value if slot else None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Bali for 4 adults, two of us are vegetarian", "vegetarian (2)"),
        ("one of us is allergic to nuts", "nut allergy (1)"),
        ("two of us don't eat pork", "no pork (2)"),
        ("we are 4, my wife is vegan", "vegan (1)"),
        ("4 adults, 2 vegetarians", "vegetarian (2)"),
        ("dos de nosotros somos vegetarianos", "vegetarian (2)"),
        ("deux d'entre nous sont végétariens", "vegetarian (2)"),
        ("zwei von uns sind Vegetarier", "vegetarian (2)"),
        ("dois de nós são vegetarianos", "vegetarian (2)"),
        ("двое из нас вегетарианцы", "vegetarian (2)"),
        ("hum me se do vegetarian hain", "vegetarian (2)"),
        ("हम में से दो शाकाहारी हैं", "vegetarian (2)"),
        ("اثنان منا نباتيان", "vegetarian (2)"),
        ("my mother is vegetarian and my son has a nut allergy", ["vegetarian (1)", "nut allergy (1)"]),
    ],
)
def test_a_diet_of_some_is_told_with_their_number(text: str, value: object) -> None:
    assert diet(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "we are vegetarian",
        "6 people, all vegetarian",
        "4 adults vegetarian",
        "Kerala for 2 adults vegetarian food",
        "2 vegetarian meals a day",
        "my husband and I are vegetarian, 2 adults",
        "somos vegetarianos",
        "nous sommes tous végétariens",
        "wir sind Vegetarier",
        "мы вегетарианцы",
        "hum sab vegetarian hain",
    ],
)
def test_a_diet_of_all_is_told_without_one(text: str) -> None:
    assert diet(text) == "vegetarian"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("two of us are vegetarian", "vegetarian (2 of you)"),
        ("dos de nosotros somos vegetarianos", "vegetariana (2 de ustedes)"),
        ("zwei von uns sind Vegetarier", "vegetarisch (2 von Ihnen)"),
        ("двое из нас вегетарианцы", "вегетарианское (2 из вас)"),
        ("deux d'entre nous sont végétariens", "2 d'entre vous"),
        ("हम में से दो शाकाहारी हैं", "आप में से 2"),
    ],
)
async def test_what_is_passed_on_says_of_how_many_it_is(text: str, told: str) -> None:
    asha = customer()
    await asha.says("Bali from 3 January 2027, 5 nights, 4 adults, comfort hotels")
    assert told in await asha.says(text)
    assert asha.lead.slots["adults"]["value"] == 4


async def test_where_as_many_keep_it_as_travel_it_is_everybodys() -> None:
    asha = customer()
    await asha.says("Bali from 3 January 2027, 5 nights, 2 adults, comfort hotels")
    assert "of you)" not in await asha.says("both of us are vegetarian")
    assert asha.lead.slots["diet"]["value"] == "vegetarian"


async def test_the_newer_count_holds() -> None:
    asha = customer()
    await asha.says("Bali from 3 January 2027, 5 nights, 4 adults, comfort hotels")
    await asha.says("two of us are vegetarian")
    await asha.says("three of us are vegetarian")
    assert asha.lead.slots["diet"]["value"] == "vegetarian (3)"
    await asha.says("we are all vegetarian")
    assert asha.lead.slots["diet"]["value"] == "vegetarian"


def test_a_diet_of_some_binds_the_kitchens() -> None:
    assert known_diets(["vegetarian (2)", "nut allergy (1)"]) == ("vegetarian", "nut allergy")
