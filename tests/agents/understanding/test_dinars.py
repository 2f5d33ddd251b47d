"""Dinars and rials of whichever country, and figures with groups and decimals written both ways."""

import pytest

from tests.agents.desk import TODAY, engine


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("budget 1500 JOD", "1500", "JOD"),
        ("JD 1500 total", "1500", "JOD"),
        ("our budget is 2000 TND", "2000", "TND"),
        ("1200 dinars jordaniens", "1200", "JOD"),
        ("presupuesto 1500 dinares jordanos", "1500", "JOD"),
        ("Budget 1500 jordanische Dinar", "1500", "JOD"),
        ("бюджет 1500 иорданских динаров", "1500", "JOD"),
        ("ميزانيتنا 1500 دينار أردني", "1500", "JOD"),
        ("الميزانية 2000 دينار تونسي", "2000", "TND"),
        ("الميزانية 900 دينار كويتي", "900", "KWD"),
        ("budget 700 BHD", "700", "BHD"),
        ("budget 800 OMR", "800", "OMR"),
        ("budget 800 omani rials", "800", "OMR"),
        ("3000 LYD", "3000", "LYD"),
        ("budget 2 lakh IQD", "200000", "IQD"),
        ("budget 2000 dinars", "2000", "KWD"),
        ("budget 1.250,500 TND", "1250.5", "TND"),
        ("budget 1,250.500 JOD", "1250.5", "JOD"),
        ("Budget 2.500,50 EUR", "2500.5", "EUR"),
        ("budget 1.234.567,89 euros", "1234567.89", "EUR"),
        ("budget 1,50,000", "150000", None),
        ("budget 12.500 euros", "12500", "EUR"),
    ],
)
def test_an_amount_is_heard_with_its_currency(text: str, amount: str, currency: str | None) -> None:
    budget = engine().understand(text, (), TODAY).slots["budget"].value
    assert (budget["amount"], budget["currency"]) == (amount, currency)


@pytest.mark.parametrize("text", ["dt 5 jan bali", "JD 3 nights in Bali", "Bali 12.12, 5 nights"])
def test_letters_and_figures_of_other_meaning_are_no_money(text: str) -> None:
    assert "budget" not in engine().understand(text, (), TODAY).slots
