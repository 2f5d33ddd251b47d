"""Plans that staff ask for: only what is new counts, and the same facts give the same plan."""

from collections.abc import Mapping
from typing import Any

from agents.ports import MindSettings
from agents.staff.drafting import Drafted, Drafter, NotDrafted, StillRight
from crm.conversations.values import TripFacts
from crm.quotes.snapshot import from_snapshot
from tests.agents.desk import TODAY, Customer, SampleTools, customer

HELLO = (
    "Hi! 2 adults and a 5 yr old, 6 nights in Bali from 20 Dec, budget 2 lakh, we love beaches and temples"
)
NOTHING: frozenset[str] = frozenset()


def drafter() -> Drafter:
    settings = MindSettings(agency="Serai Travel", plan_seconds=30.0, options_seconds=30.0, turn_seconds=60.0)
    return Drafter(SampleTools(), settings)


async def after_a_change() -> Customer:
    asha = customer()
    for words in (HELLO, "comfort please", "one more day in Ubud"):
        await asha.says(words)
    assert asha.trip is not None
    assert asha.trip.version == 2
    return asha


def slots_of(asha: Customer) -> Mapping[str, Mapping[str, Any]]:
    assert asha.lead is not None
    return asha.lead.slots


def nights_in(itinerary: Mapping[str, Any], area: str) -> int:
    return sum(stop["nights"] for stop in itinerary["stops"] if stop["area"] == area)


async def test_a_wish_that_the_plan_holds_already_is_not_applied_again() -> None:
    asha = await after_a_change()
    assert await drafter().draft(slots_of(asha), asha.trip, NOTHING, TODAY) == StillRight(2)
    # A name or an e-mail address moves no plan either.
    learnt = frozenset({"name", "email"})
    assert await drafter().draft(slots_of(asha), asha.trip, learnt, TODAY) == StillRight(2)


async def test_a_wish_said_since_counts_once() -> None:
    asha = await after_a_change()
    assert asha.trip is not None
    before = nights_in(asha.trip.itinerary, "bali-ubud")
    drafted = await drafter().draft(slots_of(asha), asha.trip, frozenset({"stop_nights"}), TODAY)
    assert isinstance(drafted, Drafted)
    assert nights_in(drafted.effect.itinerary, "bali-ubud") == before + 1
    effect = drafted.effect
    newest = TripFacts(3, effect.request, effect.itinerary, effect.snapshot, None, None)
    assert await drafter().draft(slots_of(asha), newest, NOTHING, TODAY) == StillRight(3)


async def test_the_same_facts_give_the_same_first_plan() -> None:
    asha = customer()
    await asha.says(HELLO)
    first, second = [await drafter().draft(slots_of(asha), None, NOTHING, TODAY) for _ in range(2)]
    assert isinstance(first, Drafted)
    assert first == second


async def test_staff_read_what_is_new_without_the_customers_link_or_question() -> None:
    asha = customer()
    await asha.says(HELLO)
    drafted = await drafter().draft(slots_of(asha), None, NOTHING, TODAY)
    assert isinstance(drafted, Drafted)
    assert not drafted.effect.send
    assert "Bali, 6 nights" in drafted.summary
    assert "{trip_link}" not in drafted.summary
    assert "?" not in drafted.summary


async def test_what_is_missing_is_named_for_staff() -> None:
    asha = customer()
    await asha.says("Hello, we think of Bali")
    told = await drafter().draft(slots_of(asha), None, NOTHING, TODAY)
    assert told == NotDrafted("it is not known yet from when, for how many people, for how many nights.")


async def test_what_goes_to_the_customer_is_the_whole_plan_in_their_language_at_its_price() -> None:
    asha = await after_a_change()
    assert asha.trip is not None
    total = int(from_snapshot(asha.trip.snapshot).total.amount)
    for language, word in (("en", "nights"), ("de", "Nächte")):
        told = await drafter().summarise_trip(asha.trip, "Asha", language)
        assert word in told
        assert "{trip_link}" in told
        assert str(total)[-3:] in told


async def test_a_place_that_is_not_sold_is_named_instead_of_asked_for() -> None:
    asha = customer()
    await asha.says(HELLO)
    elsewhere = {**slots_of(asha), "destinations": {**slots_of(asha)["destinations"], "value": ["Iceland"]}}
    told = await drafter().draft(elsewhere, None, NOTHING, TODAY)
    assert told == NotDrafted("Iceland is not in the catalogue.")
