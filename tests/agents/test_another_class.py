"""Where the nights are in another class of hotel than was wished for, the customer is told, and why."""

import pytest

from crm.trips.store import itinerary_from_json
from tests.agents.desk import customer, sample

STEPS = "Kerala for 2 adults from 21 to 25 February, dad has a knee problem, 3 star is fine"


async def test_who_cannot_climb_stairs_hears_why_a_hotel_is_of_another_class() -> None:
    asha = customer()
    said = await asha.says(STEPS)
    plan = itinerary_from_json(asha.trip.itinerary)
    stays = {stay.id: stay for stay in sample().catalogue("kerala").stays}
    apart = [stays[stop.stay] for stop in plan.stops if stays[stop.stay].hotel_class != "value"]
    assert apart, "no value hotel of the sample is known to be without steps"
    for stay in apart:
        assert f"it is {stay.name}, {stay.hotel_class}: I know of no value hotel there without steps." in said
    assert not asha.outcomes[-1].stopped_by_gate


@pytest.mark.parametrize("hotels", ["comfort hotels", "luxury hotels"])
async def test_who_gets_the_class_they_wished_for_hears_nothing_of_it(hotels: str) -> None:
    asha = customer()
    assert "I know of no" not in await asha.says(f"Kerala for 2 adults from 21 to 25 February, {hotels}")


async def test_a_german_reads_it_in_german() -> None:
    asha = customer(language="de")
    said = await asha.says(
        "2 Erwachsene, vom 21. bis 25. Februar nach Kerala, 3 Sterne, mein Vater sitzt im Rollstuhl"
    )
    assert "kein stufenloses Hotel der Klasse" in said
