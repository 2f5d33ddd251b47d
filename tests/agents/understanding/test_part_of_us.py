"""Some of the party, told apart from all of it: "two of us want to dive"."""

import pytest

from tests.agents.desk import Customer, customer


async def of_four() -> Customer:
    asha = customer()
    await asha.says("Bali from 3 January 2027, 5 nights, 4 adults, comfort hotels")
    assert asha.trip.request["party"]["adults"] == 4
    return asha


@pytest.mark.parametrize(
    "text",
    [
        "two of us want to dive",
        "can two of us share a room?",
        "two of us are vegetarian",
        "only two of us are vegetarian",
        "the two of us would like a spa",
        "both of us would like a massage",
        "we two will share a room",
        "two people are vegetarian",
        "a massage for two of us",
        "there are two of us who don't eat meat",
        "wir beide wollen tauchen",
        "nous deux voulons une chambre avec vue",
        "nosotros dos queremos bucear",
        "hum dono vegetarian hain",
        "hum me se do log diving karna chahte hain",
    ],
)
async def test_what_some_of_us_wish_for_leaves_the_party_as_it_is(text: str) -> None:
    asha = await of_four()
    await asha.says(text)
    assert asha.trip.request["party"]["adults"] == 4
    assert "travellers" not in asha.lead.slots
    assert asha.lead.slots["adults"]["value"] == 4


@pytest.mark.parametrize(
    "text",
    [
        "it's only two of us now",
        "just the two of us after all",
        "only two of us are going now",
        "so two of us will travel",
        "can you make the plan for two of us?",
        "nur noch wir zwei",
        "solo nosotros dos",
        "ab sirf hum dono",
    ],
)
async def test_a_party_that_shrinks_to_two_of_us_is_counted_anew(text: str) -> None:
    asha = await of_four()
    await asha.says(text)
    assert asha.trip.request["party"]["adults"] == 2


async def test_two_vegetarians_of_four_adults_are_planned_for_as_four() -> None:
    asha = customer()
    await asha.says("Bali from 3 January 2027, 5 nights, comfort hotels, two of us are vegetarian, 4 adults")
    assert asha.trip.request["party"]["adults"] == 4


async def test_two_of_us_who_open_with_a_wish_are_the_party() -> None:
    asha = customer()
    await asha.says("two of us want to go to Bali from 3 January 2027, 5 nights, comfort hotels")
    assert asha.trip.request["party"]["adults"] == 2


@pytest.mark.parametrize("text", ["can two of us share a room?", "two of us will share a room"])
async def test_a_room_that_two_of_four_share_is_not_the_only_one(text: str) -> None:
    asha = await of_four()
    before = asha.trip.request
    reply = await asha.says(text)
    assert "rooms" not in asha.lead.slots
    assert asha.trip.request == before
    assert "cannot make this fit" not in reply


async def test_a_room_that_all_of_us_share_is_the_only_one() -> None:
    asha = await of_four()
    await asha.says("it's only two of us now, sharing one room")
    assert asha.lead.slots["rooms"]["value"] == 1
