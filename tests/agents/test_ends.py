"""The stop in which a trip is to begin or end is no place to leave from, and moves the plan's order."""

import pytest

from tests.agents.desk import TODAY, customer, engine


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("can we start in Phuket?", "Phuket", None),
        ("end in Bangkok please", None, "Bangkok"),
        ("Start in Phuket and end in Bangkok", "Phuket", "Bangkok"),
        ("¿podemos empezar en Phuket?", "Phuket", None),
        ("on peut commencer par Phuket et finir à Bangkok ?", "Phuket", "Bangkok"),
        ("Können wir in Phuket beginnen?", "Phuket", None),
        ("podemos começar em Phuket e terminar em Bangkok?", "Phuket", "Bangkok"),
        ("можно начать с Пхукета и закончить в Бангкоке?", "Phuket", "Bangkok"),
        ("Phuket se shuru karo, Bangkok me khatam", "Phuket", "Bangkok"),
        ("هل نبدأ في بوكيت؟", "Phuket", None),
    ],
)
def test_the_first_and_the_last_stop_are_heard(text: str, first: str | None, last: str | None) -> None:
    slots = engine().understand(text, (), TODAY).slots
    assert (slots["gateway_in"].value if first else None) == first
    assert (slots["gateway_out"].value if last else None) == last
    assert "origin" not in slots


def test_where_somebody_lives_is_still_where_the_trip_starts_from() -> None:
    slots = engine().understand("starting from Delhi on 5 May, 5 nights in Bali", (), TODAY).slots
    assert slots["origin"].value == "Delhi"
    assert "gateway_in" not in slots


async def test_the_plan_begins_where_the_customer_asks_and_says_the_order_of_its_stops() -> None:
    asha = customer()
    await asha.says("Thailand, 2 adults, from 10 January, 7 nights, comfort hotels")
    first = asha.trip.itinerary["stops"][0]["area"]
    wanted = "Phuket" if first != "thailand-phuket" else "Bangkok"
    said = await asha.says(f"can we start in {wanted}?")
    assert asha.trip.itinerary["stops"][0]["area"] == f"thailand-{wanted.lower()}"
    assert f"The stops in order: {wanted}" in said
    assert "I do not want to guess" not in said
    assert asha.lead.slots["destinations"]["value"] == ["Thailand"]
