"""The agency's rules: markups, margins, discounts, taxes, meals, groups, blackouts, minimum stays."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from crm.errors import Unfit
from crm.money import Money
from crm.quotes.rooming import share_rooms
from crm.quotes.snapshot import recompute, to_snapshot
from crm.quotes.taxes import GST_ON_MARGIN, NO_TAX, TCS_BY_THRESHOLD, VAT_MARGIN, tax_on
from crm.quotes.values import Discount, Markup, NoExchangeRate, NoRate, PriceRules, Room, TaxScheme
from crm.trips.values import Party
from tests.crm.quotes.trade import EURO, RATES, RULES, TODAY, Deal, row

PLAIN = replace(RULES, markup_percent={"default": Decimal(0)}, tax=NO_TAX)
TWO_NIGHTS = Deal(stops=(("inn", 2),), visits={}, rules=PLAIN)  # 2 × 80 EUR × 100 = 16,000 INR


def rupees(deal: Deal) -> Decimal:
    return deal.quote().total.amount


def with_rules(**changes: object) -> Deal:
    return replace(TWO_NIGHTS, rules=replace(PLAIN, **changes))  # type: ignore[arg-type] - named fields


def test_two_nights_cost_two_nights() -> None:
    assert rupees(TWO_NIGHTS) == 16_000


@pytest.mark.parametrize(
    ("markup", "total"),
    [
        (Markup("trip", "percent", Decimal(10)), 17_600),
        (Markup("trip", "fixed", Decimal(500)), 16_500),
        (Markup("trip", "per_person", Decimal(500)), 17_000),
        (Markup("trip", "target_margin", Decimal(20)), 20_000),
        (Markup("kind", "percent", Decimal(50), "stay"), 24_000),
        (Markup("kind", "percent", Decimal(50), "place"), 16_000),
        (Markup("day", "percent", Decimal(50), "1"), 20_000),
        (Markup("line", "fixed", Decimal(5), "stay:inn:2027-05-03:double"), 16_005),
    ],
)
def test_a_markup_raises_the_price_of_what_it_covers(markup: Markup, total: int) -> None:
    assert rupees(with_rules(markups=(markup,))) == total


def test_the_most_specific_markup_covers_a_line() -> None:
    markups = (Markup("trip", "percent", Decimal(100)), Markup("day", "percent", Decimal(0), "1"))
    assert rupees(with_rules(markups=markups)) == 8_000 + 16_000


def test_a_margin_of_a_hundred_percent_is_refused() -> None:
    with pytest.raises(Unfit, match="cannot be reached"):
        with_rules(markups=(Markup("trip", "target_margin", Decimal(100)),)).quote()


def test_discounts_apply_one_after_the_other_and_never_below_nothing() -> None:
    ten, flat = Discount("Early bird", "percent", Decimal(10)), Discount("Voucher", "fixed", Decimal(400))
    quote = with_rules(discounts=(ten, flat)).quote()
    assert quote.total.amount == 16_000 - 1_600 - 400
    assert quote.discount.amount == 2_000
    with pytest.raises(Unfit, match="Voucher takes off"):
        with_rules(discounts=(replace(flat, value=Decimal(20_000)),)).quote()


def test_a_thin_margin_needs_approval() -> None:
    thin = with_rules(markup_percent={"default": Decimal(5)}, least_margin_percent=Decimal(8)).quote()
    fat = with_rules(markup_percent={"default": Decimal(10)}, least_margin_percent=Decimal(8)).quote()
    assert thin.needs_approval
    assert not fat.needs_approval


@pytest.mark.parametrize("percent", [90, 100])
def test_what_is_given_away_needs_approval_where_the_cost_must_be_earned(percent: int) -> None:
    gift = Discount("Friend of the house", "percent", Decimal(percent))
    assert with_rules(discounts=(gift,), least_margin_percent=Decimal(0)).quote().needs_approval
    assert not with_rules(discounts=(gift,)).quote().needs_approval


def test_a_head_that_travels_free_is_borne_by_the_others() -> None:
    from crm.quotes.views import per_head

    quote = replace(with_rules(free_heads=1), party=Party(3)).quote()
    shares = [head.share.amount for head in per_head(quote)]
    assert shares[0] == 0
    assert sum(shares) == quote.total.amount
    assert shares[1] == shares[2] == quote.per_adult.amount


def test_a_supplier_lets_one_in_free_for_every_ten_that_pay() -> None:
    group = Deal(party=Party(22), stops=(("inn", 1),), visits={0: ("fort",)}, rules=PLAIN)
    free = replace(
        row("fort", "place", "person", "adult", "12.50"), id="free", supersedes="fort-adult", free_per=10
    )
    line = next(x for x in replace(group, rates=(*RATES, free)).quote().lines if x.item_id == "fort")
    assert line.quantity == 20


def test_taxes_follow_their_schemes() -> None:
    marked = {"markup_percent": {"default": Decimal(25)}}  # 20,000 with a margin of 4,000
    assert with_rules(**marked, tax=GST_ON_MARGIN).quote().tax.amount == 720
    inclusive = with_rules(**marked, tax=VAT_MARGIN).quote()
    assert inclusive.total.amount == 20_000
    assert inclusive.tax.amount == Decimal("666.67")
    both = with_rules(**marked, tax=RULES.tax, more_taxes=(TCS_BY_THRESHOLD,)).quote()
    assert {name: money.amount for name, money in both.taxes.items()} == {"GST 5 %": 1_000, "TCS": 1_050}


def test_a_tax_by_threshold_takes_more_only_above_it() -> None:
    assert tax_on(TCS_BY_THRESHOLD, Money(Decimal(1_200_000), "INR")).amount == 50_000 + 40_000
    assert tax_on(TCS_BY_THRESHOLD, Money(Decimal(900_000), "INR")).amount == 45_000


def test_a_tax_rounds_as_its_scheme_says() -> None:
    up = TaxScheme("t", "Tax", "package", Decimal(5), Decimal(1), rounding_mode="up")
    assert tax_on(up, Money(Decimal("100.20"), "INR")).amount == 6
    assert tax_on(replace(up, rounding_mode="down"), Money(Decimal("119.80"), "INR")).amount == 5
    assert tax_on(up, Money(Decimal(-50), "INR")).amount == 0


def test_a_commission_comes_off_the_cost() -> None:
    paid_back = replace(RATES[1], id="c", supersedes=RATES[1].id, commission_percent=Decimal(15))
    assert rupees(replace(TWO_NIGHTS, rates=(*RATES, paid_back))) == 13_600


def test_weekend_nights_take_the_weekend_rate() -> None:
    week = replace(RATES[1], id="week", supersedes=RATES[1].id, weekdays=(0, 1, 2, 3, 6))
    weekend = replace(RATES[1], id="weekend", weekdays=(4, 5), amount=Decimal(100))
    friday = replace(TWO_NIGHTS, start=date(2027, 5, 6), rates=(*RATES, week, weekend))  # Thursday, Friday
    assert [line.unit_cost.amount for line in friday.quote().lines] == [80, 100]


def test_a_blackout_is_named() -> None:
    closed = replace(
        RATES[1], id="closed", is_closed=True, from_date=date(2027, 5, 4), to_date=date(2027, 5, 4)
    )
    with pytest.raises(NoRate, match=r"Inn .inn. on the night of 2027-05-04: not sold on that day"):
        replace(TWO_NIGHTS, rates=(*RATES, closed)).quote()


def test_a_minimum_stay_is_asked_for_and_a_long_stay_rewarded() -> None:
    longer = replace(RATES[1], id="long", least_nights=3, amount=Decimal(70))
    assert rupees(replace(TWO_NIGHTS, rates=(*RATES, longer))) == 16_000
    assert rupees(replace(TWO_NIGHTS, stops=(("inn", 3),), rates=(*RATES, longer))) == 21_000
    only = replace(longer, supersedes=RATES[1].id)
    with pytest.raises(NoRate, match="at least 3 nights are asked for, the party stays 2"):
        replace(TWO_NIGHTS, rates=(*RATES, only)).quote()


def test_a_meal_plan_is_a_supplement_or_a_rate_of_its_own() -> None:
    supper = (
        row("inn", "stay", "person_night", "adult", "15", meal_plan="HB"),
        row("inn", "stay", "person_night", "child", "8", meal_plan="HB"),
    )
    dining = replace(TWO_NIGHTS, rates=(*RATES, *supper), meal_plan="HB", party=Party(2, (5,)))
    assert rupees(dining) == 16_000 + 2_000 + 2 * (2 * 1_500 + 800)
    whole = replace(RATES[1], id="half", meal_plan="HB", amount=Decimal(120))
    assert rupees(replace(TWO_NIGHTS, rates=(*RATES, whole), meal_plan="HB")) == 24_000
    with pytest.raises(NoRate):
        replace(TWO_NIGHTS, meal_plan="AI").quote()


def test_a_room_priced_by_the_person_is_paid_for_everyone_in_it() -> None:
    each = replace(RATES[1], id="each", supersedes=RATES[1].id, unit="person_night", amount=Decimal(45))
    deal = replace(TWO_NIGHTS, rates=(*RATES, each))
    assert [line.quantity for line in deal.quote().lines] == [2, 2]
    assert rupees(deal) == 2 * 2 * 4_500


def test_a_place_may_be_one_price_for_the_whole_party() -> None:
    guide = row("fort", "place", "group", "any", "60", label="Guide for the fort")
    tickets = tuple(rate for rate in RATES if rate.item_id != "fort")
    deal = replace(TWO_NIGHTS, visits={1: ("fort",)}, rates=(*tickets, guide), party=Party(4))
    lines = [line for line in deal.quote().lines if line.item_kind == "place"]
    assert [(line.quantity, line.label) for line in lines] == [(1, "Guide for the fort")]


def test_a_group_takes_the_vehicle_of_its_size() -> None:
    car = replace(RATES[-1], id="car", supersedes=RATES[-1].id, heads_to=4)
    coach = replace(RATES[-1], id="coach", heads_from=5, heads_to=20, amount=Decimal(200))
    seen = Deal(stops=(("inn", 1),), visits={0: ("museum",)}, rules=PLAIN, rates=(*RATES, car, coach))
    assert [x.rate_id for x in seen.quote().lines if x.item_kind == "service"] == ["car"]
    six = replace(seen, party=Party(6)).quote()
    assert [x.rate_id for x in six.lines if x.item_kind == "service"] == ["coach"]
    with pytest.raises(NoRate, match="no group size takes 21 heads"):
        replace(seen, party=Party(21)).quote()


def test_vehicles_are_counted_by_their_seats_and_tickets_by_head() -> None:
    ride = Deal(party=Party(5), stops=(("inn", 1), ("palace", 1)), visits={}, rules=PLAIN)
    assert [x.quantity for x in ride.quote().lines if x.item_kind == "transfer"] == [2]
    assert [x.quantity for x in replace(ride, ride="ferry").quote().lines if x.item_kind == "transfer"] == [5]


def test_a_price_made_to_the_least_margin_is_not_thin_for_rounded_cents() -> None:
    own = {"markups": (Markup("trip", "target_margin", Decimal(8)),), "least_margin_percent": Decimal(8)}
    quote = replace(Deal(), rules=replace(RULES, **own)).quote()  # type: ignore[arg-type] - fields by name
    assert quote.margin_percent < 8
    assert not quote.needs_approval


@pytest.mark.parametrize(
    ("party", "rooms", "sleeps", "shared"),
    [
        (Party(2, (5,)), None, 3, (Room(2, (5,)),)),
        (Party(4), None, 3, (Room(2), Room(2))),
        (Party(3), None, 3, (Room(3),)),
        (Party(3), 2, 3, (Room(2), Room(1))),
        (Party(2, (9, 7)), None, 3, (Room(1, (9,)), Room(1, (7,)))),
        (Party(2, (9, 7)), None, 4, (Room(2, (9, 7)),)),
        (Party(2, (), 1), None, 2, (Room(2, (), 1),)),
        (Party(1, (9, 8, 4)), None, 3, (Room(1, (8,)), Room(0, (9, 4)))),
        (Party(2, (15, 13)), 3, 3, (Room(1, (13,)), Room(1), Room(0, (15,)))),
    ],
)
def test_who_shares_with_whom(party: Party, rooms: int | None, sleeps: int, shared: tuple[Room, ...]) -> None:
    assert share_rooms(party, rooms, sleeps) == shared


@pytest.mark.parametrize(
    ("party", "rooms", "field"),
    [(Party(0, (9,)), None, "adults"), (Party(2), 3, "rooms"), (Party(6), 1, "rooms")],
)
def test_a_party_that_fits_no_rooms_is_refused(party: Party, rooms: int | None, field: str) -> None:
    with pytest.raises(Unfit) as refused:
        share_rooms(party, rooms, 3)
    assert refused.value.field == field


def test_children_in_a_connecting_room_are_charged_its_beds() -> None:
    family = replace(TWO_NIGHTS, party=Party(1, (9, 8, 4, 3)), rooms=2).quote()
    charged = [(x.occupancy, x.quantity) for x in family.lines if x.service_date == date(2027, 5, 3)]
    assert charged == [("double", 2), ("child_no_bed", 1)]


def test_a_child_alone_with_one_adult_takes_the_second_bed() -> None:
    pair = replace(TWO_NIGHTS, party=Party(1, (8,))).quote()
    assert [line.occupancy for line in pair.lines] == ["double", "double"]
    assert pair.per_adult.amount * 2 == pair.total.amount


def test_a_trip_that_has_begun_is_not_priced() -> None:
    with pytest.raises(Unfit, match="began on 2027-01-10"):
        replace(TWO_NIGHTS, start=date(2027, 1, 10)).quote()


def test_an_exchange_rate_of_tomorrow_does_not_serve_today() -> None:
    late = replace(EURO, day=date(2027, 2, 2))
    assert late.day > TODAY
    with pytest.raises(NoExchangeRate, match="EUR to INR"):
        replace(TWO_NIGHTS, exchange_rates=(late,)).quote()


def test_an_exchange_rate_sold_the_other_way_round_serves() -> None:
    euros = PriceRules("EUR", {"default": Decimal(0)}, NO_TAX, Decimal("0.01"))
    garden = Deal(stops=(("inn", 1),), visits={0: ("garden",)}, rules=euros)
    garden = replace(garden, exchange_rates=(replace(EURO, base="EUR", quote="THB", rate=Decimal(40)),))
    line = next(x for x in garden.quote().lines if x.item_id == "garden")
    assert line.cost == Money(Decimal("15.00"), "EUR")


def test_two_rates_over_a_third_currency_serve_and_are_pinned_by_both_ids() -> None:
    dollars = PriceRules("USD", {"default": Decimal(0)}, NO_TAX, Decimal("0.01"))
    usd = replace(EURO, id="usd-1", base="USD", quote="INR", rate=Decimal(80))
    quote = replace(TWO_NIGHTS, rules=dollars, exchange_rates=(EURO, usd)).quote()
    assert quote.total == Money(Decimal("200.00"), "USD")  # 2 × 80 EUR × 100 / 80
    assert [rate.id for rate in quote.exchange_rates] == ["eur-1+usd-1"]
    assert recompute(to_snapshot(quote)) == quote
