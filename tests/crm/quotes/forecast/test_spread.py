"""What prices tell of seasons inside a month, of rises and of slips, and how wide the sum's interval is."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest

from crm.money import Money
from crm.quotes.forecast.cost import expected_cost
from crm.quotes.forecast.summing import CostForecast, Need, PricePoint

FIRST, CUT = date(2022, 1, 1), date(2025, 10, 1)


def paid(item: str, day: date, base: float, chance: np.random.Generator, shared: float = 0.0) -> PricePoint:
    """A price that rises by 6 % a year and is 60 % dearer from 20 December to the end of the year."""
    festive = 1.6 if (day.month, day.day) >= (12, 20) else 1.0
    level = base * 1.06 ** ((day - FIRST).days / 365) * festive
    amount = Decimal(f"{level * float(np.exp(shared + chance.normal(0, 0.03))):.2f}")
    return PricePoint(item, "double", day, day - timedelta(days=60), Money(amount, "INR"), "stay")


def history(seed: int, shared: float = 0.0) -> list[PricePoint]:
    """Four hotels every four days; in each month every hotel strays by itself with `shared`."""
    chance, points = np.random.default_rng(seed), []
    for n, item in enumerate(("inn", "lodge", "villa", "palace")):
        strays: dict[tuple[int, int], float] = {}
        for k in range((CUT - FIRST).days // 4):
            day = FIRST + timedelta(days=4 * k + n)
            stray = strays.setdefault((day.year, day.month), float(chance.normal(0, shared)))
            points.append(paid(item, day, 4000, chance, stray))
    return points


def nights(first: date, items: tuple[str, ...] = ("inn",) * 4) -> list[Need]:
    return [Need(item, "double", first + timedelta(days=n), kind="stay") for n, item in enumerate(items)]


def test_a_season_that_begins_inside_a_month_is_seen() -> None:
    early, festive = (expected_cost(history(1), nights(date(2025, 12, day)), CUT) for day in (9, 26))
    assert float(festive.mean.amount / early.mean.amount) == pytest.approx(1.6, rel=0.05)


def test_what_rises_every_year_is_expected_to_go_on_rising() -> None:
    later = date(2027, 8, 9)
    true = sum(4000 * 1.06 ** ((later - FIRST).days / 365) for _ in range(4))
    made = [float(expected_cost(history(seed), nights(later), CUT).mean.amount) for seed in range(4)]
    assert float(np.mean(made)) == pytest.approx(true, rel=0.02)


def test_a_slip_of_the_pen_bends_nothing() -> None:
    points, needs = history(2), nights(date(2026, 3, 9))
    slip = next(n for n, p in enumerate(points) if p.item_id == "inn" and p.service_date > date(2025, 3, 5))
    ten = replace(points[slip], amount=Money(points[slip].amount.amount * 10, "INR"))
    slipped, clean = (
        float(expected_cost(known, needs, CUT).mean.amount)
        for known in ([*points[:slip], ten, *points[slip + 1 :]], points)
    )
    assert slipped == pytest.approx(clean, rel=0.02)


def width(made: CostForecast) -> float:
    return float((made.hi95.amount - made.lo95.amount) / made.mean.amount)


def test_nights_of_one_hotel_miss_together_and_those_of_four_hotels_even_out() -> None:
    points, day = history(3, shared=0.1), date(2025, 11, 9)
    alone = width(expected_cost(points, nights(day), CUT))
    apart = width(expected_cost(points, nights(day, ("inn", "lodge", "villa", "palace")), CUT))
    assert alone > 1.2 * apart


def test_both_intervals_hold_about_as_many_as_they_say() -> None:
    in80, in95, trips = 0, 0, 0
    for seed in range(50, 56):
        points, chance = history(seed, shared=0.05), np.random.default_rng(1000 + seed)
        for first in (date(2025, 11, 9), date(2025, 12, 26), date(2026, 3, 9), date(2026, 6, 9)):
            stray = float(chance.normal(0, 0.05))
            needs = nights(first)
            cost = sum(paid("inn", need.service_date, 4000, chance, stray).amount.amount for need in needs)
            made = expected_cost(points, needs, CUT)
            in80 += made.lo80.amount <= cost <= made.hi80.amount
            in95 += made.lo95.amount <= cost <= made.hi95.amount
            trips += 1
    assert 0.6 * trips <= in80 <= 0.95 * trips
    assert 0.85 * trips <= in95
