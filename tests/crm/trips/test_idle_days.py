"""A day that holds nothing says why."""

from dataclasses import replace
from datetime import timedelta

import pytest

from api.cli.plan_page import write_page
from crm.trips.idle_days import IDLE
from crm.trips.planner import plan
from crm.trips.values import StopWish
from tests.crm.trips.checker import problems_of
from tests.crm.trips.island import island
from tests.crm.trips.test_planner import FAMILY, PATIENT

pytestmark = pytest.mark.usefixtures("briefly")

THIRD = FAMILY.start + timedelta(days=2)  # a Saturday
IN_PORT = (StopWish("port", exactly=6),)


def shut(*days):
    """Give the island with every place closed on some days."""
    closed = tuple((day, day) for day in days)
    return replace(island(), places=tuple(replace(p, closures=closed) for p in island().places))


def why(found, number: int) -> list[str]:
    return [c.note for c in found.certificate if c.rule == IDLE and c.subject == f"day {number}"]


def test_a_day_on_which_everything_is_shut_says_so():
    found = plan(FAMILY, shut(THIRD), seconds=PATIENT)
    assert problems_of(found, FAMILY, shut(THIRD)) == []
    assert found.days[2].visits == ()
    [reason] = why(found, 3)
    assert reason.startswith("everything left within reach is closed on Saturday 2026-12-05: ")


def test_the_page_tells_why_a_day_is_empty():
    found = plan(FAMILY, shut(THIRD), seconds=PATIENT)
    page = write_page(found, island(), None, "no price")
    assert page.count("closed on Saturday 2026-12-05") == 1


def test_a_day_with_visits_needs_no_reason():
    found = plan(FAMILY, shut(THIRD), seconds=PATIENT)
    told = {c.subject for c in found.certificate if c.rule == IDLE}
    assert told == {f"day {day.number}" for day in found.days if not day.visits}


def test_an_arrival_at_night_says_that_it_leaves_no_time():
    found = plan(replace(FAMILY, arrives_at=21 * 60), island(), seconds=PATIENT)
    assert why(found, 1) == ["the arrival leaves no time for a visit"]


def test_where_nothing_suits_the_wishes_say_so():
    kinds = tuple({place.kind for place in island().places})
    found = plan(replace(FAMILY, never=kinds, interests={}), island(), seconds=PATIENT)
    assert {note for day in found.days for note in why(found, day.number)} == {
        "nothing within reach suits the party and its wishes"
    }
    assert len(found.places) == 0


def test_who_has_seen_it_all_in_the_first_days_is_told_so():
    few = replace(island(), places=tuple(p for p in island().places if p.area == "port")[:2])
    found = plan(replace(FAMILY, stops=IN_PORT, interests={}), few, seconds=PATIENT)
    assert len(found.places) == 2
    assert "all that suits is seen on other days" in {n for d in found.days for n in why(found, d.number)}
