"""Options and ideas that staff ask for: planned, priced, proven, and made into versions as shown."""

from decimal import Decimal

from agents.staff.drafting import Choices, Drafted, Ideas, NotDrafted
from crm.conversations.values import TripFacts
from crm.trips.store import itinerary_from_json, request_from_json
from tests.agents.desk import TODAY, customer, sample
from tests.agents.test_drafting import HELLO, NOTHING, drafter, slots_of
from tests.crm.trips.checker import problems_of


async def test_options_are_sound_plans_of_which_one_is_taken_as_it_was_shown() -> None:
    asha = customer()
    await asha.says(HELLO, "a slow pace")
    choices = await drafter().options(slots_of(asha), None, NOTHING, TODAY)
    assert isinstance(choices, Choices)
    totals = [Decimal(plan.snapshot["total"]) for plan in choices.plans]
    assert totals == sorted(set(totals))
    for plan in choices.plans:
        request = request_from_json(plan.request)
        catalogue = sample().catalogue(request.destination)
        assert problems_of(itinerary_from_json(plan.itinerary), request, catalogue) == []
    assert "*1. " in choices.summary
    assert "Which one" not in choices.summary
    last = choices.plans[-1]
    drafted = await drafter().choose(None, choices.plans, last.flavour, TODAY)
    assert isinstance(drafted, Drafted)
    assert drafted.effect.snapshot["total"] == last.snapshot["total"]
    assert dict(drafted.effect.itinerary) == dict(last.itinerary)
    assert drafted.effect.chosen is not None
    assert drafted.effect.chosen["flavour"] == last.flavour
    assert [one["total"] for one in drafted.effect.chosen["offered"]] == [
        p.snapshot["total"] for p in choices.plans
    ]


async def test_an_idea_that_is_added_changes_nothing_else() -> None:
    asha = customer()
    for words in (HELLO, "comfort, a slow pace please"):
        await asha.says(words)
    trip = asha.trip
    assert trip is not None
    ideas = await drafter().ideas(trip, None, TODAY)
    assert isinstance(ideas, Ideas)
    first = ideas.ideas[0]
    assert first.name in ideas.summary
    drafted = await drafter().add(trip, first.place, first.day, TODAY)
    assert isinstance(drafted, Drafted)
    before, after = itinerary_from_json(trip.itinerary), itinerary_from_json(drafted.effect.itinerary)
    assert set(after.places) == {*before.places, first.place}
    request = request_from_json(drafted.effect.request)
    assert problems_of(after, request, sample().catalogue(request.destination)) == []
    added = Decimal(drafted.effect.snapshot["total"]) - Decimal(trip.snapshot["total"])
    assert first.price is not None
    assert added == first.price.amount


async def test_options_of_an_enquiry_that_says_too_little_are_not_drawn() -> None:
    asha = customer()
    await asha.says("we would love to see Bali")
    assert isinstance(await drafter().options(slots_of(asha), None, NOTHING, TODAY), NotDrafted)


async def test_what_staff_fix_by_hand_stands_in_the_next_version() -> None:
    asha = customer()
    for words in (HELLO, "comfort please"):
        await asha.says(words)
    drafted = await drafter().draft(slots_of(asha), asha.trip, NOTHING, TODAY, {"arrives_at": 19 * 60})
    assert isinstance(drafted, Drafted)
    assert drafted.effect.request["arrives_at"] == 19 * 60
    plan = itinerary_from_json(drafted.effect.itinerary)
    assert plan.days[0].visits == ()
    effect = drafted.effect
    newest = TripFacts(3, effect.request, effect.itinerary, effect.snapshot, None, None)
    again = await drafter().draft(slots_of(asha), newest, frozenset({"pace"}), TODAY)
    assert not isinstance(again, Drafted) or again.effect.request["arrives_at"] == 19 * 60
