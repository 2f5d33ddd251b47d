"""Small trips come near the best there is, which is proven by trying everything."""

from dataclasses import replace
from datetime import date

import pytest

from crm.catalogue.importing import load_sample
from crm.trips import taste
from crm.trips.board import Ways
from crm.trips.planner import plan
from crm.trips.stops import Towns
from crm.trips.values import Party, StopWish, TripRequest
from tests.bench.plan_trip import best_delight, small_case
from tests.crm.trips.generated import destination, request

PATIENT = 30.0  # CPU seconds: the rounds end first


@pytest.mark.parametrize(
    "seed", [pytest.param(3, id="towns in an unlikely order"), pytest.param(10, id="rides that pay in pairs")]
)
def test_a_small_trip_is_within_a_hundredth_of_the_proven_best(seed: int):
    catalogue, wishes = small_case(seed)
    found = plan(wishes, catalogue, seconds=PATIENT)
    assert found.delight >= 0.99 * best_delight(catalogue, wishes, found.delight)


def test_of_many_towns_a_first_route_is_found_without_trying_them_all():
    catalogue = destination(84, towns=12, places=40)
    wishes = replace(request(2, catalogue, nights=16), stops=())
    ways = Ways.of(catalogue)
    scores = taste.scores(catalogue, wishes)
    first = Towns(catalogue, wishes, scores, ways).first_outline()
    assert first is not None
    assert sum(first.nights) == 16


def test_a_visit_that_brings_the_party_home_earlier_is_weighed_and_planned():
    bali = load_sample().catalogue("bali")
    elsewhere = tuple(StopWish(a.id, most=0) for a in bali.areas if a.most_nights and a.id != "bali-ubud")
    wishes = TripRequest("bali", date(2027, 3, 6), 6, Party(2), interests={"temple": 1.0, "food": 0.6},
                         stops=(StopWish("bali-ubud", exactly=6), *elsewhere))  # fmt: skip
    assert plan(wishes, bali, seconds=PATIENT).is_feasible
