"""Options of a trip, and more to do in it: staff see them side by side and make a version of one."""

from dataclasses import replace

from agents.staff.drafting import NotDrafted
from crm.trips.models import TripOption, TripVersion
from tests.bot.staff.floor import LEELA, RAVI, Floor, only

ASHA = "+919876500001"


async def test_options_are_laid_side_by_side_and_one_becomes_the_next_version(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    [shown] = await floor.types(RAVI, f"/options {lead}")
    assert "1. Value" in shown.text
    assert [row[0]["label"] for row in shown.buttons] == ["Make v1: value", "Make v1: comfort"]
    assert [option.flavour for option in await floor.all_of(TripOption)] == ["value", "comfort"]
    made = await floor.presses_on(RAVI, shown, "Make v1: comfort")
    assert "version 1</b> (not sent)" in made[0].text
    assert "comfort" in made[0].text
    [version] = await floor.all_of(TripVersion)
    assert (version.sent_at, version.created_by) == (None, f"user:{(await floor.lead(lead)).owner_id}")


async def test_a_button_of_options_that_are_gone_says_so(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    told = only(await floor.presses(RAVI, f"lead:option:{lead}:balanced"))
    assert f"/options {lead} makes new ones" in told
    assert await floor.all_of(TripVersion) == []


async def test_the_button_of_an_older_offer_does_not_take_the_newer_offers_plan(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    [older] = await floor.types(RAVI, f"/options {lead}")
    choices = floor.drafts.choices
    dearer = tuple(replace(plan, reason="Why.", itinerary={"days": [1]}) for plan in choices.plans)
    floor.drafts.choices = replace(choices, plans=dearer)
    await floor.types(RAVI, f"/options {lead}")
    told = only(await floor.presses_on(RAVI, older, "Make v1: comfort"))
    assert f"/options {lead} makes new ones" in (told if isinstance(told, str) else told.text)
    assert await floor.all_of(TripVersion) == []


async def test_where_there_are_no_options_the_reason_is_told(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    floor.drafts.choices = NotDrafted("it is not known yet from when.")
    assert "it is not known yet from when" in only(await floor.types(RAVI, f"/options {lead}"))
    assert await floor.all_of(TripOption) == []


async def test_what_else_would_fit_is_suggested_and_added(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    assert "has no plan yet" in only(await floor.types(RAVI, f"/suggest {lead}"))
    await floor.types(RAVI, f"/plan {lead}")
    [shown] = await floor.types(RAVI, f"/suggest {lead} 3")
    assert floor.drafts.days == [3]
    assert "Name the day by its number" in only(await floor.types(RAVI, f"/suggest {lead} soon"))
    made = await floor.presses_on(RAVI, shown, "Add Legong dance, day 3")
    assert "with bali-legong on day 3" in made[0].text
    assert [version.version for version in await floor.all_of(TripVersion)] == [1, 2]


async def test_a_colleagues_lead_has_no_options_for_others(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    for words in (f"/options {lead}", f"/suggest {lead}"):
        assert "no lead" in only(await floor.types(LEELA, words))
    assert "no lead" in only(await floor.presses(LEELA, f"lead:option:{lead}:value"))
    assert await floor.all_of(TripOption) == []
