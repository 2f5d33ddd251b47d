"""Nights told of the whole trip and nights told of its towns are kept apart."""

from datetime import date
from typing import Any

import pytest

from crm.trips.store import itinerary_from_json
from tests.agents.desk import Customer, customer, engine


def heard(text: str) -> dict[str, Any]:
    slots = engine().understand(text, (), date(2026, 11, 22)).slots
    return {name: slots[name].value for name in ("nights", "destinations", "stop_nights") if name in slots}


@pytest.mark.parametrize(
    ("text", "nights", "stops"),
    [
        ("Bali for 7 nights, comfort hotels, 3 nights in Ubud", 7, [{"place": "Ubud", "exactly": 3}]),
        ("7 noches en Bali, 3 noches en Ubud", 7, [{"place": "Ubud", "exactly": 3}]),
        ("7 Nächte auf Bali, 3 Nächte in Ubud", 7, [{"place": "Ubud", "exactly": 3}]),
        ("7 nights, comfort hotels, 3 nights in Ubud", 7, [{"place": "Ubud", "exactly": 3}]),
        ("6 noches, 3 noches en Ubud", 6, [{"place": "Ubud", "exactly": 3}]),
        (
            "8 nights in Thailand, 3 in Bangkok and 4 in Phuket",
            8,
            [{"place": "Bangkok", "min": 3}, {"place": "Phuket", "min": 4}],
        ),
        (
            "7 nights in Thailand, 3 in Bangkok and 4 in Phuket",
            7,
            [{"place": "Bangkok", "exactly": 3}, {"place": "Phuket", "exactly": 4}],
        ),
        (
            "5 nights in Bali from 20 Feb, Ubud 4 nights and Nusa Dua 3 nights",
            7,
            [{"place": "Ubud", "exactly": 4}, {"place": "Nusa Dua", "exactly": 3}],
        ),
    ],
)
def test_nights_of_towns_do_not_add_to_those_of_the_whole_trip(
    text: str, nights: int, stops: list[dict[str, Any]]
) -> None:
    told = heard(text)
    assert (told["nights"], told["stop_nights"]) == (nights, stops)
    assert told["destinations"] in (["Bali"], ["Thailand"])


def test_nights_of_places_that_are_trips_of_their_own_add_up() -> None:
    assert heard("5 nights in Bali and 3 nights in Singapore")["nights"] == 8
    assert heard("3 nights in Bangkok and 2 in Phuket")["nights"] == 5
    beside = heard("3 nights in Bali and 5 in Ubud")
    assert (beside["nights"], beside["stop_nights"]) == (8, [{"place": "Ubud", "exactly": 5}])
    assert heard("3 nights in Ubud") == {"nights": 3, "destinations": ["Ubud"]}


def nights_in(asha: Customer, area: str) -> int:
    assert asha.trip is not None
    return sum(s.nights for s in itinerary_from_json(asha.trip.itinerary).stops if s.area.endswith(area))


@pytest.mark.parametrize(
    "words",
    ["make it 4 nights in Seminyak", "can we have 4 nights in Seminyak?", "4 Nächte in Seminyak bitte",
     "mejor 4 noches en Seminyak", "plutôt 4 nuits à Seminyak"],
)  # fmt: skip
async def test_nights_told_of_a_town_of_the_plan_are_that_towns(words: str) -> None:
    asha = customer()
    await asha.says("Bali for 2 adults from 10 January, comfort hotels, 6 nights")
    await asha.says(words)
    assert nights_in(asha, "seminyak") == 4
    assert nights_in(asha, "") == 6, "the trip is as long as before"


async def test_a_number_of_nights_with_no_town_is_that_of_the_trip() -> None:
    asha = customer()
    await asha.says("Bali for 2 adults from 10 January, comfort hotels, 6 nights")
    await asha.says("make it 4 nights")
    assert nights_in(asha, "") == 4


@pytest.mark.parametrize(
    "words",
    ["we spent 2 nights in Ubud last year", "no, 2 nights in Ubud is not enough",
     "how much are 2 nights in Ubud?", "el año pasado pasamos 2 noches en Ubud",
     "2 Nächte in Ubud sind zu kurz"],
)  # fmt: skip
async def test_nights_of_another_time_or_only_judged_change_no_plan(words: str) -> None:
    asha = customer()
    await asha.says("Bali for 2 adults from 10 January, comfort hotels, 6 nights")
    before = asha.trip
    await asha.says(words)
    assert asha.trip == before
