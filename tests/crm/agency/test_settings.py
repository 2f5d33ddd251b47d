"""The agency's settings: defaults, what is refused, and what a quote takes from them."""

from decimal import Decimal
from typing import Any

import pytest

from crm.agency import service
from crm.agency.models import AgencySetting
from crm.agency.rules import Agency, changed
from crm.clock import MovableClock
from crm.db import Book
from crm.errors import Unfit


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("agency_name", ""),
        ("timezone", "Mars/Base"),
        ("currency", "XX1"),
        ("message_currency", "dollars"),
        ("model_currency", "XX1"),
        ("markup_stay", "-1"),
        ("markup_stay", "NaN"),
        ("tax_percent", "101"),
        ("tax_on", "everything"),
        ("round_to", "0"),
        ("link_days", "0"),
        ("quiet_seconds", "31"),
        ("agency_email", "nobody"),
        ("no_such_setting", 1),
        ("instalments", "Deposit 20 % on booking"),
        ("instalments", "Deposit on booking"),
        ("markup_rules", "hotels twelve"),
        ("markup_rules", "day 3 12 %"),
        ("collected_bands", "1000: 5 %; 500: 20 %"),
        ("least_margin", "101"),
        ("drift_rule", "ignore"),
        ("drift_percent", "-1"),
    ],
)
def test_a_wrong_setting_is_refused_by_its_name(field: str, value: Any) -> None:
    with pytest.raises(Unfit) as refused:
        changed(Agency(), {field: value})
    assert refused.value.field == field


def test_children_end_after_they_begin() -> None:
    with pytest.raises(Unfit):
        changed(Agency(), {"child_from": 12, "child_to": 5})


def test_prices_follow_the_settings() -> None:
    agency = changed(
        Agency(), {"markup_stay": "18.5", "tax_on": "margin", "currency": "eur", "round_to": "0.5"}
    )
    rules = agency.price_rules()
    assert rules.currency == "EUR"
    assert rules.markup_percent["stay"] == Decimal("18.5")
    assert (rules.tax.on, rules.round_to) == ("margin", Decimal("0.5"))


def test_instalments_drift_margin_and_both_taxes_reach_the_quote() -> None:
    agency = changed(
        Agency(),
        {
            "instalments": "deposit 20% at booking\nRest 80 % 1 day before departure",
            "markup_rules": "Stays margin 20%; transfer 1,500",
            "tax_on": "margin_inclusive",
            "tax_rounding": "half_up",
            "tax_round_to": "1",
            "collected_bands": "0: 5; 1,000,000: 20 %",
            "least_margin": "8",
            "drift_rule": "block",
            "drift_percent": "0",
        },
    )
    assert agency.instalments == "deposit 20 % on booking; Rest 80 % 1 day before departure"
    assert agency.markup_rules == "stay margin 20 %; transfer 1500 fixed"
    rules = agency.price_rules()
    assert [(part.percent, part.days) for part in rules.instalments] == [(20, 0), (80, 1)]
    assert [(m.how, m.subject) for m in rules.markups] == [("target_margin", "stay"), ("fixed", "transfer")]
    assert (rules.tax.on, rules.tax.rounding, rules.tax.rounding_mode) == ("margin_inclusive", 1, "half_up")
    assert rules.more_taxes[0].bands == ((0, 5), (1_000_000, 20))
    assert (rules.least_margin_percent, rules.drift, rules.drift_percent) == (8, "block", 0)


def test_amounts_of_an_agency_in_dinars_have_thousandths_and_stay_so_in_another_currency() -> None:
    told = {
        "currency": "KWD",
        "markup_rules": "trip 12.500; transfer 1.250 fixed",
        "collected_bands": "1.500: 5",
    }
    agency = changed(Agency(), told)
    for same in (agency, changed(agency, {"currency": "INR"})):
        rules = same.price_rules()
        assert [markup.value for markup in rules.markups] == [Decimal("12.5"), Decimal("1.25")]
        assert rules.more_taxes[0].bands == ((Decimal("1.5"), 5),)


async def test_only_what_differs_is_stored_and_comes_back_exact(book: Book, clock: MovableClock) -> None:
    async with book.transaction() as session:
        after, different = await service.change(
            session, {"markup_stay": "12.125", "agency_name": "Serai Travel"}, clock.now()
        )
    assert different == ["markup_stay"]
    async with book.reading() as session:
        assert await service.load(session) == after
        assert (await service.load(session)).markup_stay == Decimal("12.125")


async def test_a_stored_setting_that_is_no_longer_acceptable_gives_way_to_its_default(
    book: Book, clock: MovableClock
) -> None:
    async with book.transaction() as session:
        session.add(AgencySetting(key="timezone", value={"value": "Old/Zone"}, updated_at=clock.now()))
        session.add(AgencySetting(key="forgotten", value={"value": 1}, updated_at=clock.now()))
    async with book.reading() as session:
        assert (await service.load(session)).timezone == "Asia/Kolkata"
