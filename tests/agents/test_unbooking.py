"""What is said to be off is heard where it was booked, takes nothing else with it, and ends no trip."""

from copy import copy

import pytest

from crm.leads.effects import AskHuman
from crm.trips.store import request_from_json
from tests.agents.desk import Customer, customer, engine

BALI = "Bali for 2 adults, 20-26 December, comfort hotels. "
HOTEL = "Our hotel Tirta Valley Lodge is booked from 20 to 22 December. "
DINNER = "Dinner is reserved on day 3 at 7pm. "
TODAY = customer().today


def value(asha: Customer, name: str) -> object:
    return asha.lead.slots.get(name, {}).get("value") if asha.lead else None


def held(asha: Customer) -> list[str]:
    assert asha.trip is not None
    return [item.kind for item in request_from_json(asha.trip.request).locked]


async def test_an_opening_that_tells_of_a_cancelled_tour_keeps_its_place_dates_and_party():
    asha = customer()
    await asha.says("Our earlier tour was cancelled, so Bali 2-7 January 2027, 3 adults")
    told = [value(asha, name) for name in ("destinations", "start_date", "end_date", "adults", "booked")]
    assert told == [["Bali"], "2027-01-02", "2027-01-07", 3, None]


async def test_a_cancelled_leave_is_no_cancelled_trip():
    asha = customer()
    await asha.says("They cancelled our leave for December, so we travel 2-7 January 2027 with 3 adults")
    assert [value(asha, name) for name in ("start_date", "end_date", "adults")] == [
        "2027-01-02",
        "2027-01-07",
        3,
    ]
    assert not asha.effects(AskHuman)


async def test_a_town_beside_a_cancelled_hotel_is_still_where_they_go():
    asha = customer()
    await asha.says("Our Bali hotel was cancelled, we are 3 adults, 2-7 January 2027")
    assert (value(asha, "destinations"), value(asha, "booked")) == (["Bali"], None)


async def test_who_cancels_the_trip_beside_a_booking_reaches_a_human():
    planned = customer()
    await planned.says(BALI + HOTEL + DINNER)
    for words in (
        "We cancelled the hotel. Cancel the whole trip.",
        "Cancel my booking with you, our dinner was cancelled",
        "We cancelled the hotel, please cancel everything else too",
    ):
        asha = copy(planned)
        await asha.says(words)
        assert [effect.reason for effect in asha.effects(AskHuman)] == ["Wants to cancel"], words


_NOTHING_IS_OFF = (
    "No hemos cancelado el hotel",
    "Мы не отменили отель",
    "Отель не отменён",
    "Das Hotel haben wir nicht storniert",
    "O hotel não foi cancelado",
    "Nobody cancelled the hotel",
    "We have not cancelled the hotel",
    "Das Hotel kann kostenlos storniert werden",
    "Our friends said the hotel was cancelled on them last year",
    "In case the flight is cancelled, who pays",
    "If our hotel was cancelled, who pays",
    "Why was the hotel cancelled?",
    "Hotel Imperial was cancelled",
    "The Grand Palace booking was cancelled",
)


async def test_what_is_denied_supposed_or_was_never_booked_frees_nothing():
    planned = customer()
    await planned.says(BALI + HOTEL + DINNER + "We land at 16:30.")
    for words in _NOTHING_IS_OFF:
        asha = copy(planned)
        await asha.says(words)
        assert held(asha) == ["stay", "engagement"], words
        assert value(asha, "arrives_at") == "16:30", words


@pytest.mark.parametrize(
    "words",
    [
        "Мы не отменили отель",
        "No hemos cancelado el hotel",
        "We have not cancelled the hotel",
        "O hotel não foi cancelado",
    ],
)
async def test_who_cancelled_nothing_is_not_taken_to_cancel(words: str):
    assert not engine().understand(words, (), TODAY).has("cancel")


@pytest.mark.parametrize(
    "words",
    [
        "Das Hotel ist storniert",
        "Отель отменён",
        "O hotel foi cancelado",
        "Sí, hemos cancelado el hotel",
        "Hotel cancel kar diya",
        "होटल रद्द हो गया",
        "تم الغاء الفندق",
        "We cancelled the hotel from 20 to 22 December",
        "Our hotel was cancelled, can you find us another one?",
    ],
)
async def test_a_hotel_that_is_off_is_heard_in_every_language_and_moves_no_dates(words: str):
    asha = customer()
    await asha.says(BALI + HOTEL + DINNER)
    await asha.says(words)
    assert held(asha) == ["engagement"]
    assert value(asha, "end_date") == "2026-12-26"
    assert not asha.effects(AskHuman)


async def test_a_dinner_of_ours_that_was_cancelled_is_a_complaint_and_no_booking():
    asha = customer()
    await asha.says(BALI)
    await asha.says("They cancelled our dinner, this is unacceptable!")
    assert value(asha, "booked") is None
    assert asha.effects(AskHuman)


@pytest.mark.parametrize("words", ["It is cancelled", "Yes, it was cancelled", "cancelled", "Está cancelado"])
async def test_a_booking_that_the_desk_asked_about_is_freed_by_an_answer_that_names_nothing(words: str):
    asha = customer()
    asked = await asha.says(BALI + DINNER + "Our hotel Tirta Valley Lodge is booked from 2 to 4 January.")
    assert "or is it cancelled?" in asked
    await asha.says(words)
    told = value(asha, "booked")
    assert isinstance(told, list)
    assert [item["kind"] for item in told] == ["engagement"]
    assert not asha.effects(AskHuman)


async def test_it_is_cancelled_is_about_the_trip_where_the_desk_asked_about_no_booking():
    asha = customer()
    await asha.says(BALI + HOTEL)
    await asha.says("It is cancelled")
    assert held(asha) == ["stay"]
    assert [effect.reason for effect in asha.effects(AskHuman)] == ["Wants to cancel"]


async def test_a_booking_that_is_freed_is_told_though_another_lies_outside_the_dates():
    asha = customer()
    await asha.says(BALI + DINNER + "Our hotel Tirta Valley Lodge is booked from 2 to 4 January.")
    said = await asha.says("Our dinner was cancelled")
    assert held(asha) == []
    assert "dinner is not booked any more" in said
    assert "Tirta Valley Lodge from" in said


@pytest.mark.parametrize("words", ["make it 10-14 January instead", "Let's do 10 to 14 January"])
async def test_two_new_dates_outweigh_a_length_told_before(words: str):
    asha = customer()
    await asha.says(BALI)
    await asha.says("make it 7 nights")
    assert asha.trip is not None
    assert asha.trip.request["nights"] == 7
    await asha.says(words)
    assert (asha.trip.request["start"], asha.trip.request["nights"]) == ("2027-01-10", 4)


async def test_a_length_told_with_two_dates_stays():
    asha = customer()
    await asha.says("Bali for 2 adults, 20-26 December, comfort hotels")
    await asha.says("make it 10-15 January, 4 nights")
    assert asha.trip is not None
    assert asha.trip.request["nights"] == 4
