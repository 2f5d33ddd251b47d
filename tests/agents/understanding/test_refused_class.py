"""Who refuses the dearest hotels does not get them; and friends are counted in every language."""

from datetime import date

import pytest

from tests.agents.desk import engine

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "hotel_class"),
    [
        ("sem luxo", "comfort"), ("sin lujos, por favor", "comfort"), ("nothing luxurious", "comfort"),
        ("no luxury hotels", "comfort"), ("kein Luxus", "comfort"), ("pas de luxe", "comfort"),
        ("без роскоши", "comfort"), ("we don't need luxury", "comfort"), ("luxury nahi chahiye", "comfort"),
        ("not too cheap hotels", "comfort"), ("luxury hotels", "luxury"), ("no problem, luxury", "luxury"),
        ("luxury without kids", "luxury"), ("not comfort but luxury", "luxury"), ("why not luxury", "luxury"),
        ("hotel de luxo sem piscina", "luxury"), ("moyen de gamme", "comfort"), ("средний класс", "comfort"),
    ],
)  # fmt: skip
def test_a_class_that_is_refused_is_not_the_class_wished_for(text: str, hotel_class: str) -> None:
    assert engine().understand(text, (), TODAY).slots["stay"].value["class"] == hotel_class


@pytest.mark.parametrize(
    ("text", "heads"),
    [("6 dost hai", 6), ("hum 6 dost", 6), ("4 yaar", 4), ("हम 5 दोस्त", 5), ("somos 4 amigas", 4)],
)
def test_friends_are_counted(text: str, heads: int) -> None:
    assert engine().understand(text, (), TODAY).slots["travellers"].value == heads
