"""The reply texts: whole in every language, and safe to fill in."""

import string
from decimal import Decimal

import pytest

from agents.gate import Evidence, check
from agents.gate.claims import claims
from agents.wording.phrasing import Pen
from agents.wording.replies import LANGUAGES, NoText, Replies
from crm.money import Money
from tests.agents.desk import customer

ENGLISH = Replies.of("en").texts
# Reasons of the planner and of what did not fit come in English, so only English repeats them.
ENGLISH_ONLY = {"no_plan.text", "propose.unplaced", "answer.found"}
CURRENCIES = {
    *("USD", "INR", "EUR", "GBP", "AED", "SAR", "RUB", "BRL", "MXN", "SGD", "AUD", "CAD", "CHF", "JPY"),
    *("THB", "IDR", "MYR", "LKR", "NPR", "EGP", "TRY", "ILS", "CNY", "KWD", "QAR", "OMR"),
    *("BHD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "NZD", "HKD", "KRW", "TWD", "PHP", "VND", "ZAR"),
    *("BDT", "PKR"),
}
# No hundredths: a yen has no parts, a dinar a thousand.
OF_OTHER_PARTS = {"JPY", "KWD", "OMR", "BHD", "KRW", "VND"}
OTHERS = [language for language in LANGUAGES if language != "en"]


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def listed(text: object) -> list[str]:
    return [text] if isinstance(text, str) else list(text) if isinstance(text, list) else []


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_is_there_in_every_language(language: str) -> None:
    spoken = {k for k in ENGLISH if not k.startswith("recap.occasion")}
    missing = {k for k in spoken - ENGLISH_ONLY if Replies.of(language).lacking(k)}
    assert not missing


@pytest.mark.parametrize("language", OTHERS)
def test_no_text_waits_for_something_that_is_not_filled_in(language: str) -> None:
    for key, text in Replies.of(language).texts.items():
        known = {b for t in listed(ENGLISH.get(key, "")) for b in blanks(t)}
        known |= {"n"} if key.startswith("count.") else set()
        for wording in listed(text):
            assert blanks(wording) <= known, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_asked_is_never_asked_twice_in_the_same_words(language: str) -> None:
    for key, text in Replies.of(language).texts.items():
        if key.startswith("ask."):
            assert len(set(listed(text))) >= 2, key


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", [1, 2, 3, 5, 11, 21])
def test_counts_are_written_in_the_right_plural(language: str, number: int) -> None:
    assert str(number) in Pen(language).count("nights", number)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_of_our_own_is_stopped_by_our_own_gate(language: str) -> None:
    proven = Evidence().with_links("{trip_link}")
    for key, text in Replies.of(language).texts.items():
        for wording in listed(text):
            if blanks(wording) <= {"trip_link"}:
                assert check(wording, proven, language, frozenset()).passes, key


def test_russian_nights_follow_russian_grammar() -> None:
    pen = Pen("ru")
    assert [pen.nights(n) for n in (1, 2, 5, 21)] == ["1 ночь", "2 ночи", "5 ночей", "21 ночь"]


def test_a_text_that_only_english_has_is_written_in_english_and_noted() -> None:
    pen = Pen("fr")
    assert pen.write("no_plan.text", reasons="x").startswith("I cannot")
    assert pen.lacking == {"no_plan.text"}


def test_a_text_that_nobody_wrote_is_an_error_of_ours() -> None:
    with pytest.raises(NoText):
        Pen("en").write("no.such.text")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_gate_reads_each_amount_as_the_pen_wrote_it(language: str) -> None:
    whole = [Money(Decimal(1800), currency) for currency in CURRENCIES]
    broken = [Money(Decimal("1234567.50"), currency) for currency in CURRENCIES - OF_OTHER_PARTS]
    dinars = [
        Money(Decimal(amount), currency)
        for currency in ("KWD", "OMR", "BHD")
        for amount in ("12.500", "0.250", "1234.567", "1234567.125", "12500")
    ]
    for money in whole + broken + dinars:
        read = [(one.kind, one.value) for one in claims(Pen(language).money(money), language)]
        assert read == [("amount", (money.amount, money.currency))]


@pytest.mark.parametrize("budget", ["AED 9000", "2500 SGD", "CAD 3000", "2000 CHF"])
async def test_a_budget_in_any_currency_is_repeated_and_not_stopped(budget: str) -> None:
    asha = customer()
    said = await asha.says(f"Bali for 2 adults, budget {budget}")
    assert "2 adults · budget" in said
    assert asha.lead is not None
    assert asha.lead.needs_human is None


def test_a_word_that_looks_like_a_code_is_no_currency() -> None:
    assert {c.kind for c in claims("Let us try 3 hotels.", "en")} == {"number"}
