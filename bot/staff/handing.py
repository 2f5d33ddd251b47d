"""What whoever takes over is given with the call: the lead in short, facts with their words, what is open."""

from collections.abc import Iterator, Mapping
from datetime import date
from html import escape
from typing import Any

from babel.dates import format_date

from agents.regexes import regex
from agents.staff.briefing import LABELS, Line, brief
from agents.telling.booking_words import booking_told
from agents.wording.phrasing import Pen
from bot.staff.cards import budget_told
from crm.conversations.values import Outcome, Past, Scene
from crm.leads.effects import Capture
from crm.leads.rules import merge_slots

_MOST_SLOTS, _LONGEST = 12, 80
_DAY = regex(r"\d{4}-\d\d-\d\d")
Slots = Mapping[str, Mapping[str, Any]]


def packet(scene: Scene, outcome: Outcome, currency: str) -> str:
    """Write the packet of a hand-over as Telegram's HTML; empty where nothing is known yet.

    It counts what this very turn has taught and said. `currency` is the agency's, for a budget without one.
    """
    slots = _slots_after(scene, outcome)
    past = _told(scene, outcome)
    lines = brief(slots, scene.trip, past, currency)
    said = {one.id: one.text for one in past}
    told = [_brief_line(line) for line in lines if line.of != "last"]
    facts = list(_facts(slots, said))
    if facts:
        told += ["<b>Known, with their words</b>", *facts]
    return "\n".join(told)


def _slots_after(scene: Scene, outcome: Outcome) -> Slots:
    slots: Slots = scene.lead.slots if scene.lead else {}
    for effect in outcome.effects:
        if isinstance(effect, Capture):
            slots = merge_slots(slots, effect.slots, effect.removed)
    return slots


def _told(scene: Scene, outcome: Outcome) -> tuple[Past, ...]:
    """The conversation up to the customer's words of this turn: what is open is theirs."""
    heard = tuple(
        Past(f"in:{h.id}", "customer", h.text, h.at)
        for h in scene.heard
        if h.text.strip() and h.kind != "approval"  # its text is a signature
    )
    return (*scene.history, *heard)


def _brief_line(line: Line) -> str:
    return f"<b>{LABELS[line.of]}</b>: {escape(line.text)}"


def _facts(slots: Slots, said: Mapping[str, str]) -> Iterator[str]:
    for name, slot in list(slots.items())[:_MOST_SLOTS]:
        begin, end = (*(slot.get("span") or ()), 0, 0)[:2]
        words = said.get(f"in:{slot.get('message')}", "")[begin:end].strip()
        sure = slot.get("confidence")
        doubt = " (unsure)" if isinstance(sure, int | float) and sure < 0.6 else ""
        quote = f" · “{escape(words[:_LONGEST])}”" if words else ""
        told = budget_told(slots) if name == "budget" else _plain(slot.get("value"))
        yield f"• {name.replace('_', ' ')}: {escape(told)}{doubt}{quote}"


def _plain(value: Any) -> str:
    if isinstance(value, Mapping) and "kind" in value and "name" in value:
        return booking_told(value, Pen("en"))[:_LONGEST]
    if isinstance(value, Mapping):
        return " ".join(str(part) for part in value.values() if part is not None)[:_LONGEST]
    if isinstance(value, list):
        return ", ".join(_plain(part) for part in value)[:_LONGEST]
    if isinstance(value, str) and _DAY.fullmatch(value):
        return format_date(date.fromisoformat(value), "EEE d MMM y", locale="en")
    return str(value)[:_LONGEST]
