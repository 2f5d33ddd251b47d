"""Ways out are planned whole out of one purse of counted steps; what it does not reach is told as about."""

import time
from dataclasses import replace
from decimal import Decimal

import pytest

from crm.money import Money
from crm.trips import buying
from crm.trips.affording import BeyondBudget
from crm.trips.buying import FOR_ALL_WAYS, Door, Purse, with_prices
from crm.trips.giving_up import BUDGET
from crm.trips.planner import plan
from crm.trips.refusing import GivenUp, Infeasible, WayOut
from crm.trips.values import Itinerary, StopWish, TripRequest
from tests.crm.trips.island import island
from tests.crm.trips.test_planner import FAMILY, PATIENT

pytestmark = pytest.mark.usefixtures("briefly")

CLASH = replace(FAMILY, stops=(StopWish("hills", exactly=4), StopWish("reef", exactly=4)))
QUICKLY, WHOLE = Money(Decimal(90), "INR"), Money(Decimal(100), "INR")


def bought(steps: int, seconds: float = PATIENT, budget: int | None = None) -> tuple[WayOut, ...]:
    """Give the three ways out of two stops that clash, each tried for so many steps."""
    with pytest.raises(Infeasible) as clash:
        plan(CLASH, island(), seconds=PATIENT)
    quick = {id(way.plan) for way in clash.value.ways_out}
    whole = clash.value.ways_out[0].plan

    def take(request: TripRequest, purse: Purse) -> tuple[Itinerary, Money]:
        made = replace(whole)
        purse.patience.spend(steps)
        if budget is None:
            return made, WHOLE
        dear = GivenUp("budget", BUDGET)
        over = Money(WHOLE.amount - budget, "INR")
        raise BeyondBudget(over, WHOLE, WHOLE, (WayOut((BUDGET,), "", made, (dear,)),))

    def cost(found: Itinerary, _: TripRequest) -> Money:
        return QUICKLY if id(found) in quick else WHOLE

    def is_beyond(total: Money, _: TripRequest) -> bool:
        return budget is not None and total.amount > budget

    return with_prices(clash.value, CLASH, island(), Door(take, cost, is_beyond, seconds)).ways_out


def abouts(ways: tuple[WayOut, ...]) -> list[bool]:
    assert all((way.price == QUICKLY) is way.is_about for way in ways)
    assert all(("for about ₹90" in way.sentence) is way.is_about for way in ways)
    return [way.is_about for way in ways]


def test_ways_are_planned_whole_until_their_steps_are_used_up(monkeypatch: pytest.MonkeyPatch):
    assert abouts(bought(33_000)) == [False, False, False]
    assert abouts(bought(34_000)) == [False, False, True]
    assert abouts(bought(60_000)) == [False, True, True]
    assert abouts(bought(100_000)) == [True, True, True]
    monkeypatch.setattr(time, "thread_time", lambda: 0.0)  # however fast the machine is
    assert abouts(bought(60_000)) == [False, True, True]


def test_ways_that_are_really_planned_spend_the_purse_by_what_their_plans_took(
    monkeypatch: pytest.MonkeyPatch,
):
    with pytest.raises(Infeasible) as clash:
        plan(CLASH, island(), seconds=PATIENT)
    quickly, spent = clash.value.ways_out, list[int]()

    def take(request: TripRequest, purse: Purse) -> tuple[Itinerary, Money]:
        with purse.patience.lent(None) as lent:
            made = plan(request, island(), seconds=PATIENT, patience=lent)
        spent.append(purse.patience.spent)
        return made, WHOLE

    def tried() -> list[bool]:
        refused = Infeasible(clash.value.reasons, clash.value.give_up, quickly)
        door = Door(take, lambda *_: QUICKLY, lambda *_: False, PATIENT)
        return abouts(with_prices(refused, CLASH, island(), door).ways_out)

    assert tried() == [False, False, False]
    first, second, third = spent
    assert 0 < first < second < third < FOR_ALL_WAYS
    monkeypatch.setattr(buying, "FOR_ALL_WAYS", second + 1)
    assert tried() == [False, False, True]
    assert spent[3:5] == [first, second], "the same plans take the same steps"
    assert second < spent[5] < third, "the last one is cut short where the purse is empty"


def test_who_has_no_time_left_is_told_what_the_quick_plans_cost():
    assert abouts(bought(1, seconds=0.0)) == [True, True, True]


def test_a_budget_that_refuses_a_way_again_is_given_up_too_at_the_price_of_the_whole_trip_planned_once():
    ways = bought(33_000, budget=95)
    assert [(way.give_up[-1], way.price, way.is_about) for way in ways] == [(BUDGET, WHOLE, False)] * 3
    assert all("for a price of ₹100 makes" in way.sentence for way in ways)
