"""Of whom is told: what relatives and friends did or like is no wish of ours where ours is told beside it."""

from typing import Any

import pytest

from tests.agents.understanding.slots_heard import BEFORE, heard

_KERALA = {"destinations": ["Kerala"]}


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ("my brother and his wife went to Bali last year, we want Kerala for 5 nights", {"nights": 5}),
        ("my brother and his wife went to Bali, we want to go to Kerala with our 2 kids", {"children": 2}),
        ("my brother and his wife flew to Bali, we are 4 adults and want Kerala", {"adults": 4}),
        ("our friends, a couple with 2 kids, went to Goa, we want Kerala", {}),
        ("neighbours of ours, 2 adults and 3 kids, visited Goa. We want Kerala, 2 adults", {"adults": 2}),
        (
            "my brother with his wife and two kids visited Goa, we are 2 adults and 1 child for Kerala",
            {"adults": 2, "children": 1},
        ),
        ("my sister got married in Goa. We want Kerala, 2 adults", {"adults": 2}),
        ("my boss and his family have been to Bali, we want Kerala", {}),
        ("mi hermano y su esposa fueron a Bali el año pasado, queremos Kerala", {}),
        ("mon frère et sa femme sont allés à Bali l'an dernier, nous voulons le Kerala", {}),
        ("mein Bruder und seine Frau waren letztes Jahr auf Bali, wir wollen nach Kerala", {}),
        ("meu irmão e a esposa dele foram a Bali no ano passado, queremos Kerala", {}),
        ("мой брат с женой ездили на Бали в прошлом году, мы хотим в Кералу", {}),
        ("mera bhai aur uski biwi pichle saal Bali gaye the, hume Kerala jana hai", {}),
    ],
)
def test_neither_the_party_nor_the_trip_of_others_is_taken_for_ours(text: str, ours: dict[str, Any]) -> None:
    assert heard(text) == _KERALA | ours


@pytest.mark.parametrize(
    ("text", "interests"),
    [
        ("my brother likes trekking but we prefer beaches", ["beaches"]),
        ("my friends are into scuba diving, we are not", None),
        ("my friends love diving but we don't. We love temples", ["temples"]),
        ("a mis amigos les gusta el buceo pero preferimos las playas", ["beaches"]),
    ],
)
def test_what_others_are_fond_of_is_not_ours_where_we_say_so(text: str, interests: list[str] | None) -> None:
    assert heard(text, *BEFORE).get("interests") == interests


@pytest.mark.parametrize(
    ("text", "interests"),
    [
        ("my parents love temples, we want beaches", ["temples", "beaches"]),
        ("my son loves diving but we prefer beaches", ["diving", "beaches"]),
        ("my brother likes trekking and we prefer a relaxed pace", ["hiking"]),
    ],
)
def test_what_those_who_come_along_are_fond_of_counts(text: str, interests: list[str]) -> None:
    assert heard(text, *BEFORE)["interests"] == interests


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        (
            "we are going with friends, 2 adults and 3 kids, visited Kerala before",
            {"adults": 2, "children": 3},
        ),
        ("Bali trip with my brother and his wife, we are 4 adults", {"adults": 4, "destinations": ["Bali"]}),
        ("my brother and I went to Goa, we are 2 adults now for Kerala", {"adults": 2}),
        ("my boss has been to Bali and told us, 5 nights in Bali", {"nights": 5, "destinations": ["Bali"]}),
        ("my parents were in touch with you about Goa, 2 adults", {"adults": 2, "destinations": ["Goa"]}),
        (
            "my brother and his wife went ahead and booked flights to Bali for us on 3 March 2027",
            {"destinations": ["Bali"], "start_date": "2027-03-03"},
        ),
        ("my parents are going to Goa, we want to surprise them there", {"destinations": ["Goa"]}),
    ],
)
def test_what_is_told_of_others_who_are_part_of_the_trip_is_heard(text: str, ours: dict[str, Any]) -> None:
    assert ours.items() <= heard(text).items()
