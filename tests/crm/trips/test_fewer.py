"""A request may say of a kind how many visits there are to be at most."""

from dataclasses import replace
from datetime import date

import pytest

from crm.trips.checking import BadRequest
from crm.trips.planner import plan
from crm.trips.taste import scores
from crm.trips.values import Itinerary, Locked, Party, StopWish, TripRequest
from tests.crm.trips.island import island

REQUEST = TripRequest("isla", date(2027, 3, 1), 6, Party(2))


def temples(itinerary: Itinerary) -> int:
    kinds = {p.id: p.kind for p in island().places}
    return sum(kinds[place] == "temple" for place in itinerary.places)


def test_a_plan_holds_no_more_of_a_kind_than_are_wanted() -> None:
    free = plan(REQUEST, island())
    assert temples(free) > 1
    few = plan(replace(REQUEST, fewer={"temple": 1}), island())
    assert temples(few) == 1
    assert few.is_feasible


def test_of_a_plan_to_keep_the_visits_that_stay_are_its_own() -> None:
    free = plan(REQUEST, island())
    few = plan(replace(REQUEST, fewer={"temple": 1}, keep=free), island())
    assert temples(few) == 1
    assert {p for p in few.places if "temple" in p} <= set(free.places)


def test_what_must_be_seen_or_is_booked_is_never_one_too_many() -> None:
    ids = [p.id for p in island().places if p.kind == "temple"]
    booked = Locked("visit", ids[1], date(2027, 3, 3))
    asked = replace(REQUEST, fewer={"temple": 0}, must_see=(ids[0],), locked=(booked,))
    assert {p for p in scores(island(), asked) if "temple" in p} == {ids[0], ids[1]}


def test_what_stays_is_where_the_party_may_sleep() -> None:
    shut = (StopWish("port", most=0), StopWish("hills", most=0))
    [left] = [p for p in scores(island(), replace(REQUEST, fewer={"temple": 1}, stops=shut)) if "temple" in p]
    assert left.startswith("reef")


def test_a_number_below_none_is_refused_by_its_name() -> None:
    with pytest.raises(BadRequest, match="fewer"):
        plan(replace(REQUEST, fewer={"temple": -1}), island())
