"""Long outings with lunch on board, and days that begin early or end late for what is wanted then."""

from dataclasses import replace
from datetime import date

import pytest

from crm.trips.planner import plan
from crm.trips.refusing import Infeasible
from crm.trips.values import Catalogue, Check, Interval, Itinerary, Locked, Party, Place, TripRequest
from tests.crm.trips.checker import booked_problems, problems_of
from tests.crm.trips.island import island
from tests.crm.trips.test_planner import FAMILY, PATIENT

pytestmark = pytest.mark.usefixtures("briefly")

COUPLE = replace(FAMILY, party=Party(2))
SATURDAY = date(2026, 12, 5)


def with_place(id_: str, opens: int, closes: int, minutes: int) -> Catalogue:
    """The island with one more place in its port town, open at the same hours every day."""
    known = island()
    port = known.areas[0]
    hours = {day: (Interval(opens, closes),) for day in range(7)}
    more = Place(
        id_, port.id, id_.title(), "outing", port.latitude, port.longitude, hours, minutes, appeal=100.0
    )
    return replace(known, places=(*known.places, more))


def planned(wishes: TripRequest, catalogue: Catalogue) -> Itinerary:
    found = plan(wishes, catalogue, seconds=PATIENT)
    assert problems_of(found, wishes, catalogue) == []
    assert booked_problems(found, wishes) == []
    assert [check for check in found.certificate if not check.holds] == []
    return found


def visit_of(found: Itinerary, place: str):
    return next((day, v) for day in found.days for v in day.visits if v.place == place)


def test_a_boat_tour_over_noon_is_planned_with_lunch_on_board():
    wishes = replace(COUPLE, must_see=("island tour",))
    found = planned(wishes, with_place("island tour", 9 * 60, 16 * 60, 360))
    day, tour = visit_of(found, "island tour")
    [lunch] = [meal for meal in day.meals if meal.name == "lunch"]
    assert tour.starts_at <= lunch.starts_at
    assert lunch.ends_at <= tour.ends_at


def test_a_visit_that_is_not_so_long_serves_no_lunch():
    catalogue = with_place("matinee", 10 * 60 + 30, 14 * 60 + 15, 225)  # it leaves no time for lunch
    with pytest.raises(Infeasible, match="does not fit"):
        plan(replace(COUPLE, must_see=("matinee",)), catalogue, seconds=PATIENT)


def test_a_small_child_takes_no_nap_on_a_long_outing():
    wishes = replace(COUPLE, must_see=("theme park",))
    catalogue = with_place("theme park", 10 * 60, 17 * 60, 420)
    assert "theme park" in planned(wishes, catalogue).places
    with pytest.raises(Infeasible, match="does not fit"):
        plan(replace(wishes, party=Party(2, (2,))), catalogue, seconds=PATIENT)


def test_a_boat_that_leaves_early_is_caught_by_who_must_see_it_and_no_other_day_begins_early():
    catalogue = with_place("sunrise trek", 6 * 60 + 30, 9 * 60 + 30, 180)
    assert "sunrise trek" not in planned(COUPLE, catalogue).places
    found = planned(replace(COUPLE, must_see=("sunrise trek",)), catalogue)
    early, trek = visit_of(found, "sunrise trek")
    assert trek.starts_at == 6 * 60 + 30
    assert early.starts_at < trek.starts_at
    usual = 9 * 60
    assert all(day.starts_at >= usual for day in found.days if day is not early)


def test_a_boat_that_leaves_early_leaves_days_with_nothing_to_see_as_they_are():
    known = with_place("sunrise trek", 6 * 60 + 30, 9 * 60 + 30, 180)
    catalogue = replace(known, places=known.places[-1:])
    found = planned(replace(COUPLE, must_see=("sunrise trek",)), catalogue)
    idle = [day for day in found.days[1:-1] if not day.visits and day.transfer is None]
    assert idle
    assert all(9 * 60 <= day.starts_at <= day.home_at for day in idle)


def home_in_time(found: Itinerary, number: int) -> Check:
    return next(c for c in found.certificate if c.rule == "home in time" and c.subject == f"day {number}")


def test_a_late_show_that_must_be_seen_makes_its_evening_long_and_the_certificate_says_so():
    catalogue = with_place("fire dance", 21 * 60, 22 * 60 + 30, 90)
    found = planned(replace(COUPLE, must_see=("fire dance",), nights=4), catalogue)
    day, _ = visit_of(found, "fire dance")
    if 1 < day.number < 5 and day.transfer is None:
        assert "late for what is booked or must be seen" in home_in_time(found, day.number).note
    assert day.home_at > 22 * 60 + 30


def test_young_children_see_no_late_show_unless_it_is_booked():
    catalogue = with_place("fire dance", 21 * 60, 22 * 60 + 30, 90)
    wishes = replace(COUPLE, party=Party(2, (6,)))
    with pytest.raises(Infeasible, match="does not fit"):
        plan(replace(wishes, must_see=("fire dance",)), catalogue, seconds=PATIENT)
    booked = Locked("visit", "fire dance", SATURDAY, starts_at=21 * 60)
    planned(replace(wishes, locked=(booked,)), catalogue)


@pytest.mark.parametrize(("starts", "ends"), [(420, 480), (500, 570), (1020, 1230), (450, 1380)])
def test_an_engagement_at_any_hour_of_a_day_is_kept(starts: int, ends: int):
    call = Locked("engagement", "a call", SATURDAY, starts_at=starts, ends_at=ends)
    found = planned(replace(COUPLE, locked=(call,)), island())
    day = found.days[(SATURDAY - COUPLE.start).days]
    assert all(v.ends_at <= starts or ends <= v.starts_at for v in day.visits)


@pytest.mark.parametrize(
    ("day", "hours", "why"),
    [(0, (420, 480), "before the arrival at"), (COUPLE.nights, (1380, 1430), "after the departure at")],
)
def test_an_engagement_beyond_the_flights_is_refused_with_both_hours(
    day: int, hours: tuple[int, int], why: str
):
    on = date.fromordinal(COUPLE.start.toordinal() + day)
    call = Locked("engagement", "a call", on, starts_at=hours[0], ends_at=hours[1])
    told = replace(COUPLE, arrives_at=12 * 60, departs_at=18 * 60)
    with pytest.raises(Infeasible, match=why) as refused:
        plan(replace(told, locked=(call,)), island(), seconds=PATIENT)
    assert ("a call",) in [way.give_up for way in refused.value.ways_out]


def test_a_booked_visit_that_something_else_booked_keeps_from_says_so():
    visit = Locked("visit", "port-temple-0", SATURDAY, starts_at=600)
    call = Locked("engagement", "a call", SATURDAY, starts_at=610, ends_at=640)
    with pytest.raises(Infeasible, match="beside what else is booked"):
        plan(replace(COUPLE, locked=(visit, call)), island(), seconds=PATIENT)
