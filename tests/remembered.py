"""Plans made once, and briefly, for tests that are about what is said of a plan and not about how good it is.

Many dialogues ask for the very same trip, which takes a planner a second. A search ends at the same step each
time, so the plan it gives again is the one it gave before. All workers of a run share one folder. The
planner's tests of how good a plan is, and the journeys of `tests/life`, search as the desk does.
"""

import functools
import hashlib
import os
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from crm.trips import affording, options, planner, steering
from crm.trips.patience import Patience
from crm.trips.refusing import Infeasible
from crm.trips.search import Effort
from crm.trips.travel import GreatCircle
from crm.trips.values import Catalogue, Itinerary, TripRequest

Plan = Callable[..., Itinerary]
Refusal = tuple[Any, ...]  # the reasons, what to give up, and the ways out
Kept = tuple[Itinerary | Refusal, int]  # the answer, and the steps that it took
FEW_STEPS = Effort(8, 2, ((3, 10), (1, 40)), 0)  # a third of the usual ones


@contextmanager
def few_steps() -> Iterator[None]:
    """Have every search meanwhile take few steps, always the same."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(planner, "WHOLE", FEW_STEPS)
        patch.setattr(planner, "BRIEF", FEW_STEPS)
        yield


@contextmanager
def brief_plans(shared: Path) -> Iterator[None]:
    """Have whoever asks for a plan meanwhile get one of few steps, from the folder where it is there."""
    with few_steps(), pytest.MonkeyPatch.context() as patch:
        remembered = remembering(planner.plan, shared)
        for asking in (planner, affording, options, steering):
            patch.setattr(asking, "plan", remembered)
        yield


def remembering(plan: Plan, shared: Path) -> Plan:
    """Give a planner that plans each trip once. What is watched or cut short is planned anew."""
    digests: dict[int, tuple[Catalogue, str]] = {}

    def digest_of(catalogue: Catalogue) -> str:
        known = digests.get(id(catalogue))
        if known is None or known[0] is not catalogue:
            known = digests[id(catalogue)] = catalogue, _digest(repr(catalogue))
        return known[1]

    @functools.wraps(plan)
    def once(request: TripRequest, catalogue: Catalogue, **how: Any) -> Itinerary:
        patience, travel = how.get("patience"), how.get("travel")
        is_plain = travel is None or travel == GreatCircle()
        is_over = how.get("cancelled", bool)
        is_fresh = patience is not None and not patience.spent
        if (
            how.get("progress")
            or not is_plain
            or not isinstance(patience, Patience)
            or not is_fresh
            or is_over()
        ):
            return plan(request, catalogue, **how)
        asked = {name: value for name, value in how.items() if name not in ("seconds", "travel", "cancelled")}
        place = shared / _digest(repr((request, asked, digest_of(catalogue))))
        if place.exists():
            kept: Kept = pickle.loads(place.read_bytes())
            patience.spend(kept[1])
            return _told(kept[0])
        try:
            answer: Itinerary | Refusal = plan(request, catalogue, **how)
        except Infeasible as problem:
            answer = problem.reasons, problem.give_up, problem.ways_out
        if not is_over():
            _keep(place, (answer, patience.spent))
        return _told(answer)

    return once


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


def _told(answer: Itinerary | Refusal) -> Itinerary:
    if isinstance(answer, tuple):
        raise Infeasible(*answer)
    return answer


def _keep(place: Path, answer: Kept) -> None:
    """Whole or not at all, for another worker may be reading."""
    draft = place.with_suffix(f".{os.getpid()}")
    draft.write_bytes(pickle.dumps(answer))
    draft.replace(place)
