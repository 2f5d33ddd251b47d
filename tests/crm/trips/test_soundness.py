"""Whatever the destination and the wishes: a plan is sound, or there is a refusal that says why."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from crm.trips.keeping import NIGHT_MARGIN, ROUTE_MARGIN
from crm.trips.patience import Patience
from crm.trips.planner import plan
from crm.trips.refusing import Infeasible
from crm.trips.values import Catalogue, Itinerary, Locked, StopWish, TripRequest
from tests.crm.trips.checker import booked_problems, problems_of
from tests.crm.trips.generated import destination, request

PATIENT = 20.0  # CPU seconds: the steps of the search end first
TRIFLE = 0.02  # of two roundings


def outcome(wishes: TripRequest, catalogue: Catalogue) -> Itinerary | Infeasible:
    try:
        return plan(wishes, catalogue, seconds=PATIENT, patience=Patience(8_000))
    except Infeasible as refused:
        return refused


@settings(max_examples=80)
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


@settings(max_examples=25)
@given(seed=st.integers(0, 10**6), towns=st.integers(1, 5), places=st.integers(5, 30))
def test_leaving_one_place_out_disturbs_little_and_stays_sound(seed: int, towns: int, places: int):
    catalogue = destination(seed, towns, places)
    wishes = request(seed, catalogue)
    before = outcome(wishes, catalogue)
    if isinstance(before, Infeasible) or not before.places:
        return
    unwanted = before.places[seed % len(before.places)]
    must = tuple(p for p in wishes.must_see if p != unwanted)
    changed = replace(wishes, keep=before, never=(*wishes.never, unwanted), must_see=must)
    after = plan(changed, catalogue, seconds=PATIENT)
    assert problems_of(after, changed, catalogue) == []
    if nights_of(after) == nights_of(before):
        assert set(before.places) - {unwanted} <= set(after.places)
    else:
        unmoved = tuple(StopWish(area, exactly=nights) for area, nights in nights_of(before))
        held = plan(replace(changed, stops=unmoved, nights=before.nights), catalogue, seconds=PATIENT)
        if nights_of(held) == nights_of(before):  # else their order was worth turning round there too
            assert after.delight >= held.delight + least_margin(before, after) - TRIFLE


def nights_of(found: Itinerary) -> list[tuple[str, int]]:
    return [(stop.area, stop.nights) for stop in found.stops]


def least_margin(before: Itinerary, after: Itinerary) -> float:
    """Give what another route must be better by: for other towns or their order, and for each night moved."""
    old, new = dict(nights_of(before)), dict(nights_of(after))
    moved = sum(abs(old.get(area, 0) - new.get(area, 0)) for area in old | new) / 2
    return ROUTE_MARGIN * (list(old) != list(new)) + NIGHT_MARGIN * moved


@settings(max_examples=40)
@given(seed=st.integers(0, 10**6), first=st.integers(0, 5), nights=st.integers(1, 3), hour=st.integers(5, 22))
def test_whatever_is_booked_stays_or_the_trip_is_refused(seed: int, first: int, nights: int, hour: int):
    catalogue = destination(seed, 1 + seed % 5, 20)
    wishes = request(seed, catalogue)
    day = wishes.start + timedelta(days=first % (wishes.nights + 1))
    booked = [Locked("engagement", "a call", day, starts_at=hour * 60, ends_at=hour * 60 + 75)]
    if first + nights <= wishes.nights:
        stay = catalogue.stays[seed % len(catalogue.stays)]
        booked.append(Locked("stay", stay.id, day, until=day + timedelta(days=nights)))
    wishes = replace(wishes, locked=tuple(booked))
    found = outcome(wishes, catalogue)
    if isinstance(found, Infeasible):
        assert found.reasons
    else:
        assert booked_problems(found, wishes) == []
        assert problems_of(found, wishes, catalogue) == []
