"""Who changes a plan after the wish to book it has to be asked again: staff book no older version."""

from crm.leads.effects import AskHuman
from tests.agents.desk import customer


async def test_a_change_after_the_wish_to_book_sets_the_wish_aside() -> None:
    asha = customer()
    await asha.says("Kerala for 2 adults from 10 to 20 January, comfort hotels")
    await asha.says("please book it")
    assert asha.lead.needs_human == "Wants to book version 1"
    await asha.says("is breakfast included?")
    assert asha.lead.needs_human != "Wanted to book version 1 and changed it: version 2 waits for their yes"

    await asha.says("please book it")
    await asha.says("5 nights in Munnar and 4 in Thekkady")
    nights = {stop["area"]: stop["nights"] for stop in asha.trip.itinerary["stops"]}
    assert (asha.trip.version, nights["kerala-munnar"], nights["kerala-thekkady"]) == (2, 5, 4)
    assert asha.lead.needs_human == "Wanted to book version 1 and changed it: version 2 waits for their yes"

    await asha.says("only 4 nights in Munnar please")
    assert asha.lead.needs_human == "Wanted to book version 1 and changed it: version 3 waits for their yes"
    await asha.says("yes, book it")
    assert asha.lead.needs_human == "Wants to book version 3"


async def test_another_call_for_a_human_stays_when_the_plan_changes() -> None:
    asha = customer()
    await asha.says("Bali from 3 January 2027, 5 nights, 2 adults, comfort hotels")
    await asha.says("I want to talk to a human")
    called = asha.lead.needs_human
    await asha.says("we are 3 adults")
    assert asha.trip.version == 2
    assert asha.lead.needs_human == called
    assert not asha.effects(AskHuman)
