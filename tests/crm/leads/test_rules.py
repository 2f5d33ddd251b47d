"""The pure rules of leads: statuses, and how new facts meet old ones."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.leads.rules import NotAllowed, check_status, merge_slots, title_of
from tests.crm.desk import slot

SLOTS = st.dictionaries(
    st.sampled_from(["nights", "adults", "budget"]),
    st.builds(slot, st.integers(0, 9), st.none() | st.integers(1, 9)),
    max_size=3,
)


def test_an_older_message_never_replaces_what_a_newer_one_said() -> None:
    known = {"nights": slot(7, message=9)}
    assert merge_slots(known, {"nights": slot(6, message=4)})["nights"]["value"] == 7
    assert merge_slots(known, {"nights": slot(6, message=10)})["nights"]["value"] == 6
    assert merge_slots(known, {"nights": slot(5, message=9)})["nights"]["value"] == 5


def test_what_staff_set_gives_way_to_the_customers_word() -> None:
    known = {"nights": slot(7, message=None, by="user:3")}
    assert merge_slots(known, {"nights": slot(6, message=1)})["nights"]["value"] == 6


def test_what_was_taken_back_is_gone_and_the_known_is_left_alone() -> None:
    known = {"nights": slot(7), "budget": slot(2)}
    merged = merge_slots(known, {}, removed=("budget", "never said"))
    assert set(merged) == {"nights"}
    assert set(known) == {"nights", "budget"}


@given(SLOTS, SLOTS, SLOTS)
def test_the_order_in_which_old_and_new_words_arrive_does_not_matter(
    first: dict[str, Any], second: dict[str, Any], third: dict[str, Any]
) -> None:
    ages = [{name: {**told, "message": age} for name, told in one.items()} for age, one in
            ((1, first), (2, second), (3, third))]  # fmt: skip
    in_order = merge_slots(merge_slots(ages[0], ages[1]), ages[2])
    shuffled = merge_slots(merge_slots(ages[2], ages[0]), ages[1])
    assert in_order == shuffled


def test_an_unknown_status_names_the_known_ones() -> None:
    assert check_status("won") == "won"
    with pytest.raises(NotAllowed, match="negotiating"):
        check_status("happy")


def test_a_title_tells_who_where_how_long_and_when() -> None:
    told = {"destinations": slot(["Bali", "Java"]), "nights": slot(6), "start_date": slot("2026-12-20")}
    assert title_of(told, "Asha Rao") == "Asha Rao · Bali, Java · 6 nights · from 20 Dec 2026"
    assert title_of({}, None) == "New enquiry"
    assert len(title_of({"destinations": slot(["x" * 400])}, "Asha")) == 200


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2027-03-01", "2027-03-31", "in March 2027"),
        ("2026-12-01", "2027-02-28", "in December 2026 to February 2027"),
        ("2027-05-11", "2027-05-20", "between 11 May 2027 and 20 May 2027"),
    ],
)
def test_a_title_tells_the_month_where_no_day_is_known_yet(first: str, last: str, told: str) -> None:
    kerala = {"destinations": slot(["Kerala"]), "date_window": slot({"from": first, "to": last})}
    assert title_of(kerala, None) == f"Kerala · {told}"
    assert title_of({**kerala, "start_date": slot("2027-03-04")}, None) == "Kerala · from 4 Mar 2027"


@pytest.mark.parametrize("window", ["March", {"from": "2027-03-01"}, {"from": "soon", "to": "later"}])
def test_a_title_leaves_out_a_window_that_says_nothing(window: object) -> None:
    assert title_of({"destinations": slot(["Kerala"]), "date_window": slot(window)}, None) == "Kerala"
