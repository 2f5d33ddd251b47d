"""A refusal names the smallest sets of wishes to give up, and what each would buy."""

import itertools
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.trips.giving_up import without
from crm.trips.planner import plan
from crm.trips.refusing import Infeasible
from crm.trips.values import Party, StopWish, TripRequest
from tests.crm.trips.checker import problems_of
from tests.crm.trips.island import island
from tests.crm.trips.test_planner import FAMILY, PATIENT

pytestmark = pytest.mark.usefixtures("briefly")


def refused(request: TripRequest) -> Infeasible:
    with pytest.raises(Infeasible) as found:
        plan(request, island(), seconds=PATIENT)
    return found.value


@cache
def two_clash() -> Infeasible:
    """Give the refusal of six nights that are to be spent in two places for four nights each."""
    wishes = (StopWish("hills", exactly=4), StopWish("reef", exactly=4))
    return refused(replace(FAMILY, stops=wishes))


def test_one_of_two_clashing_stops_is_enough_to_give_up():
    found = two_clash()
    assert {way.give_up for way in found.ways_out} == {("hills",), ("reef",), ("nights",)}
    assert all(check.holds for way in found.ways_out for check in way.plan.certificate)
    assert found.give_up == found.ways_out[0].give_up
    sentences = " ".join(way.sentence for way in found.ways_out)
    assert "Giving up the 4 nights in Hill Town makes a trip of" in sentences


def test_what_the_other_wishes_buy_comes_first():
    ways = two_clash().ways_out
    assert [w.plan.delight for w in ways] == sorted((w.plan.delight for w in ways), reverse=True)


def test_two_wishes_are_given_up_only_when_one_is_not_enough():
    toddler = replace(FAMILY, party=Party(2, (2,)))
    wishes = (StopWish("hills", exactly=4), StopWish("reef", exactly=4))
    found = refused(replace(toddler, must_see=("valley-volcano-0",), stops=wishes))
    assert {len(way.give_up) for way in found.ways_out} == {2}
    assert all("valley-volcano-0" in way.give_up for way in found.ways_out)


def test_the_climb_can_be_had_by_giving_up_step_free_ways():
    found = refused(replace(FAMILY, needs_step_free=True, must_see=("valley-volcano-0",)))
    assert {way.give_up for way in found.ways_out} == {("valley-volcano-0",), ("step-free",)}


def test_a_trip_that_is_too_short_can_be_longer_instead():
    found = two_clash()
    longer = next(way for way in found.ways_out if way.give_up == ("nights",))
    assert (longer.plan.nights, {s.area: s.nights for s in longer.plan.stops}) == (8, {"hills": 4, "reef": 4})
    assert longer.sentence.startswith("Giving up the length of 6 nights for 8 nights makes a trip of")


PLACES, TOWNS = [p.id for p in island().places], ["port", "hills", "reef"]
clashing = st.builds(
    lambda must, nights, child, is_level, rooms: replace(
        FAMILY,
        nights=3,
        must_see=tuple(must),
        stops=tuple(StopWish(town, exactly=count) for town, count in nights.items()),
        party=Party(2, (child,)),
        needs_step_free=is_level,
        rooms=rooms,
    ),
    must=st.lists(st.sampled_from([*PLACES[:3], "valley-volcano-0"]), max_size=2, unique=True),
    nights=st.dictionaries(st.sampled_from(TOWNS), st.integers(1, 4), max_size=2),
    child=st.sampled_from([3, 9]),
    is_level=st.booleans(),
    rooms=st.sampled_from([None, None, 1]),
)


@settings(max_examples=25)
@given(clashing)
def test_nothing_smaller_than_what_is_named_would_do(wishes: TripRequest):
    """Every smaller set of the same wishes is tried with a patient plan of its own, and fails."""
    try:
        plan(wishes, island(), seconds=1.0)
    except Infeasible as refusal:
        ways = refusal.ways_out
    else:
        return
    for way in ways:
        looser = without(wishes, way.give_up, island())
        assert problems_of(way.plan, looser, island()) == []
        for size in range(1, len(way.give_up)):
            for fewer in itertools.combinations(way.give_up, size):
                with pytest.raises(Infeasible):
                    plan(without(wishes, fewer, island()), island(), seconds=1.0)
