"""From which town of the trip it is to start is told apart from where the travellers come from."""

from typing import Any

import pytest

from crm.trips.store import itinerary_from_json
from tests.agents.desk import TODAY, Customer, customer, engine

KERALA = "Kerala for 2 adults from 10 to 17 January, comfort hotels"


def first_town(asha: Customer) -> str:
    assert asha.trip is not None
    return itinerary_from_json(asha.trip.itinerary).stops[0].area


@pytest.mark.parametrize(
    "words",
    ["can we start from Munnar?", "please start the trip from Munnar", "queremos empezar desde Munnar",
     "we want to begin our tour from Munnar", "the trip should start from munnar"],
)  # fmt: skip
async def test_a_trip_that_is_to_start_from_one_of_its_towns_starts_there(words: str) -> None:
    asha = customer()
    await asha.says(KERALA)
    assert first_town(asha) != "kerala-munnar"
    await asha.says(words)
    assert first_town(asha) == "kerala-munnar"
    assert asha.lead is not None
    assert "origin" not in asha.lead.slots


@pytest.mark.parametrize(
    "words",
    [
        "we start from Delhi",
        "we live in Kochi",
        "our flight starts from Mumbai",
        "when does the houseboat start from Alleppey?",
        "we don't want to start from Munnar",
        "please do not start from Munnar",
        "no queremos empezar desde Munnar",
    ],
)
async def test_where_the_party_comes_from_moves_no_stop(words: str) -> None:
    asha = customer()
    await asha.says(KERALA)
    before = asha.trip
    await asha.says(words)
    assert asha.trip == before


@pytest.mark.parametrize(
    ("text", "origin", "destinations"),
    [
        ("starting from Kochi, 5 nights Kerala", "Kochi", ["Kerala"]),
        ("from Delhi, 4N/5D Goa", "Delhi", ["Goa"]),
        ("from London, 7 nights Bali in May", "London", ["Bali"]),
        ("we are from Delhi, my parents are from Mumbai", "Mumbai", None),
    ],
)
def test_a_place_behind_a_number_of_nights_is_where_to(
    text: str, origin: str, destinations: list[str] | None
) -> None:
    slots: dict[str, Any] = {n: s.value for n, s in engine().understand(text, (), TODAY).slots.items()}
    assert (slots["origin"], slots.get("destinations")) == (origin, destinations)
