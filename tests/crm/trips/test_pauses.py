"""Lunch and a small child's nap are owed on every day that leaves an hour for them, days of moving too."""

from dataclasses import replace

import pytest

from crm.trips.board import Ways, survey
from crm.trips.certificate import certify
from crm.trips.planner import plan
from crm.trips.travel import GreatCircle
from crm.trips.values import Catalogue, Check, DayPlan, Itinerary, Locked, Meal, Party, StopWish, TripRequest
from tests.crm.trips.checker import problems_of
from tests.crm.trips.island import island
from tests.crm.trips.test_planner import FAMILY, PATIENT, family_plan

TODDLER = replace(FAMILY, party=Party(2, (2,)))


def certified(found: Itinerary, wishes: TripRequest, catalogue: Catalogue) -> tuple[Check, ...]:
    worth = dict.fromkeys((p.id for p in catalogue.places), 1.0)
    ground = survey(catalogue, worth, GreatCircle(), Ways.of(catalogue))
    return certify(found, wishes, catalogue, ground)


def broken(found: Itinerary, wishes: TripRequest, catalogue: Catalogue) -> list[tuple[str, str]]:
    checks = certified(found, wishes, catalogue)
    return [(check.rule, check.subject) for check in checks if not check.holds]


def moving_day(found: Itinerary) -> DayPlan:
    return next(day for day in found.days[1:-1] if day.transfer is not None)


def with_day(found: Itinerary, day: DayPlan) -> Itinerary:
    return replace(found, days=tuple(day if d.number == day.number else d for d in found.days))


def without(found: Itinerary, day: DayPlan, name: str) -> Itinerary:
    return with_day(found, replace(day, meals=tuple(m for m in day.meals if m.name != name)))


@pytest.mark.parametrize("name", ["lunch", "rest"])
def test_a_day_of_moving_without_a_pause_breaks_the_certificate_and_the_judge_agrees(name: str):
    found = plan(TODDLER, island(), seconds=PATIENT)
    assert broken(found, TODDLER, island()) == []
    day = moving_day(found)
    hungry = without(found, day, name)
    assert (f"time for {name}", f"day {day.number}") in broken(hungry, TODDLER, island())
    assert any(f"has no {name}" in problem for problem in problems_of(hungry, TODDLER, island()))


def test_the_first_and_the_last_day_owe_a_lunch_too_where_they_leave_an_hour():
    wishes = replace(FAMILY, arrives_at=8 * 60, departs_at=22 * 60)
    found = plan(wishes, island(), seconds=PATIENT)
    for day in (found.days[0], found.days[-1]):
        hungry = without(found, day, "lunch")
        assert broken(hungry, wishes, island()) == [("time for lunch", f"day {day.number}")]
        assert any("has no lunch" in problem for problem in problems_of(hungry, wishes, island()))


def test_who_is_under_way_at_noon_reads_in_the_certificate_why_no_lunch_is_planned():
    wishes = replace(FAMILY, arrives_at=13 * 60 + 30, departs_at=13 * 60)
    found = plan(wishes, island(), seconds=PATIENT)
    told = {c.subject: c for c in found.certificate if c.rule == "time for lunch"}
    first, last = (told[f"day {number}"] for number in (1, wishes.nights + 1))
    assert first.numbers["under way until"] == found.days[0].arrives_at
    assert last.numbers["under way from"] == found.days[-1].moves_at
    assert last.numbers["at the gateway"] == 11 * 60
    for check in (first, last):
        assert check.holds
        assert check.note == "none is planned: the party is under way at that time"
        assert (check.numbers["earliest"], check.numbers["latest"]) == (11 * 60 + 45, 14 * 60)


def test_every_day_of_a_plan_answers_for_its_lunch():
    found = family_plan()
    told = [c.subject for c in found.certificate if c.rule == "time for lunch"]
    assert told == [f"day {day.number}" for day in found.days]


@pytest.mark.parametrize(
    ("mode", "minutes", "holds"), [("car", 240, True), ("car", 150, False), ("boat", 110, True)]
)
def test_a_lunch_on_the_way_needs_a_way_that_lasts(mode: str, minutes: int, holds: bool):
    catalogue = island()
    ways = [
        replace(t, mode=mode, minutes=minutes) if t.id == "t-hills-reef" else t for t in catalogue.transfers
    ]
    catalogue = replace(catalogue, transfers=tuple(ways))
    wishes = replace(FAMILY, stops=(StopWish("hills", exactly=3), StopWish("reef", exactly=3)))
    found = plan(wishes, catalogue, seconds=PATIENT)
    day = moving_day(found)
    bare = replace(day, visits=(), meals=(Meal("lunch", 12 * 60, 13 * 60),), moves_at=11 * 60 + 30)
    eating = with_day(
        found, replace(bare, arrives_at=bare.moves_at + minutes, home_at=bare.moves_at + minutes)
    )
    rule = ("lunch on the way", f"day {day.number}")
    [check] = [c for c in certified(eating, wishes, catalogue) if (c.rule, c.subject) == rule]
    assert check.holds is holds
    assert check.numbers["minutes"] == minutes


@pytest.mark.parametrize(("starts_at", "ends_at"), [(19 * 60, 21 * 60), (9 * 60 + 30, 10 * 60)])
def test_what_is_booked_at_another_hour_excuses_no_missing_lunch(starts_at: int, ends_at: int):
    booked = Locked(
        "engagement", "a call", moving_day(family_plan()).date, starts_at=starts_at, ends_at=ends_at
    )
    wishes = replace(FAMILY, locked=(booked,))
    found = plan(wishes, island(), seconds=PATIENT)
    day = found.days[(booked.day - FAMILY.start).days]
    assert broken(found, wishes, island()) == []
    assert ("time for lunch", f"day {day.number}") in broken(without(found, day, "lunch"), wishes, island())


def test_what_is_booked_over_noon_is_the_reason_for_no_lunch_of_ours():
    booked = Locked("engagement", "the feast", FAMILY.start.replace(day=5), starts_at=720, ends_at=900)
    wishes = replace(FAMILY, locked=(booked,))
    found = plan(wishes, island(), seconds=PATIENT)
    [check] = [c for c in found.certificate if c.rule == "time for lunch" and c.subject == "day 3"]
    assert (check.holds, check.note) == (True, "what is booked takes its time")
