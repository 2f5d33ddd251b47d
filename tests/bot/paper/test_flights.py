"""What the paper says of the ends of a trip, and of a day's pauses: assumed hours are told as assumed."""

from dataclasses import replace

import pytest

from agents.wording.replies import LANGUAGES
from bot.paper.story import Moment, Story
from crm.trips.flights import assumed_in
from crm.trips.planner import plan
from crm.trips.store import encode
from crm.trips.values import DayPlan, Itinerary, Meal, TripRequest, Visit
from tests.bot.paper.proposals import FAMILY, START, planned, priced, sample, told


def flights(story: Story) -> list[Moment]:
    return [moment for day in story.days for moment in day.moments if moment.kind == "flight"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_hours_of_flights_that_nobody_told_are_told_as_assumed(language: str) -> None:
    story = told(planned(), priced(planned()), language=language)
    landing, home = flights(story)
    assert (landing.starts, home.starts) == ("12:00", "18:00")
    assert "Ngurah Rai" in landing.title
    assert landing.tag == home.tag == story.say("flight.assumed")
    assert (landing.note, home.note) == (story.say("flight.tell_arrival"), story.say("flight.tell_departure"))
    assert landing.note != home.note
    assert not {"flight.assumed", "flight.tell_arrival", "flight.tell_departure"} & set(story.say.lacks)


def test_a_flight_that_was_told_stands_with_its_hour_alone() -> None:
    wish = TripRequest("bali", START, 2, FAMILY, arrives_at=8 * 60 + 25)
    found = plan(wish, sample().catalogue("bali"))
    landing, home = flights(told(found, priced(found)))
    assert (landing.starts, landing.tag, landing.note) == ("08:25", "", "")
    assert home.tag == "assumed"
    assert home.note.startswith("Your flight home is not known yet.")
    assert assumed_in(encode(found)) == "Flight home not told yet, assumed: 18:00."
    assert (
        assumed_in(encode(planned()))
        == "No flight told yet, assumed: landing at 12:00, flying home at 18:00."
    )


def with_lunch(visit: tuple[int, int] | None, move: tuple[int, int] | None, trip: Itinerary) -> DayPlan:
    place = trip.places[0]
    ways = {"transfer": trip.days[0].transfer, "moves_at": move[0], "arrives_at": move[1]} if move else {}
    return replace(
        trip.days[1],
        visits=(Visit(place, 10, visit[0], *visit),) if visit else (),
        meals=(Meal("lunch", 720, 780),),
        **ways,
    )


@pytest.mark.parametrize(
    ("visit", "move", "title"),
    [
        ((540, 960), None, "Lunch during the outing"),
        (None, (600, 900), "Lunch on the way"),
        ((540, 720), (780, 900), "Time for lunch"),
    ],
)
def test_a_lunch_says_where_it_is_eaten(
    visit: tuple[int, int] | None, move: tuple[int, int] | None, title: str
) -> None:
    trip = planned()
    changed = replace(trip, days=(trip.days[0], with_lunch(visit, move, trip), *trip.days[2:]))
    story = told(changed, priced(trip))
    assert [m.title for m in story.days[1].moments if m.kind == "meal"] == [title]


def test_before_a_flight_soon_after_midnight_the_room_is_kept_until_the_evening() -> None:
    wish = TripRequest("bali", START, 2, FAMILY, departs_at=30)
    found = plan(wish, sample().catalogue("bali"))
    first, second, last = told(found, priced(found)).days
    assert first.sleeps.startswith("Night at ")
    assert second.sleeps.endswith("is yours until you leave in the evening")
    assert last.sleeps == ""
    assert [(m.starts, m.kind) for m in last.moments] == [("00:30", "flight")]
