"""Plans made once: many dialogues of these tests ask for the very same trip, which takes a planner a second.

A search ends at the same step each time, so the plan it gives again is the one it gave before. What the
planner does is tested in its own tests, where nothing is remembered.
"""

import functools
from collections.abc import Callable
from typing import Any

from crm.trips.patience import Patience
from crm.trips.refusing import Infeasible
from crm.trips.travel import GreatCircle
from crm.trips.values import Catalogue, Itinerary, TripRequest

Plan = Callable[..., Itinerary]


def remembering(plan: Plan) -> Plan:
    """Give a planner that plans each trip once. What was watched or cut short is planned anew."""
    made: dict[str, list[tuple[Catalogue, Itinerary | Infeasible]]] = {}

    @functools.wraps(plan)
    def once(request: TripRequest, catalogue: Catalogue, **how: Any) -> Itinerary:
        patience, travel = how.get("patience"), how.get("travel")
        is_plain = travel is None or travel == GreatCircle()
        if "progress" in how or not is_plain or not isinstance(patience, Patience) or patience.spent:
            return plan(request, catalogue, **how)
        is_over = how.get("cancelled", bool)
        asked = {name: value for name, value in how.items() if name not in ("seconds", "travel", "cancelled")}
        held = made.setdefault(repr((request, asked)), [])
        for known, answer in held:
            if known == catalogue and not is_over():
                if isinstance(answer, Infeasible):
                    raise answer.with_traceback(None)
                return answer
        try:
            answer = plan(request, catalogue, **how)
        except Infeasible as problem:
            held.append((catalogue, problem))
            raise
        if not is_over():
            held.append((catalogue, answer))
        return answer

    return once
