"""Small ways of answering in Telegram."""

import re
from collections.abc import Iterable, Sequence
from html import escape
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


_BOLD, _ITALIC = (
    re.compile(r"(?<!\w)\*(\S(?:[^*\n]*\S)?)\*(?!\w)"),
    re.compile(r"(?<!\w)_(\S(?:[^_\n]*\S)?)_(?!\w)"),
)


def as_html(text: str) -> str:
    """Write words meant for WhatsApp, with its *bold* and _italic_, in Telegram's HTML."""
    return _ITALIC.sub(r"<i>\1</i>", _BOLD.sub(r"<b>\1</b>", escape(text)))
