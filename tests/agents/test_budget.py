"""A budget in the customer's words: weighed where it is soft, kept where it is hard, and told either way."""

import re
from decimal import Decimal
from typing import Any

import pytest

from agents.acting import promising
from agents.acting.findings import Planned, Unplanned
from agents.scene.tastes import without_sights
from agents.scene.wishes import Wish
from agents.telling.plans import unplanned
from agents.wording.phrasing import Pen
from agents.wording.replies import LANGUAGES
from crm.leads.effects import AskHuman
from crm.money import Money
from crm.quotes.snapshot import from_snapshot
from crm.trips import buying
from crm.trips.effects import OfferOptions
from crm.trips.store import request_from_json
from tests.agents.desk import Customer, customer, sample

TRIP = "2 adults, 6 nights in Bali from 7 March, comfort hotels"


def total(asha: Customer) -> Decimal:
    assert asha.trip is not None
    return Decimal(str(asha.trip.snapshot["total"]))


def is_left_to_a_colleague(asha: Customer, said: str) -> bool:
    """Whether the customer read that CHF cannot be compared, saw no price, and a colleague was called."""
    is_told = "cannot compare prices with your budget of CHF 800" in said.replace("\xa0", " ")
    called = [one.reason for one in asha.effects(AskHuman)]
    return is_told and "₹" not in said and "CHF to INR" in "".join(called) and not asha.effects(OfferOptions)


async def price_as_wished() -> Decimal:
    asha = customer()
    await asha.says(TRIP)
    return total(asha)


async def test_a_budget_a_little_short_steers_the_plan_and_the_desk_says_how():
    free = await price_as_wished()
    asha = customer()
    budget = int(free * Decimal("0.94"))
    said = await asha.says(f"{TRIP}, budget {budget} INR")
    assert total(asha) <= budget
    assert "This is within your budget" in said
    assert "To keep to it I" in said


async def test_a_hard_budget_that_cannot_hold_is_told_with_what_to_give_up_and_a_number_takes_it():
    free = await price_as_wished()
    asha = customer()
    budget = int(free * Decimal("0.6"))
    said = await asha.says(f"{TRIP}, our budget is {budget} INR maximum, not more")
    assert asha.trip is None
    assert "over your budget" in said
    assert "Any one of these would make it fit" in said
    assert "with a higher budget" in said
    assert "with value hotels" in said
    await asha.says("1")
    assert total(asha) <= budget
    assert asha.trip is not None
    assert request_from_json(asha.trip.request).budget_limit == "hard"


async def test_a_larger_budget_brings_back_what_a_small_one_left_out():
    free = await price_as_wished()
    asha = customer()
    await asha.says(f"{TRIP}, budget {int(free * Decimal('0.94'))} INR")
    small = total(asha)
    await asha.says(f"we can spend more: the budget is {int(free * 2)} INR")
    assert total(asha) >= small
    assert asha.trip is not None
    assert not request_from_json(asha.trip.request).never


async def test_a_hard_budget_in_another_currency_is_told_in_the_customers_own():
    asha = customer()
    said = await asha.says(f"{TRIP}, our budget is 800 EUR maximum, not more")
    assert asha.trip is None
    assert "over your budget of €800" in said
    assert "with a higher budget" in said
    assert "with value hotels" in said


async def test_a_hard_budget_that_no_rate_tells_is_not_passed_over():
    asha = customer()
    said = await asha.says(f"{TRIP}, our budget is 800 CHF maximum, not more")
    assert asha.trip is None
    assert is_left_to_a_colleague(asha, said)


async def test_options_do_not_pass_over_a_hard_budget_that_no_rate_tells():
    asha = customer()
    said = await asha.says(f"{TRIP}, our budget is 800 CHF maximum. What options do we have?")
    assert is_left_to_a_colleague(asha, said)
    await asha.says("3")
    assert asha.trip is None


async def test_asking_for_options_after_that_refusal_does_not_get_round_it():
    asha = customer()
    await asha.says(f"{TRIP}, our budget is 800 CHF maximum, not more")
    assert is_left_to_a_colleague(asha, await asha.says("ok, then what options do we have?"))


async def test_options_laid_out_before_such_a_budget_was_named_cannot_be_taken_after_it():
    asha = customer()
    await asha.says(f"{TRIP}. What options do we have?")
    assert asha.options
    assert is_left_to_a_colleague(asha, await asha.says("our budget is 800 CHF maximum, not more"))
    await asha.says("3")
    assert asha.trip is None


async def test_a_soft_budget_that_no_rate_tells_leaves_the_options_unweighed():
    asha = customer()
    said = await asha.says(f"{TRIP}, budget about 800 CHF. What options do we have?")
    assert len(asha.options) == 3
    assert "your budget of" not in said
    assert not asha.effects(AskHuman)


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_a_budget_cannot_be_compared_is_told_with_the_budget_itself(language: str):
    pen = Pen(language)
    refused = Unplanned("no_rate", "no exchange rate", unweighed=Money(Decimal(800), "CHF"))
    [told] = unplanned(refused, pen)
    assert pen.money(Money(Decimal(800), "CHF")) in told
    assert told != pen.write("no_plan.no_rate")
    assert not pen.lacking


async def test_options_are_held_against_a_budget_in_another_currency():
    asha = customer()
    said = await asha.says(f"{TRIP}, budget 1100 EUR. What options do we have?")
    assert "within your budget of €1,100" in said
    assert "over your budget of €1,100" in said


async def options_of(budget: str) -> tuple[Customer, list[Decimal]]:
    asha = customer()
    await asha.says(f"{TRIP}, our budget is {budget}. What options do we have?")
    return asha, [Decimal(one.snapshot["total"]) for one in asha.options]


@pytest.mark.parametrize("number", [1, 2, 3])
async def test_an_option_that_is_taken_is_the_plan_that_was_shown_whatever_the_budget(number: int):
    asha, totals = await options_of("90000 INR maximum")
    shown = asha.options[number - 1]
    await asha.says(str(number))
    assert asha.trip is not None
    assert total(asha) == totals[number - 1]
    assert asha.trip.itinerary == shown.itinerary


async def test_an_option_taken_with_a_change_is_held_against_the_budget_like_every_plan():
    asha, totals = await options_of("90000 INR maximum")
    assert totals[0] <= 90_000
    said = await asha.says("option 1, without beaches please")
    assert asha.trip is not None, said
    assert (asha.trip.version, asha.trip.request["hotel_class"]) == (1, "value")
    assert "Beach" not in said
    assert total(asha) <= 90_000, said


async def test_who_takes_an_option_over_the_budget_is_not_refused_the_next_change_for_it():
    asha, totals = await options_of("90000 INR maximum")
    assert totals[-1] > 90_000
    said = await asha.says("3")
    assert "over your budget" in said
    said = await asha.says("no beaches please")
    assert "Here is version 2" in said, said
    assert total(asha) > 90_000


async def test_a_budget_told_after_the_plan_is_held_against_its_price() -> None:
    asha = customer()
    await asha.says(TRIP)
    said = await asha.says("our budget is 30000")
    assert asha.trip.version == 1
    assert "Version 1 comes to" in said
    assert "over your budget of ₹30,000" in said
    assert "leave it as it is" not in said
    if "Shall I switch?" in said:
        await asha.says("yes please")
        assert asha.trip.request["hotel_class"] == "value"


async def test_a_budget_that_holds_the_plan_is_told_so() -> None:
    asha = customer()
    await asha.says(TRIP)
    assert "within your budget of ₹9,00,000" in await asha.says("our budget is 9 lakh")


async def test_a_soft_budget_that_no_rate_tells_is_not_passed_over_in_silence() -> None:
    asha = customer()
    said = await asha.says(f"{TRIP}, budget CHF 3000")
    assert asha.trip is not None
    assert "could not hold this against your budget of CHF 3,000" in said.replace("\xa0", " ")


async def test_a_raised_budget_that_is_taken_is_their_new_budget_from_there_on():
    asha = customer()
    trip = "Bali, 2 adults, 5 nights from 10 January 2027, value hotels"
    offered = await asha.says(f"{trip}, our budget is 45000 INR maximum, not more")
    number = next(line[1] for line in offered.splitlines() if "with a budget raised" in line)
    said = await asha.says(number)
    assert asha.trip is not None
    raised = request_from_json(asha.trip.request).budget
    assert raised is not None
    assert raised.amount > 45000
    assert "Your new budget is" in said
    assert not asha.outcomes[-1].stopped_by_gate
    assert asha.lead is not None
    kept = asha.lead.slots["budget"]
    assert (Decimal(kept["value"]["amount"]), kept["by"]) == (raised.amount, "offer")


async def test_a_way_out_that_is_taken_costs_what_was_told_and_sets_on_the_lead_what_it_named():
    wish = "Bali, 2 adults, 4 nights from 10 January 2027, luxury hotels, at most 100000 rupees, not more"
    for word, name in (
        ("comfort hotels", "stay"),
        ("nights in all", "nights"),
        ("a higher budget", "budget"),
    ):
        asha = customer()
        lines = [
            line for line in (await asha.says(wish)).splitlines() if line.startswith("*") and word in line
        ]
        assert lines, word
        await asha.says(lines[0][1])
        assert asha.trip is not None
        assert asha.lead is not None
        request, kept = request_from_json(asha.trip.request), asha.lead.slots[name]
        total = from_snapshot(asha.trip.snapshot).total.amount
        assert f"for *{Pen('en').money(Money(total, 'INR'))}*" in lines[0]
        values = {"stay": request.hotel_class, "nights": request.nights, "budget": str(total)}
        told = kept["value"].get("class") or kept["value"]["amount"] if name != "nights" else kept["value"]
        assert (told, kept["by"]) == (values[name], "offer")
        assert (request.hotel_class == "comfort") is (name == "stay")


async def test_a_sight_that_a_taken_way_out_gives_up_is_not_wished_for_on_the_lead_any_more():
    asha = customer()
    trip = "Bali, 2 adults and a child of 2, 4 nights from 10 January 2027, comfort hotels"
    offered = await asha.says(f"{trip}, we must see Mount Batur")
    assert "*1.* without Mount Batur" in offered
    assert asha.lead is not None
    assert "must_see" in asha.lead.slots
    await asha.says("1")
    assert asha.trip is not None
    assert "must_see" not in asha.lead.slots
    assert f"for *{Pen('en').money(Money(total(asha), 'INR'))}*" in offered
    bali = sample().catalogue("bali")
    assert without_sights(["Mount Batur and Tanah Lot"], {"bali-batur"}, bali) == ["Tanah Lot"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_budget_is_told_in_every_language(language: str):
    pen = Pen(language)
    assert "₹46,322" in pen.write("propose.raised", budget="₹46,322")
    assert not pen.lacking


async def test_a_way_out_that_a_firm_budget_would_refuse_again_gives_up_the_budget_too() -> None:
    asha = customer()
    said = await asha.says(
        "Bali, 2 adults, 5 nights from 10 January, Ubud 4 nights and Nusa Dua 4 nights, luxury hotels, "
        "our budget is strictly 20000 rupees maximum"
    )
    said += await asha.says("5 nights only, luxury")
    ways = [line for line in said.splitlines() if line.startswith("*") and "nights and" in line]
    assert ways
    assert all("budget" in line for line in ways)
    assert "and with a higher budget" in said


async def test_the_chat_plans_ways_out_whole_by_counted_steps_and_not_by_the_time_that_is_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wish = "Bali, 2 adults, 4 nights from 10 January 2027, luxury hotels, at most 100000 rupees, not more"
    tried: list[Wish] = []
    planned_for = promising.planned_for

    async def counted(wanted: Wish, *rest: Any) -> Planned | Unplanned:
        tried.append(wanted)
        return await planned_for(wanted, *rest)

    async def prices(steps: int) -> list[str]:
        tried.clear()
        monkeypatch.setattr(buying, "FOR_ALL_WAYS", steps)
        said = await customer().says(wish)
        return re.findall(r"about \*(.+?)\*", said)

    monkeypatch.setattr(promising, "planned_for", counted)
    none, few, all_of_them = [(await prices(steps), len(tried)) for steps in (0, 4000, 1_000_000)]
    assert [count for _, count in (none, few, all_of_them)] == [0, 2, 2]  # the third is whole as it is
    assert len(none[0]) == 2
    assert len(few[0]) == 2  # those that were tried were cut short
    assert all_of_them[0] == []
