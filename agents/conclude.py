"""Turn a finished turn into its outcome: what to say and what to write. Pure."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from agents import moves
from agents.captured import Slots
from agents.clearing import PLANS
from agents.facts import Facts, Notes, lead_of
from agents.findings import Findings
from agents.state import Cleared, State, Understood
from agents.telling import changes_told
from crm.conversations.effects import LearnContact, OptIn, OptOut, Remember
from crm.conversations.values import Effect, Outcome, Say, Scene
from crm.leads.effects import AskHuman, Capture, Record, SetStatus
from crm.trips.effects import ApproveTrip, PublishTrip
from crm.trips.store import itinerary_to_json, request_to_json

# Moves after which the desk's own question and offer still stand.
_BESIDE_THE_POINT = (
    moves.Answer, moves.Thank, moves.Noted, moves.Repair, moves.OutOfScope, moves.CannotRead, moves.TellPrice,
    moves.TellStatus, moves.PriceSoon,
)  # fmt: skip


def conclude(state: State) -> Outcome:
    """Give the outcome of a turn that went through the whole graph."""
    scene, understood, facts = state["scene"], state["understood"], state["facts"]
    decision, found = state["decision"], state.get("findings") or Findings()
    cleared = state.get("cleared") or Cleared()
    effects = [*_learnt(scene, understood, facts), *_decided(state, found, cleared)]
    uses, unphrased = state.get("rephrasing") or ((), None)
    is_silent = any(isinstance(m, moves.Silent) for m in decision.moves)
    if not (is_silent and facts.is_held):
        effects.append(Remember(remembered(facts, decision, found, scene).write()))
    return Outcome(
        says=_says(state, found, cleared),
        effects=tuple(effects),
        understanding=_as_json(understood, decision),
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
    if found.planned and cleared.caption:
        draft = state["draft"]
        name = draft.file_name or "proposal.pdf"
        says.append(Say("document", {"proposal": "newest", "name": name, "caption": cleared.caption}))
    return tuple(says)


def _learnt(scene: Scene, understood: Understood, facts: Facts) -> Iterator[Effect]:
    """What was heard is kept even while a human speaks; who wants nothing more is asked nothing more."""
    if understood.understanding.has("opt_out"):
        return
    if understood.captured or understood.removed:
        yield Capture(understood.captured, understood.removed)
    told = {n: _text(understood.captured, n) for n in ("name", "email", "phone")}
    language = facts.language if facts.language != scene.language and facts.text.strip() else None
    if language or any(told.values()):
        yield LearnContact(told["name"], told["email"], told["phone"], language)


def _text(slots: Slots, name: str) -> str | None:
    value = slots.get(name, {}).get("value")
    return value if isinstance(value, str) else None


def _decided(state: State, found: Findings, cleared: Cleared) -> Iterator[Effect]:
    facts, scene = state["facts"], state["scene"]
    for move in state["decision"].moves:
        yield from _effects_of(move, facts, found, cleared, scene)
    if cleared.stopped:
        reasons = "; ".join(cleared.stopped[0].reasons)
        yield AskHuman(f"A reply was stopped because nothing proves it: {reasons}"[:300])
    if cleared.lacking:
        missing = ", ".join(cleared.lacking[:6])
        yield Record("reply_text", f"Answered in English: no text in {facts.language} for {missing}")


def _effects_of(
    move: moves.Move, facts: Facts, found: Findings, cleared: Cleared, scene: Scene
) -> Iterator[Effect]:
    if isinstance(move, moves.StopSending):
        yield OptOut()
    elif isinstance(move, moves.Welcome):
        yield OptIn()
    elif isinstance(move, moves.Silent) and move.why == "opted_out":
        yield Record("wrote_after_stop", "Wrote again after opting out; START lets us answer")
    elif isinstance(move, moves.Approved):
        yield ApproveTrip(move.version, move.name, move.note)
    elif isinstance(move, moves.HandOver):
        yield from _handed_over(move, facts, scene)
    elif isinstance(move, moves.CannotRead):
        kind = "voice message" if move.kind == "voice" else move.kind
        yield (
            AskHuman(f"Sent a {kind} without words")
            if move.kind == "voice"
            else Record("media", f"Sent a {kind}")
        )
    elif isinstance(move, moves.Answer) and not move.optional and not found.is_answered:
        yield AskHuman(f"The library does not answer: {move.question}"[:300])
    elif isinstance(move, moves.Propose | moves.Revise):
        yield from _published(found, cleared, scene)


def _handed_over(move: moves.HandOver, facts: Facts, scene: Scene) -> Iterator[Effect]:
    if move.why == "reject":
        yield Record("declined", "Does not want to go on for now")
        return
    version = facts.detail.get("version") or (facts.trip.version if facts.trip else "")
    if move.why == "booking" and scene.lead and scene.lead.status == "proposed":
        yield SetStatus("negotiating", "wants to book")
    yield AskHuman(moves.STAFF_REASONS[move.why].format(about=move.about, version=version)[:300])


def _published(found: Findings, cleared: Cleared, scene: Scene) -> Iterator[Effect]:
    if found.unplanned:
        yield AskHuman(found.unplanned.staff[:300])
    seen = found.planned or found.unchanged
    for words in seen.unmatched if seen else ():
        yield Record("unmatched", f"Not in the catalogue: {words}")
    planned = found.planned
    if planned is None:
        return
    yield PublishTrip(
        request=request_to_json(planned.request),
        itinerary=itinerary_to_json(planned.itinerary),
        snapshot=planned.priced.snapshot,
        changes=changes_told(planned),
        send=not any(s.of in PLANS for s in cleared.stopped),
    )
    if planned.moved and scene.lead and scene.lead.status == "proposed":
        yield SetStatus("negotiating", "asked for changes")


def remembered(facts: Facts, decision: moves.Decision, found: Findings, scene: Scene) -> Notes:
    """The notes that the next turn starts with."""
    notes = facts.notes if lead_of(scene) or not scene.lead else Notes()
    asked = next((m for m in decision.moves if isinstance(m, moves.Ask)), None)
    only_answered = all(isinstance(m, _BESIDE_THE_POINT) for m in decision.moves)
    if asked:
        times = {**notes.times, asked.slot: notes.times.get(asked.slot, 0) + 1}
        notes = replace(notes, asked=asked.slot, times=times)
    elif not only_answered:
        notes = replace(notes, asked=None)
    if not only_answered:
        cheaper = found.planned.cheaper if found.planned else None
        notes = replace(notes, offer={"stay": {"class": cheaper.hotel_class}} if cheaper else None)
    if any(isinstance(m, moves.Propose | moves.Revise) for m in decision.moves):
        held_back = found.unplanned is not None and facts.trip is not None
        notes = replace(notes, pending=tuple(sorted(facts.changed)) if held_back else ())
    is_puzzled = any(isinstance(m, moves.Repair) for m in decision.moves) and not found.is_answered
    return replace(notes, puzzled=notes.puzzled + 1 if is_puzzled else 0)


def _as_json(understood: Understood, decision: moves.Decision) -> dict[str, Any]:
    heard = understood.understanding
    return {
        "language": heard.language,
        "intents": [{"name": i.name, "confidence": round(i.confidence, 3)} for i in heard.intents],
        "slots": {name: dict(slot) for name, slot in understood.captured.items()},
        "removed": list(understood.removed),
        "because": list(decision.because),
        "moves": [type(m).__name__ for m in decision.moves],
    }
