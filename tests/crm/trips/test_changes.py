"""What a change of plan moved, and why, in words for people."""

from dataclasses import replace
from datetime import timedelta
from functools import cache

from crm.trips.changes import describe_changes, sentences
from crm.trips.planner import plan
from crm.trips.values import StopWish
from tests.crm.trips.island import island
from tests.crm.trips.test_planner import FAMILY, PATIENT, family_plan


@cache
def before():
    return family_plan()


def changes_of(**wishes):
    request = replace(FAMILY, keep=before(), **wishes)
    return describe_changes(before(), plan(request, island(), seconds=PATIENT), island(), request)


def test_nothing_changes_when_nothing_is_asked():
    assert changes_of() == []


def test_what_the_party_does_not_want_is_dropped_because_they_said_so():
    gone = before().places[4]
    found = {(c.kind, c.subject): c for c in changes_of(never=(gone,))}
    assert found["dropped", gone].why == "you asked to leave it out"


def test_what_was_in_a_town_left_out_is_dropped_or_moved_for_that_reason():
    town = before().stops[-1].area
    found = changes_of(stops=(StopWish(town, exactly=0),))
    assert any(c.kind == "stop dropped" and c.subject == town for c in found)
    name = next(a.name for a in island().areas if a.id == town)
    of_the_town = {v.place for d in before().days if d.area == town for v in d.visits}
    reasons = {c.why for c in found if c.kind in ("dropped", "moved") and c.subject in of_the_town}
    assert reasons
    assert reasons <= {f"there is no night in {name} any more", f"the nights in {name} changed"}


def test_visits_that_change_for_one_reason_share_a_sentence():
    first = before().stops[0]
    found = changes_of(stops=(StopWish(first.area, exactly=first.nights + 1),))
    moved = [c for c in found if c.kind == "moved"]
    told = sentences(moved)
    assert len(told) == len({c.why for c in moved}) < len(moved)
    for change in moved:
        assert sum(change.name in text for text in told) == 1
        assert any(change.why in text for text in told)


def test_a_night_that_nobody_asked_to_move_says_why_it_moved():
    first = before().stops[0]
    found = changes_of(stops=(StopWish(first.area, exactly=first.nights + 1),))
    nights = {c.subject: c.because for c in found if c.kind in ("nights", "stop dropped", "stop added")}
    assert nights.pop(first.area) == "asked"
    assert set(nights.values()) == {"better so"}


def test_what_stops_and_nights_become_is_told_before_visits():
    found = changes_of(nights=7)
    assert sentences(found)[0] == found[0].with_reason
    assert sentences([found[0]]) == [found[0].with_reason]


def test_a_longer_trip_says_so_and_adds():
    found = changes_of(nights=7)
    assert found[0].sentence == "The trip is now 7 nights long instead of 6 nights."
    assert any(c.kind == "added" and c.why == "there is time for it now" for c in found)


def test_another_start_is_told_in_days():
    found = changes_of(start=FAMILY.start + timedelta(days=7))
    assert [c.kind for c in found] == ["dates"]
    assert found[0].sentence == "The trip now starts on 10 December 2026 instead of 3 December 2026."
