"""What the desk has laid before the customer, as the next turn remembers it."""

from typing import Any

from agents.acting.findings import Findings
from agents.acting.recommending import left_out
from agents.deciding import moves
from agents.scene.facts import Facts


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
        return {"kind": "ways", "items": [list(one.way.give_up) for one in found.unplanned.ways]}
    return None
