"""Three options on one front, suggestions for a gap, and days for when it rains."""

from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from crm.money import Money, written
from crm.trips import options
from crm.trips.options import plan_options, plan_variants
from crm.trips.planner import plan
from crm.trips.raining import rain_days
from crm.trips.refusing import Infeasible
from crm.trips.suggesting import suggest
from crm.trips.taste import score
from crm.trips.values import Catalogue, Itinerary, Locked, StopWish
from tests.crm.trips.checker import problems_of
from tests.crm.trips.generated import destination
from tests.crm.trips.island import island
from tests.crm.trips.test_planner import FAMILY, PATIENT, family_plan

NIGHT = {"value": 40, "comfort": 90, "luxury": 260}


def costs(catalogue: Catalogue):
    """Price a plan by its nights, its visits and its moves."""
    classes = {s.id: s.hotel_class for s in catalogue.stays}

    def cost(itinerary: Itinerary) -> Money:
        nights = sum(NIGHT[classes[s.stay]] * s.nights for s in itinerary.stops)
        rides = sum(50 for d in itinerary.days for _ in (*d.day_trips, *filter(None, [d.transfer])))
        return Money(Decimal(nights + rides + 12 * len(itinerary.places)), "USD")

    return cost


@cache
def family_options():
    return plan_options(FAMILY, island(), costs(island()), seconds=PATIENT)


def test_three_options_differ_on_purpose_and_none_beats_another():
    options = family_options()
    assert [o.flavour for o in options] == ["value", "balanced", "comfort"]
    amounts, delights = [o.cost.amount for o in options], [o.delight for o in options]
    assert amounts == sorted(set(amounts))
    assert delights == sorted(set(delights))
    assert all(check.holds for o in options for check in o.itinerary.certificate)


def test_each_option_says_why_in_one_sentence():
    value, balanced, comfort = family_options()
    saved = balanced.cost - value.cost
    dearer = comfort.cost - balanced.cost
    assert value.reason.startswith(f"Saves {written(saved)}: {len(value.itinerary.places)} visits")
    assert balanced.reason.startswith("The middle way:")
    assert comfort.reason.startswith(f"For {written(dearer)} more:")


@pytest.mark.parametrize("share", ["0.97", "1.2"], ids=["less than the cheapest", "enough for some"])
def test_of_the_options_one_keeps_the_budget_and_each_says_how_it_stands_to_it(share: str):
    cheapest = min(option.cost.amount for option in family_options())
    budget = Money((cheapest * Decimal(share)).quantize(Decimal(1)), "USD")
    found = plan_options(replace(FAMILY, budget=budget), island(), costs(island()), seconds=PATIENT)
    within = [option for option in found if option.cost <= budget]
    assert within
    assert all(f"within the budget of {written(budget)}" in option.reason for option in within)
    for option in (one for one in found if one not in within):
        assert f"{written(option.cost - budget)} over the budget" in option.reason


def with_a_gap() -> tuple[Itinerary, str]:
    """Give a plan from which one visit of the third day was taken."""
    full = family_plan()
    taken = full.days[2].visits[-1].place
    days = tuple(
        replace(d, visits=tuple(v for v in d.visits if v.place != taken)) if d.number == 3 else d
        for d in full.days
    )
    return replace(full, days=days), taken


def test_a_gap_is_filled_by_what_fits_and_says_what_it_changes():
    plan_, taken = with_a_gap()
    found = suggest(plan_, FAMILY, island(), day=3, cost=costs(island()))
    assert taken in {s.place for s in found}
    assert all(s.day == 3 for s in found)
    assert all(s.price is not None and s.price.amount > 0 for s in found)
    assert list(found) == sorted(found, key=lambda s: (s.is_fuller, -s.delight))
    for suggestion in found:
        assert problems_of(suggestion.plan, FAMILY, island()) == []
        assert set(suggestion.plan.places) == {*plan_.places, suggestion.place}
    assert "fits into day 3 at" in found[0].sentence


def test_when_it_rains_the_day_is_spent_indoors():
    catalogue = destination(11, towns=2, places=40)
    wishes = replace(FAMILY, destination="land")
    dry = plan(wishes, catalogue, seconds=PATIENT)
    wet = dry.rain_days
    assert wet == rain_days(dry, wishes, catalogue)
    indoor = {p.id for p in catalogue.places if p.is_indoor}
    assert wet
    for day in wet:
        assert day.visits
        assert {v.place for v in day.visits} <= indoor
        days = tuple(day if d.number == day.number else d for d in dry.days)
        assert problems_of(replace(dry, days=days, rain_days=()), wishes, catalogue) == []


def test_when_it_rains_what_is_booked_stays():
    catalogue = island()
    outdoors = {p.id for p in catalogue.places if not p.is_indoor}
    dry = plan(FAMILY, catalogue, seconds=PATIENT)
    day = next(d for d in dry.days[1:-1] if d.visits)
    booked = Locked("visit", day.visits[0].place, day.date)
    assert booked.id in outdoors
    roofs = tuple(
        replace(p, is_indoor=p.kind == "museum" or p.id == "hills-museum-9") for p in catalogue.places
    )
    catalogue = replace(catalogue, places=roofs)
    wishes = replace(FAMILY, locked=(booked,))
    found = plan(wishes, catalogue, seconds=PATIENT)
    assert found.rain_days
    assert problems_of(found, wishes, catalogue) == []


def eating(*kitchens: str) -> Catalogue:
    """The island, whose places to eat at say which diets they keep."""
    catalogue = island()
    places = tuple(replace(p, tags=kitchens) if p.kind == "food" else p for p in catalogue.places)
    return replace(catalogue, places=places)


def test_a_vegetarian_eats_where_vegetarian_food_is_served():
    keen = replace(FAMILY, interests={"food": 1.0})
    eaten = [p for p in plan(keen, eating("halal"), seconds=PATIENT).places if "food" in p]
    assert eaten
    vegetarian = replace(keen, diet=("vegetarian",))
    assert [p for p in plan(vegetarian, eating("halal"), seconds=PATIENT).places if "food" in p] == []
    assert [p for p in plan(vegetarian, eating("vegan"), seconds=PATIENT).places if "food" in p]
    with pytest.raises(Infeasible, match="does not serve vegetarian food") as refused:
        plan(replace(vegetarian, must_see=(eaten[0],)), eating("halal"), seconds=PATIENT)
    assert {way.give_up for way in refused.value.ways_out} == {(eaten[0],), ("diet",)}


def test_a_kitchen_that_says_nothing_is_liked_less_by_who_keeps_a_diet():
    place = next(p for p in island().places if p.kind == "food")
    told = replace(place, tags=("vegetarian",))
    kept = replace(FAMILY, diet=("vegetarian",))
    assert score(place, kept) == pytest.approx(0.6 * score(place, FAMILY))
    assert score(told, kept) == score(told, FAMILY)


def test_a_stay_that_is_named_is_slept_in_whatever_its_class():
    found = plan(replace(FAMILY, stays=("hills-luxury",)), island(), seconds=PATIENT)
    slept = {s.area: s.stay for s in found.stops}
    assert slept["hills"] == "hills-luxury"
    assert {s for area, s in slept.items() if area != "hills"} <= {"port-comfort", "reef-comfort"}
    assert not [u for u in found.unplaced if "stay in" in u.subject]


def test_a_named_stay_that_cannot_be_is_said():
    wishes = replace(FAMILY, stays=("hills-luxury",), stops=(StopWish("hills", exactly=0),))
    found = plan(wishes, island(), seconds=PATIENT)
    assert [u.reason for u in found.unplaced if "Luxury" in u.subject] == ["the trip has no night there"]


def test_what_a_search_leaves_over_of_its_seconds_goes_to_those_after_it(monkeypatch: pytest.MonkeyPatch):
    given: list[tuple[float, bool]] = []

    def watched(*asked: Any, seconds: float, is_brief: bool, **more: Any) -> Itinerary:
        given.append((seconds, is_brief))
        return plan(*asked, seconds=seconds, is_brief=is_brief, **more)

    monkeypatch.setattr(options, "plan", watched)
    plan_variants(FAMILY, island(), seconds=PATIENT)
    assert [is_brief for _, is_brief in given] == [False, True, True, True, True]
    assert given[0][0] == pytest.approx(PATIENT / 3, rel=0.01)
    later = [seconds for seconds, _ in given[1:]]
    assert later == sorted(later)
    assert later[-1] > PATIENT / 2
