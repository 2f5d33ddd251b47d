"""What the desk has laid before the customer, as the next turn remembers it."""

from datetime import timedelta
from typing import Any

from agents.acting.findings import Findings, WayFound
from agents.acting.recommending import left_out
from agents.deciding import moves
from agents.scene.facts import Facts
from agents.scene.tastes import without_sights
from agents.scene.wishes import value_of
from crm.trips.giving_up import raised_by
from crm.trips.values import Catalogue


def _sets(found: WayFound, facts: Facts, catalogue: Catalogue | None) -> dict[str, Any]:
    """What is known of the trip from then on, where a way out is taken."""
    sets: dict[str, Any] = {}
    plan = found.way.plan
    for wish in found.way.wishes:
        budget = raised_by((wish.id,)) or (found.total if wish.kind == "budget" else None)
        if budget is not None:
            sets["budget"] = {"amount": str(budget.amount), "currency": budget.currency, "per": "trip"}
        if wish.kind == "class":
            sets["stay"] = {"class": wish.name}
        if wish.kind == "earlier":
            sets["start_date"] = plan.start.isoformat()
        if wish.kind in ("shorter", "length", "earlier"):
            last = plan.start + timedelta(days=plan.nights)
            sets |= {"nights": plan.nights, "days": plan.nights + 1, "end_date": last.isoformat()}
    gone = {wish.id for wish in found.way.wishes if wish.kind == "see"}
    if gone and catalogue is not None and (said := value_of(facts.slots, "must_see")):
        sets["must_see"] = without_sights(said, gone, catalogue)
    return sets


def laid_out(facts: Facts, decision: moves.Decision, found: Findings) -> dict[str, Any] | None:
    """What the customer may pick from now, by number or name; beside places those that are left out."""
    if any(isinstance(move, moves.Recommend) for move in decision.moves):
        places = [one.destination.name for one in found.recommended]
        return {"kind": "places", "items": places, "before": list(left_out(facts.text, facts.notes.listed))}
    offered = found.offered
    if offered is not None and len(offered.options) > 1:
        return {"kind": "options", "items": [one.option.flavour for one in offered.options]}
    if offered is not None and offered.ideas:
        items = [[one.suggestion.place, one.suggestion.day] for one in offered.ideas]
        return {"kind": "ideas", "items": items}
    if found.unplanned and found.unplanned.ways:
        ways = found.unplanned.ways
        return {
            "kind": "ways",
            "items": [list(one.way.give_up) for one in ways],
            "sets": [_sets(one, facts, found.catalogue) for one in ways],
        }
    return None
