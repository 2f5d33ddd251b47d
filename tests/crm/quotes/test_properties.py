"""What holds for every price, whatever the trip, the party, the rates and the rules."""

import json
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, assume, example, given, reject, settings
from hypothesis import strategies as st

from crm.errors import Unfit
from crm.money import Money, in_whole_units, minor_unit, total
from crm.quotes.changes import explain
from crm.quotes.snapshot import from_snapshot, recompute, to_snapshot
from crm.quotes.terms import Terms, terms_of
from crm.quotes.values import Discount, Markup, Quote
from crm.quotes.views import per_head, per_room
from crm.trips.repricing import Shelf, reprice
from tests.crm.quotes.deals import DISCOUNTS, MARKUPS, deals
from tests.crm.quotes.trade import CATALOGUE, TODAY, Deal

many = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def _quote(deal: Deal) -> Quote:
    try:
        return deal.quote()
    except Unfit as unfit:  # a discount larger than a small price
        assume(unfit.field != "discounts")
        raise


@many
@given(deals())
def test_lines_tax_and_rounding_add_up_to_the_total(deal: Deal) -> None:
    quote = _quote(deal)
    assert total((x.sell for x in quote.lines), "INR") == quote.subtotal
    assert total((x.tax for x in quote.lines), "INR") == quote.tax
    assert quote.subtotal + quote.tax + quote.rounding == quote.total
    assert abs(quote.rounding.amount) * 2 <= quote.rules.round_to
    assert total(quote.taxes.values(), "INR") == quote.tax


@many
@given(deals())
def test_a_line_is_cost_and_markup_less_discount_in_payable_money(deal: Deal) -> None:
    for line in _quote(deal).lines:
        assert line.sell == line.cost + line.markup - (line.discount or Money(Decimal(0), "INR"))
        for money in (line.cost, line.markup, line.sell, line.tax):
            assert money.amount % minor_unit("INR") == 0
        assert line.cost.amount >= 0
        assert line.tax.amount >= 0


@many
@given(deals())
def test_travellers_and_rooms_pay_the_total_between_them(deal: Deal) -> None:
    quote = _quote(deal)
    heads = per_head(quote)
    assert len(heads) == deal.party.heads
    assert total((head.share for head in heads), "INR") == quote.total
    assert total((room.share for room in per_room(quote)), "INR") == quote.total


@many
@given(deals())
def test_a_snapshot_comes_back_whole_and_makes_the_same_quote_again(deal: Deal) -> None:
    quote = _quote(deal)
    stored = json.loads(json.dumps(to_snapshot(quote, deal.rates, deal.exchange_rates)))
    assert from_snapshot(stored) == quote
    assert recompute(stored) == quote


@many
@given(deals(), deals())
def test_the_causes_of_a_change_sum_to_the_difference(before: Deal, after: Deal) -> None:
    one, other = _quote(before), _quote(after)
    causes = explain(one, other)
    assert sum((c.difference.amount for c in causes), Decimal(0)) == other.total.amount - one.total.amount
    assert all(cause.difference.amount for cause in causes)


@many
@given(deals())
def test_nothing_changed_has_no_cause(deal: Deal) -> None:
    assert explain(_quote(deal), _quote(deal)) == ()


@pytest.mark.parametrize("amount", ["100.00", "0.07", "-33.34", "0"])
def test_a_shared_amount_is_shared_out_whole(amount: str) -> None:
    money = Money(Decimal(amount), "INR")
    for weights in ([1], [1, 1, 1], [0, 0], [Decimal("0.3"), 2, 7, 0]):
        shares = money.spread(weights)
        assert total(shares, "INR") == money
        assert len(shares) == len(weights)


_PARTS = st.lists(st.decimals(-(10**7), 10**7, allow_nan=False, places=2), min_size=1, max_size=8)


@given(_PARTS, st.booleans())
@example([Decimal("1.50"), Decimal("3.00"), Decimal("-0.50")], True)  # halves that round to even move 3 to 2
def test_the_parts_of_a_whole_difference_are_told_whole_and_still_add_up(
    parts: list[Decimal], is_whole: bool
) -> None:
    if is_whole:
        parts = [*parts, -sum(parts) % 1]
    exact = [Money(part, "INR") for part in parts]
    spoken = in_whole_units(exact)
    assert total(spoken, "INR") == total(exact, "INR")
    if sum(parts) % 1:
        assert spoken == tuple(exact)
    for part, told in zip(parts, spoken, strict=True):
        assert abs(told.amount - part) < 1
        assert sum(parts) % 1 or told.amount % 1 == 0


@many
@given(deals(), st.lists(DISCOUNTS, max_size=2).map(tuple), st.lists(MARKUPS, max_size=2).map(tuple))
def test_other_terms_are_explained_to_the_cent_and_can_be_made_again(
    deal: Deal, discounts: tuple[Discount, ...], own: tuple[Markup, ...]
) -> None:
    terms = Terms(discounts, own)
    shelf = Shelf(CATALOGUE, frozenset(), deal.rates, deal.exchange_rates, deal.rules)
    try:
        snapshot = to_snapshot(deal.quote())
        made = reprice(snapshot, deal.itinerary(), shelf, terms, TODAY)
    except Unfit:
        reject()
    moved = sum((cause.difference.amount for cause in made.causes), Decimal(0))
    assert moved == made.after.total.amount - made.before.total.amount
    assert recompute(made.snapshot) == made.after
    assert terms_of(made.snapshot) == terms
