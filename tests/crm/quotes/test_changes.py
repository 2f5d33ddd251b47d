"""A customer asks why the price moved, and the desk can say."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from crm.errors import Unfit
from crm.money import CurrencyMismatch, Money
from crm.quotes.changes import explain
from crm.quotes.drift import check_drift, compare
from crm.quotes.instalments import instalments
from crm.quotes.snapshot import recompute, to_snapshot
from crm.quotes.taxes import GST_ON_MARGIN
from crm.quotes.values import Discount, Instalment
from crm.trips.values import Party
from tests.crm.quotes.trade import BAHT, CATALOGUE, EURO, RATES, RULES, TODAY, Deal, row

BEFORE = Deal()
DEARER_INN = (*RATES, replace(RATES[1], id="inn-double-2", amount=Decimal(99), supersedes=RATES[1].id))


@pytest.mark.parametrize(
    ("after", "kinds"),
    [
        (replace(BEFORE, party=Party(3)), {"party"}),
        (replace(BEFORE, stops=(("inn", 2), ("palace", 3))), {"nights"}),
        (replace(BEFORE, stops=(("inn", 3), ("palace", 1))), {"nights"}),
        (replace(BEFORE, visits={1: ("fort",)}), {"items"}),
        (replace(BEFORE, stops=(("inn", 4),)), {"items", "nights"}),
        (replace(BEFORE, rates=DEARER_INN), {"rate"}),
        (replace(BEFORE, exchange_rates=(replace(EURO, id="eur-2", rate=Decimal(105)), BAHT)), {"exchange"}),
        (replace(BEFORE, rules=replace(RULES, markup_percent={"default": Decimal(12)})), {"markup"}),
        (replace(BEFORE, rules=replace(RULES, tax=GST_ON_MARGIN)), {"tax"}),
        (
            replace(BEFORE, rules=replace(RULES, discounts=(Discount("May", "percent", Decimal(3)),))),
            {"discount"},
        ),
    ],
)
def test_a_change_has_the_cause_that_made_it(after: Deal, kinds: set[str]) -> None:
    one, other = BEFORE.quote(), after.quote()
    causes = explain(one, other)
    assert {cause.kind for cause in causes} - {"rounding"} == kinds
    assert sum(cause.difference.amount for cause in causes) == other.total.amount - one.total.amount


def test_a_cause_names_the_hotel_and_holds_its_share_of_markup_and_tax() -> None:
    causes = explain(BEFORE.quote(), replace(BEFORE, rates=DEARER_INN).quote())
    rate = next(cause for cause in causes if cause.kind == "rate")
    assert rate.subject == "Inn"
    assert rate.difference.amount == 2 * 19 * 100 * Decimal("1.10") * Decimal("1.05")


def test_the_same_trip_on_dearer_dates_is_put_down_to_the_dates() -> None:
    low = replace(RATES[1], id="low", to_date=date(2027, 5, 31), supersedes=RATES[1].id)
    high = replace(RATES[1], id="high", from_date=date(2027, 6, 1), amount=Decimal(130))
    may = replace(BEFORE, rates=(*RATES, low, high))
    june = replace(may, start=date(2027, 6, 7))
    causes = explain(may.quote(), june.quote())
    assert [(c.kind, c.subject) for c in causes if c.kind != "rounding"] == [("dates", "Inn")]


def test_quotes_in_two_currencies_are_not_compared() -> None:
    euros = replace(RULES, currency="EUR")
    back = replace(BAHT, id="thb-eur", quote="EUR", rate=Decimal("0.025"))
    other = replace(BEFORE, rules=euros, exchange_rates=(back,)).quote()
    with pytest.raises(CurrencyMismatch):
        explain(BEFORE.quote(), other)


def test_a_small_rise_is_borne_and_a_large_one_goes_by_the_agency_s_rule() -> None:
    accepted = BEFORE.quote()
    little = replace(BEFORE, exchange_rates=(replace(EURO, id="e", rate=Decimal(101)), BAHT)).quote()
    much = replace(BEFORE, exchange_rates=(replace(EURO, id="e", rate=Decimal(112)), BAHT)).quote()
    assert compare(accepted, accepted).verdict == "stands"
    assert compare(accepted, little).verdict == "stands"
    assert compare(accepted, much).verdict == "warn"
    blocking = replace(accepted, rules=replace(RULES, drift="block"))
    judged = compare(blocking, much)
    assert judged.verdict == "block"
    assert judged.difference == much.total - accepted.total
    assert [cause.kind for cause in judged.causes if cause.kind != "rounding"] == ["exchange"]


def test_a_fall_in_price_is_reported_and_does_not_hinder() -> None:
    cheaper = replace(BEFORE, exchange_rates=(replace(EURO, id="e", rate=Decimal(80)), BAHT)).quote()
    judged = compare(BEFORE.quote(), cheaper, is_expired=True)
    assert judged.verdict == "stands"
    assert judged.percent < -15


def test_acceptance_is_priced_with_todays_rates() -> None:
    accepted, later = BEFORE.quote(), TODAY + timedelta(days=3)
    judged = check_drift(accepted, BEFORE.itinerary(), CATALOGUE, DEARER_INN, (EURO, BAHT), later)
    assert judged.difference.amount > 0
    assert not judged.is_expired
    assert check_drift(
        accepted, BEFORE.itinerary(), CATALOGUE, DEARER_INN, (EURO, BAHT), TODAY + timedelta(days=30)
    ).is_expired


def test_what_is_sold_no_more_blocks_whatever_the_rule() -> None:
    gone = tuple(r for r in RATES if r.item_id != "palace")
    judged = check_drift(BEFORE.quote(), BEFORE.itinerary(), CATALOGUE, gone, (EURO, BAHT), TODAY)
    assert judged.verdict == "block"
    assert "Palace (palace) on the night of 2027-05-05" in judged.unsold


def test_meals_that_were_accepted_are_priced_again_on_acceptance() -> None:
    supper = [row(stay, "stay", "person_night", "adult", "15", meal_plan="HB") for stay in ("inn", "palace")]
    rates = (*RATES, *supper)
    accepted = replace(BEFORE, rates=rates, meal_plan="HB").quote()
    judged = check_drift(accepted, BEFORE.itinerary(), CATALOGUE, rates, (EURO, BAHT), TODAY)
    assert (judged.verdict, judged.has_moved) == ("stands", False)
    assert recompute(to_snapshot(accepted)) == accepted


PLAN = (
    Instalment("Deposit", Decimal(25), 0, "after_booking"),
    Instalment("Second part", Decimal(25), 45, "before_departure"),
    Instalment("Balance", Decimal(50), 21, "before_departure"),
)


def test_instalments_add_up_and_fall_due_in_order() -> None:
    quote = replace(BEFORE, rules=replace(RULES, instalments=PLAN)).quote()
    dues = instalments(quote, TODAY)
    assert [due.on for due in dues] == [TODAY, date(2027, 3, 19), date(2027, 4, 12)]
    assert sum((due.amount.amount for due in dues), Decimal(0)) == quote.total.amount
    assert dues[0].amount == Money(quote.total.amount / 4, "INR").rounded(Decimal(1))


def test_a_late_booking_pays_at_once_what_would_be_due_already() -> None:
    quote = replace(BEFORE, rules=replace(RULES, instalments=PLAN)).quote()
    dues = instalments(quote, date(2027, 4, 20))
    assert [(due.label, due.amount) for due in dues] == [("Deposit and Second part and Balance", quote.total)]


def test_nothing_is_due_after_the_departure() -> None:
    parts = (replace(PLAN[0], percent=Decimal(50)), Instalment("Rest", Decimal(50), 120, "after_booking"))
    quote = replace(BEFORE, rules=replace(RULES, instalments=parts)).quote()
    assert [due.on for due in instalments(quote, TODAY)] == [TODAY, BEFORE.start]
    assert instalments(quote, TODAY)[1].days_after_booking is None


@pytest.mark.parametrize(("step", "paid"), [(30_000, [30_000, 30_000, 30_000]), (100_000, [100_000])])
def test_a_coarse_step_asks_for_no_part_of_nothing_or_below(step: int, paid: list[int]) -> None:
    fifths = tuple(Instalment(str(n), Decimal(20), n, "after_booking") for n in range(5))
    quote = replace(BEFORE, rules=replace(RULES, instalments=fifths, round_to=Decimal(step))).quote()
    assert [due.amount.amount for due in instalments(quote, TODAY)] == paid


def test_without_a_plan_all_is_due_at_booking_and_a_crooked_plan_is_refused() -> None:
    quote = BEFORE.quote()
    assert [due.amount for due in instalments(quote, TODAY)] == [quote.total]
    crooked = replace(quote, rules=replace(RULES, instalments=PLAN[:2]))
    with pytest.raises(Unfit, match="do not make a hundred"):
        instalments(crooked, TODAY)
