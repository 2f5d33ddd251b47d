"""A planned trip of the sample catalogue, priced."""

from datetime import date
from decimal import Decimal

import pytest

from crm.catalogue.importing import load_sample
from crm.money import Money, total
from crm.quotes.pricing import price
from crm.quotes.taxes import GST_ON_PACKAGE
from crm.quotes.values import NoRate, PriceRules, Quote
from crm.quotes.views import per_head, per_room
from crm.trips.planner import plan
from crm.trips.values import Itinerary, Party, TripRequest

RULES = PriceRules("INR", {"default": Decimal(15)}, GST_ON_PACKAGE)
FAMILY = Party(2, (5,))
SAMPLE = load_sample()
BALI = SAMPLE.catalogue("bali")


@pytest.fixture(scope="module")
def itinerary() -> Itinerary:
    wish = TripRequest("bali", date(2026, 12, 20), 6, FAMILY, interests={"beach": 1.0, "temple": 1.0})
    return plan(wish, BALI)


def _price(itinerary: Itinerary, party: Party = FAMILY, rooms: int | None = None) -> Quote:
    return price(
        itinerary, BALI, party, rooms, SAMPLE.rates, SAMPLE.exchange_rates, RULES, date(2026, 11, 22)
    )


def test_the_total_is_what_its_lines_add_up_to(itinerary: Itinerary) -> None:
    quote = _price(itinerary)
    lines = total((line.sell + line.tax for line in quote.lines), "INR")
    assert lines + quote.rounding == quote.total
    assert quote.total.amount == quote.total.amount.to_integral_value()
    assert all(line.sell == line.cost + line.markup for line in quote.lines)


def test_every_night_is_charged_once_per_room(itinerary: Itinerary) -> None:
    quote = _price(itinerary)
    doubles = [line for line in quote.lines if line.occupancy == "double"]
    assert [line.quantity for line in doubles] == [1] * 6
    assert sum(line.quantity for line in quote.lines if line.occupancy == "child_no_bed") == 6


def test_what_the_travellers_pay_adds_up_to_the_total(itinerary: Itinerary) -> None:
    quote = _price(itinerary, Party(4, (9, 3), infants=1), rooms=2)
    heads = per_head(quote)
    assert total((head.share for head in heads), "INR") == quote.total
    assert total((room.share for room in per_room(quote)), "INR") == quote.total
    child = next(head for head in heads if head.age == 3)
    assert child.share < next(head for head in heads if head.who == "adult").share


def test_a_night_without_a_rate_is_named_with_its_stay(itinerary: Itinerary) -> None:
    stay = itinerary.stops[0].stay
    rates = [r for r in SAMPLE.rates if r.item_id != stay or r.to_date < date(2026, 12, 20)]
    with pytest.raises(NoRate, match=f"{stay}. on the night of 2026-12-20"):
        price(itinerary, BALI, FAMILY, None, rates, SAMPLE.exchange_rates, RULES, date(2026, 11, 22))


def test_rupees_come_from_the_pinned_exchange_rate(itinerary: Itinerary) -> None:
    quote = _price(itinerary)
    assert [rate.id for rate in quote.exchange_rates] == ["idr-inr-2026-11-02"]
    line = quote.lines[0]
    exact = line.unit_cost.amount * line.quantity * quote.exchange_rates[0].rate
    assert line.cost == Money(exact, "INR").rounded()
