"""Trips of the sample catalogue, planned, priced and told: what proposals are tried on."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

from bot.paper.story import Story
from bot.paper.telling import tell
from crm.agency.rules import Agency
from crm.catalogue.importing import Loaded, load_sample
from crm.quotes.pricing import price
from crm.quotes.values import Discount, PriceRules, Quote, TaxScheme
from crm.trips.planner import plan
from crm.trips.values import Itinerary, Party, TripRequest

FAMILY = Party(2, (5,), infants=1)
START, PRICED_ON = date(2026, 12, 20), date(2026, 11, 22)
LINK = "https://desk.example/t/abcdefghijklmnop0123456789abcdefghijkl"


@cache
def sample() -> Loaded:
    return load_sample()


@cache
def planned(destination: str = "bali", nights: int = 5, party: Party = FAMILY) -> Itinerary:
    wish = TripRequest(destination, START, nights, party, interests={"temple": 1.0, "museum": 0.5})
    return plan(wish, sample().catalogue(destination))


def priced(itinerary: Itinerary, rules: PriceRules | None = None, party: Party = FAMILY) -> Quote:
    catalogue = sample().catalogue(itinerary.destination)
    rates, exchange = sample().rates, sample().exchange_rates
    rules = rules or Agency().price_rules()
    return price(itinerary, catalogue, party, None, rates, exchange, rules, PRICED_ON)


def rules_with(tax: TaxScheme, *more: TaxScheme, discount: str = "", currency: str = "INR") -> PriceRules:
    discounts = (Discount("Early booking", "percent", Decimal(discount)),) if discount else ()
    return replace(Agency(currency=currency).price_rules(), tax=tax, more_taxes=more, discounts=discounts)


def told(
    itinerary: Itinerary,
    quote: Quote,
    customer: str = "Asha Rao",
    changes: tuple[str, ...] = (),
    language: str = "en",
) -> Story:
    catalogue = sample().catalogue(itinerary.destination)
    about = {"customer": customer, "version": 2, "changes": changes, "language": language}
    return tell(Agency(), catalogue, itinerary, quote, **about)
