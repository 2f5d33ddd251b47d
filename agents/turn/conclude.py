"""Turn a finished turn into its outcome: what to say and what to write. Pure."""

from collections.abc import Mapping
from typing import Any

from agents.acting.findings import Findings
from agents.deciding import moves
from agents.turn.remembered import remembered
from agents.turn.state import Cleared, State, Understood
from agents.turn.written import decided, learnt
from crm.conversations.effects import Remember
from crm.conversations.values import Outcome, Say


def conclude(state: State) -> Outcome:
    """Give the outcome of a turn that went through the whole graph."""
    scene, understood, facts = state["scene"], state["understood"], state["facts"]
    decision, found = state["decision"], state.get("findings") or Findings()
    cleared = state.get("cleared") or Cleared()
    effects = [*learnt(scene, understood, facts), *decided(state, found, cleared)]
    uses, unphrased = state.get("rephrasing") or ((), None)
    is_silent = any(isinstance(m, moves.Silent) for m in decision.moves)
    notes = remembered(facts, decision, found, scene).write()
    if not (is_silent and facts.is_held):
        effects.append(Remember(notes))
    return Outcome(
        says=_says(state, found, cleared),
        effects=tuple(effects),
        understanding=_as_json(understood, decision, found, notes),
        engine=understood.understanding.engine,
        fallback=understood.fallback,
        stopped_by_gate=tuple(
            {"text": s.text, "reasons": list(s.reasons), "of": s.of}
            for s in (*cleared.stopped, *((unphrased,) if unphrased else ()))
        ),
        model_uses=(*understood.uses, *uses),
    )


def _says(state: State, found: Findings, cleared: Cleared) -> tuple[Say, ...]:
    says = [Say("text", {"text": text}) for text in cleared.texts]
    if cleared.caption:
        name = state["draft"].file_name or "proposal.pdf"
        paper: dict[str, Any] = {"proposal": "newest", "name": name, "caption": cleared.caption}
        if not found.planned and (trip := state["facts"].trip) is not None:
            paper |= {"proposal": "again", "version": trip.version}
        says.append(Say("document", paper))
    return tuple(says)


def _as_json(
    understood: Understood, decision: moves.Decision, found: Findings, notes: Mapping[str, Any]
) -> dict[str, Any]:
    """What is kept of a turn: enough to see why the desk said what it said, and to think it again."""
    heard = understood.understanding
    kept: dict[str, Any] = {
        "language": heard.language,
        "intents": [{"name": i.name, "confidence": round(i.confidence, 3)} for i in heard.intents],
        "slots": {name: dict(slot) for name, slot in understood.captured.items()},
        "removed": list(understood.removed),
        **({"aside": {n: dict(s) for n, s in understood.aside.slots.items()}} if understood.aside else {}),
        "because": list(decision.because),
        "moves": [type(m).__name__ for m in decision.moves],
        "notes": dict(notes),
    }
    if understood.uses:
        kept["model"] = {"name": understood.uses[-1].model, "prompt": understood.uses[-1].prompt}
    question = next((m.question for m in decision.moves if isinstance(m, moves.Answer)), None)
    if question is not None and found.answer is not None and found.is_answered:
        kept["library"] = {
            "question": question,
            "answer": found.answer.text,
            "documents": [source.document for source in found.answer.sources],
            "titles": [source.title for source in found.answer.sources],
        }
    return kept
