"""What a proposal tells: who travels, what it costs, and never what it costs the agency."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from agents.wording.papers import Wording
from agents.wording.replies import LANGUAGES
from bot.paper.amounts import price_lines
from bot.paper.press import write_page
from bot.paper.story import plain
from crm.money import Money, written
from crm.quotes.taxes import GST_ON_MARGIN, GST_ON_PACKAGE, NO_TAX, TCS_BY_THRESHOLD, VAT_MARGIN
from crm.quotes.values import PriceRules, Quote
from crm.trips.values import Itinerary, Party
from tests.bot.paper.proposals import LINK, planned, priced, rules_with, told

_SCHEMES = {
    "gst": rules_with(GST_ON_PACKAGE),
    "none": rules_with(NO_TAX),
    "margin": rules_with(GST_ON_MARGIN),
    "margin scheme": rules_with(VAT_MARGIN),
    "two taxes": rules_with(GST_ON_PACKAGE, TCS_BY_THRESHOLD),
    "hidden and shown": rules_with(GST_ON_MARGIN, TCS_BY_THRESHOLD, discount="7.5"),
    "discount": rules_with(GST_ON_PACKAGE, discount="10"),
    "dollars": rules_with(GST_ON_PACKAGE, currency="SGD"),
}


def _trip(rules: PriceRules) -> Itinerary:
    return planned("singapore", 3) if rules.currency == "SGD" else planned()


def _amount(text: str) -> Decimal:
    return Decimal(re.sub(r"[^\d.-]", "", text))


@pytest.mark.parametrize("rules", _SCHEMES.values(), ids=_SCHEMES)
def test_the_price_lines_add_up_to_the_total_shown(rules: PriceRules) -> None:
    quote = priced(_trip(rules), rules)
    lines = price_lines(quote, Wording.of("en"))
    assert sum(_amount(line.amount) for line in lines) == _amount(written(quote.total))
    assert [line.label for line in lines][:2] == ["Stays", "Entrance and activities"]


@pytest.mark.parametrize("rules", _SCHEMES.values(), ids=_SCHEMES)
def test_neither_cost_nor_markup_can_be_read(rules: PriceRules) -> None:
    quote = priced(_trip(rules), rules)
    page = write_page(told(_trip(rules), quote), LINK)
    for secret in _secrets(quote):
        assert written(secret) not in page
    assert "margin" not in page.lower()
    assert "markup" not in page.lower()


def _secrets(quote: Quote) -> list[Money]:
    groups = {line.item_kind for line in quote.lines}
    of_kind = [[x for x in quote.lines if x.item_kind == kind] for kind in groups]
    zero = Money(Decimal(0), quote.currency)
    costs = [sum((x.cost for x in lines), zero) for lines in of_kind]
    markups = [sum((x.markup for x in lines), zero) for lines in of_kind]
    on_margin = [quote.taxes[s.name] for s in (quote.rules.tax,) if s.on.startswith("margin")]
    return [quote.cost, sum(markups, zero), *costs, *(m for m in markups if m.amount), *on_margin]


def test_the_party_is_told_with_children_and_infants() -> None:
    assert told(planned(), priced(planned())).party == "2 adults, 1 child (aged 5), 1 infant"
    pair = Party(1, (9, 3))
    trip = planned("singapore", 3, pair)
    assert told(trip, priced(trip, party=pair)).party == "1 adult, 2 children (aged 9, 3)"


def test_wishes_without_a_place_are_told_with_the_reason() -> None:
    story = told(planned("singapore", 3), priced(planned("singapore", 3)))
    unplaced = planned("singapore", 3).unplaced
    assert len(story.missing) == min(len(unplaced), 6)
    assert all(wish.reason for wish in story.missing)


def test_every_day_and_every_place_of_the_plan_is_told() -> None:
    story = told(planned(), priced(planned()))
    visits = [m for day in story.days for m in day.moments if m.kind == "visit"]
    assert len(story.days) == 6
    assert len(visits) == len(planned().places)
    assert sum(stay.number for stay in story.nights) == 5


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Asha\u202eoaR", "AshaoaR"),
        ("  two\n lines\t", "two lines"),
        ("bell\x07\x00 and \x9bmore", "bell and more"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("x" * 1_000_000, "x" * 119 + "…"),
        ("आशा राव", "आशा राव"),
    ],
)
def test_a_name_is_made_fit_for_paper(words: str, shown: str) -> None:
    assert plain(words) == shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_included_is_counted_as_in_the_price_and_what_is_free_is_told_apart(language: str) -> None:
    itinerary = planned("bali", 7)
    story, say = told(itinerary, priced(itinerary), language=language), Wording.of(language)
    details = {line.label: line.detail for line in story.prices}
    rides, paid = details[say("price.transfer")], details[say("price.place")]
    assert say("included.transfers", transfers=rides) in story.included
    assert say("included.entrance", places=paid) in story.included
    lines = priced(itinerary).lines
    free = set(itinerary.places) - {line.item_id for line in lines}
    assert free
    assert story.included[-1] == say("included.free", places=say.count("places", len(free)))
    assert any(day.day_trips for day in itinerary.days)  # or nothing here tells rides from moves


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_hired_car_and_the_day_trips_in_it_are_told_to_be_included(language: str) -> None:
    itinerary = planned("singapore", 3)
    quote, say = priced(itinerary), Wording.of(language)
    included = told(itinerary, quote, language=language).included
    days = {line.service_date for line in quote.lines if line.item_kind == "service"}
    trips = sum(len(day.day_trips) for day in itinerary.days)
    assert days
    assert trips
    [name] = {
        say.label(line.label.removesuffix(f": {line.occupancy}"))
        for line in quote.lines
        if line.item_kind == "service"
    }
    told_of = say("included.service", service=say.apart(name), days=say.count("days", len(days)))
    assert told_of in included
    assert say("included.day_trips", trips=say.count("day_trips", trips)) in included
    apart = replace(quote, lines=tuple(line for line in quote.lines if line.item_kind != "service"))
    assert not {told_of, say("included.day_trips", trips=say.count("day_trips", trips))} & set(
        told(itinerary, apart, language=language).included
    )
