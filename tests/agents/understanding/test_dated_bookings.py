"""Flights that are booked for a day tell when the trip starts; other bookings stand beside it, as told."""

from datetime import date

import pytest

from tests.agents.desk import customer, engine

TODAY = date(2026, 11, 22)


def heard(text: str) -> dict[str, object]:
    return {str(name): slot.value for name, slot in engine().understand(text, (), TODAY).slots.items()}


@pytest.mark.parametrize(
    "text",
    [
        "my flight is booked for 11 Feb at 14:30",
        "los vuelos están reservados para el 11 de febrero",
        "nos vols sont réservés pour le 11 février",
        "der Flug ist für den 11. Februar gebucht",
        "os voos estão reservados para 11 de fevereiro",
    ],
)
def test_the_day_of_a_booked_flight_is_heard(text: str) -> None:
    slots = heard(text)
    assert slots["start_date"] == "2027-02-11"
    assert "elsewhere" not in slots


@pytest.mark.parametrize(
    "text",
    [
        "we already booked our flights",
        "my return flight is booked for 17 Feb",
        "our flight home is booked for 17 Feb",
        "we booked our flights in March",
        "we booked our flights today",
        "our hotel is booked for 3 nights",
        "the hotel is already booked for 11 Feb",
        "ya reservé el hotel",
        "der Flug ist gebucht",
        "hotel book ho gaya hai",
    ],
)
def test_other_bookings_stand_beside_the_trip_and_date_nothing(text: str) -> None:
    slots = heard(text)
    assert "elsewhere" in slots
    assert not slots.keys() & {"start_date", "end_date", "date_window"}


async def test_a_booked_flight_moves_the_first_day_of_the_trip_to_its_own() -> None:
    asha = customer()
    await asha.says("Bali from 10 February 2027, 5 nights, 2 adults, comfort hotels")
    await asha.says("my flight is booked for 11 Feb at 14:30")
    assert asha.trip.request["start"] == "2027-02-11"
    assert asha.trip.request["nights"] == 5
