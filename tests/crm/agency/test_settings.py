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
        ("markup_stay", "-1"),
        ("markup_stay", "NaN"),
        ("tax_percent", "101"),
        ("tax_on", "everything"),
        ("round_to", "0"),
        ("link_days", "0"),
        ("quiet_seconds", "31"),
        ("agency_email", "nobody"),
        ("no_such_setting", 1),
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
