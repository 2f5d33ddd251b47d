"""News of others is thanked for, and the talk goes on; a wish or a question in it is heard as such."""

import pytest

from tests.agents.desk import Customer, customer


def moves_of(asha: Customer) -> list[str]:
    return asha.outcomes[-1].understanding["moves"]


@pytest.mark.parametrize(
    "text",
    [
        "my friends celebrated their honeymoon in Bali",
        "By the way, my parents visited Goa last year",
        "my sister uses a wheelchair but she stays at home",
        "mis amigos se alojaron en Ubud",
        "meine Freunde haben ihre Hochzeit auf Bali gefeiert",
    ],
)
async def test_news_of_others_is_thanked_for_and_the_next_question_asked(text: str) -> None:
    asha = customer()
    await asha.says("Bali for 2 adults")
    await asha.says(text)
    assert moves_of(asha) == ["Listened", "Ask"]


async def test_news_beside_a_plan_leaves_it_and_tells_where_it_stands() -> None:
    asha = customer()
    await asha.says("Bali from 3 January 2027, 5 nights, 2 adults, comfort hotels")
    said = await asha.says("my friends celebrated their honeymoon in Bali")
    assert said.startswith("Thank you for telling me.")
    assert moves_of(asha) == ["Listened", "TellStatus"]
    assert asha.trip.version == 1


@pytest.mark.parametrize(
    "text",
    [
        "my friends went to Bali, can you do the same for us?",
        "my friends stayed in Ubud, we want to stay there too",
        "my friends went to Bali. Is it safe there?",
        "don't add a night",
        "xyzzy plugh",
    ],
)
async def test_what_asks_or_wishes_is_no_mere_news(text: str) -> None:
    asha = customer()
    await asha.says("Bali for 2 adults")
    await asha.says(text)
    assert "Listened" not in moves_of(asha)
