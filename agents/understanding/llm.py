"""The model engine: the same understanding as offline, and nothing in it without the customer's words."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal, cast, get_args

from agents.model.endpoint import Model
from agents.model.prompts import Prompts
from agents.understanding.contacts import quoted
from agents.understanding.contract import Intent, IntentName, Said, Slot, SlotName, Understanding
from agents.understanding.grounding import grounded
from agents.understanding.shapes import shaped
from crm.conversations.values import ModelUse

_LANGUAGES = ("en", "hi", "es", "fr", "de", "ar", "pt", "ru")
TOLD, SUPPOSED = 0.85, 0.5  # confidence of what is said, and of what only follows from it
_COUNTED_BY_AGE = ("children", "infants")
MOST_OFFERS = 3  # messages of the desk, newest first, in which an offer that is accepted may stand
MOST_TEXT = 4_000  # characters of a message that a model is given
_FORM: Mapping[str, Any] = {
    "type": "function",
    "function": {
        "name": "understood",
        "description": "What the message says.",
        "parameters": {
            "type": "object",
            "properties": {
                "language": {"type": "string", "description": "ISO 639-1 code of the message"},
                "intents": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "properties": {
                            "name": {"type": "string", "enum": list(get_args(IntentName))},
                            "confidence": {"type": "number"},
                        },
                        "required": ["name", "confidence"],
                    },
                },
                "slots": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "properties": {
                            "name": {"type": "string", "enum": list(get_args(SlotName))},
                            "value": {},
                            "quote": {"type": "string"},
                            "retracted": {"type": "boolean"},
                            "supposed": {"type": "boolean"},
                        },
                        "required": ["name", "value", "quote"],
                    },
                },
            },
            "required": ["language", "intents", "slots"],
        },
    },
}


class LlmEngine:
    """Understands with a language model. What it says is checked against the words it was given."""

    name: Literal["offline", "llm"] = "llm"

    def __init__(self, model: Model, prompts: Prompts | None = None) -> None:
        self.model, self._prompts = model, prompts or Prompts()

    async def read(
        self,
        text: str,
        history: Sequence[Said],
        today: date,
        asked: SlotName | None = None,
        *,
        seconds: float = 4.0,
    ) -> tuple[Understanding, ModelUse]:
        """Understand one message. Raises `ModelFailed` for every way in which a model can fail, and
        `NotAsked` where its budget is spent."""
        asking = {
            "today": today.isoformat(),
            "asked": asked,
            "history": [{"role": s.role, "text": s.text[:MOST_TEXT]} for s in history],
            "message": text[:MOST_TEXT],
        }
        return await self.model.fill(
            _FORM,
            self._prompts.get("understand"),
            json.dumps(asking, ensure_ascii=False),
            seconds,
            lambda form: understood(form, text, history),
        )


def understood(form: Mapping[str, Any], text: str, history: Sequence[Said]) -> Understanding | None:
    """Check a filled form: known names, values of the right shape, quotes that stand in the words.

    None when it is no such form at all. A single bad entry is dropped, not the whole.
    """
    intents, slots = form.get("intents"), form.get("slots")
    if not isinstance(intents, list) or not isinstance(slots, list):
        return None
    language = form.get("language")
    found: dict[SlotName, Slot] = {}
    for entry in sorted(slots, key=_comes_last):
        slot = _slot(entry, text, history, _ages(found))
        if slot is not None:
            found[cast("SlotName", entry["name"])] = slot
    heard = {i.name: i for i in map(_intent, intents) if i is not None}
    is_known = isinstance(language, str) and language[:2] in _LANGUAGES
    return Understanding(str(language)[:2] if is_known else "en", tuple(heard.values()), found, "llm")


def _intent(entry: Any) -> Intent | None:
    if not isinstance(entry, Mapping) or entry.get("name") not in get_args(IntentName):
        return None
    confidence = entry.get("confidence")
    if isinstance(confidence, bool) or not isinstance(confidence, int | float):
        return None
    return Intent(entry["name"], min(max(float(confidence), 0.0), 1.0))


def _comes_last(entry: Any) -> bool:
    """Heads are held against the ages told beside them, which are read first."""
    return isinstance(entry, Mapping) and entry.get("name") in _COUNTED_BY_AGE


def _ages(found: Mapping[SlotName, Slot]) -> int:
    ages = found.get("child_ages")
    return len(ages.value) if ages is not None and isinstance(ages.value, list) else 0


def _value(entry: Mapping[str, Any], quote: str, ages: int) -> Any:
    """The value in the shape of its slot; children may be told by their ages alone: "kids 4, 7 and 11"."""
    name, told = entry["name"], entry.get("value")
    value = shaped(name, told, quote)
    if value is not None or name not in _COUNTED_BY_AGE or isinstance(told, bool):
        return value
    return told if isinstance(told, int) and 0 < told <= ages else None


def _slot(entry: Any, text: str, history: Sequence[Said], ages: int) -> Slot | None:
    if not isinstance(entry, Mapping) or entry.get("name") not in get_args(SlotName):
        return None
    quote = entry.get("quote")
    if not isinstance(quote, str) or not quote.strip():
        return None
    place = _find(quote, text, history)
    is_retracted = entry.get("retracted") is True
    value = _value(entry, quote, ages)
    if place is None or (value is None and not (is_retracted and entry.get("value") is None)):
        return None
    message, span = place
    body = text if not message else next(said.text for said in history if said.id == message)
    if value is not None and not grounded(str(entry["name"]), value, body, quote):
        return None
    if entry["name"] in ("name", "email", "phone") and any(
        a < span[1] and span[0] < b for a, b in quoted(body)
    ):
        return None  # whoever wrote the letter that the customer forwards is not the customer
    confidence = SUPPOSED if entry.get("supposed") is True else TOLD
    return Slot(value, span, message, confidence=confidence, retracted=is_retracted)


def _find(quote: str, text: str, history: Sequence[Said]) -> tuple[str, tuple[int, int]] | None:
    """Where the quoted words stand: in the message, or in what the desk has said lately, the newest first."""
    if (at := _at(quote, text)) is not None:
        return "", (at, at + len(quote.strip()))
    offers = [said for said in reversed(history) if said.role == "desk"][:MOST_OFFERS]
    found = ((said.id, _at(quote, said.text)) for said in offers)
    return next(((id_, (at, at + len(quote.strip()))) for id_, at in found if at is not None), None)


def _at(quote: str, text: str) -> int | None:
    # Lower-casing some letters changes their number; spans must stay those of the text as written.
    for words, body in ((quote.strip(), text), (quote.strip().lower(), text.lower())):
        if len(body) == len(text) and (at := body.find(words)) >= 0:
            return at
    return None
