"""Small ways of answering in Telegram."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import escape
from typing import Any

from agents.regexes import regex
from bot.staff.cards import Button
from crm.conversations.values import Effect, ModelUse, Outcome, Say


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
    """Put the outcomes of several messages of one turn together, in order; each stays an act of its own."""
    says: list[Say] = []
    effects: list[Effect] = []
    parts: list[int] = []
    uses: list[ModelUse] = []
    first = 0  # an outcome may be several acts itself
    for outcome in outcomes:
        own = outcome.parts or (0,) * len(outcome.effects)
        says += [replace(say, part=first + say.part) for say in outcome.says]
        effects += outcome.effects
        parts += [first + part for part in own]
        uses += outcome.model_uses
        first += 1 + max((*own, *(say.part for say in outcome.says)), default=0)
    return Outcome(tuple(says), tuple(effects), engine="staff", parts=tuple(parts), model_uses=tuple(uses))


_BOLD, _ITALIC = (
    regex(r"(?<!\w)\*(\S(?:[^*\n]*\S)?)\*(?!\w)"),
    regex(r"(?<!\w)_(\S(?:[^_\n]*\S)?)_(?!\w)"),
)


def as_html(text: str) -> str:
    """Write words meant for WhatsApp, with its *bold* and _italic_, in Telegram's HTML."""
    return _ITALIC.sub(r"<i>\1</i>", _BOLD.sub(r"<b>\1</b>", escape(text)))
