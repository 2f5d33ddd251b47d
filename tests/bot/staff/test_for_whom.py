"""While a customer listens: what can only be meant for the desk is, what may be for both is asked."""

import pytest

from tests.bot.staff.floor import RAVI, Floor, only

ASHA = "+919876500001"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("show leads", "Leads 1–1 of 1"),
        ("hot leads", "No leads here: hot"),
        ("leads", "Leads 1–1 of 1"),
        ("#{lead}", "Asha Rao"),
        ("#99999", "There is no lead 99999"),
        ("lead {lead}", "Asha Rao"),
        ("show {lead}", "Asha Rao"),
        ("move {lead} to won", "This is what I will do"),
        ("note on {lead}: wants a pool", "This is what I will do"),
        ("remind me tomorrow about {lead}", "This is what I will do"),
        ("report for last week", "Report for"),
        ("undo", "nothing for you lately that I could undo"),
    ],
)
async def test_what_can_only_be_for_the_desk_needs_no_press(floor: Floor, words: str, told: str) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    await floor.types(RAVI, f"/take {lead}")
    shown = await floor.types(RAVI, words.format(lead=lead))
    assert told in shown[0].text
    assert floor.texts() == []


@pytest.mark.parametrize(
    "words",
    [
        "{lead}", "{lead} booked", "note {lead} bags are allowed", "take {lead}", "send {lead}",
        "tell {lead} that we are open", "remind me to send you the form", "show me the report", "help",
        "who is waiting longest", "move asha to won", "how are we doing", "show 99999",
    ],
)  # fmt: skip
async def test_what_may_be_for_either_is_asked_or_told_and_never_slips(floor: Floor, words: str) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    await floor.types(RAVI, f"/take {lead}")
    told = only(await floor.types(RAVI, words.format(lead=lead)))
    assert "Is this for me, or for the customer? Nothing was sent." in told
    assert floor.texts() == []


@pytest.mark.parametrize(
    "words",
    ["See you at five", "99999", "2 rooms, 42 sqm each", "We lead the tour ourselves", "Yes, that is right",
     "Your report came, thank you", "I will note it down for you"],
)  # fmt: skip
async def test_what_is_said_to_customers_reaches_them_without_a_press(floor: Floor, words: str) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    await floor.types(RAVI, f"/take {lead}")
    await floor.types(RAVI, words)
    assert floor.texts() == [words]
