"""A day told without its month is of the month that is known."""

from datetime import date

import pytest

from tests.agents.desk import customer

JULY = "We are 2 adults and want to go to Bali in July, 7 nights, comfort hotels"


@pytest.mark.parametrize(
    "words", ["from the 5th", "a partir do dia 5", "a partir del día 5", "à partir du 5", "on 5th please"]
)
async def test_a_day_told_alone_is_of_the_month_told_before(words: str) -> None:
    asha = customer()
    await asha.says(JULY)
    await asha.says(words)
    assert asha.lead is not None
    assert asha.lead.slots["start_date"]["value"] == "2027-07-05"


async def test_both_ends_told_alone_are_of_that_month() -> None:
    asha = customer()
    await asha.says("We are 2 adults and want to go to Bali in July, comfort hotels")
    await asha.says("from the 5th to the 12th")
    assert asha.lead is not None
    told = {name: asha.lead.slots[name]["value"] for name in ("start_date", "end_date")}
    assert told == {"start_date": "2027-07-05", "end_date": "2027-07-12"}


@pytest.mark.parametrize(
    ("words", "day"),
    [("from 5 August", "2027-08-05"), ("from 5/8", None), ("make it 3 December", "2026-12-03")],
)
async def test_a_day_with_its_month_is_taken_as_told(words: str, day: str | None) -> None:
    asha = customer()
    await asha.says(JULY)
    await asha.says(words)
    assert asha.lead is not None
    told = asha.lead.slots["start_date"]["value"]
    assert told == day if day else date.fromisoformat(told).month != 7


async def test_with_no_month_known_it_is_the_next_such_day() -> None:
    asha = customer()
    await asha.says("Bali for 2 adults, comfort hotels")
    await asha.says("from the 5th")
    assert asha.lead is not None
    assert asha.lead.slots["start_date"]["value"] == "2026-12-05"
