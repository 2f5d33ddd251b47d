"""A whole trip, planned on a small island."""

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from crm.trips.changes import describe_changes
from crm.trips.checking import BadRequest
from crm.trips.planner import plan
from crm.trips.refusing import Infeasible
from crm.trips.values import Itinerary, Party, StopWish, TripRequest
from tests.crm.trips.checker import problems_of
from tests.crm.trips.island import island

FAMILY = TripRequest("isla", date(2026, 12, 3), 6, Party(2, (9,)), interests={"nature": 1.0, "art": 0.5})
PATIENT = 30.0  # CPU seconds: the rounds end first, so that plans do not depend on the machine


@cache
def family_plan() -> Itinerary:
    """Give the family's plan, made once for all tests that begin with it."""
    return plan(FAMILY, island(), seconds=PATIENT)


def test_a_plan_keeps_every_rule_of_its_certificate():
    found = family_plan()
    assert found.certificate
    assert [check for check in found.certificate if not check.holds] == []
    assert sum(stop.nights for stop in found.stops) == 6
    assert len(found.days) == 7
    assert len(found.places) >= 10


def test_the_same_request_gives_the_same_plan():
    assert plan(FAMILY, island(), seconds=PATIENT) == family_plan()


def test_a_wish_for_nights_holds():
    request = replace(FAMILY, stops=(StopWish("hills", exactly=4),))
    assert {s.area: s.nights for s in plan(request, island(), seconds=PATIENT).stops}["hills"] == 4


def test_a_town_not_wanted_is_no_stop():
    request = replace(FAMILY, stops=(StopWish("reef", exactly=0),))
    assert "reef" not in {s.area for s in plan(request, island(), seconds=PATIENT).stops}


def test_what_must_be_seen_is_seen_though_it_needs_a_day_trip():
    found = plan(replace(FAMILY, must_see=("valley-volcano-0",)), island(), seconds=PATIENT)
    assert "valley-volcano-0" in found.places
    day = next(d for d in found.days if "valley-volcano-0" in [v.place for v in d.visits])
    assert day.day_trips == ("t-hills-valley",)


def test_what_is_not_wanted_is_not_seen():
    found = plan(replace(FAMILY, never=("market", "hills-museum-9")), island(), seconds=PATIENT)
    assert not [p for p in found.places if "market" in p or p == "hills-museum-9"]


def test_a_small_child_rests_after_lunch_and_climbs_no_volcano():
    found = plan(replace(FAMILY, party=Party(2, (2,))), island(), seconds=PATIENT)
    full_days = [d for d in found.days[1:-1] if d.visits]
    assert all(any(m.name == "rest" for m in d.meals) for d in full_days)
    assert all(d.home_at <= 19 * 60 for d in full_days if d.transfer is None)
    assert "valley-volcano-0" not in found.places


def test_a_volcano_that_must_be_seen_by_a_toddler_is_refused_with_the_reason():
    with pytest.raises(Infeasible, match="takes guests from 8 years"):
        plan(replace(FAMILY, party=Party(2, (2,)), must_see=("valley-volcano-0",)), island(), seconds=PATIENT)


def test_rooms_that_do_not_hold_the_party_are_the_reason_and_can_be_given_up():
    many = replace(FAMILY, party=Party(5, (9, 11)), rooms=1)
    with pytest.raises(
        Infeasible, match="7 travellers do not fit into 1 room: the largest takes 3"
    ) as refused:
        plan(many, island(), seconds=PATIENT)
    assert refused.value.give_up == ("rooms",)


def test_an_infant_takes_no_place_in_a_room():
    young = replace(FAMILY, party=Party(2, (9,), 1), rooms=1)  # the island's rooms take three
    assert problems_of(plan(young, island(), seconds=PATIENT), young, island()) == []


def test_too_many_nights_wished_for_say_which_stop_to_give_up():
    wishes = (StopWish("hills", exactly=4), StopWish("reef", exactly=4))
    with pytest.raises(Infeasible, match="need 8 nights, the trip has 6") as refused:
        plan(replace(FAMILY, stops=wishes), island(), seconds=PATIENT)
    assert len(refused.value.give_up) == 1


def test_a_changed_trip_keeps_the_days_that_need_not_move():
    before = family_plan()
    dropped = before.days[2].visits[0].place
    after = plan(replace(FAMILY, keep=before, never=(dropped,)), island(), seconds=PATIENT)
    assert [s.area for s in after.stops] == [s.area for s in before.stops]
    assert set(before.places) - set(after.places) == {dropped}
    others = [d for d in before.days if d.number != 3]
    kept = {d.number: {v.place for v in d.visits} for d in after.days}
    assert all({v.place for v in d.visits} <= kept[d.number] for d in others)
    sentences = [change.sentence for change in describe_changes(before, after, island())]
    assert any("no longer in the plan (it was on day 3)" in s for s in sentences)


def test_a_request_that_makes_no_sense_names_every_field():
    request = replace(FAMILY, nights=0, party=Party(0), must_see=("atlantis",))
    with pytest.raises(BadRequest) as refused:
        plan(request, island())
    assert {field for field, _ in refused.value.problems} == {"nights", "party.adults", "must_see[0]"}


def test_the_first_plan_is_shown_at_once_and_cancelling_returns_the_best_so_far():
    shown = []
    found = plan(FAMILY, island(), seconds=PATIENT, cancelled=lambda: bool(shown), progress=shown.append)
    assert len(shown) == 1
    assert found == shown[0]


def test_a_stay_of_another_class_than_wished_for_is_said_and_not_slipped_in():
    catalogue = island()
    plain = tuple(s for s in catalogue.stays if (s.area, s.hotel_class) != ("hills", "comfort"))
    request = replace(FAMILY, stops=(StopWish("hills"),))
    found = plan(request, replace(catalogue, stays=plain), seconds=PATIENT)
    said = {u.subject: u.reason for u in found.unplaced}
    assert "is of the" in said["a comfort stay in Hill Town"]
