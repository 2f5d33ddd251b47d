"""What staff are offered to say to a customer."""

from dataclasses import replace

from agents.staff.suggesting import suggest
from crm.conversations.values import Outcome, Scene
from tests.agents.desk import customer

ENQUIRY = "Hi, 2 adults, Bali 5 nights from 3 March"


async def _never(scene: Scene) -> Outcome:
    raise AssertionError("nothing waits for the desk's own answer")


async def test_who_is_called_like_a_month_is_greeted_by_name() -> None:
    assert (await customer(name="April Jones").says(ENQUIRY)).startswith("Hello April, welcome to ")


async def test_who_waits_for_a_human_is_told_that_the_human_is_there() -> None:
    april = customer(name="April Jones")
    await april.says(ENQUIRY)
    quiet = await suggest(replace(april.scene(), heard=()), _never)
    assert quiet.text.startswith("Hello April, are you still thinking about your trip?")

    await april.says("I am pregnant, is it safe to fly?")
    called = await suggest(replace(april.scene(), heard=()), _never)
    assert called.text.startswith("Hello April, I have read what you wrote and am looking into it myself.")
