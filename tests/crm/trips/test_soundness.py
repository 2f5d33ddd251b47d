"""Whatever the destination and the wishes: a plan is sound, or there is a refusal that says why."""

from hypothesis import given, settings
from hypothesis import strategies as st

from crm.trips.planner import plan
from crm.trips.values import Catalogue, Infeasible, Itinerary, TripRequest
from tests.crm.trips.checker import problems_of
from tests.crm.trips.generated import destination, request


def outcome(wishes: TripRequest, catalogue: Catalogue) -> Itinerary | Infeasible:
    try:
        return plan(wishes, catalogue, seconds=0.15)
    except Infeasible as refused:
        return refused


@settings(max_examples=80, deadline=None)
@given(seed=st.integers(0, 10**6), towns=st.integers(1, 5), places=st.integers(1, 30))
def test_every_plan_is_sound_in_the_eyes_of_an_independent_judge(seed: int, towns: int, places: int):
    catalogue = destination(seed, towns, places)
    wishes = request(seed, catalogue)
    found = outcome(wishes, catalogue)
    if isinstance(found, Infeasible):
        assert found.reasons
    else:
        assert problems_of(found, wishes, catalogue) == []
        assert [check for check in found.certificate if not check.holds] == []
