"""A model that reads as well as the offline engine: one suite of tests then holds for both engines.

It is given what any model is given, the prompt's JSON, and fills in the form as any model must: values with
the words they rest on. Nothing but that form passes between it and the desk.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from agents.understanding.contract import Engine, Said, Slot, Understanding

SURE = 0.6  # a slot of less confidence is a supposition (see the contract)


def fill_in(asking: Mapping[str, Any], engine: Engine) -> dict[str, Any]:
    """Fill in the form `understood` for one message, as `templates/prompts/understand.md` asks."""
    history = tuple(Said(s["role"], s["text"], str(n)) for n, s in enumerate(asking["history"]))
    read = engine.understand(
        asking["message"], history, date.fromisoformat(asking["today"]), asking.get("asked")
    )
    return form_of(read, asking["message"], history)


def answer(engine: Engine, request: Mapping[str, Any]) -> dict[str, Any]:
    """Fill in the form for a request as it reaches an endpoint."""
    return fill_in(json.loads(request["messages"][-1]["content"]), engine)


def form_of(read: Understanding, text: str, history: Sequence[Said]) -> dict[str, Any]:
    """Write an understanding as a model would: each value with its quote."""
    words = {said.id: said.text for said in history} | {"": text}
    return {
        "language": read.language,
        "intents": [{"name": i.name, "confidence": i.confidence} for i in read.intents],
        "slots": [_entry(name, slot, words[slot.message]) for name, slot in read.slots.items()],
    }


def _entry(name: str, slot: Slot, body: str) -> dict[str, Any]:
    entry = {"name": name, "value": slot.value, "quote": body[slice(*slot.span)]}
    told = {"retracted": slot.retracted, "supposed": slot.confidence < SURE}
    return entry | {name: True for name, is_so in told.items() if is_so}


class ReadingModel:
    """Stands in for a chat client that fills in the form by reading."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.asked = 0

    def bind_tools(self, tools: Sequence[Any], **_: Any) -> "ReadingModel":
        """Take the form; the desk asks for no other while it listens."""
        assert tools[0]["function"]["name"] == "understood"
        return self

    async def ainvoke(self, messages: Sequence[Any], **_: Any) -> Any:
        """Fill in the form for what the last message holds."""
        from langchain_core.messages import AIMessage

        self.asked += 1
        content = messages[-1].content if hasattr(messages[-1], "content") else messages[-1][1]
        form = json.loads(json.dumps(fill_in(json.loads(content), self._engine)))
        return AIMessage(content="", tool_calls=[{"name": "understood", "args": form, "id": "1"}])
