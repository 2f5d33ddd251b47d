"""What is told of a price whose day is over, of one that was taken, and of the one that this turn makes."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.agents.desk import RULES, TODAY, Customer, SampleTools
from tests.agents.test_of_the_quote import PARTS, one_who_has_a_quote, passed_and_untouched, plan_of

LANGUAGES = ("en", "es", "fr", "de", "ar", "hi", "pt", "ru")
WHEN_DUE = {
    "en": "when is the rest due?", "es": "¿cómo pago?", "fr": "comment puis-je payer ?",
    "de": "wie hoch ist die Anzahlung?", "ar": "كيف أدفع؟", "hi": "भुगतान कैसे करें?",
    "pt": "como posso pagar?", "ru": "как оплатить?",
}  # fmt: skip
UNTIL_WHEN = {
    "en": "until when is the price valid?", "es": "¿hasta cuándo es válido el precio?",
    "fr": "jusqu'à quand le prix est-il valable ?", "de": "wie lange gilt der Preis?",
    "ar": "حتى متى السعر صالح؟", "hi": "कीमत कब तक मान्य है?", "pt": "até quando o preço é válido?",
    "ru": "до какого числа действует цена?",
}  # fmt: skip


async def one_with_parts(**known: str) -> Customer:
    return await one_who_has_a_quote(SampleTools(rules=replace(RULES, instalments=PARTS)), **known)


def says_yes(asha: Customer, on: date) -> None:
    assert asha.trip is not None
    asha.trip = replace(asha.trip, approved_at=datetime(on.year, on.month, on.day, 9, tzinfo=UTC))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_of_a_price_that_lapsed_no_dues_are_told(language: str) -> None:
    asha = await one_with_parts()
    asha.today = TODAY + timedelta(days=13)
    said = await asha.says(WHEN_DUE[language])
    assert "29" in said
    assert "•" not in said
    assert passed_and_untouched(asha)


async def test_the_total_of_a_price_that_lapsed_is_told_as_lapsed() -> None:
    asha = await one_with_parts()
    asha.today = TODAY + timedelta(days=13)
    said = await asha.says("what is the total?")
    assert "That price held until Sun 29 Nov; we confirm it anew before we book." in said
    assert "valid until" not in said
    assert passed_and_untouched(asha)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_who_said_yes_hears_the_dues_from_that_day_on(language: str) -> None:
    asha = await one_with_parts()
    says_yes(asha, TODAY + timedelta(days=2))
    asha.today = TODAY + timedelta(days=13)
    said = await asha.says(WHEN_DUE[language])
    assert "24" in said, "the day of the yes"
    assert said.count("•") == 2
    assert passed_and_untouched(asha)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_who_said_yes_and_asks_until_when_hears_what_was_agreed(language: str) -> None:
    asha = await one_with_parts()
    says_yes(asha, TODAY + timedelta(days=2))
    said = await asha.says(UNTIL_WHEN[language])
    assert "24" in said, "the day of the yes"
    assert "29" not in said
    assert passed_and_untouched(asha)


async def test_who_said_yes_is_not_told_that_rates_may_move_or_that_nothing_is_booked() -> None:
    asha = await one_with_parts()
    says_yes(asha, TODAY)
    asha.today = TODAY + timedelta(days=13)
    said = await asha.says("is the price fixed?")
    assert "You said yes to version 1" in said
    assert "rates" not in said
    assert "booked" not in said


async def test_who_changes_the_plan_and_asks_for_the_deposit_hears_that_of_the_new_plan() -> None:
    asha = await one_with_parts()
    said = await asha.says("Make it 3 adults and what's the deposit?")
    assert asha.trip is not None
    assert asha.trip.version == 2
    deposit = int(float(asha.trip.snapshot["total"]) * 0.3)
    assert f"{deposit:,}"[-4:-1] in said
    assert "version 2" in said
    assert not asha.outcomes[-1].stopped_by_gate


async def test_who_changes_the_plan_and_asks_until_when_hears_the_price_of_the_new_one() -> None:
    asha = await one_with_parts()
    said = await asha.says("add a night. until when is the price valid?")
    assert "Version 2 comes to" in said
    assert "Version 1" not in said
    assert plan_of(asha).nights == 7
    assert not asha.outcomes[-1].stopped_by_gate
