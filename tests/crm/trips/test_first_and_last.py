"""A trip begins and ends in the towns asked for, or says what to give up for it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.money import Money
from crm.trips.checking import BadRequest
from crm.trips.options import plan_options
from crm.trips.planner import plan
from crm.trips.refusing import Infeasible
from crm.trips.values import Locked, StopWish
from tests.crm.trips.checker import booked_problems, problems_of
from tests.crm.trips.generated import destination, request
from tests.crm.trips.island import island
from tests.crm.trips.test_planner import FAMILY, PATIENT, family_plan
from tests.crm.trips.test_soundness import outcome

TOWNS = ("port", "hills", "reef")


def route(found):
    return [stop.area for stop in found.stops]


@pytest.mark.parametrize("town", TOWNS)
def test_the_trip_begins_in_the_town_asked_for(town: str):
    wishes = replace(FAMILY, first_stop=town)
    found = plan(wishes, island(), seconds=PATIENT)
    assert route(found)[0] == town
    assert problems_of(found, wishes, island()) == []
    assert [c.holds for c in found.certificate if c.rule == "first stop"] == [True]


@pytest.mark.parametrize("town", TOWNS)
def test_the_trip_ends_in_the_town_asked_for(town: str):
    wishes = replace(FAMILY, last_stop=town)
    found = plan(wishes, island(), seconds=PATIENT)
    assert route(found)[-1] == town
    assert problems_of(found, wishes, island()) == []
    assert [c.holds for c in found.certificate if c.rule == "last stop"] == [True]


@pytest.mark.parametrize("ends", list(permutations(TOWNS, 2)))
def test_both_ends_are_kept_at_once(ends: tuple[str, str]):
    wishes = replace(FAMILY, first_stop=ends[0], last_stop=ends[1])
    found = plan(wishes, island(), seconds=PATIENT)
    assert (route(found)[0], route(found)[-1]) == ends


def test_a_trip_that_begins_and_ends_in_one_town_stays_there():
    wishes = replace(FAMILY, first_stop="port", last_stop="port")
    assert route(plan(wishes, island(), seconds=PATIENT)) == ["port"]


def test_a_round_trip_to_another_town_names_what_to_give_up():
    wishes = replace(FAMILY, first_stop="port", last_stop="port", stops=(StopWish("reef", least=1),))
    with pytest.raises(Infeasible, match="begins and ends there has no other stop") as refused:
        plan(wishes, island(), seconds=PATIENT)
    ways = {way.give_up: way for way in refused.value.ways_out}
    assert set(ways) == {("first_stop",), ("last_stop",), ("reef",)}
    assert "Giving up ending in Port Town makes" in ways["last_stop",].sentence
    assert route(ways["last_stop",].plan)[0] == "port"


def test_a_first_night_booked_elsewhere_can_be_kept_by_beginning_there():
    booked = Locked("stay", "reef-luxury", FAMILY.start, until=date(2026, 12, 5))
    wishes = replace(FAMILY, first_stop="hills", locked=(booked,))
    with pytest.raises(Infeasible, match="beginning in Hill Town") as refused:
        plan(wishes, island(), seconds=PATIENT)
    ways = {way.give_up: way.plan for way in refused.value.ways_out}
    assert set(ways) == {("first_stop",), ("reef-luxury",)}
    assert booked_problems(ways["first_stop",], wishes) == []
    assert route(ways["reef-luxury",])[0] == "hills"


def test_a_booked_night_in_the_middle_leaves_both_ends_free():
    booked = Locked("stay", "port-comfort", date(2026, 12, 6), until=date(2026, 12, 7))
    wishes = replace(FAMILY, first_stop="hills", last_stop="reef", locked=(booked,))
    found = plan(wishes, island(), seconds=PATIENT)
    assert route(found) == ["hills", "port", "reef"]
    assert booked_problems(found, wishes) == []
    assert problems_of(found, wishes, island()) == []


def test_a_plan_turned_round_keeps_its_nights():
    before = family_plan()
    wishes = replace(FAMILY, first_stop=route(before)[-1], keep=before)
    after = plan(wishes, island(), seconds=PATIENT)
    nights = {(stop.area, stop.nights) for stop in before.stops}
    assert {(stop.area, stop.nights) for stop in after.stops} == nights
    assert route(after)[0] == route(before)[-1]


def test_every_option_begins_where_the_trip_is_to_begin():
    def cost(found):
        return Money(Decimal(sum(len(stop.stay) for stop in found.stops)), "USD")

    chosen = plan_options(replace(FAMILY, first_stop="reef"), island(), cost, seconds=PATIENT)
    assert {route(option.itinerary)[0] for option in chosen} == {"reef"}


@pytest.mark.parametrize(
    ("wishes", "field"),
    [
        ({"first_stop": "atlantis"}, "first_stop"),
        ({"last_stop": "atlantis"}, "last_stop"),
        ({"first_stop": "reef", "stops": (StopWish("reef", exactly=0),)}, "first_stop"),
        ({"last_stop": "reef", "stops": (StopWish("reef", most=0),)}, "last_stop"),
    ],
)
def test_an_end_that_is_no_stop_is_named(wishes: dict[str, object], field: str):
    with pytest.raises(BadRequest) as refused:
        plan(replace(FAMILY, **wishes), island())  # type: ignore[arg-type]
    assert [name for name, _ in refused.value.problems] == [field]


@settings(max_examples=40)
@given(seed=st.integers(0, 10**6), towns=st.integers(2, 9), first=st.integers(0, 8), last=st.integers(0, 8))
def test_wished_ends_are_kept_or_the_trip_is_refused(seed: int, towns: int, first: int, last: int):
    catalogue = destination(seed, towns, 15)
    ends = {"first_stop": f"a{first % towns}", "last_stop": f"a{last % towns}" if last % 2 else None}
    wishes = replace(request(seed, catalogue), stops=(), **ends)
    found = outcome(wishes, catalogue)
    if isinstance(found, Infeasible):
        assert found.reasons
    else:
        assert problems_of(found, wishes, catalogue) == []
        assert [check for check in found.certificate if not check.holds] == []
