"""Kin who are only told of, at home or in talk, beside kin who travel; and adults told by their ages."""

from datetime import date

import pytest

from tests.agents.desk import engine

TODAY = date(2026, 11, 22)


def heard(text: str) -> dict[str, object]:
    return {str(name): slot.value for name, slot in engine().understand(text, (), TODAY).slots.items()}


@pytest.mark.parametrize(
    "text",
    [
        "My parents and I discussed it and we want Bali",
        "I and my parents live in Delhi",
        "me and my parents live in Delhi",
        "my parents and I think it is expensive",
        "my parents and I have talked about it",
        "my sister, my parents and I both agreed, Bali it is",
        "meine Eltern und ich wohnen in Berlin",
        "meine Eltern und ich haben darüber gesprochen",
        "mis padres y yo vivimos en Madrid",
        "mes parents et moi habitons à Lyon",
        "meus pais e eu moramos em Lisboa",
        "main aur mere mata pita Delhi me rehte hain",
    ],
)
def test_kin_who_talked_or_live_somewhere_count_nobody(text: str) -> None:
    assert not {"travellers", "adults"} & set(heard(text))


def test_who_goes_after_a_talk_of_all_is_counted() -> None:
    assert heard("my wife, my parents and I talked; only me and my wife go")["adults"] == 2


@pytest.mark.parametrize(
    "text",
    [
        "my parents and I want to go to Bali",
        "my parents and I are thinking of Bali",
        "my parents and I have decided to go to Bali",
        "me and my parents want to go",
        "my parents and I would like to travel in May",
        "meine Eltern und ich wollen nach Bali",
        "mis padres y yo queremos ir a Bali",
    ],
)
def test_kin_who_mean_to_travel_are_counted(text: str) -> None:
    assert heard(text)["adults"] == 3


@pytest.mark.parametrize(
    "text",
    [
        "my parents are 65 and 68 and we are 34 and 36",
        "my parents are 65 and 68, we're 34 and 36",
        "we are 34 and 36 and my parents are 65 and 68",
        "meine Eltern sind 65 und 68 und wir sind 34 und 36",
        "mes parents ont 65 et 68 ans et nous avons 34 et 36 ans",
        "mis padres tienen 65 y 68 años y nosotros tenemos 34 y 36",
    ],
)
def test_parents_and_us_told_by_our_ages_are_four_adults(text: str) -> None:
    known = heard(text)
    assert known["adults"] == 4
    assert "travellers" not in known


@pytest.mark.parametrize(
    ("text", "name", "count"),
    [
        ("we are 34 and 36", "adults", 2),
        ("for my parents, they are 65 and 68, both are 65 and 68", "adults", 2),
        ("we are 25 and need 3 rooms", "travellers", 25),
        ("we are 34 people", "travellers", 34),
    ],
)
def test_one_pair_of_ages_is_two_adults_and_a_count_stays_one(text: str, name: str, count: int) -> None:
    assert heard(text)[name] == count
