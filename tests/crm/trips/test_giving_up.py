"""A refusal names the smallest sets of wishes to give up, and what each would buy."""

from dataclasses import replace

import pytest

from crm.trips.planner import plan
from crm.trips.values import Infeasible, Party, StopWish, TripRequest
from tests.crm.trips.island import island
from tests.crm.trips.test_planner import FAMILY, PATIENT


def refused(request: TripRequest) -> Infeasible:
    with pytest.raises(Infeasible) as found:
        plan(request, island(), seconds=PATIENT)
    return found.value


def test_one_of_two_clashing_stops_is_enough_to_give_up():
    wishes = (StopWish("hills", exactly=4), StopWish("reef", exactly=4))
    found = refused(replace(FAMILY, stops=wishes))
    assert {way.give_up for way in found.ways_out} == {("hills",), ("reef",)}
    assert all(check.holds for way in found.ways_out for check in way.plan.certificate)
    assert found.give_up == found.ways_out[0].give_up
    sentences = " ".join(way.sentence for way in found.ways_out)
    assert "Giving up the 4 nights in Hill Town makes a trip of" in sentences


def test_what_the_other_wishes_buy_comes_first():
    wishes = (StopWish("hills", exactly=4), StopWish("reef", exactly=4))
    ways = refused(replace(FAMILY, stops=wishes)).ways_out
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
