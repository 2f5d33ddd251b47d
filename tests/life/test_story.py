"""The story, from a customer's first message to an approved trip, through the real doors alone."""

from tests.life.desk import People

HELLO = (
    "Hi! 2 adults and a 5 yr old, 6 nights in Bali from 20 Dec, budget 2 lakh, we love beaches and temples"
)


async def test_the_first_message_is_understood_and_one_thing_is_asked(people: People) -> None:
    asha = await people.customer("Asha Rao")
    await asha.says(HELLO)
    answer = await asha.hears("Bali")
    for told in ("6 nights", "Sun 20 Dec", "2 adults", "1 child (5 years)", "₹2,00,000", "beaches"):
        assert told in answer.text
    assert answer.text.count("?") == 1
