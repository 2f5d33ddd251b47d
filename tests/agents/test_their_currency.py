"""A budget told as a bare number is in the money of the customer's country, and is shown so."""

import pytest

from agents.hearing.their_currency import currency_of
from tests.agents.desk import customer


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
