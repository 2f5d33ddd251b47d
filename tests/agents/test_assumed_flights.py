"""What is booked on the first or the last day moves a flight that nobody told, and the desk says so."""

import pytest

from agents.wording.phrasing import Pen
from agents.wording.replies import LANGUAGES
from crm.trips.flights import assumed_in
from crm.trips.store import itinerary_from_json, request_from_json
from crm.trips.values import Itinerary, TripRequest
from tests.agents.desk import Customer, customer

TRIP = "Bali, 2 adults, 5 nights from 10 January 2027, comfort hotels"
BRUNCH = "we have booked a lunch on 10 January from 10:00 to 11:30"
SHOW = "we have booked a dinner on 15 January from 19:00 to 21:00"


def planned(asha: Customer) -> tuple[TripRequest, Itinerary]:
    assert asha.trip is not None
    return request_from_json(asha.trip.request), itinerary_from_json(asha.trip.itinerary)


async def test_a_morning_booked_on_the_first_day_makes_the_assumed_landing_earlier() -> None:
    asha = customer()
    said = await asha.says(f"{TRIP}, {BRUNCH}")
    request, plan = planned(asha)
    assert request.arrives_at is None
    assert request.lands_at == 6 * 60
    assert "you land by 06:00 on the first day" in said
    assert any(meal.name == "engagement" and meal.starts_at == 10 * 60 for meal in plan.days[0].meals)
    assert not asha.outcomes[-1].stopped_by_gate


async def test_an_evening_booked_on_the_last_day_makes_the_assumed_flight_home_later() -> None:
    asha = customer()
    await asha.says(TRIP)
    said = await asha.says(SHOW)
    request, plan = planned(asha)
    assert "you fly home at 23:59 or later" in said
    assert (plan.days[-1].moves_at or 0) >= 21 * 60
    assert plan.days[-1].home_at <= request.flies_at - 120
    again = await asha.says("and luxury hotels please")
    assert "you fly home at" not in again


async def test_a_flight_that_was_told_holds_against_what_is_booked() -> None:
    asha = customer()
    said = await asha.says(f"{TRIP}, our flight home leaves at 18:00, {SHOW}")
    assert "after the departure at 18:00" in said


async def test_flights_told_after_the_plan_are_kept_in_a_new_version_though_they_move_nothing() -> None:
    asha = customer()
    await asha.says(TRIP)
    said = await asha.says("we land at 11:00 and fly home at 18:00")
    assert "you land at 11:00" in said
    assert "you fly home at 18:00" in said
    assert asha.trip is not None
    assert asha.trip.version == 2
    assert assumed_in(asha.trip.itinerary) == ""
    said = await asha.says("our flight home is cancelled")
    is_open = "your flight home is open again; I plan with 18:00"
    assert is_open in said
    assert "your landing" not in said
    assert "18:00" in assumed_in(asha.trip.itinerary)
    assert "11:00" not in assumed_in(asha.trip.itinerary)
    assert is_open in await asha.says("what changed in this version?")
    assert not any(outcome.stopped_by_gate for outcome in asha.outcomes)


async def test_what_ends_too_late_for_any_flight_of_the_last_day_is_told_so() -> None:
    said = await customer().says(f"{TRIP}, we have booked a dinner on 15 January from 21:00 to 23:00")
    assert "15 January 2027 at 23:00, too late to fly home that day" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_flights_that_were_assumed_are_told_in_every_language(language: str) -> None:
    pen = Pen(language)
    for kind in ("arrival", "departure"):
        assert "06:00" in pen.write(f"assume.{kind}", time="06:00")
        assert "06:00" in pen.write(f"revise.{kind}", time="06:00")
        assert "06:00" in pen.write(f"revise.no_{kind}", time="06:00")
    assert not pen.lacking
