"""What is told of people who do not travel is no wish for this trip; what is told for them is one."""

from typing import Any

import pytest

from agents.understanding.contract import Said
from tests.agents.desk import TODAY, engine

BEFORE = (
    Said("customer", "Bali from 3 March 2027, 5 nights, 2 adults"),
    Said("desk", "Here is your plan. Would you like to change anything, or does this suit you?"),
)


def heard(text: str, *before: Said) -> dict[str, Any]:
    return {name: slot.value for name, slot in engine().understand(text, before, TODAY).slots.items()}


@pytest.mark.parametrize(
    "text",
    [
        "my parents spent 2 lakh on their Bali trip",
        "our friends stayed in a 5 star hotel",
        "our neighbours went with 2 kids",
        "last year we paid $3000",
        "last time we had a private car",
        "mis padres gastaron 3000 euros",
        "mes parents ont dépensé 3000 euros",
        "unsere Freunde hatten ein Budget von 3000 Euro",
        "meine Eltern haben 3000 Euro ausgegeben",
        "meus pais gastaram 3000 euros",
        "мои родители потратили 3000 евро",
        "pichle saal humne 2 lakh kharch kiye",
    ],
)
def test_what_was_paid_or_had_once_is_no_wish(text: str) -> None:
    assert heard(text) == {}
    assert heard(text, *BEFORE) == {}


@pytest.mark.parametrize(
    "text",
    [
        "my parents arrive at 10:00 by train",
        "our friends land on 5 March at 14:00",
        "meine Eltern haben ein Budget von 3000 Euro",
        "my colleagues have a budget of 5 lakh",
        "my parents' budget is 2 lakh",
        "my brother's flight lands at 10:00",
        "mis amigos tienen 3 habitaciones",
    ],
)
def test_what_others_have_changes_no_trip_of_ours(text: str) -> None:
    assert heard(text, *BEFORE) == {}


def test_of_two_budgets_ours_counts_and_of_two_classes_the_one_we_want() -> None:
    assert heard("my friends have a budget of 5 lakh, ours is 2 lakh")["budget"]["amount"] == "200000"
    told = heard("my friends stayed at a luxury hotel, we want a 3 star hotel")
    assert told["stay"]["class"] == "value"
    told = heard("Bali for 2, my brother went in March and paid 3000 euros, we have 2000 euros")
    assert told["budget"]["amount"] == "2000"
    assert "date_window" not in told


def test_an_enquiry_made_for_others_is_heard_whole() -> None:
    told = heard("my parents land on 5 March at 14:00, 5 nights in Bali for 2 adults")
    assert (told["start_date"], told["arrives_at"], told["nights"]) == ("2027-03-05", "14:00", 5)
    told = heard("Bali trip for my parents, they have a budget of 2 lakh")
    assert told["budget"]["amount"] == "200000"
    theirs = (Said("customer", "a trip to Bali for my parents, 2 adults"), BEFORE[1])
    assert heard("my parents land on 5 March at 14:00", *theirs)["arrives_at"] == "14:00"


def test_who_wants_what_others_had_is_heard() -> None:
    assert heard("my friends went to Bali, we want to go there too")["destinations"] == ["Bali"]
    assert heard("my parents and I want a luxury hotel")["stay"]["class"] == "luxury"
    assert heard("my parents need 2 rooms", *BEFORE)["rooms"] == 2
