"""What relatives eat, like or cannot do counts where they come along, and not where they stay at home."""

import pytest

from tests.agents.understanding.slots_heard import BEFORE, heard


@pytest.mark.parametrize(
    "text",
    [
        "My sister uses a wheelchair but she stays at home",
        "My sister stays at home, she uses a wheelchair",
        "my mother, who uses a wheelchair, is not coming",
        "my sister eats no pork but she stays at home",
        "my sister has 2 kids but they are not coming",
        "my brother likes a relaxed pace and beaches. He is not coming with us",
        "my parents want to see the Uluwatu Temple but we do not",
        "mi hermana usa silla de ruedas pero se queda en casa",
        "ma soeur est végétarienne mais elle ne vient pas",
        "meine Schwester ist Veganerin, sie bleibt aber zu Hause",
        "minha irmã é vegana, mas não vem conosco",
        "моя сестра вегетарианка, но она не едет с нами",
        "meri behen vegetarian hai lekin ghar par rahegi",
        "أختي نباتية لكنها لن تأتي معنا",
    ],
)
def test_what_is_told_of_those_who_stay_at_home_is_no_wish(text: str) -> None:
    assert heard(text, *BEFORE) == {}


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("my father uses a wheelchair, he comes along", "mobility", "wheelchair"),
        ("my mother uses a wheelchair, my sister is not coming", "mobility", "wheelchair"),
        ("my father uses a wheelchair and is not going to climb", "mobility", "wheelchair"),
        ("my sister stays at home, vegetarian food for us please", "diet", "vegetarian"),
        ("my mother is vegan and doesn't travel well by boat", "diet", "vegan (1)"),
        ("my parents are vegetarian. We are not coming in May", "diet", "vegetarian (2)"),
        ("my daughter loves beaches but we don't", "interests", ["beaches"]),
        (
            "my parents want to see the Uluwatu Temple but we do not want the beach",
            "must_see",
            ["Uluwatu Temple"],
        ),
    ],
)
def test_what_is_told_of_those_who_come_along_counts(text: str, name: str, value: object) -> None:
    assert heard(text, *BEFORE)[name] == value


def test_the_wishes_beside_those_who_stay_at_home_are_heard() -> None:
    told = heard("my sister is vegan but she stays at home, 2 adults, vegetarian, 5 nights in Bali")
    assert (told["destinations"], told["nights"], told["adults"], told["diet"]) == (
        ["Bali"],
        5,
        2,
        "vegetarian",
    )
