"""Dinner: once an evening, at the table of an outing where there is one, and before a late flight too."""

from dataclasses import replace
from datetime import date

import pytest

from crm.catalogue.importing import load_sample
from crm.trips import taste
from crm.trips.board import Ways
from crm.trips.evening import dinner_out
from crm.trips.left_over import leftovers
from crm.trips.patience import Patience
from crm.trips.planner import plan
from crm.trips.values import Catalogue, Meal, Party, Place, TripRequest, Visit
from tests.crm.trips.checker import problems_of
from tests.crm.trips.island import island
from tests.crm.trips.test_pauses import broken, with_day
from tests.crm.trips.test_planner import FAMILY, PATIENT


def place_called(id_: str) -> tuple[Catalogue, Place]:
    catalogue = load_sample().catalogue(id_.split("-")[0])
    return catalogue, next(place for place in catalogue.places if place.id == id_)


@pytest.mark.parametrize(
    ("place", "starts", "is_dinner"),
    [
        ("bali-jimbaran", 16 * 60 + 30, True),  # seafood at the beach, early with small children
        ("dubai-desert-safari", 15 * 60, True),  # dunes, and the camp's grills
        ("rajasthan-chokhi-dhani", 17 * 60 + 30, True),  # a village evening with its food
        ("rajasthan-sam-dunes", 15 * 60 + 30, True),  # nobody is home for dinner
        ("singapore-maxwell", 12 * 60, False),  # that was lunch
        ("singapore-maxwell", 17 * 60, False),  # a plate before dinner
        ("singapore-maxwell", 18 * 60 + 15, True),
        ("kerala-houseboat-cruise", 11 * 60, False),
        ("bali-beach-club", 16 * 60, False),  # snacks, and home for dinner
        ("bali-kecak", 18 * 60, False),
    ],
)
def test_an_outing_at_which_people_have_their_dinner_is_dinner(place: str, starts: int, is_dinner: bool):
    catalogue, found = place_called(place)
    visit = Visit(place, 10, starts, starts, starts + found.duration)
    assert (dinner_out([visit], catalogue.places) is not None) is is_dinner


def of_an_evening(place: Place) -> Place:
    hours = {
        day: tuple(replace(span, opens=1050, closes=1320, last_entry=None) for span in spans)
        for day, spans in place.hours.items()
    }
    return replace(place, hours=hours, duration=75)


def test_who_dines_out_has_no_second_dinner_and_who_flies_late_has_one_before():
    places = tuple(of_an_evening(p) if p.id == "port-food-6" else p for p in island().places)
    catalogue = replace(island(), places=places)
    wishes = replace(FAMILY, must_see=("port-food-6",), departs_at=23 * 60 + 30)
    found = plan(wishes, catalogue, seconds=PATIENT)
    assert problems_of(found, wishes, catalogue) == []
    [out] = [day for day in found.days if "port-food-6" in [visit.place for visit in day.visits]]
    assert "dinner" not in [meal.name for meal in out.meals]
    twice = with_day(found, replace(out, meals=(*out.meals, Meal("dinner", 1185, 1260))))
    assert ("dinner", f"day {out.number}") in broken(twice, wishes, catalogue)
    [meal] = [meal for meal in found.days[-1].meals if meal.name == "dinner"]
    assert found.days[-1].moves_at is not None
    assert meal.ends_at <= found.days[-1].moves_at


def test_what_is_closed_or_far_away_is_not_said_to_find_the_days_full():
    kerala = load_sample().catalogue("kerala")
    wishes = TripRequest("kerala", date(2027, 2, 10), 5, Party(2), interests={"nature": 1.0, "beach": 1.0})
    scores = taste.scores(kerala, wishes)
    placed = [p for p in scores if p not in ("kerala-eravikulam", "kerala-athirappilly", "kerala-poovar")]
    left = leftovers(placed, {"kerala-kochi", "kerala-munnar"}, wishes, kerala, scores, Ways.of(kerala))
    assert {one.subject: one.reason for one in left} == {
        "Eravikulam National Park": "is closed on every day of the trip",
        "Athirappilly Falls": "would be liked, but the days are full",
        "Poovar island boat ride": "would be liked, but is far from the stops of the trip",
    }


def test_a_family_with_a_small_child_dines_early_at_the_beach_and_not_again():
    wishes = TripRequest("bali", date(2027, 3, 9), 3, Party(2, (4,)), must_see=("bali-jimbaran",))
    found = plan(wishes, load_sample().catalogue("bali"), patience=Patience(6000), seconds=PATIENT)
    [out] = [day for day in found.days if "bali-jimbaran" in [visit.place for visit in day.visits]]
    assert "dinner" not in [meal.name for meal in out.meals]
