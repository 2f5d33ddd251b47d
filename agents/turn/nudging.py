"""After which turns the desk asks once more, should the customer fall silent. Pure."""

from dataclasses import replace

from agents.deciding import moves
from agents.ports import MindSettings
from agents.turn.state import State
from agents.wording.phrasing import Pen
from crm.conversations.effects import Nudge
from crm.conversations.values import Outcome
from crm.leads.effects import AskHuman

_PLANS = (moves.Propose, moves.Revise, moves.Offer)


def with_nudge(outcome: Outcome, state: State, settings: MindSettings) -> Outcome:
    """Add the reminder to a turn that waits for the customer.

    None where a human was called or speaks, where the customer wants nothing more, or where nothing was
    said: then there is nothing to come back to.
    """
    facts = state["facts"]
    waits_for_us = facts.is_held or facts.is_opted_out or facts.needs_human is not None
    calls = any(isinstance(effect, AskHuman) for effect in outcome.effects)
    if settings.nudge_after is None or not outcome.says or waits_for_us or calls:
        return outcome
    said = state["decision"].moves
    if any(isinstance(m, moves.HandOver | moves.Silent | moves.StopSending) for m in said):
        return outcome
    about = next((about for kind, about in ((_PLANS, "proposed"), (moves.Ask, "asked"))
                  if any(isinstance(m, kind) for m in said)), None)  # fmt: skip
    if about is None:
        return outcome
    text = Pen(facts.language).write(f"nudge.{about}")
    reminder = Nudge(state["scene"].now + settings.nudge_after, text)
    return replace(outcome, effects=(*outcome.effects, reminder))
