"""Who is counted: a child among us and more kin, twins and other children, eaters and travellers."""

from typing import Any

import pytest

from tests.agents.desk import TODAY, engine


def heard(text: str) -> dict[str, Any]:
    return {name: slot.value for name, slot in engine().understand(text, (), TODAY).slots.items()}


@pytest.mark.parametrize(
    "text",
    [
        "мы вдвоем с ребенком и мамой",
        "отдохнуть вдвоем с ребенком 3 года и бабушкой",
        "я и муж, вдвоем с ребенком",
    ],
)
def test_a_child_beside_two_grown_ups_is_not_one_of_them(text: str) -> None:
    told = heard(text)
    assert (told["adults"], told["children"]) == (2, 1)


def test_a_child_who_makes_up_the_two_is_one_of_them() -> None:
    told = heard("мы вдвоем с ребенком")
    assert (told["adults"], told["children"]) == (1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "1 child 6 years, twins beds please",
        "we have 1 child; the twins stay at home",
        "Our son (7) and his friends the twins, only our son travels, 2 adults",
        "2 adults 1 child 6 years, two twin rooms, twins not needed",
    ],
)
def test_twins_elsewhere_in_a_message_double_no_child(text: str) -> None:
    assert heard(text)["children"] == 1


@pytest.mark.parametrize(
    "text",
    [
        "2 adults and twins aged 6",
        "our twin boys (6)",
        "2 Erwachsene, Zwillinge (6 Jahre)",
        "dos adultos y gemelos de 6 años",
        "des jumeaux de 6 ans",
        "близнецы 6 лет",
        "6 year old twins",
        "6 saal ke judwa bachche",
    ],
)
def test_one_age_told_of_twins_is_that_of_two(text: str) -> None:
    told = heard(text)
    assert (told["children"], told["child_ages"]) == (2, [6, 6])


@pytest.mark.parametrize(
    ("text", "diet"),
    [
        ("for 2 adults 1 child vegetarian", "vegetarian"),
        ("Vegetarian food for 4 adults, 2 kids", "vegetarian"),
        ("The two of us are vegetarian", "vegetarian"),
        ("my wife is vegetarian and I am vegan", "vegan"),
    ],
)
def test_a_count_of_who_travels_is_none_of_who_keeps_a_diet(text: str, diet: str) -> None:
    assert heard(text)["diet"] == diet


@pytest.mark.parametrize(
    "text",
    [
        "my parents are old and want to go to Kerala for 6 nights",
        "Our parents are in their 70s and want Kerala 6 nights",
        "My in-laws are not picky, they want 5 nights in Goa",
        "my parents are strictly planning a trip to Kerala",
    ],
)
def test_parents_who_want_to_travel_are_two_whatever_else_they_are(text: str) -> None:
    assert heard(text)["adults"] == 2


@pytest.mark.parametrize(
    ("text", "name", "time"),
    [
        ("My return flight is 17. 2 kids 14:30", "departs_at", None),
        ("we land on 10. Check in 14:00", "arrives_at", None),
        ("Return flight 17.02. at 14:30", "departs_at", "14:30"),
        ("We fly home on the 17. 10 nights", "departs_at", None),
        ("unser Rückflug ist am 17. Februar um 14:30", "departs_at", "14:30"),
        ("we land at 14.30", "arrives_at", "14:30"),
    ],
)
def test_a_time_of_a_flight_stands_in_its_sentence(text: str, name: str, time: str | None) -> None:
    assert heard(text).get(name) == time


def test_numbers_that_are_no_years_to_come_stay_out_of_dates() -> None:
    assert heard("room 2012, 10 Feb")["start_date"] == "2027-02-10"
    assert "date_window" not in heard("for 2050 March")
    told = heard("from Feb 2027 March 3")
    assert told["start_date"] == "2027-03-03"
    assert "origin" not in told


@pytest.mark.parametrize(
    "text",
    [
        "Bali, the boat costs 2000 for two",
        "the spa charges $80 for two",
        "el barco cuesta 2000 euros para dos",
    ],
)
def test_what_a_thing_costs_for_two_counts_nobody(text: str) -> None:
    assert not {"adults", "travellers"} & heard(text).keys()


@pytest.mark.parametrize(
    "text", ["Bali for two", "the trip costs 2000 for two, is that right?", "a boat and 5 nights for two"]
)
def test_a_trip_for_two_is_one_of_two(text: str) -> None:
    assert heard(text)["travellers"] == 2
