"""A sample history of closed leads: made from a seed, with chances that a good model can find and no more.

Whether a lead is won is drawn from its own truth, so that even a perfect forecaster errs: the Brier score
of that truth is the floor that a model is held against.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import exp
from random import Random

from crm.leads.odds import Past

BEGAN = datetime(2025, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Drawn:
    """A closed lead, and the chance from which its end was drawn."""

    past: Past
    chance: float


def sample_history(number: int, seed: int = 7) -> list[Drawn]:
    """Draw closed leads: those who tell more, write more and get a plan are won more often."""
    chance = Random(seed)
    return [_lead(chance, BEGAN + timedelta(hours=9 * count)) for count in range(number)]


def _lead(chance: Random, began: datetime) -> Drawn:
    eager = chance.gauss(0, 1)
    known = max(0, min(4, round(2.2 + eager + chance.gauss(0, 0.7))))
    messages = max(1, round(3 + 2.5 * eager + chance.gauss(0, 1.5)))
    has_plan = known >= 3 and chance.random() < 0.85
    travels = began + timedelta(days=chance.uniform(10, 200))
    lasted = timedelta(days=chance.uniform(0.5, 25))
    wrote = sorted(began + lasted * (chance.random() ** 2) for _ in range(messages))
    wrote[0] = began
    learnt = tuple(began + timedelta(hours=chance.uniform(0, 30)) for _ in range(known))
    sent = began + timedelta(hours=chance.uniform(1, 40)) if has_plan else None
    near = 1.0 if (travels - began).days < 60 else 0.0
    truth = 1 / (1 + exp(-(-2.6 + 0.55 * known + 0.9 * has_plan + 0.12 * messages + 0.5 * near)))
    past = Past(
        created_at=began,
        closed_at=began + lasted,
        is_won=chance.random() < truth,
        wrote_at=tuple(wrote),
        learnt_at=learnt,
        sent_at=sent if sent is None or sent < began + lasted else None,
        start=travels,
    )
    return Drawn(past, truth)


def brier_of_truth(drawn: list[Drawn]) -> float:
    """Give the Brier score of whoever knows each lead's own chance: nobody can do better."""
    return sum((one.chance - one.past.is_won) ** 2 for one in drawn) / len(drawn)
