"""More time for a trip never makes a worse plan, and the search goes on for as long as it may."""

import subprocess
import sys
from dataclasses import replace

from crm.trips.ceiling import ceiling
from crm.trips.drafting import Desk
from crm.trips.planner import plan
from crm.trips.search import BRIEF, WHOLE, first_steps, further_steps, usual_steps
from crm.trips.stops import Towns
from crm.trips.travel import GreatCircle
from crm.trips.values import Catalogue, Itinerary, TripRequest
from tests.bench.plan_trip import best_delight, small_case
from tests.crm.trips.generated import destination, request

PATIENT = 60.0  # CPU seconds: the steps end first


def hard_case() -> tuple[Catalogue, TripRequest]:
    """Give a trip of few towns and many sights, where the usual steps stop short of the best."""
    catalogue = destination(37, towns=3, places=40)
    towns = tuple(replace(a, most_nights=2, least_nights=1) for a in catalogue.areas)
    catalogue = replace(catalogue, areas=towns)
    wishes = TripRequest("land", request(1, catalogue).start, 5, request(2, catalogue).party)
    return catalogue, wishes


def desk_of(wishes: TripRequest, catalogue: Catalogue) -> tuple[Desk, Towns]:
    desk = Desk(wishes, catalogue, GreatCircle(), lambda: False)
    return desk, Towns(catalogue, wishes, desk.attractions, desk.ways)


def test_with_more_steps_the_delight_never_falls_and_on_a_hard_trip_rises():
    catalogue, wishes = hard_case()
    desk, towns = desk_of(wishes, catalogue)
    for _ in (*first_steps(desk, towns), *usual_steps(desk, towns)):
        pass
    assert desk.best is not None
    found = [desk.best.delight]
    for _, _ in zip(range(24), further_steps(desk, towns), strict=False):
        found.append(desk.best.delight)
    assert found == sorted(found)
    assert found[-1] > found[0]


def test_the_steps_of_a_longer_search_begin_with_those_of_a_shorter_one():
    catalogue, wishes = small_case(0)
    shorter: list[Itinerary] = []
    longer: list[Itinerary] = []
    plan(wishes, catalogue, seconds=PATIENT, progress=shorter.append)
    plan(wishes, catalogue, seconds=PATIENT, further=6, progress=longer.append)
    assert longer[: len(shorter)] == shorter


def test_a_search_that_may_go_on_ends_where_nothing_can_be_better():
    catalogue, wishes = small_case(1)
    few = replace(catalogue, places=())
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        assert asked < 10**5, "the search does not end"
        return False

    found = plan(wishes, few, seconds=PATIENT, further=None, cancelled=cancelled)
    assert found.places == ()


def test_no_division_of_the_places_passes_the_ceiling_of_all_routes():
    catalogue, wishes = small_case(5)
    desk, towns = desk_of(wishes, catalogue)
    for outline in towns.all_of_few() or []:
        desk.draft(outline)
    highest = max(ceiling(draft, desk.ground) for draft in desk.drafts())
    assert highest >= best_delight(catalogue, wishes, 0.0)


def test_a_brief_search_takes_fewer_steps_and_loses_little():
    catalogue, wishes = hard_case()
    steps, delight = [], []
    for effort in (WHOLE, BRIEF):
        desk, towns = desk_of(wishes, catalogue)
        steps.append(sum(1 for _ in (*first_steps(desk, towns), *usual_steps(desk, towns, effort))))
        assert desk.best is not None
        delight.append(desk.best.delight)
    assert steps[1] < steps[0]
    assert delight[1] >= 0.97 * delight[0]


def test_a_search_loads_nothing_once_its_time_runs():
    code = (
        "import sys; from crm.trips.planner import plan;"
        "from tests.crm.trips.generated import destination, request;"
        "catalogue = destination(0); wishes = request(0, catalogue, 4); known = set(sys.modules);"
        "plan(wishes, catalogue, seconds=60.0, further=0); print(*sorted(set(sys.modules) - known))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split() == []
