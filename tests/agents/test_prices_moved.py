"""A yes in the chat after prices moved, margins that wait for a manager, and terms that staff agreed."""

from dataclasses import replace
from decimal import Decimal

import pytest

from agents.acting.findings import Findings
from agents.gate import check
from agents.ports import MindSettings
from agents.scene.facts import Facts
from agents.scene.notes import Notes
from agents.scene.places import Where
from agents.telling.plans import drifted
from agents.telling.proof import base_evidence
from agents.wording.phrasing import Pen
from agents.wording.replies import LANGUAGES
from crm.leads.effects import AskHuman, Record
from crm.quotes.clauses import read_discounts
from crm.quotes.snapshot import from_snapshot
from crm.quotes.terms import Terms, terms_of, with_terms
from crm.trips.effects import PublishTrip
from tests.agents.desk import RULES, Customer, SampleTools
from tests.agents.desk import customer as make_customer

BALI = "Hi! 2 adults, 5 nights in Bali from 20 Dec, comfort hotels"
YES = "Yes, let's book it!"


async def offered(tools: SampleTools, **rules: object) -> Customer:
    tools.rules = replace(RULES, **rules)
    customer = make_customer(tools=tools)
    await customer.says(BALI)
    assert customer.trip is not None
    return customer


async def test_a_yes_at_prices_that_stand_is_led_to_the_page() -> None:
    customer = await offered(SampleTools())
    said = await customer.says(YES)
    assert "type your name" in said
    assert not customer.effects(PublishTrip)


async def test_a_yes_after_a_rise_under_warn_is_shown_the_new_price_and_why() -> None:
    tools = SampleTools()
    customer = await offered(tools, drift="warn")
    before = from_snapshot(customer.trip.snapshot)
    tools.dearer = 12
    said = await customer.says(YES)
    [published] = customer.effects(PublishTrip)
    after = from_snapshot(published.snapshot)
    assert published.send
    assert published.itinerary == customer.trip.itinerary
    assert before.total < after.total
    for part in ("Prices have moved", "instead of", "rates +", "version 2", "{trip_link}"):
        assert part in said
    [reason] = [effect.reason for effect in customer.effects(AskHuman)]
    assert not customer.effects(Record), "the call alone stands on the timeline"
    assert "Wants to book version 1" in reason
    assert "risen" in reason


async def test_a_yes_after_a_rise_under_honour_keeps_the_price_and_says_so() -> None:
    tools = SampleTools()
    customer = await offered(tools, drift="honour")
    tools.dearer = 12
    said = await customer.says(YES)
    assert "We keep the price" in said
    assert "type your name" in said
    assert not customer.effects(PublishTrip)
    assert "the agency bears it" in customer.effects(AskHuman)[0].reason


async def test_a_yes_to_what_is_sold_no_more_is_answered_honestly() -> None:
    tools = SampleTools()
    customer = await offered(tools, drift="honour")
    tools.gone = frozenset({str(customer.trip.itinerary["stops"][0]["stay"])})
    said = await customer.says(YES)
    assert "cannot confirm it at once" in said
    assert "trip_link" not in said
    assert "sold any more" in customer.effects(AskHuman)[0].reason


@pytest.mark.parametrize("rule", ["warn", "honour", "block"])
async def test_in_every_language_what_is_said_of_moved_prices_is_proven(rule: str) -> None:
    tools = SampleTools()
    customer = await offered(tools, drift=rule)
    tools.dearer = 12
    drift = await tools.drift(customer.trip.snapshot, customer.trip.itinerary, customer.today)
    told = Findings(drift=drift)
    for language in LANGUAGES:
        pen = Pen(language)
        facts = Facts(
            {}, {}, frozenset(), Where(), Notes(), customer.today, trip=customer.trip, language=language
        )
        evidence = base_evidence(facts, told, customer.scene(), MindSettings())
        for text in drifted(drift, customer.trip, pen):
            verdict = check(text, evidence, language, frozenset())
            assert verdict.passes, (language, verdict.reasons)
        assert not pen.lacking


async def test_a_plan_below_the_least_margin_is_kept_but_neither_told_nor_sent() -> None:
    tools = SampleTools()
    tools.rules = replace(RULES, least_margin_percent=Decimal(40))
    customer = make_customer(tools=tools)
    said = await customer.says(BALI)
    [published] = customer.effects(PublishTrip)
    assert published.snapshot["needs_approval"]
    assert "A colleague looks over its price" in said
    assert "₹" not in said
    assert "{trip_link}" not in said
    assert [say.kind for say in customer.outcomes[-1].says] == ["text"]
    customer.trip = replace(customer.trip, sent_at=None)  # as the book keeps it
    for words in ("What does it cost?", "How far are you?", YES):
        said = await customer.says(words)
        assert "₹" not in said, words
        assert "{trip_link}" not in said, words


async def test_what_staff_agreed_stays_when_the_customer_changes_the_plan() -> None:
    customer = await offered(SampleTools())
    terms = Terms(read_discounts("10 % returning guest"))
    customer.trip = replace(customer.trip, snapshot=with_terms(customer.trip.snapshot, terms))
    await customer.says("Can we add a day in Ubud?")
    [published] = customer.effects(PublishTrip)
    assert terms_of(published.snapshot) == terms
    assert from_snapshot(published.snapshot).discount.amount > 0
