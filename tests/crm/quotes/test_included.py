"""What a price holds is counted from its lines: nights with their meals, ways, services and entrances."""

from dataclasses import replace
from datetime import date

from crm.quotes.included import included
from crm.quotes.pricing import price
from crm.quotes.values import Quote
from crm.trips.planner import plan
from crm.trips.values import Itinerary, Party, TripRequest
from tests.agents.desk import RULES, sample


def kerala() -> tuple[Itinerary, Quote]:
    catalogue = sample().catalogue("kerala")
    made = plan(TripRequest("kerala", date(2027, 2, 5), 6, Party(2)), catalogue)
    rates, exchange = sample().rates_of("kerala"), sample().exchange_rates
    return made, price(made, catalogue, Party(2), None, rates, exchange, RULES, date(2026, 11, 22))


def test_every_stop_tells_the_meals_that_its_nights_are_paid_with() -> None:
    made, quote = kerala()
    held = included(made, quote)
    plans = {rate.item_id: rate.meal_plan for rate in quote.rates if rate.item_kind == "stay"}
    assert [one.meals for one in held.slept] == [plans[stop.stay] for stop in made.stops]
    assert {"BB"} <= held.meals


def test_nights_of_one_stop_with_different_meals_tell_none() -> None:
    made, quote = kerala()
    first = next(line for line in quote.lines if line.item_kind == "stay")
    other = replace(
        next(rate for rate in quote.rates if rate.id == first.rate_id), id="other", meal_plan="HB"
    )
    lines = tuple(replace(line, rate_id="other") if line is first else line for line in quote.lines)
    mixed = included(made, replace(quote, lines=lines, rates=(*quote.rates, other)))
    assert mixed.slept[0].meals is None
    assert mixed.slept[-1].meals is not None


def test_what_is_visited_is_either_paid_or_free() -> None:
    made, quote = kerala()
    held = included(made, quote)
    assert held.paid | held.free == set(made.places)
    assert not held.paid & held.free


def test_the_way_from_the_airport_is_told_only_where_a_line_pays_for_it() -> None:
    made, quote = kerala()
    assert included(made, quote).met
    assert included(made, quote).brought
    without = tuple(line for line in quote.lines if line.item_kind != "transfer")
    held = included(made, replace(quote, lines=without))
    assert (held.met, held.brought, held.rides) == (False, False, 0)
