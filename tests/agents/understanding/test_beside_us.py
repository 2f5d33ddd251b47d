"""Who stands beside "we two": children beside two adults, and the grown-ups who come on top of them."""

from datetime import date

import pytest

from tests.agents.desk import engine

TODAY = date(2026, 11, 22)


def heard(text: str) -> dict[str, object]:
    return {str(name): slot.value for name, slot in engine().understand(text, (), TODAY).slots.items()}


@pytest.mark.parametrize(
    ("text", "children", "infants"),
    [
        ("us two and our son 4 want to go to Bali 7 nights from 10 Feb 2027", 1, None),
        ("we two and a baby want to go to Bali", None, 1),
        ("we two want to go to Bali with our 2 kids", 2, None),
        ("two of us plus 2 kids 5 and 8", 2, None),
        ("our son 4 and us two", 1, None),
        ("Wir zwei und 2 Kinder (5 und 8) wollen nach Bali", 2, None),
        ("wir zwei wollen mit unserer Tochter (4) nach Bali", 1, None),
        ("wir sind zu zweit mit 2 Kindern", 2, None),
        ("nous deux et notre fils de 4 ans", 1, None),
        ("nous deux avec 2 enfants voulons aller à Bali", 2, None),
        ("nosotros dos y nuestro hijo de 4 años", 1, None),
        ("somos dos y un bebé", None, 1),
        ("nós dois e nosso filho de 4 anos", 1, None),
        ("हम दोनों और एक बेटा 4 साल बाली जाना चाहते हैं", 1, None),
        ("हम दोनों 2 बच्चों के साथ", 2, None),
        ("hum dono aur ek beta 4 saal", 1, None),
        ("нас двое с ребенком 4 лет", 1, None),
        ("نحن الاثنان وطفل عمره 4 سنوات", 1, None),
    ],
)
def test_two_of_us_beside_children_are_two_adults(text: str, children: object, infants: object) -> None:
    known = heard(text)
    assert (known["adults"], known.get("children"), known.get("infants")) == (2, children, infants)
    assert "travellers" not in known


@pytest.mark.parametrize(
    "text",
    [
        "us two, my son 4 and me",
        "both of us, mother and son 4",
        "both of us, a mother with her son of 4",
        "we two, no kids",
        "nous deux sans enfants",
        "2 people and a child",
        "both of us love Bali and our kids 4 and 7 too",
        "us two and a driver",
        "us two and my mother's birthday",
        "the two of us and my mother talked about Bali",
    ],
)
def test_two_of_us_stay_two_heads_where_nobody_stands_beside_them(text: str) -> None:
    known = heard(text)
    assert known["travellers"] == 2
    assert "adults" not in known


@pytest.mark.parametrize(
    "text", ["we are 4 with 2 kids", "we are 4 including 2 kids", "family of 4 and a baby"]
)
def test_children_among_four_are_of_the_four(text: str) -> None:
    assert heard(text)["travellers"] == 4


@pytest.mark.parametrize(
    ("text", "adults"),
    [
        ("both of us plus parents", 4),
        ("both of us plus my mother", 3),
        ("2 adults and my mother", 3),
        ("2 adults, 2 kids and my mother-in-law, Bali", 3),
        ("2 adultos y mis padres para marzo", 4),
        ("2 Erwachsene und meine Mutter, Bali", 3),
        ("2 взрослых и моя мама", 3),
        ("us two and my parents want to go to Bali", 4),
        ("us two and 2 friends", 4),
        ("us two and my mother and our 2 kids", 3),
        ("us two, our 2 kids and my mother", 3),
        ("us two and our son 4 and my parents", 4),
        ("we two and two others", 4),
        ("نحن الاثنان وأمي", 3),
        ("wir zwei und meine Eltern", 4),
        ("nous deux et ma mère", 3),
        ("nosotros dos y mis padres", 4),
        ("nós dois e minha mãe", 3),
        ("हम दोनों और मेरी माँ", 3),
        ("hum dono aur mere parents", 4),
    ],
)
def test_grown_ups_beside_two_of_us_come_on_top_of_them(text: str, adults: int) -> None:
    known = heard(text)
    assert known["adults"] == adults
    assert bool(known.get("children")) is ("kids" in text or "son" in text)


@pytest.mark.parametrize("text", ["2 adults, 1 kid 4* hotel", "2 adults, 1 kid 4 star hotel", "kid 5 Sterne"])
def test_the_stars_of_a_hotel_are_no_age_of_a_child(text: str) -> None:
    assert "child_ages" not in heard(text)
