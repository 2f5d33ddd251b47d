"""A budget steers the plan: soft ones are weighed, hard ones hold or say what to give up."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from crm.agency.rules import Agency
from crm.catalogue.importing import load_sample
from crm.money import Money, written
from crm.quotes.pricing import price
from crm.quotes.rate_book import RateBook
from crm.trips import steering
from crm.trips.affording import BeyondBudget, afford
from crm.trips.giving_up import given_up_by, without
from crm.trips.patience import Patience
from crm.trips.planner import plan
from crm.trips.steering import Afforded, Bench, cheapest_nights, is_hopeless, leanest, priced_savings
from crm.trips.values import Itinerary, Locked, Party, TripRequest

pytestmark = pytest.mark.usefixtures("briefly")

LOADED = load_sample()
BALI = LOADED.catalogue("bali")
WISH = TripRequest("bali", date(2027, 3, 7), 6, Party(2), must_see=("bali-tanah-lot",))


def cost(found: Itinerary) -> Money:
    rules, on = Agency().price_rules(), date(2027, 1, 4)
    rates = LOADED.rates_of("bali")
    return price(found, BALI, WISH.party, None, rates, LOADED.exchange_rates, rules, on).total


def costing(request: TripRequest) -> Callable[[Itinerary], Money]:
    catalogue, book = LOADED.catalogue(request.destination), RateBook(LOADED.rates_of(request.destination))
    rules, on = Agency().price_rules(), date(2027, 1, 4)
    return lambda found: (
        price(found, catalogue, request.party, None, book, LOADED.exchange_rates, rules, on).total
    )


@pytest.fixture(scope="module")
def freely() -> tuple[Itinerary, Money]:
    found = plan(WISH, BALI, seconds=2)
    return found, cost(found)


def within(share: str, limit: str, freely: tuple[Itinerary, Money], **more: bool) -> Afforded:
    found, total = freely
    budget = Money((total.amount * Decimal(share)).quantize(Decimal(1)), total.currency)
    request = replace(WISH, budget=budget, budget_limit=limit)  # type: ignore[arg-type]  # a plain str here
    return afford(request, BALI, cost, found, seconds=1, **more)


def check(held: Afforded) -> dict[str, int]:
    [found] = [c for c in held.itinerary.certificate if c.rule == "budget"]
    assert found.holds
    return dict(found.numbers)


def test_a_budget_that_is_enough_changes_nothing(freely: tuple[Itinerary, Money]):
    held = within("1.2", "hard", freely)
    assert held.itinerary.places == freely[0].places
    assert check(held)["price"] <= check(held)["budget"]


@pytest.mark.parametrize("limit", ["soft", "hard"])
def test_a_budget_a_little_short_leaves_out_what_is_dear_for_its_delight(
    limit: str, freely: tuple[Itinerary, Money]
):
    held = within("0.94", limit, freely)
    assert held.over is None
    assert held.cost <= held.request.budget  # type: ignore[operator]  # it has a budget
    assert held.left_out or held.taken
    assert not set(held.left_out) & set(held.itinerary.places)
    assert "bali-tanah-lot" in held.itinerary.places
    assert held.itinerary.is_feasible
    assert check(held)["price"] <= check(held)["budget"]


def test_a_soft_budget_far_away_is_told_and_the_plan_stays_as_wished(freely: tuple[Itinerary, Money]):
    held = within("0.4", "soft", freely)
    assert held.itinerary.places == freely[0].places
    assert held.over == freely[1] - held.request.budget  # type: ignore[operator]  # it has a budget
    assert check(held)["price"] > check(held)["budget"]


def test_a_hard_budget_may_lower_a_class_that_nobody_chose(freely: tuple[Itinerary, Money]):
    held = within("0.75", "hard", freely, may_lower=True)
    assert held.cost <= held.request.budget  # type: ignore[operator]  # it has a budget
    classes = {stay.id: stay.hotel_class for stay in BALI.stays}
    assert "value" in {classes[stop.stay] for stop in held.itinerary.stops}


def test_a_hard_budget_that_cannot_hold_says_by_how_much_and_what_to_give_up(
    freely: tuple[Itinerary, Money],
):
    with pytest.raises(BeyondBudget) as refused:
        within("0.6", "hard", freely)
    problem = refused.value
    assert problem.over == freely[1] - problem.budget
    assert problem.ways_out[-1].give_up == ("budget",)
    assert len(problem.ways_out) > 1
    assert problem.least is not None
    for way in problem.ways_out[:-1]:
        assert len(way.give_up) == 1
        raised = way.wishes[0].kind == "raise"
        assert cost(way.plan) <= (problem.least if raised else problem.budget)
        looser = without(replace(WISH, budget=problem.budget), way.give_up, BALI)
        assert looser != replace(WISH, budget=problem.budget)
        assert way.plan.nights == looser.nights
    assert [way.wishes[0].kind for way in problem.ways_out].count("raise") == 1
    assert str(problem).endswith(f"{written(problem.least - problem.budget)} over it")


def test_a_budget_just_enough_for_the_cheapest_plan_is_offered_and_then_kept(
    freely: tuple[Itinerary, Money],
):
    with pytest.raises(BeyondBudget) as refused:
        within("0.66", "hard", freely)
    raised, least = refused.value.ways_out[0], refused.value.least
    assert raised.wishes[0].kind == "raise"  # it is near: the first of the ways
    wishes = replace(WISH, budget=refused.value.budget, budget_limit="hard")
    taken = afford(without(wishes, raised.give_up, BALI), BALI, cost, freely[0])
    assert taken.cost == least
    assert taken.itinerary.places == raised.plan.places


def test_where_a_budget_can_be_kept_so_can_every_larger_one(freely: tuple[Itinerary, Money]):
    kept = []
    for share in ("0.66", "0.7", "0.74", "0.78", "0.82", "0.86", "0.9"):
        try:
            held = within(share, "hard", freely)
        except BeyondBudget:
            kept.append(False)
        else:
            assert held.cost <= freely[1] * Decimal(share)
            kept.append(True)
    assert kept == sorted(kept)
    assert any(kept)


def test_a_budget_in_another_currency_is_not_held_against_the_price(freely: tuple[Itinerary, Money]):
    request = replace(WISH, budget=Money(Decimal(1), "EUR"), budget_limit="hard")
    assert afford(request, BALI, cost, freely[0]).over is None


def test_a_budget_counted_in_the_currency_of_the_price_holds_and_is_named_as_it_was_said(
    freely: tuple[Itinerary, Money],
):
    said, counted = Money(Decimal(500), "EUR"), Money(Decimal(50_000), freely[1].currency)
    request = replace(WISH, budget=said, budget_limit="hard")
    with pytest.raises(BeyondBudget) as refused:
        afford(request, BALI, cost, freely[0], budget=counted)
    assert (refused.value.said, refused.value.budget) == (said, counted)
    assert refused.value.over == freely[1] - counted
    assert refused.value.ways_out[-1].give_up == ("budget",)


def test_a_hard_budget_shortens_no_trip_below_what_is_booked_on_its_last_day(freely: tuple[Itinerary, Money]):
    last = WISH.start + timedelta(days=WISH.nights)
    dinner = Locked("engagement", "dinner", last, starts_at=12 * 60, ends_at=13 * 60)
    budget = Money(Decimal(60000), freely[1].currency)
    request = replace(WISH, locked=(dinner,), budget=budget, budget_limit="hard", departs_at=20 * 60)
    with pytest.raises(BeyondBudget) as refused:
        afford(request, BALI, cost, seconds=1)
    ways = refused.value.ways_out
    assert ways[-1].give_up == ("budget",)
    assert not [way for way in ways if way.give_up[0].startswith("shorter")]
    assert all(way.plan.nights == WISH.nights for way in ways)


def test_a_trip_may_be_shortened_down_to_the_last_booked_night():
    lodge = Locked("stay", "bali-tirta-lodge", WISH.start, WISH.start + timedelta(days=5))
    wishes = given_up_by(replace(WISH, locked=(lodge,)), BALI)
    assert [wish.count for wish in wishes if wish.kind == "shorter"] == [5]


def test_no_plan_of_any_destination_costs_less_than_its_cheapest_nights():
    parties = itertools.cycle(((Party(1), "value"), (Party(2, (9,)), "comfort")))
    for catalogue, (party, hotel_class) in zip(LOADED.catalogues, parties, strict=False):
        where = catalogue.destination.id
        wish = TripRequest(where, WISH.start, 7, party, hotel_class=hotel_class, budget_limit="hard")  # type: ignore[arg-type]  # a plain str here
        cost, found = costing(wish), plan(wish, catalogue, seconds=9, patience=Patience(3000))
        bench = Bench(catalogue, cost, None, lambda: False, may_lower=True)
        plain = Afforded(wish, found, cost(found))
        saving, nothing = priced_savings(plain, bench), Money(Decimal(0), plain.cost.currency)
        least, floor = leanest(plain, saving, nothing, bench, 9, 3000), cheapest_nights(plain, bench)
        assert least is not None, where
        assert floor is not None, where
        assert nothing < floor <= least.cost < plain.cost, where
        assert not is_hopeless(plain, least.cost, bench), where
        assert is_hopeless(plain, floor * Decimal("0.8"), bench), where


def test_a_budget_that_the_cheapest_plan_keeps_is_kept_by_whoever_only_tries_too():
    wish = TripRequest("singapore", WISH.start, 7, Party(1), hotel_class="value", budget_limit="hard")
    budget = Money(Decimal(107_259), "INR")
    cost, catalogue = costing(wish), LOADED.catalogue("singapore")
    found = plan(wish, catalogue, seconds=9, patience=Patience(20_000))
    assert any(day.day_trips for day in found.days)  # or nothing here tells that they may go
    firm = replace(wish, budget=budget)
    for within in (None, Patience(100_000)):
        held = afford(
            firm, catalogue, cost, found, may_lower=True, seconds=9, most_steps=20_000, within=within
        )
        assert held.cost <= budget


def test_where_the_nights_alone_pass_a_budget_no_way_out_is_planned_to_find_that_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found, planned = plan(WISH, BALI, seconds=9, patience=Patience(3000)), list[TripRequest]()

    def counted(request: TripRequest, *args: Any, **limits: Any) -> Itinerary:
        planned.append(request)
        return plan(request, *args, **limits)

    monkeypatch.setattr(steering, "plan", counted)
    firm = replace(WISH, budget=Money(Decimal(100), cost(found).currency), budget_limit="hard")
    with pytest.raises(BeyondBudget) as refused:
        afford(firm, BALI, costing(WISH), found, may_lower=True, most_steps=3000)
    assert [way.wishes[0].kind for way in refused.value.ways_out] == ["raise", "budget"]
    assert len(planned) == 1, "only the cheapest plan there is"
