"""Ways out are planned whole out of one purse of counted steps; each has its share, and what is cut short is
told as about."""

import time
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from crm.money import Money
from crm.trips import buying
from crm.trips.affording import BeyondBudget
from crm.trips.buying import FOR_ALL_WAYS, Door, Purse, trying, with_prices
from crm.trips.giving_up import BUDGET
from crm.trips.patience import Patience
from crm.trips.planner import plan
from crm.trips.refusing import GivenUp, Infeasible, WayOut
from crm.trips.values import Itinerary, StopWish, TripRequest
from tests.crm.trips.island import island
from tests.crm.trips.test_planner import FAMILY, PATIENT

pytestmark = pytest.mark.usefixtures("briefly")

CLASH = replace(FAMILY, stops=(StopWish("hills", exactly=4), StopWish("reef", exactly=4)))
QUICKLY, WHOLE = Money(Decimal(90), "INR"), Money(Decimal(100), "INR")
SHARE = FOR_ALL_WAYS // 3


def refused() -> Infeasible:
    """Give the refusal of two stops that clash, with its three ways out."""
    with pytest.raises(Infeasible) as clash:
        plan(CLASH, island(), seconds=PATIENT)
    return clash.value


def bought(steps: Sequence[int], seconds: float = PATIENT, budget: int | None = None) -> tuple[WayOut, ...]:
    """Give the three ways out, each tried for so many steps."""
    clash, left = refused(), list(steps)
    quick = {id(way.plan) for way in clash.ways_out}
    whole = clash.ways_out[0].plan

    def take(request: TripRequest, purse: Purse) -> tuple[Itinerary, Money]:
        made = replace(whole)
        purse.patience.spend(left.pop(0))
        if budget is None:
            return made, WHOLE
        dear = GivenUp("budget", BUDGET)
        over = Money(WHOLE.amount - budget, "INR")
        raise BeyondBudget(over, WHOLE, WHOLE, (WayOut((BUDGET,), "", made, (dear,)),))

    def cost(found: Itinerary, _: TripRequest) -> Money:
        return QUICKLY if id(found) in quick else WHOLE

    def is_beyond(total: Money, _: TripRequest) -> bool:
        return budget is not None and total.amount > budget

    return with_prices(clash, CLASH, island(), Door(take, cost, is_beyond, seconds)).ways_out


def abouts(ways: tuple[WayOut, ...], price: Money = WHOLE) -> list[bool]:
    assert all(way.price == price for way in ways)
    assert all((f"for about ₹{price.amount}" in way.sentence) is way.is_about for way in ways)
    return [way.is_about for way in ways]


def test_each_way_has_its_share_of_the_steps_and_only_what_is_cut_short_is_told_as_about(
    monkeypatch: pytest.MonkeyPatch,
):
    assert abouts(bought([SHARE - 1] * 3)) == [False, False, False]
    assert abouts(bought([SHARE, 1, 1])) == [True, False, False]
    assert abouts(bought([SHARE] * 3)) == [True, True, True]
    monkeypatch.setattr(time, "thread_time", lambda: 0.0)  # however fast the machine is
    assert abouts(bought([SHARE, 1, 1])) == [True, False, False]


def test_what_a_way_leaves_of_its_share_is_for_the_others():
    assert abouts(bought([1, SHARE + SHARE // 3, 1])) == [False, False, False]
    assert abouts(bought([1, 1, 2 * SHARE])) == [False, False, False]


def test_ways_that_are_really_planned_keep_to_their_shares(monkeypatch: pytest.MonkeyPatch):
    spent = list[int]()

    def take(request: TripRequest, purse: Purse) -> tuple[Itinerary, Money]:
        with trying(request, purse.patience, None) as lent:
            made = plan(request, island(), seconds=PATIENT, patience=lent)
        spent.append(purse.patience.spent)
        return made, WHOLE

    def tried() -> tuple[WayOut, ...]:
        spent.clear()
        door = Door(take, lambda *_: QUICKLY, lambda *_: False, PATIENT)
        return with_prices(refused(), CLASH, island(), door).ways_out

    assert abouts(tried()) == [False, False, False]
    needed = [*spent]
    monkeypatch.setattr(buying, "FOR_ALL_WAYS", 3 * (min(needed) - 1))
    short = tried()
    assert abouts(short) == [True, True, True], "all are planned, and none to its end"
    cut = [*spent]
    assert all(steps < most for steps, most in zip(cut[1:], needed[1:], strict=True))
    assert tried() == short, "the same steps make the same plans"
    assert spent == cut


def test_of_a_firm_budget_half_of_the_steps_are_kept_for_saving():
    firm = replace(CLASH, budget=WHOLE, budget_limit="hard")
    for request, most in ((CLASH, 1000), (replace(firm, budget_limit="soft"), 1000), (firm, 500)):
        within = Patience(1000)
        with trying(request, within, 5000) as lent:
            assert lent.most == most
            lent.spend(most)
        assert within.is_cut


def test_who_has_no_time_left_is_told_what_the_quick_plans_cost():
    assert abouts(bought([1, 1, 1], seconds=0.0), QUICKLY) == [True, True, True]


def test_a_budget_that_refuses_a_way_again_is_given_up_too_at_the_price_of_the_whole_trip_planned_once():
    ways = bought([1, 1, 1], budget=95)
    assert [(way.give_up[-1], way.price, way.is_about) for way in ways] == [(BUDGET, WHOLE, False)] * 3
    assert all("for a price of ₹100 makes" in way.sentence for way in ways)
