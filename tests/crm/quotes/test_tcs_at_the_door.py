"""Tax collected at source crosses its threshold through `serai price`, to the rupee."""

from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest

from crm.quotes.snapshot import recompute
from crm.quotes.taxes import NO_TAX, TCS_BY_THRESHOLD
from crm.trips.store import encode
from tests.crm.quotes.test_price_door import REQUEST, ask
from tests.crm.quotes.trade import COUPLE, GST_ON_PACKAGE, Deal


def wanted(package: str, *, gst: bool = False) -> dict[str, Any]:
    """Ask for the price of one night for a couple at `package` INR, sold at cost, with TCS on top."""
    request = deepcopy(REQUEST)
    request["itinerary"] = encode(Deal(stops=(("inn", 1),), visits={}).itinerary())
    request["party"] = encode(COUPLE)
    for rate in request["rates"]:
        if rate["item_id"] == "inn":
            rate |= {"currency": "INR", "amount": package}
        if rate["item_kind"] != "stay":
            rate["amount"] = "0"
    request["rules"] |= {
        "markup_percent": {"default": "0"},
        "tax": encode(GST_ON_PACKAGE if gst else NO_TAX),
        "more_taxes": [encode(TCS_BY_THRESHOLD)],
    }
    return request


def tcs(request: dict[str, Any]) -> Decimal:
    result, answered = ask(request)
    assert result.exit_code == 0, answered
    quote = recompute(answered["snapshot"])
    assert Decimal(answered["snapshot"]["total"]) == quote.total.amount
    heads = sum(Decimal(head["share"]["amount"]) for head in answered["per_head"])
    assert heads == quote.total.amount
    return quote.taxes["TCS"].amount


@pytest.mark.parametrize(
    ("package", "due"),
    [
        ("999980", "49999"),
        ("1000000", "50000"),  # the threshold itself is still within the first band
        ("1000010", "50002"),  # above it each rupee bears a fifth, not a twentieth
        ("1000050", "50010"),
        ("1000052", "50010"),  # 50,010.40, rounded half up to the rupee
        ("1000052.50", "50011"),
    ],
)
def test_only_what_is_above_the_threshold_bears_the_higher_percentage(package: str, due: str) -> None:
    assert tcs(wanted(package)) == Decimal(due)


def test_the_threshold_counts_what_the_customer_pays_with_gst() -> None:
    assert tcs(wanted("952380", gst=True)) == 50_000  # 999,999 with its GST
    assert tcs(wanted("952400", gst=True)) == 50_004  # 1,000,020
