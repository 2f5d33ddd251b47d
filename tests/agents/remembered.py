"""Plans made once: many dialogues of these tests ask for the very same trip, which takes a planner a second.

A search ends at the same step each time, so the plan it gives again is the one it gave before. What the
planner does is tested in its own tests, where nothing is remembered. All workers of a run share one folder.
"""

import functools
import hashlib
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

from crm.trips.patience import Patience
from crm.trips.refusing import Infeasible
from crm.trips.travel import GreatCircle
from crm.trips.values import Catalogue, Itinerary, TripRequest

Plan = Callable[..., Itinerary]
Refusal = tuple[Any, ...]  # the reasons, what to give up, and the ways out


def remembering(plan: Plan, shared: Path) -> Plan:
    """Give a planner that plans each trip once. What was watched or cut short is planned anew."""
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
        is_fresh = isinstance(patience, Patience) and not patience.spent
        if "progress" in how or not is_plain or not is_fresh or is_over():
            return plan(request, catalogue, **how)
        asked = {name: value for name, value in how.items() if name not in ("seconds", "travel", "cancelled")}
        place = shared / _digest(repr((request, asked, digest_of(catalogue))))
        if place.exists():
            return _told(pickle.loads(place.read_bytes()))
        try:
            answer: Itinerary | Refusal = plan(request, catalogue, **how)
        except Infeasible as problem:
            answer = problem.reasons, problem.give_up, problem.ways_out
        if not is_over():
            _keep(place, answer)
        return _told(answer)

    return once


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


def _told(answer: Itinerary | Refusal) -> Itinerary:
    if isinstance(answer, tuple):
        raise Infeasible(*answer)
    return answer


def _keep(place: Path, answer: Itinerary | Refusal) -> None:
    """Whole or not at all, for another worker may be reading."""
    draft = place.with_suffix(f".{os.getpid()}")
    draft.write_bytes(pickle.dumps(answer))
    draft.replace(place)
