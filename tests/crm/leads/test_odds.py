"""The odds of winning: learnt from closed leads, tested on newer ones, and silent where history is."""

from datetime import timedelta

from crm.leads.odds import Glimpse, fit, glimpse_of
from tests.crm.leads.past import brier_of_truth, sample_history


def test_the_sample_history_is_learnt_better_than_by_its_base_rate_and_honestly() -> None:
    drawn = sample_history(800)
    odds = fit([one.past for one in drawn])
    assert odds.trust is not None
    assert odds.is_usable
    floor = brier_of_truth(drawn[560:])
    assert floor - 0.02 < odds.trust.brier < odds.trust.base
    for part in odds.trust.bins:
        assert abs(part.said - part.came) < 0.12, "what is said often comes as often"


def test_too_little_history_gives_no_odds_and_says_so() -> None:
    for history in ([], sample_history(60), [one for one in sample_history(300) if one.past.is_won]):
        odds = fit([one.past for one in history])
        assert odds.of(Glimpse(4, 8, 0.1, True, 30, 1)) is None
        assert "not enough history" in odds.why_not


def test_history_that_tells_nothing_is_not_believed() -> None:
    drawn = sample_history(400, seed=3)
    ends = [one.past.is_won for one in sample_history(400, seed=99)]
    from dataclasses import replace

    shuffled = [replace(one.past, is_won=won) for one, won in zip(drawn, ends, strict=True)]
    odds = fit(shuffled)
    if odds.trust is not None and not odds.trust.is_earned:
        assert odds.of(Glimpse(4, 8, 0.1, True, 30, 1)) is None


def test_a_keen_customer_with_a_plan_has_better_odds_than_a_silent_one() -> None:
    odds = fit([one.past for one in sample_history(800)])
    keen, silent = odds.of(Glimpse(4, 9, 0.1, True, 30, 2)), odds.of(Glimpse(1, 1, 9, False, None, 9))
    assert keen is not None
    assert silent is not None
    assert keen > silent + 0.2


def test_a_glimpse_sees_nothing_of_what_came_later() -> None:
    past = sample_history(5)[3].past
    early = glimpse_of(past, past.created_at)
    late = glimpse_of(past, past.closed_at + timedelta(days=1))
    assert early.messages <= late.messages
    assert early.messages == sum(at <= past.created_at for at in past.wrote_at)


def test_learning_twice_gives_the_same() -> None:
    history = [one.past for one in sample_history(300)]
    assert fit(history) == fit(history)
