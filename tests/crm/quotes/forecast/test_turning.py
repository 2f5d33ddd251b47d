"""On which day a season turns: as the days seen around it tell, and as uncertain as they differ."""

from datetime import date, timedelta

import numpy as np
import pytest

from crm.quotes.forecast.turning import Season, season_of

LOW, HIGH, NOISE = 0.0, 0.5, 0.0016
YEARS = (2023, 2024, 2025)


def learnt(*seen: tuple[int, int]) -> Season:
    """Learn from days (month, day) of three years; what is from 20 December to 5 January is dear."""
    chance, days, heights = np.random.default_rng(1), list[date](), list[float]()
    for year in YEARS:
        for month, day in seen:
            is_high = (month, day) >= (12, 20) or (month, day) <= (1, 5)
            days.append(date(year, month, day))
            heights.append((HIGH if is_high else LOW) + float(chance.normal(0, NOISE**0.5)))
    return season_of(days, np.array(heights), NOISE, NOISE)


def test_a_day_between_two_seasons_is_as_the_nearer_one_and_known_less():
    season = learnt((12, 15), (12, 16), (12, 25), (12, 26))
    early, middle, late = (date(2026, 12, day) for day in (17, 20, 24))
    assert season.on(early) < 0.15 < season.on(middle) < 0.4 < season.on(late)
    assert season.off(middle) > 3 * season.off(late)
    assert season.off(middle) == pytest.approx((HIGH / 2) ** 2, rel=0.3)


def test_a_turn_that_was_seen_to_the_day_is_known_to_the_day():
    every = [date(2026, 11, 20) + timedelta(days=n) for n in range(60)]
    season = learnt(*((day.month, day.day) for day in every))
    assert season.on(date(2026, 12, 19)) == pytest.approx(LOW, abs=0.1)
    assert season.on(date(2026, 12, 20)) == pytest.approx(HIGH, abs=0.1)


def test_the_end_of_december_is_beside_the_beginning_of_january():
    season = learnt((6, 1), (12, 30), (1, 3))
    assert season.on(date(2026, 1, 1)) == pytest.approx(HIGH, abs=0.05)


def test_one_price_far_beyond_all_around_it_bends_no_day():
    days = [date(year, 3, day) for year in YEARS for day in range(1, 29, 3)]
    heights = np.zeros(len(days))
    heights[5] = 2.3
    season = season_of(days, heights, NOISE, NOISE)
    assert max(season.on(day) for day in days) < 0.06


def test_few_prices_tell_less_well_how_far_off_a_day_may_be():
    few = learnt((3, 1))
    many = learnt(*((3, day) for day in range(1, 20)))
    assert few.freedom(date(2026, 3, 9)) < many.freedom(date(2026, 3, 9))
