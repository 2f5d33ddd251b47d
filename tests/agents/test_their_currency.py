"""A budget told as a bare number is in the money of the customer's country, and is shown so."""

from datetime import date
from decimal import Decimal

import pytest

from agents.hearing.their_currency import currency_of
from agents.telling.plans import told_abroad
from agents.wording.phrasing import Pen
from agents.wording.replies import LANGUAGES
from crm.money import Money
from tests.agents.desk import TODAY, customer, sample


@pytest.mark.parametrize(
    ("number", "words", "code", "shown"),
    [
        ("+33612345678", "Bali en mai, 3000 max", "EUR", "3\u202f000\xa0€"),
        ("+447911123456", "Bali in May, budget 2500", "GBP", "£2,500"),
        ("+919812345678", "Bali in May, budget 90000", "INR", "₹90,000"),
        ("+971501234567", "Bali in May, budget 12000", "AED", "12,000"),
        ("+33612345678", "Bali en mai, 3000 dollars max", "USD", "3\u202f000"),
        ("+919812345678", "Bali in May, budget 2 lakh", "INR", "₹2,00,000"),
    ],
)
async def test_a_bare_amount_is_in_the_money_of_their_country(
    number: str, words: str, code: str, shown: str
) -> None:
    asha = customer(address=number)
    said = await asha.says(words)
    assert asha.lead is not None
    assert asha.lead.slots["budget"]["value"]["currency"] == code
    assert shown in said


async def test_a_second_amount_is_in_the_currency_of_the_first() -> None:
    asha = customer()
    await asha.says("Bali in May, budget 3000 euros")
    await asha.says("sorry, our budget is 3500")
    assert asha.lead is not None
    assert asha.lead.slots["budget"]["value"] | {"per": ""} == {
        "amount": "3500",
        "currency": "EUR",
        "per": "",
    }


@pytest.mark.parametrize("address", ["asha@example.com", "", "12345", "+999123"])
def test_what_is_no_number_tells_no_currency(address: str) -> None:
    assert currency_of(address) is None


@pytest.mark.parametrize(
    ("language", "opening", "question", "about"),
    [
        (
            "de",
            "Bali ab 7. März 2027 für 2 Erwachsene, 6 Nächte, Komfort, Budget 4000 Euro",
            "Was kostet das?",
            "€",
        ),
        (
            "fr",
            "Bali dès le 7 mars 2027, 2 adultes, 6 nuits, confort, budget 4000 euros",
            "combien par personne ?",
            "€",
        ),
        (
            "es",
            "Bali desde el 7 de marzo de 2027, 2 adultos, 6 noches, confort, 4000 euros",
            "¿cuánto es por persona?",
            "€",
        ),
        (
            "en",
            "Bali from 7 March 2027, 2 adults, 6 nights, comfort, budget 4000 pounds",
            "how much is it each?",
            "£",
        ),
    ],
)
async def test_a_price_is_told_in_the_currency_of_their_budget_too(
    language: str, opening: str, question: str, about: str
) -> None:
    asha = customer(language=language)
    said = await asha.says(opening)
    assert asha.trip is not None
    assert said.count(about) == 2  # the price by today's rate, and the budget
    asked = await asha.says(question)
    assert about in asked
    assert not asha.outcomes[-1].stopped_by_gate


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "how much is it per person?"),
        ("en", "what is the price per head"),
        ("es", "¿cuánto sale por persona?"),
        ("fr", "combien par personne ?"),
        ("de", "Was kostet das pro Person?"),
        ("pt", "quanto fica por pessoa?"),
        ("ru", "сколько это стоит на человека?"),
        ("ar", "كم السعر للشخص الواحد؟"),
        ("hi", "प्रति व्यक्ति कितना होगा?"),
        ("hi", "ek aadmi ka kitna lagega?"),
    ],
)
async def test_the_price_of_each_is_told_from_the_plan(language: str, question: str) -> None:
    asha = customer(language=language)
    await asha.says("Bali for 2 adults from 7 March 2027, 6 nights, comfort hotels")
    each = Decimal(asha.trip.snapshot["quote"]["per_adult"]["amount"])
    asked = await asha.says(question)
    digits = "".join(sign for sign in asked if sign.isdigit() or sign == "*")
    assert any(str(int(near)) in digits for near in (each, each + 1))
    assert "Answer" not in asha.outcomes[-1].understanding["moves"]


async def test_a_rate_older_than_today_is_told_with_its_day() -> None:
    asha = customer()
    said = await asha.says("Bali from 7 March 2027, 2 adults, 6 nights, comfort, budget 4000 euros")
    of_euros = [one.day for one in sample().exchange_rates if {one.base, one.quote} == {"EUR", "INR"}]
    assert max(of_euros) < TODAY
    then = f"At our rate of {Pen('en', today=TODAY).day(max(of_euros))} that is about"
    assert then in said
    assert then in await asha.says("how much is it each?")
    assert not asha.outcomes[-1].stopped_by_gate


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_day_of_a_rate_is_told_in_every_language(language: str) -> None:
    pen = Pen(language)
    euros = Money(Decimal(1135), "EUR")
    then = told_abroad(euros, date(2026, 11, 2), pen)
    assert pen.day(date(2026, 11, 2)) in then
    assert told_abroad(euros, None, pen) != then
    assert not pen.lacking
