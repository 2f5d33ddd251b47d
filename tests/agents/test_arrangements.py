"""From flights, bookings and places seen before to a plan that obeys them, said back in every language."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from agents.scene.arrangements import with_arrangements
from agents.wording.replies import LANGUAGES
from crm.trips.store import request_from_json, request_to_json
from crm.trips.values import Locked, TripRequest
from tests.agents.desk import Customer, customer, sample

BALI = "Bali for 2 adults, 20-26 December, comfort hotels. "


async def planned(*messages: str) -> tuple[Any, dict[str, Any], str]:
    asha, said = customer(), ""
    for message in messages:
        said = await asha.says(message)
    assert asha.trip is not None
    return request_from_json(asha.trip.request), dict(asha.trip.itinerary), said


def checks(plan: dict[str, Any], rule: str) -> list[dict[str, Any]]:
    found = [check for check in plan["certificate"] if check["rule"] == rule]
    assert found, rule
    assert all(check["holds"] for check in found)
    return found


async def test_flights_shorten_the_first_and_the_last_day():
    request, plan, _ = await planned(BALI + "We land at 16:30 and our flight back is at 11 am.")
    assert (request.arrives_at, request.departs_at) == (16 * 60 + 30, 11 * 60)
    assert checks(plan, "arrival")[0]["numbers"]["lands"] == 16 * 60 + 30
    assert checks(plan, "departure")[0]["numbers"]["departs"] == 11 * 60


async def test_an_open_jaw_begins_and_ends_at_the_airports_that_were_named():
    request, plan, _ = await planned(
        "Thailand for 2 adults, 3 March for 9 nights, comfort hotels. "
        "We fly into Bangkok and home from Phuket."
    )
    assert request.gateway_in == "thailand-airport-bangkok"
    assert request.gateway_out == "thailand-airport-phuket"
    checks(plan, "gateway in")
    checks(plan, "gateway out")


async def test_an_airport_that_is_not_sold_is_told_and_not_guessed():
    request, _, said = await planned(BALI + "We fly into Denpasar and out of Surabaya.")
    assert (request.gateway_in, request.gateway_out) == ("bali-airport", None)
    assert "Surabaya" in said


async def test_places_seen_before_give_way_to_others():
    first, before, _ = await planned(BALI)
    known = [visit["place"] for day in before["days"] for visit in day["visits"]]
    assert "bali-tanah-lot" in known or "bali-uluwatu" in known
    request, plan, _ = await planned(BALI + "We have already seen Tanah Lot and Uluwatu Temple.")
    assert set(request.seen) == {"bali-tanah-lot", "bali-uluwatu"}
    told = checks(plan, "known from before")
    assert [check["numbers"]["visits"] for check in told] == [0, 0]
    assert first.seen == ()


async def test_what_is_booked_stays_where_it_is():
    request, plan, _ = await planned(
        BALI + "Our hotel Tirta Valley Lodge is booked from 20 to 22 December. "
        "Dinner is reserved on day 3 at 7pm. We have tickets for Tanah Lot on 24 December at 4 pm."
    )
    assert {item.kind for item in request.locked} == {"stay", "engagement", "visit"}
    assert plan["stops"][0]["stay"] == "bali-tirta-lodge"
    checks(plan, "booked stay")
    assert checks(plan, "booked visit")[0]["numbers"]["starts"] == 16 * 60
    checks(plan, "booked engagement")
    dinner = [meal for meal in plan["days"][2]["meals"] if meal["name"] == "engagement"]
    assert [(meal["starts_at"], meal["ends_at"]) for meal in dinner] == [(19 * 60, 21 * 60)]


async def test_a_flight_told_later_makes_a_new_version_that_keeps_the_rest():
    asha = customer()
    await asha.says(BALI)
    await asha.says("By the way, our flight back is at 9 am")
    assert asha.trip is not None
    assert asha.trip.version == 2
    assert request_from_json(asha.trip.request).departs_at == 9 * 60


async def test_a_booking_outside_the_trip_is_told_to_a_colleague_and_locks_nothing():
    request, _, said = await planned(BALI + "Our hotel Tirta Valley Lodge is booked from 2 to 4 January.")
    assert request.locked == ()
    assert "Tirta Valley Lodge" in said


BOOKED = "Our hotel Tirta Valley Lodge is booked from 20 to 22 December. Dinner is reserved on day 3 at 7pm."


async def test_a_trip_that_moves_leaves_behind_the_hotel_that_was_booked_for_its_old_dates():
    request, _, said = await planned(BALI + BOOKED, "We move to April")
    assert request.start.month == 4
    dinner = request.start + timedelta(days=2)
    assert [(item.kind, item.day) for item in request.locked] == [("engagement", dinner)]
    assert "Tirta Valley Lodge from Sun 20 Dec to Tue 22 Dec lies outside the dates of the trip" in said
    assert "could not find" not in said


@pytest.mark.parametrize(
    ("words", "left", "told"),
    [
        ("We cancelled that hotel.", ["engagement"], "not booked any more: Tirta Valley Lodge (sample)."),
        ("Our dinner reservation was cancelled", ["stay"], "not booked any more: dinner."),
        (
            "Tirta Valley Lodge is no longer booked",
            ["engagement"],
            "not booked any more: Tirta Valley Lodge (sample).",
        ),
        ("Cancelamos el hotel", ["engagement"], "Tirta Valley Lodge"),
        ("Can we cancel the hotel?", ["stay", "engagement"], ""),
        ("What if we cancelled the hotel?", ["stay", "engagement"], ""),
    ],
)
async def test_what_is_not_booked_any_more_leaves_the_plan_free_and_is_told(
    words: str, left: list[str], told: str
):
    asha = customer()
    await asha.says(BALI + BOOKED)
    said = await asha.says(words)
    assert told in said
    assert asha.trip is not None
    assert [item.kind for item in request_from_json(asha.trip.request).locked] == left


async def test_a_flight_that_is_not_booked_any_more_takes_its_hour_back():
    request, _, _ = await planned(BALI + "We land at 16:30.", "No, the flight is not booked any more")
    assert request.arrives_at == TripRequest.arrives_at


async def test_another_hotel_for_the_same_nights_takes_the_place_of_the_one_told_before():
    request, plan, _ = await planned(BALI + BOOKED, "Sorry, it is hotel Kelapa Gardens for those nights")
    stays = [item for item in request.locked if item.kind == "stay"]
    assert [(item.id, item.day, item.until) for item in stays] == [
        ("bali-kelapa-gardens", date(2026, 12, 20), date(2026, 12, 22))
    ]
    assert plan["stops"][0]["stay"] == "bali-kelapa-gardens"


async def test_what_staff_locked_by_hand_outlives_the_words_of_the_customer():
    request, _, _ = await planned(BALI + BOOKED)
    start = request.start
    by_hand = Locked("stay", "bali-tirta-lodge", start, start + timedelta(days=3))
    held = replace(request, locked=(by_hand, *(i for i in request.locked if i.kind != "stay")))
    slots = {"booked": {"value": [{"kind": "stay", "name": "Kelapa Gardens", "from": 2, "until": 3}]}}
    bali = sample().catalogue("bali")
    after, unmatched = with_arrangements(slots, held, bali, frozenset({"booked"}))
    assert after.locked == (by_hand,)
    assert unmatched == ("Kelapa Gardens",)


async def locked_by_staff() -> Customer:
    """Give a customer with a trip in which a colleague locked a hotel."""
    asha = customer()
    await asha.says(BALI)
    assert asha.trip is not None
    request = request_from_json(asha.trip.request)
    lodge = Locked("stay", "bali-tirta-lodge", request.start, request.start + timedelta(days=2))
    held = request_to_json(replace(request, locked=(lodge,)))
    asha.trip = replace(asha.trip, request=held)
    return asha


async def test_a_trip_moved_away_from_what_staff_locked_is_told_with_what_giving_it_up_buys():
    asha = await locked_by_staff()
    said = await asha.says("Let's do 10 to 14 January")
    assert "Tirta Valley Lodge (sample): is booked for 20 December 2026 to 22 December 2026" in said
    assert "without Tirta Valley Lodge (sample), which is booked: 4 nights" in said
    await asha.says("1")
    assert asha.trip is not None
    after = request_from_json(asha.trip.request)
    assert (after.start, after.nights, after.locked) == (date(2027, 1, 10), 4, ())


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_what_is_arranged_is_said_back_in_every_language(language: str):
    from agents.telling.booking_words import booking_told
    from agents.wording.phrasing import Pen

    pen = Pen(language)
    stay = {"kind": "stay", "name": "Tirta Valley Lodge", "from": "2026-12-20", "until": 3}
    dinner = {"kind": "engagement", "name": "dinner", "day": 3, "at": "19:00"}
    assert "Tirta Valley Lodge" in booking_told(stay, pen)
    assert booking_told(dinner, pen).endswith("19:00")
    for key in ("gateway_in", "gateway_out"):
        assert "Phuket" in pen.write(f"recap.{key}", place="Phuket")
    for key in ("arrives_at", "departs_at"):
        assert "14:30" in pen.write(f"recap.{key}", time="14:30")
    assert "Uluwatu" in pen.write("recap.seen", list="Uluwatu")
    assert not pen.lacking
    assert language == "en" or pen.word("engagement", "dinner") != "dinner"


def test_staff_read_what_is_arranged_in_the_lead_s_summary():
    from agents.staff.summary import summarise

    slots = {
        "destinations": {"value": ["Bali"]},
        "arrives_at": {"value": "14:30"},
        "gateway_out": {"value": "Surabaya"},
        "seen": {"value": ["Tanah Lot"]},
        "booked": {"value": [{"kind": "engagement", "name": "dinner", "day": 3, "at": "19:00"}]},
    }
    assert summarise(slots) == (
        "Bali · landing at 14:30 · ending at Surabaya · already seen: Tanah Lot · "
        "already booked: dinner on day 3 19:00"
    )


async def test_a_hotel_that_nobody_knows_is_told_once_and_again_only_where_it_is_named():
    unknown = "We have already booked the Alila hotel in Ubud for 22 to 24 Dec"
    again = "The Alila hotel is booked from 23 to 25 Dec now"
    words = (BALI, unknown, "Are vegan meals possible?", "We move to 21 Dec", again)
    _, _, first = await planned(*words[:2])
    _, _, beside = await planned(*words[:3])
    _, _, moved = await planned(*words[:4])
    assert "I could not find Alila" in first
    assert "Alila" not in beside
    assert "Alila" not in moved
    _, _, named = await planned(*words)
    assert "I could not find Alila" in named


async def test_a_way_out_without_what_was_booked_assumes_no_late_flight_any_more():
    asha = customer()
    said = await asha.says(
        "Kerala for 2 adults from 10 to 15 January, comfort hotels. We have dinner booked in Kochi on "
        "15 January at 20:00 and dinner booked in Munnar on 15 January at 20:30."
    )
    assert "*1.* without dinner" in said
    said = await asha.says("1")
    assert asha.trip is not None, said
    assert not asha.outcomes[-1].stopped_by_gate
    assert "23:59" not in said
