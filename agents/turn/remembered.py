"""The notes with which the next turn begins. Pure."""

from dataclasses import replace

from agents.acting.findings import Findings
from agents.deciding import moves
from agents.scene.facts import Facts, places_of
from agents.scene.notes import Notes
from agents.turn.laid_out import laid_out
from crm.conversations.values import Scene

# Moves after which the desk's own question and offer still stand.
_BESIDE_THE_POINT = (
    moves.Answer, moves.Thank, moves.Noted, moves.ForTheHotel, moves.OutsideTheTrip, moves.Repair,
    moves.OutOfScope, moves.CannotRead, moves.Filed, moves.NotKept, moves.Explain, moves.TellPrice,
    moves.TellStatus, moves.TellChanges, moves.TellQuote, moves.SendAgain, moves.PriceSoon,
)  # fmt: skip
MOST_ASIDE = 12  # places of other enquiries that the notes keep; no more than a few of them are leads
MOST_MISSED = 24  # names of unknown places and hotels that the notes keep
_PLANNING = (moves.Propose, moves.Revise, moves.Offer, moves.Pick)


def remembered(facts: Facts, decision: moves.Decision, found: Findings, scene: Scene) -> Notes:
    """The notes that the next turn starts with."""
    notes = facts.notes
    asked = next((m for m in decision.moves if isinstance(m, moves.Ask)), None)
    only_answered = all(isinstance(m, _BESIDE_THE_POINT) for m in decision.moves)
    if asked:
        times = {**notes.times, asked.slot: notes.times.get(asked.slot, 0) + 1}
        notes = replace(notes, asked=asked.slot, times=times)
    elif any(isinstance(m, moves.Recommend) for m in decision.moves):
        notes = replace(notes, asked="destinations")
    elif facts.keeps_as_it_is or facts.keeps_for_now or facts.keeps_as_it_was or facts.is_left_alone:
        notes = replace(notes, asked=None)  # what was asked of a change is settled
    elif not only_answered and not _is_left_open(facts, decision):
        notes = replace(notes, asked=None)
    if not only_answered:
        told = found.planned or (found.unchanged if "budget" in facts.changed else None)
        cheaper = told.cheaper if told else None
        notes = replace(notes, offer={"stay": {"class": cheaper.hotel_class}} if cheaper else None)
        notes = replace(notes, listed=laid_out(facts, decision, found))
    if asked and asked.same_party:
        notes = replace(notes, offer=notes.party)
    if any(isinstance(m, _PLANNING) for m in decision.moves):
        notes = replace(notes, pending=_pending(facts, found), missed=_missed(facts, found))
    is_noted = facts.aside is None or facts.aside.place in notes.aside
    if facts.aside is not None and not is_noted and len(notes.aside) < MOST_ASIDE:
        notes = replace(notes, aside=(*notes.aside, facts.aside.place))
    if notes.aside:
        notes = replace(notes, beside=places_of(facts.slots))
    is_puzzled = (
        any(isinstance(m, moves.Repair | moves.Explain) for m in decision.moves) and not found.is_answered
    )
    return replace(notes, puzzled=notes.puzzled + 1 if is_puzzled else 0)


def _is_left_open(facts: Facts, decision: moves.Decision) -> bool:
    """Whether our question beside a plan stays open while a colleague is called: no "ok" takes the plan."""
    puzzled = any(isinstance(m, moves.HandOver) and m.why == "puzzled" for m in decision.moves)
    return puzzled and facts.trip is not None


def _pending(facts: Facts, found: Findings) -> tuple[str, ...]:
    """What was heard and stands in no version yet.

    A wish that left the plan as it is binds the next one; a night more "in Ubud", or fewer temples, would
    count twice, and what hotels are asked for has been told.
    """
    if facts.trip is None or not (found.unplanned or found.unchanged):
        return ()
    told = facts.changed | frozenset(facts.notes.pending)
    return tuple(sorted(told - {"stop_nights", "fewer", "beds"} if found.unchanged else told))


def _missed(facts: Facts, found: Findings) -> tuple[str, ...]:
    seen = found.planned or found.unchanged
    return tuple(dict.fromkeys((*facts.notes.missed, *(seen.unmatched if seen else ()))))[-MOST_MISSED:]
