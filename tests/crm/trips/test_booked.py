"""What is booked stays where it is, and everything else is planned around it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from crm.trips.checking import BadRequest
from crm.trips.planner import plan
from crm.trips.refusing import Infeasible
from crm.trips.values import Locked, StopWish
from tests.crm.trips.checker import booked_problems, problems_of
from tests.crm.trips.island import island
from tests.crm.trips.test_planner import FAMILY, PATIENT

START = FAMILY.start  # Thursday, 3 December 2026


def planned_around(*booked: Locked):
    request = replace(FAMILY, locked=booked)
    found = plan(request, island(), seconds=PATIENT)
    assert booked_problems(found, request) == []
    assert problems_of(found, request, island()) == []
    assert [check for check in found.certificate if not check.holds] == []
    return found


@pytest.mark.parametrize("first", [3, 5, 6])
def test_a_booked_stay_is_slept_in_on_its_nights(first: int):
    night = Locked("stay", "reef-luxury", date(2026, 12, first), until=date(2026, 12, first + 2))
    found = planned_around(night)
    assert any(check.rule == "booked stay" for check in found.certificate)


def test_a_booked_visit_begins_at_its_minute():
    found = planned_around(Locked("visit", "port-temple-0", date(2026, 12, 5), starts_at=10 * 60))
    starts = [v.starts_at for v in found.days[2].visits if v.place == "port-temple-0"]
    assert starts == [600]


def test_a_long_lunch_that_is_booked_takes_the_place_of_ours():
    found = planned_around(
        Locked("engagement", "lunch with Ana", date(2026, 12, 6), starts_at=720, ends_at=900)
    )
    assert [m.name for m in found.days[3].meals if m.name != "dinner"] == ["engagement"]


def test_a_booked_evening_brings_the_party_home_before_it():
    found = planned_around(Locked("engagement", "the opera", date(2026, 12, 6), starts_at=1110, ends_at=1290))
    assert found.days[3].home_at <= 1110
    assert not [m for m in found.days[3].meals if m.name == "dinner"]


def test_two_bookings_at_once_are_refused():
    with pytest.raises(Infeasible):
        planned_around(
            Locked("stay", "reef-luxury", START, until=date(2026, 12, 6)),
            Locked("visit", "valley-volcano-0", date(2026, 12, 4), starts_at=8 * 60),
        )


def test_two_engagements_of_the_same_hours_are_named_together():
    lunch = Locked("engagement", "lunch", date(2026, 12, 6), starts_at=720, ends_at=840)
    match_ = Locked("engagement", "the match", date(2026, 12, 6), starts_at=800, ends_at=920)
    problem = refused(lunch, match_)
    assert str(problem) == "lunch: is booked for the same hours of 6 December 2026 as the match"
    assert {way.give_up for way in problem.ways_out} == {("lunch",), ("the match",)}


def test_a_booking_that_makes_no_sense_names_its_row_and_field():
    bad = replace(FAMILY, locked=(Locked("stay", "ritz", date(2026, 11, 1), until=None),))
    with pytest.raises(BadRequest) as refused:
        plan(bad, island())
    assert {field for field, _ in refused.value.problems} == {"locked[0].id", "locked[0].until"}


def refused(*booked: Locked, **wishes: object) -> Infeasible:
    with pytest.raises(Infeasible) as found:
        plan(replace(FAMILY, locked=booked, **wishes), island(), seconds=PATIENT)  # type: ignore[arg-type]
    return found.value


DINNER = Locked("engagement", "dinner", date(2026, 11, 20), starts_at=1140, ends_at=1260)
EARLY = Locked("stay", "reef-luxury", date(2026, 11, 18), until=date(2026, 11, 20))


def test_a_booking_before_the_trip_can_be_given_up_for_it():
    found = refused(EARLY)
    [reason] = found.reasons
    assert reason.subject == "Reef Village Luxury House"
    assert "18 November 2026 to 20 November 2026, and the trip is from 3 December 2026" in reason.reason
    [way] = found.ways_out
    assert way.give_up == ("reef-luxury",)
    assert "what is booked (Reef Village Luxury House)" in way.sentence
    assert problems_of(way.plan, FAMILY, island()) == []


def test_a_booking_soon_after_the_trip_can_be_kept_by_a_longer_one():
    after = Locked("stay", "reef-luxury", date(2026, 12, 8), until=date(2026, 12, 11))
    ways = {way.give_up: way.plan for way in refused(after).ways_out}
    assert set(ways) == {("reef-luxury",), ("nights",)}
    longer = replace(FAMILY, locked=(after,), nights=8)
    assert ways["nights",].nights == 8
    assert booked_problems(ways["nights",], longer) == []


def test_a_trip_is_not_made_weeks_longer_for_a_booking():
    late = replace(DINNER, day=date(2027, 1, 20))
    assert [way.give_up for way in refused(late).ways_out] == [("dinner",)]


def test_all_bookings_outside_the_trip_go_together_however_many():
    visit = Locked("visit", "port-temple-0", date(2026, 11, 19))
    call = Locked("engagement", "call", date(2026, 11, 19), starts_at=600, ends_at=660)
    found = refused(EARLY, visit, call, DINNER)
    assert [set(way.give_up) for way in found.ways_out] == [
        {"reef-luxury", "port-temple-0", "call", "dinner"}
    ]


def test_of_two_dinners_only_the_one_outside_the_trip_is_given_up():
    tonight = replace(DINNER, day=date(2026, 12, 6))
    [way] = refused(DINNER, tonight).ways_out
    assert way.give_up == ("dinner 2026-11-20",)
    assert booked_problems(way.plan, replace(FAMILY, locked=(tonight,))) == []


def test_a_booking_outside_the_trip_is_named_beside_the_other_smallest_sets():
    two = (StopWish("hills", exactly=4), StopWish("reef", exactly=4))
    found = refused(EARLY, stops=two)
    assert {frozenset(way.give_up) for way in found.ways_out} == {
        frozenset({"reef-luxury", other}) for other in ("hills", "reef", "nights")
    }


BEFORE = Locked("stay", "reef-luxury", date(2026, 12, 1), until=date(2026, 12, 3))


def test_a_booking_soon_before_the_trip_can_be_kept_by_an_earlier_start():
    ways = {way.give_up: way for way in refused(BEFORE).ways_out}
    assert set(ways) == {("reef-luxury",), ("start",)}
    way = ways["start",]
    assert (way.plan.start, way.plan.nights) == (BEFORE.day, FAMILY.nights + 2)
    assert way.sentence.startswith("Giving up the start on 2026-12-03 for one on 2026-12-01 makes a trip of")
    assert booked_problems(way.plan, replace(FAMILY, locked=(BEFORE,), start=BEFORE.day, nights=8)) == []


def test_a_trip_does_not_start_weeks_earlier_for_a_booking():
    early = replace(DINNER, day=FAMILY.start - timedelta(days=8))
    assert [way.give_up for way in refused(early).ways_out] == [("dinner",)]


def test_what_is_booked_before_and_after_the_trip_is_kept_by_both_together():
    after = Locked("engagement", "call", date(2026, 12, 11), starts_at=600, ends_at=660)
    ways = {frozenset(way.give_up): way for way in refused(BEFORE, after).ways_out}
    both = ways[frozenset({"start", "nights"})]
    assert (both.plan.start, both.plan.nights) == (BEFORE.day, 10)
    assert "for 10 nights" in both.sentence
    for other in ({"reef-luxury", "call"}, {"reef-luxury", "nights"}, {"start", "call"}):
        assert frozenset(other) in ways


LAST = FAMILY.start + timedelta(days=FAMILY.nights)


def test_a_dinner_on_the_last_evening_is_kept_by_ending_near_the_flight_that_nobody_told():
    found = plan(replace(FAMILY, locked=(replace(DINNER, day=LAST),)), island(), seconds=PATIENT)
    assert (1140, 1260) in [(meal.starts_at, meal.ends_at) for meal in found.days[-1].meals]
    assert found.days[-1].moves_at is None or found.days[-1].moves_at >= 1260
    assert all(check.holds for check in found.certificate)


def test_a_dinner_on_the_evening_of_departure_can_be_kept_by_one_night_more():
    found = refused(replace(DINNER, day=LAST), departs_at=18 * 60)
    assert {way.give_up: way.plan.nights for way in found.ways_out} == {
        ("dinner",): FAMILY.nights,
        ("nights",): FAMILY.nights + 1,
    }
