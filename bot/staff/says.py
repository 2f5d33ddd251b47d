"""Small ways of answering in Telegram."""

from collections.abc import Iterable, Sequence
from typing import Any

from bot.staff.cards import Button
from crm.conversations.values import Effect, Outcome, Say


def tell(text: str, buttons: Sequence[Sequence[Button]] = ()) -> Say:
    """Answer in the staff chat itself, in Telegram's HTML."""
    body: dict[str, Any] = {"text": text, "format": "html"}
    if buttons:
        body["buttons"] = [[dict(button) for button in row] for row in buttons]
    return Say("text", body, sender="system")


def answer(text: str, *effects: Effect, buttons: Sequence[Sequence[Button]] = ()) -> Outcome:
    """Answer and do."""
    return Outcome(says=(tell(text, buttons),), effects=effects)


def joined(outcomes: Iterable[Outcome]) -> Outcome:
    """Put the outcomes of several messages of one turn together, in order."""
    outcomes = list(outcomes)
    return Outcome(
        says=tuple(say for outcome in outcomes for say in outcome.says),
        effects=tuple(effect for outcome in outcomes for effect in outcome.effects),
        engine="staff",
    )
