"""A lead and its conversation summed up by a model: each sentence with the messages that prove it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from agents.gate import Evidence, check
from agents.model.endpoint import Model
from agents.model.prompts import Prompts
from agents.scene.captured import Slots
from agents.staff.briefing import Line
from agents.staff.summary import summarise
from agents.staff.vouched import SPEAKERS, unvouched
from agents.telling.proof import known_evidence
from crm.conversations.values import ModelUse, Past

MOST_LINES, LONGEST = 8, 280  # sentences of a summary, characters of a sentence
_MOST_TEXT = 1_200  # characters of a message that a model is given
_FORM: Mapping[str, Any] = {
    "type": "function",
    "function": {
        "name": "summed_up",
        "description": "The conversation in short, for the colleague who takes over.",
        "parameters": {
            "type": "object",
            "properties": {
                "lines": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "properties": {
                            "of": {"type": "string", "enum": list(SPEAKERS)},
                            "text": {"type": "string"},
                            "messages": {"type": "array", "items": {"type": "string"}},
                        },
                        "required": ["of", "text", "messages"],
                    },
                }
            },
            "required": ["lines"],
        },
    },
}


@dataclass(frozen=True)
class Summed:
    """What a model made of a conversation. Where anything in it is `unproven`, there are no lines."""

    lines: tuple[Line, ...] = ()
    unproven: str = ""


class Summarist:
    """Sums up with a model, in English, for staff. What it says is held against what was said."""

    def __init__(self, model: Model, prompts: Prompts | None = None) -> None:
        self._model, self._prompts = model, prompts or Prompts()

    async def sum_up(
        self,
        slots: Slots,
        history: Sequence[Past],
        *,
        currency: str,
        name: str | None = None,
        language: str = "en",
        elsewhere: Sequence[str] = (),
    ) -> tuple[Summed, ModelUse]:
        """Sum up one lead. Raises `ModelFailed` and `NotAsked`.

        `language` is the customer's; `elsewhere` are the places of their other enquiries, which share the
        conversation and are no part of this lead.
        """
        spoken = [past for past in history if past.text.strip()]
        asking = {
            "customer": name,
            "enquiry": summarise(slots, None, currency),
            "other_enquiries": list(elsewhere),
            "messages": [{"id": p.id, "by": p.role, "text": p.text[:_MOST_TEXT]} for p in spoken],
        }
        return await self._model.fill(
            _FORM,
            self._prompts.get("summarise"),
            json.dumps(asking, ensure_ascii=False),
            self._model.settings.seconds,
            lambda form: summed(
                form, slots, spoken, currency=currency, name=name, language=language, elsewhere=elsewhere
            ),
        )


def summed(
    form: Mapping[str, Any],
    slots: Slots,
    history: Sequence[Past],
    *,
    currency: str,
    name: str | None = None,
    language: str = "en",
    elsewhere: Sequence[str] = (),
) -> Summed | None:
    """Hold a filled form against the conversation. None where it is no such form at all.

    One sentence without proof voids the whole: whoever writes one wrong thing may have left out another.
    """
    entries = form.get("lines")
    if not isinstance(entries, list) or not 0 < len(entries) <= MOST_LINES:
        return None
    lines = [_line(entry) for entry in entries]
    if any(line is None for line in lines):
        return None
    found = tuple(line for line in lines if line is not None)
    names = Evidence().with_names([name, *name.split()] if name else [])
    for line in found:
        if any(place.casefold() in line.text.casefold() for place in elsewhere):
            return Summed(unproven="it tells of the customer's other enquiry")
        reason = _unproven(line, names, slots, history, currency, language)
        if reason:
            return Summed(unproven=reason)
    return Summed(found)


def _line(entry: Any) -> Line | None:
    if not isinstance(entry, Mapping) or entry.get("of") not in SPEAKERS:
        return None
    text, messages = entry.get("text"), entry.get("messages")
    if not isinstance(text, str) or not 0 < len(text.strip()) <= LONGEST or not isinstance(messages, list):
        return None
    cited = tuple(dict.fromkeys(one for one in messages if isinstance(one, str)))
    return Line(str(entry["of"]), " ".join(text.split()), cited) if cited else None


def _unproven(
    line: Line, names: Evidence, slots: Slots, history: Sequence[Past], currency: str, language: str
) -> str:
    """Why a sentence does not stand on the messages that it names; empty where it does."""
    said = {past.id: past for past in history}
    if any(message not in said for message in line.messages):
        return "it names a message that is not there"
    cited = [said[message] for message in line.messages]
    words = [past.text for past in cited]
    heard = {n: slot for n, slot in slots.items() if f"in:{slot.get('message')}" in line.messages}
    evidence = known_evidence(heard, currency).with_all(names).with_words(*words)
    if language != "en":
        evidence = evidence.with_words(*words, language=language)
    reasons = check(line.text, evidence).reasons
    return "; ".join((*unvouched(line, cited, language), *reasons))
