"""A month in a question about the weather is asked about; it is no wish to travel then."""

from typing import Any

import pytest

from tests.agents.desk import TODAY, customer, engine

DATES = ("start_date", "end_date", "date_window")


def dates(text: str) -> dict[str, Any]:
    slots = engine().understand(text, (), TODAY).slots
    return {name: slots[name].value for name in DATES if name in slots}


@pytest.mark.parametrize(
    "text",
    [
        "is it hot in June?",
        "is it hot in june in Bali?",
        "how is the weather in Kerala in august",
        "Which is better for rain, July or August?",
        "¿llueve en Bali en enero?",
        "il fait chaud à Bali en juin ?",
        "wie ist das Wetter im Juni auf Bali",
        "faz frio em julho?",
        "какая погода в июне на Бали",
        "كيف الطقس في بالي في يونيو؟",
        "क्या जून में बाली में गर्मी होती है",
        "June me mausam kaisa hai?",
    ],
)
def test_a_month_that_is_asked_about_is_no_date_of_the_trip(text: str) -> None:
    assert dates(text) == {}


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("does it rain in Bali in July? we are going in March", "2027-03-01"),
        ("Bali in May. Will it be hot?", "2027-05-01"),
        ("what is the weather like in December, we want to come then", "2026-12-01"),
        ("we want a warm place in December, 2 adults", "2026-12-01"),
        ("I want to go somewhere warm in June, do you have ideas?", "2027-06-01"),
    ],
)
def test_a_month_that_is_wished_for_beside_it_still_counts(text: str, month: str) -> None:
    assert dates(text)["date_window"]["from"] == month


async def test_the_desk_plans_nothing_for_a_month_that_was_only_asked_about() -> None:
    asha = customer()
    await asha.says("Bali, 2 adults, 5 nights, comfort hotels")
    await asha.says("is it hot in June?")
    assert asha.trip is None
    assert "date_window" not in asha.lead.slots
