"""What a trip will cost next year, from what trips cost before."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest

from crm.errors import Unfit
from crm.money import Money
from crm.quotes.forecast.cost import expected_cost, points_of
from crm.quotes.forecast.series import NotEnoughHistory
from crm.quotes.forecast.summing import Need, PricePoint
from tests.crm.quotes.trade import Deal

FIRST = date(2023, 1, 1)
NEEDS = [Need("inn", "double", date(2026, 12, 24) + timedelta(days=n)) for n in range(4)]


def history(seed: int = 1, months: int = 42, noise: float = 0.03, lead: float = 0.0) -> list[PricePoint]:
    """Prices of two hotels: dear in December, rising by 4 % a year."""
    chance, points = np.random.default_rng(seed), []
    for n in range(months * 6):
        day = FIRST + timedelta(days=5 * n)
        ahead = int(chance.integers(1, 200))
        level = 1.04 ** ((day - FIRST).days / 365) * (1.6 if day.month == 12 else 1.0)
        level *= (1 + ahead) ** lead * float(np.exp(chance.normal(0, noise)))
        for item, base in (("inn", 4000), ("palace", 15000)):
            amount = Money(Decimal(round(base * level, 2)).quantize(Decimal("0.01")), "INR")
            points.append(PricePoint(item, "double", day, day - timedelta(days=ahead), amount))
    return points


def test_december_is_expected_to_be_dear_and_dearer_than_the_last() -> None:
    made = expected_cost(history(), NEEDS, date(2026, 7, 1))
    true = 4 * 4000 * 1.6 * 1.04**3.97
    assert float(made.mean.amount) == pytest.approx(true, rel=0.08)
    assert made.lo95 < made.lo80 < made.mean < made.hi80 < made.hi95
    assert made.months >= 34


def test_the_interval_holds_what_came_to_pass() -> None:
    inside = 0
    for seed in range(20):
        points = history(seed, months=54)
        past = [p for p in points if p.service_date < date(2026, 6, 1)]
        later = [
            p for p in points if p.item_id == "inn" and date(2026, 9, 1) <= p.service_date < date(2026, 9, 16)
        ]
        made = expected_cost(past, [Need("inn", "double", p.service_date) for p in later], date(2026, 6, 1))
        paid = sum(p.amount.amount for p in later)
        inside += made.lo95.amount <= paid <= made.hi95.amount
    assert inside >= 17


def test_a_published_rate_is_certain_and_the_rest_is_learnt() -> None:
    out = Money(Decimal(9000), "INR")
    known = [Need("inn", "double", NEEDS[0].service_date, 2, out)]
    certain = expected_cost(history(), known, date(2026, 7, 1))
    assert certain.lo95 == certain.mean == certain.hi95 == certain.published == Money(Decimal(18000), "INR")
    rest = expected_cost(history(), NEEDS, date(2026, 7, 1))
    both = expected_cost(history(), [*known, *NEEDS], date(2026, 7, 1))
    assert [both.lo95.amount - rest.lo95.amount, both.mean.amount - rest.mean.amount] == [18000, 18000]


def test_booking_early_costs_what_it_always_cost() -> None:
    points = history(lead=0.08)
    early = expected_cost(points, NEEDS, date(2026, 6, 20))
    late = expected_cost(points, NEEDS, date(2026, 12, 20))
    ratio = float(early.mean.amount / late.mean.amount)
    assert ratio == pytest.approx((188 / 5) ** 0.08, rel=0.06)


def test_a_dearer_hotel_is_expected_to_stay_so() -> None:
    grand = [Need("palace", need.occupancy, need.service_date) for need in NEEDS]
    simple, posh = (expected_cost(history(), wanted, date(2026, 7, 1)) for wanted in (NEEDS, grand))
    assert float(posh.mean.amount / simple.mean.amount) == pytest.approx(3.75, rel=0.02)


def by_kind(since: date = FIRST) -> list[PricePoint]:
    """Prices of two hotels, dear in December, and from a day on of a museum, the same all year."""
    ticket = Money(Decimal(900), "INR")
    stays = [replace(point, kind="stay") for point in history()]
    days = sorted({point.service_date for point in stays if point.service_date >= since})
    return stays + [PricePoint("museum", "adult", day, day, ticket, "place") for day in days]


def test_tickets_do_not_get_dear_in_december_because_hotels_do() -> None:
    inn = [replace(need, kind="stay") for need in NEEDS]
    museum = [Need("museum", "adult", NEEDS[0].service_date, kind="place")]
    on = date(2026, 7, 1)
    ticket, night = (expected_cost(by_kind(), wanted, on) for wanted in (museum, inn))
    assert float(ticket.mean.amount) == pytest.approx(900, rel=0.02)
    assert float(night.mean.amount) == pytest.approx(4 * 4000 * 1.6 * 1.04**3.97, rel=0.08)
    both = expected_cost(by_kind(), [*inn, *museum], on)
    assert float(both.mean.amount) == pytest.approx(float(ticket.mean.amount + night.mean.amount), rel=0.001)
    assert both.points == len(by_kind())


def test_a_kind_whose_own_history_makes_no_seasons_shares_that_of_everything() -> None:
    few = by_kind(since=date(2025, 1, 1))
    museum = [Need("museum", "adult", date(2026, 9, 10), kind="place")]
    shared = [replace(point, kind="") for point in few]
    assert expected_cost(few, museum, date(2026, 7, 1)) == expected_cost(shared, museum, date(2026, 7, 1))


def test_a_short_history_says_nothing() -> None:
    with pytest.raises(NotEnoughHistory, match="not enough history"):
        expected_cost(history(months=18), NEEDS, date(2024, 7, 1))
    with pytest.raises(NotEnoughHistory, match="castle"):
        expected_cost(history(), [Need("castle", "double", date(2026, 12, 24))], date(2026, 7, 1))


def test_far_days_and_mixed_currencies_are_refused() -> None:
    with pytest.raises(Unfit, match="months ahead"):
        expected_cost(history(), [Need("inn", "double", date(2031, 1, 1))], date(2026, 7, 1))
    euro = PricePoint("inn", "double", FIRST, FIRST, Money(Decimal(40), "EUR"))
    with pytest.raises(Unfit, match="mixes currencies"):
        expected_cost([*history(), euro], NEEDS, date(2026, 7, 1))


def test_quotes_give_their_prices_to_the_history() -> None:
    points = points_of([Deal().quote()])
    inn = [p for p in points if p.item_id == "inn"]
    assert [(p.occupancy, p.amount.amount, p.lead_days) for p in inn] == [
        ("double", Decimal(8000), 91),
        ("double", Decimal(8000), 92),
    ]
