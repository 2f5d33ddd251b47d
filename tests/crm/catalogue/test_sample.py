"""The sample catalogue that comes with the product: complete, reachable and priced on every day."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

import pytest

from crm.catalogue.importing import Loaded, load_sample
from crm.quotes.pricing import price
from crm.quotes.rate_book import RateBook
from crm.quotes.taxes import GST_ON_PACKAGE
from crm.quotes.values import PriceRules
from crm.trips.planner import plan
from crm.trips.travel import Spot, kilometres
from crm.trips.values import Catalogue, Party, TripRequest

FIRST, LAST = date(2026, 11, 1), date(2028, 12, 31)
DESTINATIONS = ("bali", "thailand", "singapore", "dubai", "kerala", "rajasthan", "paris", "sri-lanka")
RULES = PriceRules("INR", {"default": Decimal(15)}, GST_ON_PACKAGE)


@cache
def sample() -> Loaded:
    return load_sample()


@pytest.fixture(params=DESTINATIONS)
def catalogue(request: pytest.FixtureRequest) -> Catalogue:
    return sample().catalogue(request.param)


def test_eight_destinations_are_offered_and_marked_as_sample() -> None:
    assert {c.destination.id for c in sample().catalogues} == set(DESTINATIONS)
    assert all(c.destination.is_sample for c in sample().catalogues)


def test_a_destination_holds_enough_to_fill_a_trip(catalogue: Catalogue) -> None:
    assert len(catalogue.places) >= 20
    assert len(catalogue.stays) >= 6
    assert {stay.hotel_class for stay in catalogue.stays} == {"value", "comfort", "luxury"}
    assert all(stay.name.endswith("(sample)") for stay in catalogue.stays)
    assert any(area.is_gateway for area in catalogue.areas)
    assert all(place.tags and place.blurb and place.hours for place in catalogue.places)


def test_everything_lies_near_the_middle_of_its_area(catalogue: Catalogue) -> None:
    areas = {a.id: Spot(a.id, a.latitude, a.longitude) for a in catalogue.areas}
    for item in (*catalogue.places, *catalogue.stays):
        away = kilometres(areas[item.area], Spot(item.id, item.latitude, item.longitude))
        assert away < 90, f"{item.id} lies {away:.0f} km from {item.area}"


def test_every_area_is_reached_from_a_gateway(catalogue: Catalogue) -> None:
    ways = defaultdict(set)
    for transfer in catalogue.transfers:
        ways[transfer.from_area].add(transfer.to_area)
    reached = {a.id for a in catalogue.areas if a.is_gateway}
    while grown := {b for a in reached for b in ways[a]} - reached:
        reached |= grown
    assert reached == {a.id for a in catalogue.areas}


def test_every_stay_has_a_price_for_every_night_and_guest(catalogue: Catalogue) -> None:
    book = RateBook(sample().rates_of(catalogue.destination.id))
    for stay in catalogue.stays:
        for night in _days(FIRST, LAST):
            for guest in ("single", "double", "triple", "child_with_bed", "child_no_bed"):
                assert book.find("stay", stay.id, guest, night).amount > 0


def test_the_turn_of_the_year_is_the_dearest_season(catalogue: Catalogue) -> None:
    book = RateBook(sample().rates_of(catalogue.destination.id))
    for stay in catalogue.stays:
        peak = book.find("stay", stay.id, "double", date(2027, 12, 28)).amount
        assert all(
            book.find("stay", stay.id, "double", date(2027, m, 10)).amount < peak for m in range(1, 13)
        )


def test_a_week_in_any_month_is_planned_and_priced(catalogue: Catalogue) -> None:
    party = Party(2, (5,))
    for start in (date(2026, 12, 20), date(2027, 6, 14), date(2028, 9, 4)):
        itinerary = plan(TripRequest(catalogue.destination.id, start, 6, party), catalogue, seconds=0.3)
        quote = price(
            itinerary, catalogue, party, None, sample().rates, sample().exchange_rates, RULES, FIRST
        )
        assert itinerary.is_feasible
        assert Decimal(40_000) < quote.total.amount < Decimal(900_000)


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
