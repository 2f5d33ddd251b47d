"""A search that ends by its patience ends at the same step wherever it runs; seconds only end it earlier."""

import time
from dataclasses import replace
from itertools import count

import pytest

from crm.trips.options import plan_variants
from crm.trips.patience import Patience
from crm.trips.planner import plan
from crm.trips.refusing import Infeasible
from crm.trips.values import StopWish
from tests.crm.trips.island import island
from tests.crm.trips.test_planner import FAMILY, PATIENT


@pytest.fixture
def slow_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the clock know only of looks at it: a tenth of a millisecond each."""
    looks = count()
    monkeypatch.setattr(time, "thread_time", lambda: next(looks) / 10_000)


def short() -> tuple[object, int]:
    patience = Patience(4_000)
    return plan(FAMILY, island(), seconds=10_000, patience=patience), patience.spent


def test_a_slow_machine_finds_the_same_plan(request: pytest.FixtureRequest):
    quick = short()
    request.getfixturevalue("slow_machine")
    assert short() == quick


def test_patience_ends_a_search_and_more_of_it_is_never_worse():
    found = [
        plan(FAMILY, island(), seconds=PATIENT, patience=Patience(most)).delight
        for most in (1, 1_000, 8_000, None)
    ]
    assert found == sorted(found)
    assert found[0] < found[-1]


def test_seconds_end_what_patience_would_not(slow_machine: None):
    patience = Patience(1_000_000)
    plan(FAMILY, island(), seconds=0.05, patience=patience)
    assert patience.spent < 20_000


def test_options_share_their_patience_and_pass_on_what_is_left():
    whole, tight = Patience(), Patience(10_000)
    many = plan_variants(FAMILY, island(), seconds=5 * PATIENT, patience=whole)
    few = plan_variants(FAMILY, island(), seconds=5 * PATIENT, patience=tight)
    assert len(few) == len(many)
    assert tight.spent < 13_000 < whole.spent  # the last step of each search may pass its share a little


def test_ways_out_are_the_same_on_a_slow_machine(request: pytest.FixtureRequest):
    wishes = replace(FAMILY, stops=(StopWish("hills", exactly=4), StopWish("reef", exactly=4)))

    def ways() -> list[tuple[str, ...]]:
        with pytest.raises(Infeasible) as refused:
            plan(wishes, island(), seconds=10_000)
        return [way.give_up for way in refused.value.ways_out]

    quick = ways()
    assert len(quick) == 3
    request.getfixturevalue("slow_machine")
    assert ways() == quick
