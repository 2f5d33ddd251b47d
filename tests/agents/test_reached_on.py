"""A day on which a stop is reached gives the nights before it, and moves no trip that has its start."""

import pytest

from crm.trips.store import itinerary_from_json
from tests.agents.desk import Customer, customer

KERALA = "Kerala for 2 adults from 10 to 17 January, comfort hotels"


def stops(asha: Customer) -> list[tuple[str, int]]:
    assert asha.trip is not None
    return [(stop.area, stop.nights) for stop in itinerary_from_json(asha.trip.itinerary).stops]


async def test_a_stop_is_reached_on_the_day_that_is_told() -> None:
    asha = customer()
    await asha.says(KERALA)
    assert stops(asha) == [("kerala-kochi", 3), ("kerala-alleppey", 2), ("kerala-kovalam", 2)]
    await asha.says("We arrive in Alleppey on the 12th")
    assert asha.trip.request["start"] == "2027-01-10"
    assert stops(asha)[:2] == [("kerala-kochi", 2), ("kerala-alleppey", 3)]
    await asha.says("we will be in Kovalam on 14 January")
    assert (asha.trip.request["start"], asha.trip.request["nights"]) == ("2027-01-10", 7)
    assert stops(asha) == [("kerala-kochi", 2), ("kerala-alleppey", 2), ("kerala-kovalam", 3)]


@pytest.mark.parametrize(
    "text",
    [
        "We arrive in Ubud on the 5th",
        "llegamos a Ubud el 5 de enero",
        "nous arrivons à Ubud le 5 janvier",
        "wir kommen am 5. Januar in Ubud an",
        "chegamos a Ubud no dia 5 de janeiro",
        "мы приедем в Убуд 5 января",
        "hum 5 January ko Ubud pahunchenge",
    ],
)
async def test_the_first_stop_reached_later_changes_places_with_the_second(text: str) -> None:
    asha = customer()
    await asha.says("Bali from 3 January 2027, 5 nights, 2 adults, comfort hotels")
    assert stops(asha) == [("bali-ubud", 3), ("bali-seminyak", 2)]
    await asha.says(text)
    assert asha.trip.request["start"] == "2027-01-03"
    assert stops(asha) == [("bali-seminyak", 2), ("bali-ubud", 3)]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("We arrive in Kerala on the 12th", "2027-01-12"),
        ("we arrive on the 12th", "2027-01-12"),
        ("please start in Kochi on 12 January", "2027-01-12"),
        ("We arrive in Kochi on 3 February", "2027-02-03"),
        ("my parents arrive in Alleppey on the 12th", "2027-01-10"),
    ],
)
async def test_the_day_on_which_the_trip_itself_begins_moves_it_and_that_of_others_nothing(
    text: str, start: str
) -> None:
    asha = customer()
    await asha.says(KERALA)
    await asha.says(text)
    assert asha.trip.request["start"] == start


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("add Munnar on the 12th", 2),
        ("please include Munnar on 13 January", 3),
        ("añadir Munnar el 12 de enero", 2),
        ("We arrive in Munnar on the 12th", 2),
    ],
)
async def test_a_new_stop_is_reached_on_the_day_for_which_it_is_added(text: str, day: int) -> None:
    asha = customer()
    await asha.says(KERALA)
    await asha.says(text)
    assert (asha.trip.request["start"], asha.trip.request["nights"]) == ("2027-01-10", 7)
    towns = stops(asha)
    at = [area for area, _ in towns].index("kerala-munnar")
    assert sum(nights for _, nights in towns[:at]) == day
    assert [area for area, _ in towns if area != "kerala-munnar"] == [
        "kerala-kochi",
        "kerala-alleppey",
        "kerala-kovalam",
    ]
