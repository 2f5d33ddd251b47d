"""A flight soon after midnight: the last night is kept, and the party leaves for it in the evening."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.wording.papers import Wording
from bot.paper.days import Names, tell_days
from crm.trips.planner import plan
from crm.trips.refusing import Infeasible
from crm.trips.values import Locked
from tests.crm.trips.checker import problems_of
from tests.crm.trips.generated import destination, request
from tests.crm.trips.island import island
from tests.crm.trips.test_planner import FAMILY, PATIENT
from tests.crm.trips.test_soundness import outcome


@pytest.mark.parametrize("departs_at", [0, 45, 120, 180, 240, 299])
def test_an_early_flight_leaves_the_last_day_empty_and_the_last_night_kept(departs_at: int):
    wishes = replace(FAMILY, departs_at=departs_at)
    found = plan(wishes, island(), seconds=PATIENT)
    assert problems_of(found, wishes, island()) == []
    assert sum(stop.nights for stop in found.stops) == FAMILY.nights
    assert found.days[-1].visits == ()
    assert found.days[-1].home_at == departs_at - 120
    assert len(found.days[-2].visits) > 0


def test_the_way_to_a_flight_after_midnight_begins_when_the_evening_is_over():
    wishes = replace(FAMILY, departs_at=20)
    found = plan(wishes, island(), seconds=PATIENT)
    leaves = found.days[-1].moves_at
    assert leaves is not None
    assert leaves < 0
    [check] = [c for c in found.certificate if c.rule == "leaves on the evening before"]
    assert check.holds
    assert check.numbers["leaves"] == leaves + 1440


def test_the_way_to_a_night_flight_is_told_on_the_evening_before():
    found = plan(replace(FAMILY, departs_at=20), island(), seconds=PATIENT)
    told = tell_days(found, Names(island()), Wording.of("en"))
    leaves = found.days[-1].moves_at + 1440
    ways = [
        m for m in told[-2].moments if m.kind == "move" and m.starts == f"{leaves // 60}:{leaves % 60:02d}"
    ]
    assert len(ways) == 1
    assert not [m for m in told[-1].moments if m.kind == "move"]


def test_a_dinner_booked_for_the_hour_of_leaving_is_what_stands_in_the_way():
    eve = FAMILY.start + timedelta(days=FAMILY.nights - 1)
    dinner = Locked("engagement", "dinner", eve, starts_at=20 * 60, ends_at=23 * 60)
    wishes = replace(FAMILY, departs_at=20, locked=(dinner,))
    with pytest.raises(Infeasible) as refused:
        plan(wishes, island(), seconds=PATIENT)
    assert ("dinner",) in {way.give_up for way in refused.value.ways_out}


def test_a_trip_of_one_night_that_lands_as_it_should_leave_is_refused():
    wishes = replace(FAMILY, nights=1, arrives_at=22 * 60, departs_at=20)
    with pytest.raises(Infeasible, match="leave no time"):
        plan(wishes, island(), seconds=PATIENT)


@settings(max_examples=40)
@given(seed=st.integers(0, 10**6), towns=st.integers(1, 5), departs_at=st.integers(0, 5 * 60))
def test_every_plan_before_a_night_flight_is_sound(seed: int, towns: int, departs_at: int):
    catalogue = destination(seed, towns, 20)
    wishes = replace(request(seed, catalogue), departs_at=departs_at)
    found = outcome(wishes, catalogue)
    if isinstance(found, Infeasible):
        assert found.reasons
    else:
        assert problems_of(found, wishes, catalogue) == []
        assert [check for check in found.certificate if not check.holds] == []
